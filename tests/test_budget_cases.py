"""Accounts like those that unions really publish: correct ones pass, the errors that were printed are found."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic
from tests.example_files import diagnose, merged

BRANCH = """\
owner: HQC
period:
  year: 2025
unit: 元
classification: KM-2022
opening_balance: 4120.36
lines:
  - code: 403
    executed: 8800.00
  - code: 408
    executed: 13.27
    note: 存款利息
  - code: 501
    executed: 10386.90
    lines:
      - code: 50102
        executed: 6186.90
        lines:
          - {name: 教职工运动会服装, executed: 3652.40}
          - {name: 健步走, executed: 2534.50}
      - code: 50104
        executed: 4200.00
        note: 生日慰问 42 人
  - code: 503
    executed: 1975.00
    lines:
      - {code: 50302, executed: 1975.00}
closing_balance: 571.73
steps:
  - {step: 决算, on: 2026-01-06, body: 后勤分工会}
text: 当年支出大于收入 3548.63 元，用的是以前年度的结余。
"""

THREE_YEARS = """\
title: 工会第六届委员会任期经费收支
owner: CWC
period:
  from: 2019-01-01
  to: 2021-12-31
unit: 万元
classification: KM-2010
opening_balance: 56.72
lines:
  - code: 401
    executed: 129.27
    years:
      - {year: 2019, amount: 41.26}
      - {year: 2020, amount: 43.08}
      - {year: 2021, amount: 44.93}
  - code: 402
    executed: 850.37
    years:
      - {year: 2019, amount: 268.54}
      - {year: 2020, amount: 281.70}
      - {year: 2021, amount: 300.13}
  - code: 501
    executed: 781.49
    partial: 是
    lines:
      - code: 50102
        executed: 178.63
        partial: 是
        lines:
          - {name: 教职工运动会, executed: 46.95, note: 2020年停办一届}
          - {name: 元旦文艺汇演, executed: 20.26}
      - {name: 节日慰问, executed: 432.20}
  - code: 503
    executed: 98.92
    lines:
      - {name: 培训, executed: 31.71}
      - {name: 会议, executed: 18.57}
      - {name: 青年教师教学竞赛, executed: 48.64}
  - code: 506
    executed: 141.20
closing_balance: 14.75
steps:
  - {step: 决算, on: 2022-01-15}
  - {step: 审计, on: 2022-03-10}
stated:
  - {of: {figure: 收入合计}, value: 979.64万元, source: 财务工作报告第2页}
  - {of: {figure: 支出合计}, value: "10,216,100元", source: 财务工作报告第2页}
  - {of: {figure: 占比, code: 501}, value: 76.50%, source: 财务工作报告第3页}
  - {of: {figure: 增长, code: 402, from: 2019, to: 2021}, value: 11.76%, source: 财务工作报告第3页}
  - {of: {figure: 年均增长, code: 402, from: 2019, to: 2021}, value: 5.72%, source: 财务工作报告第3页}
"""

SEVEN_YEARS = """\
owner: CWC
period:
  from: 2015-01-01
  to: 2021-12-31
unit: 万元
classification: KM-2010
opening_balance: 88.15
lines:
  - code: 401
    executed: 219.39
    years:
      - {year: 2015, amount: 28.41}
      - {year: 2016, amount: 29.06}
      - {year: 2017, amount: 30.12}
      - {year: 2018, amount: 31.55}
      - {year: 2019, amount: 32.08}
      - {year: 2020, amount: 33.40}
      - {year: 2021, amount: 34.77}
  - code: 402
    executed: 1604.33
    years:
      - {year: 2015, amount: 182.40}
      - {year: 2016, amount: 218.68}
      - {year: 2017, amount: 212.10}
      - {year: 2018, amount: 243.37}
      - {year: 2019, amount: 233.83}
      - {year: 2020, amount: 264.05}
      - {year: 2021, amount: 249.90}
  - code: 501
    executed: 1102.36
    lines:
      - code: 50102
        executed: 412.55
        partial: 是
        lines:
          - {name: 教职工运动会, executed: 133.20}
          - {name: 元旦文艺汇演, executed: 88.10}
      - {name: 会员慰问, executed: 689.81}
  - code: 503
    executed: 96.40
  - code: 506
    executed: 571.90
closing_balance: 141.21
steps:
  - {step: 决算, on: 2022-01-15}
"""


def found(record: str, *changes: tuple[str, str], record_id: str = "BG-X") -> list[Diagnostic]:
    """What is said of a record, after some of its words have been replaced."""
    for old, new in changes:
        assert record.count(old) == 1, f"{old} stands {record.count(old)} times"
        record = record.replace(old, new)
    path = f"budgets/{record_id}.yml"
    world = {path: record, "units/CWC.yml": "branch_union: 是\n"}  # the owner of these accounts
    return [one for one in diagnose(merged(world)) if one.position.path == f"data/{path}"]


def codes(record: str, *changes: tuple[str, str]) -> set[str]:
    return {one.code.removeprefix("budget/") for one in found(record, *changes)}


def stated(value: str, *of: str) -> str:
    keys = "".join(f"      {one}\n" for one in of)
    return f"stated:\n  - of:\n{keys}    value: {value}\n    source: 财务工作报告第3页\n"


@pytest.mark.parametrize("record", [BRANCH, THREE_YEARS, SEVEN_YEARS], ids=["branch", "three years", "seven years"])
def test_correct_accounts_have_no_finding(record: str) -> None:
    assert [str(one) for one in found(record)] == []


@pytest.mark.parametrize(
    ("record", "changes", "expected"),
    [
        (BRANCH, [("closing_balance: 571.73", "closing_balance: 571.72")], {"rounding-difference"}),
        (BRANCH, [("closing_balance: 571.73", "closing_balance: 571.37")], {"balance-does-not-close"}),
        (BRANCH, [("executed: 1975.00}", "executed: 1975.01}")], {"details-do-not-add-up"}),
        (BRANCH, [("executed: 3652.40", "executed: 3652.41")], {"rounding-difference"}),
        (BRANCH, [("executed: 3652.40", "executed: 3625.40")], {"details-do-not-add-up"}),
        (THREE_YEARS, [("executed: 48.64", "executed: 48.66")], {"details-do-not-add-up"}),
        (THREE_YEARS, [("executed: 432.20", "executed: 632.20")], {"details-do-not-add-up"}),
        (THREE_YEARS, [("executed: 46.95", "executed: 166.95")], {"details-do-not-add-up"}),
        (THREE_YEARS, [("year: 2021, amount: 300.13", "year: 2021, amount: 301.13")], {"years-do-not-add-up"}),
        (SEVEN_YEARS, [("closing_balance: 141.21", "closing_balance: 229.36")], {"balance-does-not-close"}),
    ],
)
def test_wrong_sums(record: str, changes: list[tuple[str, str]], expected: set[str]) -> None:
    assert expected <= codes(record, *changes)
    assert not codes(record, *changes) - expected - {"stated-differs"}


def test_opening_balance_as_income() -> None:
    hits = found(
        BRANCH,
        (
            "  - code: 408\n    executed: 13.27\n    note: 存款利息",
            "  - code: 408\n    name: 上年结余\n    executed: 4120.36",
        ),
    )
    assert [one.code for one in hits if "income" in one.code] == ["budget/opening-counted-as-income"]
    assert "收入合计虚高" in next(one.message for one in hits if "income" in one.code)


def test_total_with_the_opening_balance_is_recognised() -> None:
    hits = found(BRANCH + stated("12,933.63元", "figure: 收入合计"))
    assert [one.code for one in hits] == ["budget/stated-differs"]
    assert "8,813.27元" in hits[0].message
    assert "收入加年初结余" in hits[0].message


def test_total_off_by_a_fen_is_found() -> None:
    assert codes(BRANCH + stated("8,813.28元", "figure: 收入合计")) == {"stated-differs"}
    assert codes(BRANCH + stated("8,813.27", "figure: 收入合计")) == set()
    assert codes(BRANCH + stated("0.88万元", "figure: 收入合计")) == set()


def test_misplaced_separators_are_no_number() -> None:
    hits = found(BRANCH + stated("8,813,27", "figure: 收入合计"))
    assert [one.code for one in hits] == ["budget/stated-not-a-number"]
    assert "8,813.27元" in hits[0].message


def test_shares_that_do_not_follow() -> None:
    of = ("figure: 占比", "code: 506")
    assert codes(SEVEN_YEARS + stated("32.30%", *of)) == set()
    assert codes(SEVEN_YEARS + stated("32.3%", *of)) == set()
    assert codes(SEVEN_YEARS + stated("32.03%", *of)) == {"stated-differs"}
    within = found(SEVEN_YEARS + stated("37.42%", "figure: 占比", "code: 50102"))
    assert "占「职工活动支出」的比例" in within[0].message


def test_mean_of_yearly_growth_is_not_yearly_growth() -> None:
    of = ("figure: 年均增长", "code: 402", "from: 2015", "to: 2021")
    hits = found(SEVEN_YEARS + stated("5.88%", *of))
    assert [one.code for one in hits] == ["budget/stated-differs"]
    assert "5.39%" in hits[0].message
    assert "各年增长的算术平均数" in hits[0].message
    assert codes(SEVEN_YEARS + stated("5.39%", *of)) == set()
    assert codes(SEVEN_YEARS + stated("增长5.4%", *of)) == set()


def test_growth_divided_by_years_is_not_yearly_growth() -> None:
    hits = found(THREE_YEARS, ("value: 5.72%", "value: 5.88%"))
    assert "总增长除以年数" in hits[0].message


def test_growth_over_separate_accounts() -> None:
    last = SEVEN_YEARS.replace("from: 2015-01-01\n  to: 2021-12-31", "year: 2022").split("opening_balance")[0]
    record = (
        last.replace("KM-2010", "KM-2022")
        + "lines:\n  - {code: 402, executed: 262.39}\n  - {code: 505, executed: 9.00}\n"
    )
    record += "steps:\n  - {step: 决算, on: 2023-01-10}\n"

    def said(value: str, code: str) -> list[str]:
        files = {
            "units/CWC.yml": "branch_union: 是\n",
            "budgets/BG-X.yml": SEVEN_YEARS,
            "budgets/BG-Y.yml": record + stated(value, "figure: 增长", f"code: {code}"),
        }
        return [f"{one.code} {one.message}" for one in diagnose(merged(files))]

    assert said("5.0%", "402") == []
    assert "4.998%" not in said("4.0%", "402")[0]
    assert "budget/stated-differs" in said("4.0%", "402")[0]
    assert "没有一一对应的科目" in said("3.0%", "505")[0]


def test_a_missing_phase_is_not_zero() -> None:
    unpublished = ("  - code: 506\n    executed: 571.90\n", "  - code: 506\n    approved: 571.90\n")
    assert codes(SEVEN_YEARS, unpublished) == {"balance-not-checkable"}


def test_an_unclear_period_is_said_once() -> None:
    unclear = found(BRANCH, ("period:\n  year: 2025", "period:\n  from: 2025-01-01"))
    assert [one.code for one in unclear] == ["budget/period-unclear"]


def test_a_reference_to_the_wrong_type_is_said_once() -> None:
    assert codes(BRANCH, ("classification: KM-2022", "classification: XGH")) == {"wrong-type"}


def test_absurd_numbers_do_not_stop_the_run() -> None:
    quotation = stated("0." + "1" * 60 + "%", "figure: 增长", "code: 403", "from: 2024", "to: 2025")
    assert codes(BRANCH + quotation) == {"stated-not-checkable"}
    huge = ("executed: 8800.00", "executed: 999999999999999.999999")
    assert "balance-does-not-close" in codes(BRANCH + stated("9" * 90 + "元", "figure: 收入合计"), huge)
