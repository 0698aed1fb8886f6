"""One mistake in the example university is said once, at the file where it is."""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.check import check, unused_attachments
from generator.diagnostics import Diagnostic
from generator.judgements import Judgements
from generator.load import Loaded, load
from generator.raw_files import RawFile
from generator.readings import Readings
from generator.registry import RECORD_TYPES

DATA = Path(__file__).parents[1] / "data"
DAY = date(2026, 5, 1)


@cache
def shipped() -> dict[str, str]:
    return {f"data/{one.relative_to(DATA).as_posix()}": one.read_text("utf-8") for one in sorted(DATA.rglob("*.yml"))}


@cache
def _shipped_file(path: str) -> RawFile:
    return RawFile(path, shipped()[path].encode())


def _raw_file(path: str, text: str) -> RawFile:
    """A file; one that is as it is shipped is hashed once."""
    return _shipped_file(path) if text is shipped().get(path) else RawFile(path, text.encode())


def _loaded(files: dict[str, str], known: Readings) -> Loaded:
    raw = (_raw_file(path, text) for path, text in files.items())
    return load(raw, RECORD_TYPES, known)


def diagnosed(files: dict[str, str], judgements: Judgements | None = None) -> list[Diagnostic]:
    loaded = _loaded(files, copy(_readings()))
    found = check(loaded.dataset, loaded.sources, RECORD_TYPES, DAY, DAY, _attachments(), judgements)
    return [*loaded.diagnostics, *found]


@cache
def _attachments() -> dict[str, bytes]:
    attached = DATA / "attachments"
    return {one.relative_to(attached).as_posix(): one.read_bytes() for one in attached.rglob("*.*")}


@cache
def _readings() -> Readings:
    """The records as they are shipped, read once."""
    readings = Readings()
    _loaded(shipped(), readings)
    return readings


class Shipped(NamedTuple):
    """What is found of the records as they are shipped."""

    said: frozenset[str]
    judgements: bytes
    """With what was asked for it: where the answers are the same after a change, the records are not checked again."""


@cache
def _as_shipped() -> Shipped:
    judgements = Judgements()
    said = frozenset(map(str, diagnosed(shipped(), judgements)))
    return Shipped(said, judgements.to_bytes(""))


def found_after(record: str, pattern: str, instead: str, *, anew: bool = False) -> list[Diagnostic]:
    """What is found anew where the first match of a pattern in a record is written otherwise."""
    files = dict(shipped())
    path = next(one for one in files if one.endswith(f"/{record}.yml"))
    files[path], times = re.subn(pattern, instead, files[path], count=1, flags=re.MULTILINE)
    assert times
    return found_in(files, anew=anew)


def found_in(files: dict[str, str], *, anew: bool = False) -> list[Diagnostic]:
    """What is found of some files and not of the records as they are shipped."""
    before = _as_shipped()
    found = diagnosed(files, Judgements() if anew else Judgements.from_bytes(before.judgements, ""))
    return [one for one in found if str(one) not in before.said]


def codes_after(record: str, pattern: str, instead: str) -> list[tuple[str, str]]:
    """The codes of what is found anew, each with its record."""
    return [(one.code, Path(one.position.path).stem) for one in found_after(record, pattern, instead)]


@pytest.mark.parametrize(
    ("record", "pattern", "instead"),
    [
        ("HQC", r"^(?=\w+:)", "audience: campus\n"),
        ("BG-2025-XGH", "KM-2022", "KM-2010"),
        ("TA-0803-001", "^congress: .*$", "congress: 8-9"),
    ],
)
def test_what_is_kept_of_the_records_as_shipped_changes_nothing(record: str, pattern: str, instead: str) -> None:
    found = found_after(record, pattern, instead)
    assert found
    assert found == found_after(record, pattern, instead, anew=True)


def test_nor_does_it_where_a_record_is_gone() -> None:
    files = {path: text for path, text in shipped().items() if not path.endswith("/8-2.yml")}
    found = found_in(files)
    assert found
    assert found == found_in(files, anew=True)


@pytest.mark.parametrize(
    "record",
    ["BG-2018-2020-XGH", "BG-2022-XGH", "BG-2025-XGH", "BG-2026-XGH", "BG-2025-XX", "BG-2024-JSJ", "BG-2025-DQXY"],
)
def test_the_record_in_the_wrong_unit_is_named_and_nobody_else(record: str) -> None:
    text = next(text for path, text in shipped().items() if path.endswith(f"/{record}.yml"))
    other = "unit: 万元" if "\nunit: 元" in text else "unit: 元"
    assert codes_after(record, r"^unit: .*$", other) == [("budget/wrong-unit-of-money", record)]


def test_an_account_that_nothing_stands_beside_is_measured_by_its_owners_other_account() -> None:
    assert codes_after("BG-2025-SJXY-YS", "^unit: 万元$", "unit: 元") == [
        ("budget/unit-of-money-doubtful", "BG-2025-SJXY-YS")
    ]


def _turned(code: str) -> tuple[str, str]:
    return rf"(- code: {code}\n    name: .*\n    direction: )(收入|支出)", r"\g<1>支出" if code < "5" else r"\g<1>收入"


@pytest.mark.parametrize(
    ("record", "pattern", "instead", "expected"),
    [
        ("BG-2025-XGH", "KM-2022", "KM-2023", ("budget/unknown-id", "BG-2025-XGH")),
        ("BG-2025-XGH", "KM-2022", "KM-2010", ("budget/classification-not-in-use", "BG-2025-XGH")),
        ("BG-2025-XGH", "code: 405", "code: ４０５", ("budget/unknown-code", "BG-2025-XGH")),
        ("BG-2025-XGH", "code: 508", "code: 补助下级支出", ("budget/unknown-code", "BG-2025-XGH")),
        ("KM-2022", *_turned("402"), ("classification/direction-turned-round", "KM-2022")),
        ("KM-2022", *_turned("501"), ("classification/direction-turned-round", "KM-2022")),
        ("KM-2022", *_turned("408"), ("classification/direction-turned-round", "KM-2022")),
        ("KM-2022", *_turned("40301"), ("classification/parent-of-other-direction", "KM-2022")),
        ("KM-2022", "from: 2022", "from: 2022\nto: 2020", ("classification/span-reversed", "KM-2022")),
        ("KM-2022", "from: 2022", "from: 2022\nto: 2024", ("classification/accounts-outside-its-years", "KM-2022")),
        ("KM-2022", "KM-2010", "KM-XY", ("classification/predecessor-does-not-fit", "KM-2022")),
        ("JXXY-2025", "unit: JXXY", "unit: JXYX", ("congress/unknown-id", "JXXY-2025")),
        ("TA-0802-003", "congress: 8-2", "congress: 8-20", ("proposal/unknown-id", "TA-0802-003")),
        ("TA-0802-003", "congress: 8-2", "congress: 8–2", ("proposal/not-an-id", "TA-0802-003")),
    ],
)
def test_what_follows_from_a_mistake_is_not_said(
    record: str, pattern: str, instead: str, expected: tuple[str, str]
) -> None:
    assert codes_after(record, pattern, instead) == [expected]


def test_an_account_of_a_year_that_another_has_is_not_compared_with_their_neighbours() -> None:
    found = codes_after("BG-2025-XGH", "year: 2025", "year: 2024")
    assert found == [("budget/period-unlike-id", "BG-2025-XGH")]


@pytest.mark.parametrize(
    ("record", "pattern", "instead", "expected", "said"),
    [
        (
            "BG-2025-XGH",
            "^opening_balance: .*$",
            "opening_balance: 442029.38",
            ("budget/opening-differs-from-last-closing", "BG-2025-XGH"),
            "多半是这里写错了",
        ),
        (
            "BG-2024-XGH",
            "^closing_balance: .*$",
            "closing_balance: 442029.38",
            ("budget/balance-does-not-close", "BG-2024-XGH"),
            "像是把「92」写成了「29」",
        ),
    ],
)
def test_a_wrong_balance_is_said_once(
    record: str, pattern: str, instead: str, expected: tuple[str, str], said: str
) -> None:
    found = found_after(record, pattern, instead)
    assert [(one.code, Path(one.position.path).stem) for one in found] == [expected]
    assert said in found[0].message


def test_partial_details_are_no_way_out_where_another_phase_adds_up() -> None:
    found = found_after("BG-2025-XGH", "executed: 263418.90", "executed: 26341.89")
    one = next(one for one in found if one.code == "budget/details-do-not-add-up")
    assert "partial" not in one.remedy
    assert "「教职工运动会」的 26341.89 像是小数点错了一位，写成 263418.90 就对得上" in one.message


def found_without(gone: str, named: str = "") -> list[Diagnostic]:
    """What is found anew where a record's file is deleted, or has another name."""
    files = dict(shipped())
    path = next(one for one in files if one.endswith(f"/{gone}.yml"))
    text = files.pop(path)
    if named:
        files[path.replace(f"/{gone}.yml", f"/{named}.yml")] = text
    return found_in(files)


@pytest.mark.parametrize("gone", ["8-2", "GJC", "KX-12", "BG-2025-XX"])
def test_what_many_records_name_and_is_not_there_is_said_once(gone: str) -> None:
    found = [one for one in found_without(gone) if not one.code.endswith("/bad-link")]
    assert len(found) == 1
    assert found[0].code.endswith("/unknown-id")
    assert f"{gone}.yml 删掉了" in found[0].remedy


def test_a_renamed_file_is_named() -> None:
    (found,) = (one for one in found_without("JXXY-2025", "JXXY-2055") if one.code.endswith("/unknown-id"))
    assert found.remedy == "是不是文件改名成了 JXXY-2055.yml？编号不能改，文件名改回 JXXY-2025.yml"


def test_a_rule_that_is_not_there_is_said_where_it_would_stand() -> None:
    (found,) = found_without("B3")
    assert (found.code, found.position.path) == ("rule/missing-rule", "data/rules/B3.yml")


@pytest.mark.parametrize("record", ["HQC", "KM-2022"])
def test_what_many_records_need_and_is_hidden_is_said_once_at_the_record(record: str) -> None:
    found = found_after(record, r"\Z", "audience: campus\n")
    assert [one.code.partition("/")[2] for one in found] == ["needs-hidden"]
    assert found[0].position.path.endswith(f"/{record}.yml")


@pytest.mark.parametrize(
    ("record", "pattern", "instead"),
    [
        ("D1", "value: 20", "value: 200"),
        ("D1", "value: 20", "value: 2"),
        ("D2", "value: 31", "value: 32"),
        ("GS1", "value: 5", "value: 50"),
        ("HY1", "value: 2", "value: 4"),
        ("XS1", "value: 5", "value: 50"),
    ],
)
def test_a_wrong_number_of_a_rule_is_said_once_at_the_rule(record: str, pattern: str, instead: str) -> None:
    assert codes_after(record, pattern, instead) == [("rule/impossible-value", record)]


def test_a_day_of_publication_that_has_not_come_is_not_late_as_well() -> None:
    found = codes_after("GK-2026-041", r"published: \S+", "published: 2026-12-01")
    assert found == [("disclosure/future-day", "GK-2026-041")]


def test_an_attachment_that_another_took_the_place_of_is_looked_for() -> None:
    files = dict(shipped())
    path = next(one for one in files if one.endswith("/GK-2025-052.yml"))
    files[path] = re.sub(r"file: \S+", "file: 2025/graduates-2025.xlsx", files[path], count=1)
    loaded = load([RawFile(path, text.encode()) for path, text in files.items()], RECORD_TYPES, _readings())
    attached = DATA / "attachments"
    found = list(
        unused_attachments(loaded.dataset, (one.relative_to(attached).as_posix() for one in attached.rglob("*.*")))
    )
    assert "2025/graduates-2025.xlsx（" in found[0].remedy
    assert "GK-2025-052" in found[0].remedy


@pytest.mark.parametrize(
    ("pattern", "instead", "code"),
    [
        (r"  - code: 50303\n.*\n.*\n.*\n", "", "crosswalk-of-unknown-code"),
        (r"(    name: 建家活动\n.*\n    parent:) 503", r"\1 504", "parent-unlike-accounts"),
        (r"role: 补助下级", "role: 上级补助", "role-unlike-name"),
    ],
)
def test_what_is_wrong_in_a_chart_is_said_once_at_the_chart(pattern: str, instead: str, code: str) -> None:
    found = codes_after("KM-2022", pattern, instead)
    assert (f"classification/{code}", "KM-2022") in found
    assert {record for _, record in found} == {"KM-2022"}


@pytest.mark.parametrize(
    ("record", "pattern", "instead", "code"),
    [
        ("BG-2024-JSJ", "owner: JSJ", "owner: JXXY", "owner-unlike-id"),
        ("BG-2025-JSJ", "owner: JSJ", "owner: DQXY", "owner-unlike-id"),
        ("BG-2024-TSG", "year: 2024", "year: 2023", "period-unlike-id"),
        ("BG-2025-XGH", "^  year: 2025", "  year: 2026", "period-unlike-id"),
        ("BG-2018-2020-XGH", "to: 2020-12-31", "to: 2021-12-31", "period-cut-short"),
        ("BG-2018-2020-XGH", "to: 2020-12-31", "to: 2020-12-13", "period-cut-short"),
        ("BG-2025-SJXY-YS", "KM-XY", "KM-XX", "chart-does-not-fit"),
        ("BG-2025-JSJ", "code: 403", "code: 404", "transfer-not-received"),
    ],
)
def test_an_account_that_says_it_is_another_is_said_so_and_held_against_none(
    record: str, pattern: str, instead: str, code: str
) -> None:
    assert codes_after(record, pattern, instead) == [(f"budget/{code}", record)]
