"""What is kept of reading and checking changes nothing but the time it takes: kept and not kept, the findings are the same."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import check as checking
from generator import load as loading
from generator import parsing
from generator import recall as recall_module
from generator.audience import Audience
from generator.check import check
from generator.clock import moment
from generator.diagnostics import Diagnostic, in_order
from generator.entry import Entry
from generator.examination import Examined, examine
from generator.judgements import Judgements
from generator.load import load
from generator.model import Record
from generator.readings import Readings
from generator.recall import Recall
from generator.registry import RECORD_TYPES
from generator.source import Source, parse
from tests.example_files import AS_OF, ATTACHMENTS, TODAY, Example, diagnose, examples, merged, raw_files
from tests.small_site import gongkai, lay_out, world, write


@pytest.fixture(autouse=True, scope="module")
def _every_change_is_kept() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recall_module, "WORTH", 0)
        yield


LATER = 10_000_000_000
"""Nanoseconds after which a file has rested."""
PROPOSAL = "data/proposals/TA-0803-001.yml"


def recall_of(root: Path, *, anew: bool = False, trusting: bool = True) -> Recall:
    return Recall(root / ".gongkai", RECORD_TYPES, moment() + LATER, anew=anew, trusting=trusting)


def said(one: Examined) -> list[Diagnostic]:
    return one.diagnostics


class TwoRuns:
    """Files that are read and checked with what an earlier run kept, and without it."""

    def __init__(self) -> None:
        self.read, self.found = Readings().to_bytes(""), {Audience.PUBLIC: b"", Audience.CAMPUS: b""}

    def kept(self, files: dict[str, str], encoding: str) -> list[Diagnostic]:
        readings = Readings.from_bytes(self.read, "")
        loaded = load(raw_files(files, encoding), RECORD_TYPES, readings)
        found = self._checked(Audience.CAMPUS, loaded)
        self.read = readings.to_bytes("")
        return in_order([*loaded.diagnostics, *found])

    def _checked(self, audience: Audience, loaded: loading.Loaded) -> list[Diagnostic]:
        before = self.found[audience]
        judgements = Judgements.from_bytes(before, "") if before else Judgements()
        found = check(loaded.dataset, loaded.sources, RECORD_TYPES, AS_OF, TODAY, ATTACHMENTS, judgements, pinned=True)
        self.found[audience] = judgements.to_bytes("")
        return found


@cache
def _some() -> list[Example]:
    """For each rule one example that breaks it, in an order that has nothing to do with what they are about."""
    found = {one.code: one for one in examples() if one.breaks and one.times == 1}
    return Random(7).sample(list(found.values()), len(found))


MOST_AT_ONCE = 5


@cache
def _groups() -> list[list[Example]]:
    """Those examples, a few at a time where they are of different files."""
    groups: list[list[Example]] = []
    for one in _some():
        alone = one.encoding != "utf-8"
        apart = (
            group
            for group in groups
            if len(group) < MOST_AT_ONCE
            and group[0].encoding == "utf-8"
            and all(other.overlay.keys().isdisjoint(one.overlay) for other in group)
        )
        room = None if alone else next(apart, None)
        if room is None:
            groups.append([one])
        else:
            room.append(one)
    return groups


def _not_found(runs: TwoRuns, group: list[Example]) -> list[Example]:
    """The examples of a group whose rule is not said to be broken; kept and not kept, the findings are the same."""
    files = merged({path: text for one in group for path, text in one.overlay.items()})
    anew = diagnose(files, group[0].encoding, anew=True)
    names = [one.name for one in group]
    assert runs.kept(files, group[0].encoding) == anew, names
    assert diagnose(files, group[0].encoding) == anew, names
    rules = {one.code.partition("/")[2] for one in anew}
    return [one for one in group if one.code.partition("/")[2] not in rules]


@pytest.mark.parametrize("part", range(4))
def test_every_rule_is_found_broken_and_mended_by_what_was_kept(part: int) -> None:
    runs = TwoRuns()
    for group in _groups()[part::4]:
        for example in _not_found(runs, group):  # among others nothing is said of it
            assert _not_found(runs, [example]) == [], example.name
    assert runs.kept(merged({}), "utf-8") == diagnose(merged({}), anew=True)


def _places(root: Path) -> list[Path]:
    return sorted((root / "data").rglob("*.yml"))


def _changes(root: Path, draw: st.DataObject) -> Iterator[tuple[date, date]]:
    """Changes to a site, one after another; with each the day as of which, and the day on which, it is looked at."""
    day, today = AS_OF, AS_OF
    for _ in range(draw.draw(st.integers(2, 6), label="changes")):
        places = _places(root)
        place = places[draw.draw(st.integers(0, len(places) - 1), label="record")]
        what = draw.draw(st.sampled_from(sorted(_KINDS)), label="what")
        if what == "day":
            day += timedelta(days=draw.draw(st.integers(-400, 400)))
        elif what == "today":
            today += timedelta(days=draw.draw(st.integers(0, 400)))
        else:
            _KINDS[what](root, place)
        yield day, today


def _cut(root: Path, place: Path) -> None:
    """The first half of a record's rows."""
    rows = place.read_text("utf-8").splitlines(keepends=True)
    place.write_text("".join(rows[: max(1, len(rows) // 2)]), "utf-8")


def _shift(root: Path, place: Path) -> None:
    """Every finding in the file moves down a line."""
    place.write_text("# 一行\n" + place.read_text("utf-8"), "utf-8")


def _hide(root: Path, place: Path) -> None:
    text = place.read_text("utf-8")
    place.write_text(text if "audience:" in text else f"{text}audience: campus\n", "utf-8")


def _break(root: Path, place: Path) -> None:
    place.write_text(place.read_text("utf-8") + "nothing: 1\nnothing: 2\n", "utf-8")


def _digits(root: Path, place: Path) -> None:
    """Other days, amounts and numbers of rules."""
    place.write_text(place.read_text("utf-8").replace("2", "3", 4), "utf-8")


def _copy(root: Path, place: Path) -> None:
    (place.parent / f"{place.stem}-9.yml").write_bytes(place.read_bytes())


def _rename(root: Path, place: Path) -> None:
    place.rename(place.with_name(f"{place.stem}-7.yml"))


def _move(root: Path, place: Path) -> None:
    fresh = place.parent / "moved"
    fresh.mkdir(exist_ok=True)
    place.rename(fresh / place.name)


def _attach(root: Path, place: Path) -> None:
    file = root / "data/attachments/tongzhi.pdf"
    if file.exists():
        file.unlink()
    else:
        write(root, "data/attachments/tongzhi.pdf", "%PDF")


def _name_attachment(root: Path, place: Path) -> None:
    text = place.read_text("utf-8")
    extra = "attachments:\n  - file: tongzhi.pdf\n    title: 通知\n"
    place.write_text(text if "attachments:" in text else text + extra, "utf-8")


def _refer(root: Path, place: Path) -> None:
    text = place.read_text("utf-8")
    place.write_text(text if "related:" in text else f"{text}related: [TA-0803-002, HQC, TA-0803-099]\n", "utf-8")


def _remove(root: Path, place: Path) -> None:
    place.unlink()


def _restore(root: Path, place: Path) -> None:
    for path, text in merged({}).items():
        write(root, path, text)


def _nothing(root: Path, place: Path) -> None:
    return


_KINDS = {
    "cut": _cut, "shift": _shift, "hide": _hide, "break": _break, "digits": _digits, "copy": _copy, "move": _move,
    "rename": _rename, "attach": _attach, "name attachment": _name_attachment, "refer": _refer, "remove": _remove,
    "restore": _restore, "nothing": _nothing, "day": _nothing, "today": _nothing,
}  # fmt: skip


def _same(warm: Examined, cold: Examined) -> None:
    """Whatever was kept: the same findings, the same records, the same gate."""
    assert warm.diagnostics == cold.diagnostics
    kept, fresh = warm.loaded.dataset, cold.loaded.dataset
    assert list(kept.entries) == list(fresh.entries)
    assert kept.unreadable == fresh.unreadable
    for audience in Audience:
        seen = [one.visible_to(audience, warm.as_of).entries.values() for one in (kept, fresh)]
        assert [(one.id, one.path, one.digest) for one in seen[0]] == [
            (one.id, one.path, one.digest) for one in seen[1]
        ]
    for key, entry in kept.entries.items():
        assert (entry.about, entry.record) == (fresh.entries[key].about, fresh.entries[key].record)


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_changes_the_findings_are_those_of_a_run_that_knows_nothing(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = lay_out(tmp_path_factory.mktemp("site"))
    examine(root, AS_OF, AS_OF, recall=recall_of(root))
    for day, today in _changes(root, data):
        for pinned in (False, True):
            warm = examine(root, day, today, recall=recall_of(root), pinned=pinned)
            _same(warm, examine(root, day, today, pinned=pinned))


PLAIN = world("proposals/TA-0803-001.yml")
OTHERS = {f"data/proposals/TA-0803-10{n}.yml": f"{PLAIN}related: [WYY]\n" for n in range(4)}
WYY = "name: 外国语学院\nkind: 学院\nparent: XX\nopened: 2026-04-01\n"
QUESTIONS: dict[str, tuple[dict[str, str], dict[str, str | None]]] = {
    "an attachment that was missing is there": (
        {PROPOSAL: f"{PLAIN}attachments:\n  - file: a.pdf\n    title: 甲\n"},
        {"data/attachments/a.pdf": "%PDF"},
    ),
    "a linked attachment goes": (
        {
            PROPOSAL: f"{PLAIN}stated: []\n".replace("18:30 停止", "[18:30](attachments/a.pdf) 停止"),
            "data/attachments/a.pdf": "%PDF",
        },
        {"data/attachments/a.pdf": None},
    ),
    "an attachment that was meant is there": (
        {PROPOSAL: f"{PLAIN}attachments:\n  - file: tongzi-2026.pdf\n    title: 甲\n"},
        {"data/attachments/tongzhi-2026.pdf": "%PDF"},
    ),
    "a fifth record names a unit before its time": (
        {"data/units/WYY.yml": WYY, PROPOSAL: PLAIN, **OTHERS},
        {PROPOSAL: f"{PLAIN}related: [WYY]\n"},
    ),
    "the fifth does not any more": (
        {"data/units/WYY.yml": WYY, PROPOSAL: f"{PLAIN}related: [WYY]\n", **OTHERS},
        {PROPOSAL: PLAIN},
    ),
    "a unit is founded later": (
        {"data/units/WYY.yml": WYY.replace("2026-04-01", "2020-04-01"), **OTHERS},
        {"data/units/WYY.yml": WYY},
    ),
    "a record that was meant is there": (
        {PROPOSAL: f"{PLAIN}related: [TA-0803-212]\n"},
        {"data/proposals/TA-0803-211.yml": PLAIN},
    ),
    "a record in a text goes": (
        {PROPOSAL: PLAIN.replace("18:30 停止", "[[TA-0803-211]] 停止"), "data/proposals/TA-0803-211.yml": PLAIN},
        {"data/proposals/TA-0803-211.yml": None},
    ),
    "a record in a text is hidden": (
        {PROPOSAL: PLAIN.replace("18:30 停止", "[[TA-0803-211]] 停止"), "data/proposals/TA-0803-211.yml": PLAIN},
        {"data/proposals/TA-0803-211.yml": f"{PLAIN}audience: campus\n"},
    ),
    "a rule that is needed goes": ({PROPOSAL: PLAIN}, {"data/rules/P8.yml": None}),
    "a rule that is needed cannot be read": ({PROPOSAL: PLAIN}, {"data/rules/P8.yml": "x"}),
    "a unit cannot be read": ({PROPOSAL: PLAIN}, {"data/units/HQC.yml": "name: [\n"}),
    "what could not be read is removed": (
        {PROPOSAL: f"{PLAIN}related: [WYY]\n", "data/units/WYY.yml": "name: [\n"},
        {"data/units/WYY.yml": None},
    ),
    "what could not be read is another type's": (
        {PROPOSAL: PLAIN.replace("lead: HQC", "lead: WYY"), "data/units/WYY.yml": "x"},
        {"data/units/WYY.yml": None, "data/titles/WYY.yml": "x"},
    ),
    "another file has its id, in small letters": (
        {PROPOSAL: PLAIN},
        {"data/proposals/ta-0803-001.yml": PLAIN},
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_whatever_a_check_looks_at_is_noted(question: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    before, after = QUESTIONS[question]
    found = []
    states: tuple[Mapping[str, str | None], ...] = (before, after, before)
    for state in states:
        for path, text in state.items():
            if text is None:
                (root / path).unlink()
            else:
                write(root, path, text)
        for path in () if state is after else set(after) - set(before):
            (root / path).unlink(missing_ok=True)
            if path in merged({}):
                write(root, path, merged({})[path])
        warm = examine(root, AS_OF, AS_OF, recall=recall_of(root))
        _same(warm, examine(root, AS_OF, AS_OF))
        found.append(warm.diagnostics)
    assert found[0] != found[1], "what has changed is seen"
    assert found[0] == found[2]


@pytest.mark.parametrize("today", [date(2026, 5, 1), date(2026, 5, 2)])
def test_the_real_day_makes_what_is_written_possible(today: date, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    write(root, PROPOSAL, PLAIN.replace("2026-03-20", "2026-05-02"))
    found = []
    for day in (AS_OF, today, AS_OF):
        warm = examine(root, AS_OF, day, recall=recall_of(root))
        _same(warm, examine(root, AS_OF, day))
        found.append(any(one.code == "proposal/future-day" for one in warm.checked))
    assert found == [True, today == AS_OF, True]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = lay_out(tmp_path)
    write(root, PROPOSAL, world("proposals/TA-0803-001.yml") + "related: [TA-0803-999]\n")
    examine(root, AS_OF, AS_OF, recall=recall_of(root))
    return root


def test_nothing_is_parsed_or_made_where_nothing_has_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = said(examine(root, AS_OF, AS_OF))

    def never(*_: object) -> Record:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(loading, "parse", never)
        patch.setattr(Entry, "record", property(never))
        assert said(examine(root, AS_OF, AS_OF, recall=recall_of(root))) == expected


def test_a_file_is_taken_by_its_times_only_where_that_is_asked_for(root: Path) -> None:
    place = root / PROPOSAL
    before = place.stat()
    place.write_text(place.read_text("utf-8").replace("TA-0803-999", "TA-0803-998"), "utf-8")
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    found = "\n".join(map(str, said(examine(root, AS_OF, AS_OF, recall=recall_of(root)))))
    assert "TA-0803-998" in found, "inode, size and mtime are what they were; the ctime is not"
    readings = recall_of(root).readings
    stat = place.stat()
    state = (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    assert readings.digest(PROPOSAL, state) != ""
    assert readings.digest(PROPOSAL, (*state[:3], state[3] + 1)) == ""
    assert not recall_of(root, anew=True).trusting


def test_a_file_that_had_not_rested_is_hashed_again(root: Path) -> None:
    write(root, PROPOSAL, world("proposals/TA-0803-001.yml"))
    examine(root, AS_OF, AS_OF, recall=Recall(root / ".gongkai", RECORD_TYPES, moment(), trusting=True))
    stat = (root / PROPOSAL).stat()
    state = (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    assert recall_of(root).readings.digest(PROPOSAL, state) == ""
    examine(root, AS_OF, AS_OF, recall=recall_of(root))
    assert recall_of(root).readings.digest(PROPOSAL, state) != ""


@pytest.mark.parametrize("name", ["read", "found"])
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "turned", "other code"])
def test_damage_costs_time_only(root: Path, name: str, damage: str) -> None:
    place = root / ".gongkai" / name
    content = place.read_bytes()
    if damage == "gone":
        place.unlink()
    elif damage == "other code":
        Recall(root / ".gongkai", RECORD_TYPES[:-1], moment() + LATER).keep()
        other = Recall(root / ".gongkai", RECORD_TYPES[:-1], moment() + LATER)
        assert other.readings.digest(PROPOSAL, (0, 0, 0, 0)) == ""
    else:
        middle = len(content) // 2
        place.write_bytes(
            {
                "empty": b"",
                "cut": content[:middle],
                "turned": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
            }[damage]
        )
    for _ in range(2):
        _same(examine(root, AS_OF, AS_OF, recall=recall_of(root)), examine(root, AS_OF, AS_OF))


def test_a_run_that_trusts_nothing_reads_everything_and_keeps_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def noted(path: str, content: bytes) -> Source:
        parsed.append(path)
        return parse(path, content)

    monkeypatch.setattr(loading, "parse", noted)
    examine(root, AS_OF, AS_OF, recall=recall_of(root, anew=True))
    assert len(parsed) == len(_places(root))


def test_a_few_changes_are_looked_at_again_rather_than_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall_module, "WORTH", 20)
    kept = {name: (root / ".gongkai" / name).read_bytes() for name in ("read", "found")}
    for text in ("TA-0803-998", "TA-0803-997"):
        write(root, PROPOSAL, f"{PLAIN}related: [{text}]\n")
        _same(examine(root, AS_OF, AS_OF, recall=recall_of(root)), examine(root, AS_OF, AS_OF))
    assert kept == {name: (root / ".gongkai" / name).read_bytes() for name in kept}
    for number in range(11, 32):
        write(root, f"data/proposals/TA-0803-0{number}.yml", PLAIN)
    _same(examine(root, AS_OF, AS_OF, recall=recall_of(root)), examine(root, AS_OF, AS_OF))
    assert all(content != (root / ".gongkai" / name).read_bytes() for name, content in kept.items())


def test_personal_numbers_in_comments_are_found_every_time(root: Path) -> None:
    write(root, PROPOSAL, "# 电话 13800138000\n" + world("proposals/TA-0803-001.yml"))
    for _ in range(2):
        found = said(examine(root, AS_OF, AS_OF, recall=recall_of(root)))
        assert [one.code for one in found] == ["proposal/personal-number"]


def test_check_says_the_same_with_and_without_what_was_kept(root: Path) -> None:
    first, second, anew = (gongkai("check", "-C", root, *more) for more in ((), (), ("--no-cache",)))
    assert first == second == anew
    assert first.code == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process here")
@pytest.mark.parametrize("dies", [False, True])
def test_two_processes_read_and_find_what_one_does(root: Path, dies: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, "data/units/HQC.yml", "name: [\n")
    write(root, "data/proposals/TA-0803-003.yml", "# 电话 13800138000\n" + world("proposals/TA-0803-001.yml"))
    one = examine(root, AS_OF, AS_OF)
    for module in (parsing, checking):
        monkeypatch.setattr(module, "can_fork", lambda: True)
    for module in (loading, checking):
        monkeypatch.setattr(module, "FEW", 2)
    if dies:
        monkeypatch.setattr(parsing, "_told", lambda *_: os._exit(1))
        monkeypatch.setattr(Judgements, "to_bytes", lambda *_: os._exit(1))
    recall = recall_of(root, anew=True)
    monkeypatch.setattr(recall, "keep", lambda: None)
    two = examine(root, AS_OF, AS_OF, recall=recall)
    _same(two, one)
    assert len(one.diagnostics) > 3
