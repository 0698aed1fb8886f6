"""One mistake in the shipped accounts is one finding, where it was made; what follows from it waits."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from textwrap import indent

import pytest

from generator.diagnostics import Diagnostic
from tests.example_files import diagnose

DATA = Path(__file__).parent.parent / "data"
TERM, YEAR = "data/budgets/union/BG-2018-2020-XGH.yml", "data/budgets/union/BG-2025-XGH.yml"
CHART, CONGRESS = "data/classifications/KM-2022.yml", "data/congresses/8-3.yml"
NEXT = "data/budgets/union/BG-2026-XGH.yml"
BRANCH = "data/budgets/branches/BG-2025-JXXY.yml"


LINE_403_02 = """\
      - code: 40302
        proposed: 0.00
        approved: 0.00
        adjusted: 120000.00
        executed: 120000.00
        note: 岗位技能竞赛专项4万元、职工小家示范点专项8万元
"""
LINE_50103_OF_TERM = """\
      - code: 50103
        executed: 11.78
        years:
          - year: 2018
            amount: 3.26
          - year: 2019
            amount: 3.40
          - year: 2020
            amount: 5.12
"""
LINE_50103 = """\
      - code: 50103
        proposed: 42000.00
        approved: 42000.00
        adjusted: 42000.00
        executed: 38950.00
"""
LINE_503 = """\
  - code: 503
    name: 职工服务支出
    direction: 支出
"""
LINE_503_02 = """\
  - code: 50302
    name: 建家活动
    direction: 支出
    parent: 503
"""
LINE_402 = """\
    approved: 3650000.00
    adjusted: 3650000.00
    executed: 3652880.15
"""
LINE_402_EXCHANGED = """\
    approved: 3652880.15
    adjusted: 3650000.00
    executed: 3650000.00
"""
HEALTHY = """\
          - name: 健步走和趣味赛
            proposed: 65000.00
            approved: 65000.00
            adjusted: 65000.00
            executed: 58316.50
"""
LINE_510 = """\
  - code: 510
    proposed: 5000.00
    approved: 5000.00
    adjusted: 5000.00
    executed: 4120.00
"""


def dedent(text: str, by: int) -> str:
    """Lines moved to the left, as an editor does who indents too little."""
    return "".join(line[by:] for line in text.splitlines(keepends=True))


@cache
def _shipped() -> dict[str, str]:
    return {f"data/{one.relative_to(DATA)}": one.read_text("utf-8") for one in DATA.rglob("*.yml")}


def _key(one: Diagnostic) -> tuple[str, str, str]:
    return one.position.path, one.code, one.message


@cache
def _before() -> frozenset[tuple[str, str, str]]:
    return frozenset(map(_key, diagnose(dict(_shipped()))))


def _found(path: str, old: str, new: str) -> list[Diagnostic]:
    """What a change of one account adds to what is found."""
    text = _shipped()[path]
    assert text.count(old) == 1, old
    found = diagnose(_shipped() | {path: text.replace(old, new)})
    return [one for one in found if _key(one) not in _before()]


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (TERM, "to: 2020-12-31", "to: 2019-12-31", "to: 2019-12-31"),
        (TERM, "from: 2018-01-01", "from: 2019-01-01", "from: 2019-01-01"),
        (TERM, "（2018—2020年）\nowner", "（2017—2020年）\nowner", "title: "),
        (TERM, "term: 6", "term: 7", "term: 7"),
        (YEAR, LINE_510, LINE_510 * 2, "code: 510"),
        (TERM, "amount: 22.60", "amount: 22.90", "amount: 22.90"),
        (TERM, "executed: 46.95", "executed: 46.59", "executed: 46.59"),
        (TERM, "amount: 48.88", "amount: 48.38", "amount: 48.38"),
        (TERM, "executed: 108.63", "executed: 103.63", "executed: 103.63"),
        (TERM, "executed: 850.37", "executed: 805.37", "executed: 805.37"),
        (YEAR, "executed: 2972855.40", "executed: 2972885.40", "executed: 2972885.40"),
        (YEAR, "executed: 663600.00", "executed: 636600.00", "executed: 636600.00"),
        (YEAR, "executed: 263418.90", "executed: 268418.90", "executed: 582575.40"),
        (YEAR, "executed: 3652880.15", "executed: 365.29", "executed: 365.29"),
        (CHART, LINE_503, "", "parent: 503"),
        (CHART, LINE_503, LINE_503.replace("503", "530"), "code: 530"),
        (CHART, LINE_503_02, "", "code: 50302"),
        (CONGRESS, "from: 2026-01-15\n  to: 2026-01-16", "from: 2026-01-16\n  to: 2026-01-15", "to: 2026-01-15"),
        (YEAR, "amount: 305482600.00", "amount: 30548260.00", "amount: 30548260.00"),
        (YEAR, "    executed: 3652880.15\n", "", "code: 402"),
        (YEAR, LINE_402, LINE_402_EXCHANGED, "executed: 3650000.00"),
        (BRANCH, "executed: 9316.50", "executed: 931650", "executed: 931650"),
        (YEAR, "executed: 517286.00", "executed: 517286.004", "executed: 517286.004"),
        (YEAR, "executed: 263418.90", "executed: 263418.91", "executed: 582575.40"),
        (YEAR, "  year: 2025\n", "  year: 2052\n", "year: 2052"),
        (YEAR, "  year: 2025\n", "  year: 2015\n", "year: 2015"),
        (TERM, "from: 2018-01-01\n  to: 2020-12-31", "from: 2052-01-01\n  to: 2054-12-31", "period:"),
        (YEAR, "amount: 44800.00", "amount: 44800.01", "amount: 44800.01"),
        (YEAR, "opening_balance: 442092.38", "opening_balance: 442092.39", "opening_balance: 442092.39"),
        (YEAR, "    executed: 8127.44\n", "", "code: 408"),
        (YEAR, "  year: 2025\n", "  school_year: 2024-2025\n", "period:"),
        (YEAR, "KM-2022", "KM-XX", "classification: KM-XX"),
        (YEAR, LINE_403_02, dedent(LINE_403_02, 4), "  - code: 40302"),
        (YEAR, LINE_403_02, "        lines:\n" + indent(LINE_403_02, " " * 4), "- code: 40302"),
        (YEAR, HEALTHY, dedent(HEALTHY, 4), "name: 健步走和趣味赛"),
        (YEAR, "executed: 517286.00", "executed: 571286.00", "executed: 571286.00"),
        (YEAR, "executed: 517286.00", "executed: -517286.00", "executed: -517286.00"),
        (YEAR, "executed: 47316.28", "executed: 4716.28", "executed: 4716.28"),
        (YEAR, "executed: 75460.00", "executed: 754600.00", "executed: 754600.00"),
        (YEAR, "executed: 263418.90", "executed: 264318.90", "executed: 264318.90"),
        (TERM, "amount: 268.54", "amount: 286.54", "amount: 286.54"),
        (YEAR, LINE_510, "", "closing_balance"),
        (YEAR, LINE_50103, "", "proposed: 3033000.00"),
        (YEAR, "opening_balance: 442092.38\n", "", "closing_balance"),
        (YEAR, "code: 50102\n", "code: 50012\n", "code: 50012"),
        (YEAR, "code: 503\n", "code: 502\n", "code: 502"),
        (YEAR, "code: 40302\n", "code: 40303\n", "code: 40303"),
        (CHART, "code: 50102\n    name", "code: 50112\n    name", "code: 50112"),
        (CHART, "predecessor: KM-2010", "predecessor: KM-2022", "predecessor: KM-2022"),
        (CHART, "name: 拨缴经费收入", "name: 会费收入", "name: 会费收入"),
        (YEAR, "ratio: 2%", "ratio: 0.2%", "ratio: 0.2%"),
        (YEAR, "share: 60%", "share: 40%", "share: 40%"),
        (YEAR, "ratio: 2%\n  share: 60%", "ratio: 60%\n  share: 2%", "ratio: 60%"),
        (YEAR, "heads: 126", "heads: 162", "heads: 162"),
        (YEAR, "unit: JSJ\n", "unit: JWC\n", "unit: JWC"),
        (YEAR, "on: 2024-12-25", "on: 2025-12-25", "on: 2025-12-25"),
        (YEAR, "on: 2025-03-28", "on: 2024-12-01", "on: 2024-12-01"),
        (YEAR, "owner: XGH", "owner: XX", "owner: XX"),
        (YEAR, "term: 7", "term: 6", "term: 6"),
        (YEAR, "    adjusted: 50000.00\n    executed: 47316.28", "    executed: 47316.28", "code: 506"),
        (YEAR, "audit:\n  on: 2026-03-18", "audit:\n  on: 2026-08-18", "on: 2026-08-18"),
        (BRANCH, "executed: 44800.00", "executed: 48400.00", "executed: 48400.00"),
        (NEXT, "  - code: 510\n    proposed: 0.50\n    approved: 0.50\n", "", "proposed: 43.52"),
        (TERM, LINE_50103_OF_TERM, "", "executed: 711.49"),
        (YEAR, "opening_balance: 442092.38", "opening_balance: -442092.38", "opening_balance: -442092.38"),
        (NEXT, "opening: 46.80", "opening: 468.0", "opening: 468.0"),
    ],
)
def test_one_mistake_is_said_once(path: str, old: str, new: str, line: str) -> None:
    found = _found(path, old, new)
    rows = _shipped()[path].replace(old, new).splitlines()
    assert len(found) == 1, [str(one) for one in found]
    assert line in rows[found[0].position.line - 1]


def test_a_code_that_is_not_known_is_one_that_fits_its_place() -> None:
    lost = _found(YEAR, "code: 40302\n", "code: 40303\n")
    assert [one.remedy for one in lost] == ["是不是「40302」（专项转移支付收入）？"]
    swapped = _found(YEAR, "code: 50102\n", "code: 50012\n")
    assert [one.remedy for one in swapped] == ["是不是「50102」（文体活动）？"]


def test_a_rate_is_first_held_against_the_approved_budget() -> None:
    old = "      figure: 执行率\n      code: 501\n    value: 98.67%"
    wrong = _found(YEAR, old, "      figure: 执行率\n      code: 503\n    value: 120.19%")
    assert ["正好是与批准预算相比" in one.message for one in wrong] == [True]
    near = _found(YEAR, old, "      figure: 执行率\n      code: 504\n    value: 87.6%")
    assert near == []


def test_two_wrong_numbers_that_share_no_sum_are_two_findings() -> None:
    text = _shipped()[TERM].replace("amount: 22.60", "amount: 22.90").replace("amount: 8.60", "amount: 8.90")
    found = [one for one in diagnose(_shipped() | {TERM: text}) if _key(one) not in _before()]
    assert sorted(one.message.partition("像")[0] for one in found) == [
        "「困难职工帮扶费」2018年「8.90」",
        "「教职工运动会」2018年「22.90」",
    ]


def test_what_is_held_against_an_account_with_a_code_twice_waits() -> None:
    last = "data/budgets/union/BG-2024-XGH.yml"
    line = "  - code: 402\n" + _shipped()[last].partition("  - code: 402\n")[2].partition("  - code: ")[0]
    grown = "stated:\n  - of:\n      figure: 比上期增长\n      code: 收入合计\n    value: VALUE\n    source: 报告\n"
    now = _shipped()[YEAR].replace("stated:\n", grown.replace("VALUE", "3.99%"))
    wrong = [one for one in diagnose(_shipped() | {YEAR: now}) if _key(one) not in _before()]
    assert len(wrong) == 1
    printed = wrong[0].message.partition("按记录算出 ")[2].partition("%")[0]
    right = now.replace("3.99%", f"{printed}%")
    assert [one for one in diagnose(_shipped() | {YEAR: right}) if _key(one) not in _before()] == []
    twice = _shipped()[last].replace(line, line * 2)
    found = [one for one in diagnose(_shipped() | {YEAR: right, last: twice}) if _key(one) not in _before()]
    assert [one.code for one in found] == ["budget/code-twice"]
