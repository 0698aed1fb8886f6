"""What units promised and what came of it: computed, counted, shown, in open data and calendars."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from generator.audience import Audience
from generator.dataset import Facts
from generator.load import load
from generator.raw_files import RawFile
from generator.records.proposal import TYPE
from generator.records.proposal.model import Proposal
from generator.records.proposal.promises import DUE, Fate, Promise, promise_of, promises
from generator.records.proposal.stage import Stage, promise, stage
from generator.records.proposal.views.promises import promise_batches
from generator.records.proposal.views.promises import promises as section
from generator.registry import RECORD_TYPES
from tests.example_files import AS_OF
from tests.shown import facts_of, html_of, record, words_of

PATH = "proposals/TA-0803-002.yml"
PROMISED = """
responses:
  - on: 2026-03-05
    unit: CWC
    signed_by: 分管财务工作的副校长
    result: 列入计划
    text: 拟在四月开通。
    measures: 网上报销
    due: 2026-04-15
"""
NO_DAY = PROMISED.replace("    due: 2026-04-15\n", "").replace("列入计划", "正在落实")
RATED = "ratings:\n  - on: 2026-03-12\n    grade: 满意\n"
OPEN = PROMISED + RATED + "# without: closed\n"
CLOSED_EARLY = PROMISED + RATED + "closed:\n  on: 2026-03-20\n  cause: 提案人对计划满意\n"
CLOSED_AFTER = PROMISED + RATED + "closed:\n  on: 2026-04-20\n  cause: 校长办公会决定停办\n"
DONE = "carrying_out:\n  - on: {day}\n    text: 网上报销已经开通。\n    result: 已落实\n"
DROPPED = "carrying_out:\n  - on: 2026-04-10\n    text: 系统供应商停业，不再开通。\n    result: 不能落实\n"
MOVED = """carrying_out:
  - on: 2026-04-10
    text: 接口没有联调完，开通日期推后。
    result: 正在落实
    due: 2026-06-30
"""


def facts_with(text: str, on: str = "2026-05-01") -> Facts:
    return facts_of({PATH: text}, date.fromisoformat(on))


def proposal_of(facts: Facts) -> Proposal:
    found = record(facts, "TA-0803-002")
    assert isinstance(found, Proposal)
    return found


def promised(text: str, on: str = "2026-05-01") -> Promise:
    found = promise_of(proposal_of(facts_with(text, on)), date.fromisoformat(on))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "on", "fate"),
    [
        (OPEN, "2026-04-15", Fate.RUNNING),
        (OPEN, "2026-04-16", Fate.LAPSED),
        (OPEN + DONE.format(day="2026-04-15"), "2026-05-01", Fate.KEPT),
        (OPEN + DONE.format(day="2026-04-18"), "2026-05-01", Fate.LATE),
        (OPEN + DONE.format(day="2026-04-18"), "2026-04-17", Fate.LAPSED),
        (OPEN + DROPPED, "2026-05-01", Fate.DROPPED),
        (OPEN + MOVED, "2026-05-01", Fate.RUNNING),
        (OPEN + MOVED, "2026-07-01", Fate.LAPSED),
        (CLOSED_EARLY, "2026-04-15", Fate.RUNNING),
        (CLOSED_EARLY, "2026-04-16", Fate.LAPSED),
        (CLOSED_AFTER, "2026-05-01", Fate.OVER),
        (NO_DAY + RATED + "# without: closed\n", "2026-05-01", Fate.UNDATED),
    ],
)
def test_what_came_of_it(text: str, on: str, fate: Fate) -> None:
    assert promised(text, on).fate is fate


def test_nothing_was_promised_where_it_was_done_at_once() -> None:
    facts = facts_of()
    assert promise_of(proposal_of(facts), facts.as_of) is None
    gone = facts_with(OPEN + "withdrawn:\n  on: 2026-04-20\n  by: 提案委员会\n  reason: 误报\n")
    assert promise_of(proposal_of(gone), gone.as_of) is None


def test_a_day_that_passed_reopens_what_was_closed() -> None:
    for day, expected in (("2026-04-15", Stage.CLOSED), ("2026-04-16", Stage.REOPENED)):
        facts = facts_with(CLOSED_EARLY, day)
        one = proposal_of(facts)
        assert stage(one, facts.find(one.congress), facts.as_of) is expected
        assert promise(one, facts.as_of) is not None
    assert TYPE.views.page is not None
    words = words_of(html_of(TYPE.views.page(one, facts)))
    assert "承诺2026年4月15日完成，已过 1 天，没有写落实的结果，重新列为待办" in words
    assert "再次办理" in words


def test_a_report_closes_it_again() -> None:
    facts = facts_with(CLOSED_EARLY + DONE.format(day="2026-04-18"))
    one = proposal_of(facts)
    assert stage(one, facts.find(one.congress), facts.as_of) is Stage.CLOSED


def test_a_moved_day_is_listed_with_by_how_much_and_why() -> None:
    moved = promised(OPEN + MOVED)
    (move,) = moved.moves
    assert (move.before, move.after, move.days) == (date(2026, 4, 15), date(2026, 6, 30), 76)
    assert moved.first is not None
    assert moved.first.due == date(2026, 4, 15)
    words = words_of(html_of(section(facts_with(OPEN + MOVED))))
    assert "2026-04-15 → 2026-06-30 ，推迟 76 天 接口没有联调完，开通日期推后。 2026-04-10" in words
    assert "○ 未到期 原定 2026-04-15" in words


def test_every_promise_is_in_exactly_one_number() -> None:
    facts = facts_with(OPEN + DONE.format(day="2026-04-18"))
    every = promises(facts.of_type(Proposal), facts.as_of)
    numbers = {one.key: one for one in section(facts).context["figures"]}
    assert int(numbers["promises-all"].value) == len(every)
    due = [one for one in every if one.fate in DUE]
    assert (numbers["promises-kept"].value, numbers["promises-kept"].of) == (
        str(sum(one.fate is Fate.KEPT for one in every)),
        str(len(due)),
    )
    for fate in Fate:
        if f"promises-{fate.key}" in numbers:
            counted = {row.id for row in numbers[f"promises-{fate.key}"].counted}
            assert counted == {one.proposal.id for one in every if one.fate is fate}
    split = sum(int(numbers[key].value) for fate in Fate if (key := f"promises-{fate.key}") in numbers)
    assert split == len(every)


def test_each_number_leads_to_the_records_that_it_counts() -> None:
    facts = facts_with(OPEN)
    made = section(facts)
    html = html_of(made)
    for one in made.context["figures"]:
        if one.href:
            address, _, anchor = one.href.partition("#")
            assert address == "promises.html"
            assert f'id="{anchor}"' in html
    (lapsed,) = (part for part in made.context["parts"] if part.key == "lapsed")
    assert [row.link.address for _, rows in lapsed.tables for row in rows] == ["proposals/TA-0803-002.html"]


def test_there_is_a_page_for_each_congress_and_unit() -> None:
    facts = facts_with(OPEN)
    pages = {page.address: page for one in promise_batches(facts) for page in one.make(facts)}
    assert {"proposals/promises-congress-8-3.html", "proposals/promises-unit-cwc.html"} <= pages.keys()
    assert "逾期 16 天" in words_of(html_of(pages["proposals/promises-unit-cwc.html"]))
    linked = {row.link.address for _, _, rows in section(facts).context["groups"] for row in rows}
    assert linked == pages.keys()


def test_an_empty_page_says_so() -> None:
    nothing = "# without: responses\n# without: ratings\n# without: closed\n"
    facts = facts_of({PATH: nothing, "proposals/TA-0803-001.yml": nothing + "# without: carrying_out\n"})
    assert "还没有列入计划或者正在落实的提案" in words_of(html_of(section(facts)))


def test_open_data_and_calendars_say_the_same() -> None:
    facts = facts_with(OPEN + MOVED)
    one = proposal_of(facts)
    values = {column.key: column.value(one, facts) for column in TYPE.views.columns}
    assert values == {
        "promise": "还没到期",
        "promised": "2026-06-30",
        "promised_first": "2026-04-15",
        "promise_moves": "1",
    }
    assert TYPE.views.occasions is not None
    (occasion,) = TYPE.views.occasions(one, facts)
    assert (occasion.key, occasion.start, occasion.end) == ("promise", date(2026, 6, 30), date(2026, 6, 30))


def test_a_unit_owes_what_lapsed_and_leads_to_its_promises() -> None:
    facts = facts_with(OPEN)
    assert TYPE.views.panel is not None
    panel = TYPE.views.panel(record(facts, "CWC"), facts)
    assert panel is not None
    (row,) = panel.context["owed"]
    assert (row.id, row.type_label, row.day, row.state.word) == (
        "TA-0803-002",
        "提案承诺",
        date(2026, 4, 15),
        "逾期 16 天",
    )
    assert 'href="~/proposals/promises-unit-cwc.html"' in html_of(panel)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (OPEN, [date(2026, 4, 16)]),
        (OPEN + DONE.format(day="2026-04-15"), []),
        (OPEN + DONE.format(day="2026-04-18"), [date(2026, 4, 16)]),
        (OPEN + MOVED, []),
    ],
)
def test_that_a_day_passed_is_an_event(text: str, days: list[date]) -> None:
    facts = facts_with(text)
    assert TYPE.views.events is not None
    assert [one.day for one in TYPE.views.events(proposal_of(facts), facts) if one.kind == "承诺到期"] == days


def test_pages_and_open_data_of_the_shipped_example_give_the_same_numbers() -> None:
    folder = Path(__file__).parent.parent / "data"
    files = [RawFile(path.relative_to(folder.parent).as_posix(), path.read_bytes()) for path in folder.rglob("*.yml")]
    facts = Facts(load(files, RECORD_TYPES).dataset.visible_to(Audience.PUBLIC, AS_OF), AS_OF)
    (fates,) = (column.value for column in TYPE.views.columns if column.key == "promise")
    written = Counter(fates(one, facts) for one in facts.of_type(Proposal))
    made = section(facts)
    for part in made.context["parts"]:
        assert part.count == written[part.title]
    assert sum(part.count for part in made.context["parts"]) == sum(written.values()) - written[""]
    pages = {page.address: page for one in promise_batches(facts) for page in one.make(facts)}
    for _, _, rows in made.context["groups"]:
        assert all(row.total == sum(part.count for part in pages[row.link.address].context["parts"]) for row in rows)
    (_, _, congresses), _ = made.context["groups"]
    assert sum(row.total for row in congresses) == sum(written.values()) - written[""]
