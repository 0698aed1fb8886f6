"""Figures of one year in an account over several, shares of other things than the total, growth from quoted totals."""

from __future__ import annotations

import re

import pytest

from tests.shown import words_of
from tests.test_budget_cases import BRANCH, SEVEN_YEARS, THREE_YEARS, codes, found, stated
from tests.test_budget_views import shown

WITHOUT_YEARS = re.sub(r"    years:\n(?: {6}- .*\n)+", "", SEVEN_YEARS)
"""The account as a union that prints no years would have it."""
_PRINTED = ((2015, "210.81"), (2016, "247.74"), (2017, "242.22"), (2018, "274.92"), (2019, "265.91"), (2020, "297.45"))


def quoted(*years: tuple[int, str], figure: str = "收入合计") -> str:
    rows = (
        f"  - {{of: {{figure: {figure}, year: {year}}}, value: {amount}万元, source: 财务工作报告第1页}}\n"
        for year, amount in years
    )
    return "stated:\n" + "".join(rows)


def also(value: str, *of: str) -> str:
    return stated(value, *of).removeprefix("stated:\n")


@pytest.mark.parametrize(
    ("value", "of", "right"),
    [
        ("324.78万元", ("figure: 收入合计", "year: 2020"), True),
        ("979.64万元", ("figure: 收入合计", "year: 2020"), False),
        ("324.78万元", ("figure: 收入合计",), False),
        ("281.70万元", ("figure: 金额", "code: 402", "year: 2020"), True),
        ("281.70万元", ("figure: 金额", "code: 402", "from: 2020", "to: 2020"), True),
        ("581.83万元", ("figure: 金额", "code: 402", "from: 2020", "to: 2021"), True),
        ("850.37万元", ("figure: 金额", "code: 402", "from: 2019", "to: 2021"), True),
        ("850.37万元", ("figure: 金额", "code: 402", "from: 2020", "to: 2021"), False),
        ("86.74%", ("figure: 占比", "code: 402", "year: 2020"), True),
        ("86.80%", ("figure: 占比", "code: 402", "year: 2020"), False),
        ("85%以上", ("figure: 占比", "code: 402", "year: 2020"), True),
        ("90%以上", ("figure: 占比", "code: 402", "year: 2020"), False),
        ("超过280万元", ("figure: 金额", "code: 402", "year: 2020"), True),
        ("22.86%", ("figure: 占比", "code: 50102", "base: 501"), True),
        ("22.86%", ("figure: 占比", "code: 50102", "base: 职工活动支出"), True),
        ("22.86%", ("figure: 占比", "code: 50102"), False),
        ("26.28%", ("figure: 占比", "code: 教职工运动会", "base: 50102"), True),
        ("104.28%", ("figure: 占比", "code: 支出合计", "base: 收入合计"), True),
        ("4.9%", ("figure: 增长", "code: 402", "year: 2020"), True),
        ("6.5%", ("figure: 增长", "code: 402", "year: 2020"), False),
        ("4.9个百分点", ("figure: 增长", "code: 402", "year: 2020"), False),
    ],
)
def test_a_year_or_a_base(value: str, of: tuple[str, ...], right: bool) -> None:
    record = THREE_YEARS.split("stated:")[0] + stated(value, *of)
    kind = "stated-not-a-number" if "百分点" in value else "stated-differs"
    assert codes(record) == (set() if right else {kind})


def test_hints_of_a_wrong_year_or_base() -> None:
    record = THREE_YEARS.split("stated:")[0]

    def said(value: str, *of: str) -> str:
        return found(record + stated(value, *of))[0].message

    assert "正好是2019—2021年的数" in said("979.64万元", "figure: 收入合计", "year: 2020")
    assert "原文如此就写 year: 2020" in said("324.78万元", "figure: 收入合计")
    assert "原文如此就写 base: 501" in said("22.86%", "figure: 占比", "code: 50102")
    assert "正好是占支出合计的比例，不是占「501」的比例" in said("17.49%", "figure: 占比", "code: 50102", "base: 501")
    assert said("86.80%", "figure: 占比", "code: 402", "year: 2020").startswith("「拨缴经费收入」2020年占比印的是")


def test_a_balance_within_the_account() -> None:
    record = SEVEN_YEARS.split("  - code: 501")[0] + "  - code: 501\n    executed: 1700.00\n    years:\n"
    record += "".join(f"      - {{year: {year}, amount: 242.00}}\n" for year in range(2015, 2021))
    record += (
        "      - {year: 2021, amount: 248.00}\nclosing_balance: 211.87\nsteps:\n  - {step: 决算, on: 2022-01-15}\n"
    )
    assert codes(record + stated("56.96万元", "figure: 年末结余", "year: 2015")) == set()
    assert codes(record + stated("62.70万元", "figure: 年初结余", "year: 2017")) == set()
    assert codes(record + stated("211.87万元", "figure: 年末结余", "year: 2021")) == set()
    assert codes(record + stated("56.69万元", "figure: 年末结余", "year: 2015")) == {"stated-differs"}


def test_growth_from_quoted_totals() -> None:
    account = WITHOUT_YEARS + quoted((2015, "210.81"), (2021, "284.67"))
    ends = ("code: 收入合计", "from: 2015", "to: 2021")
    assert codes(account + also("35.04%", "figure: 增长", *ends)) == set()
    assert codes(account + also("5.13%", "figure: 年均增长", *ends)) == set()
    hits = found(account + also("5.84%", "figure: 年均增长", *ends))
    assert [one.code for one in hits] == ["budget/stated-differs"]
    assert "5.13%" in hits[0].message
    assert "总增长除以年数" in hits[0].message


def test_growth_on_the_term_before() -> None:
    def said(value: str, figure: str, earlier: str = "") -> list[str]:
        last = "  - {of: {figure: 收入合计, from: 2008, to: 2014}, value: 1330.75万元, source: 上届报告第1页}\n"
        record = WITHOUT_YEARS + "stated:\n" + (earlier or last)
        return [one.message for one in found(record + also(value, f"figure: {figure}", "code: 收入合计"))]

    assert said("37.04%", "比上期增长") == []
    assert "按记录算出 37.04%" in said("34.07%", "比上期增长")[0]
    assert said("492.97万元", "比上期增加额") == []
    assert "正好是后一个数本身" in said("1,823.72万元", "比上期增加额")[0]
    assert "没有上一个期间的账" in said("37.04%", "比上期增长", also("1,823.72万元", "figure: 收入合计"))[0]


def test_an_increase_in_money() -> None:
    of = ("code: 402", "from: 2015", "to: 2021")
    assert codes(SEVEN_YEARS + stated("增加67.50万元", "figure: 增加额", *of)) == set()
    assert codes(SEVEN_YEARS + stated("67.5万元", "figure: 增加额", *of)) == set()
    assert "写反了" in found(SEVEN_YEARS + stated("减少67.50万元", "figure: 增加额", *of))[0].message
    assert codes(SEVEN_YEARS + stated("67.50%", "figure: 增加额", *of)) == {"stated-not-a-number"}


def test_what_a_year_leaves_by_itself() -> None:
    figure = "figure: 当年结余"
    record = THREE_YEARS.split("stated:")[0]
    assert codes(record + stated("-41.97万元", figure)) == set()
    assert codes(BRANCH + stated("-3548.63元", figure)) == set()
    assert "符号相反" in found(record + stated("41.97万元", figure))[0].message
    assert codes(record + stated("超支41.97万元", figure)) == set()
    assert "就写「年末结余」" in found(record + stated("14.75万元", figure))[0].message
    assert codes(record + stated("3.2万元", figure, "year: 2020")) == {"stated-not-checkable"}


def test_quoted_years_make_up_the_whole() -> None:
    assert codes(WITHOUT_YEARS + quoted(*_PRINTED, (2021, "284.67"))) == set()
    hits = found(WITHOUT_YEARS + quoted(*_PRINTED, (2021, "286.47")))
    assert [one.code for one in hits] == ["budget/stated-years-differ"]
    assert "相加是 1,825.52 万元，几年合计是 1,823.72 万元" in hits[0].message
    assert codes(SEVEN_YEARS + quoted(*_PRINTED, (2021, "286.47"))) == {"stated-differs"}
    some = quoted((2015, "210.81"), (2016, "2477.40")) + also(
        "5.88%", "figure: 增长", "code: 收入合计", "from: 2015", "to: 2016"
    )
    assert "其中几年印的数相加是 2,688.21 万元，几年合计是 1,823.72 万元" in found(WITHOUT_YEARS + some)[0].message


def test_the_page_shows_what_is_quoted_beside_what_it_comes_to() -> None:
    record = WITHOUT_YEARS + quoted(*_PRINTED, (2021, "286.47"))
    record += also("5.84%", "figure: 年均增长", "code: 收入合计", "from: 2015", "to: 2021")
    record += also("37.42%", "figure: 占比", "code: 50102", "base: 501")
    words = words_of(shown({"budgets/BG-X.yml": record, "units/CWC.yml": "branch_union: 是\n"}, "BG-X"))
    assert (
        "2015年收入合计 原文 210.81万元 算出 — ▲ 不符 各年印的数相加是 1,825.52 万元，几年合计是 1,823.72 万元" in words
    )
    assert "2016年收入合计 原文 247.74万元 算出 — ○ 无法核对" in words
    assert "年均增长 原文 5.84% 算出 5.24%" in words
    assert "50102" not in words.split("原文写的数")[1]
    assert "占「职工活动支出」的比例 原文 37.42% 算出 37.42% ● 相符" in words


def test_years_that_make_up_the_whole_are_right_on_the_page() -> None:
    record = WITHOUT_YEARS + quoted(*_PRINTED, (2021, "284.67"))
    words = words_of(shown({"budgets/BG-X.yml": record, "units/CWC.yml": "branch_union: 是\n"}, "BG-X"))
    assert words.count("● 各年相加相符") == 7
    assert "无法核对" not in words.split("原文写的数")[1]


def test_the_page_gives_no_hint_of_a_mistake_where_there_is_none() -> None:
    record = SEVEN_YEARS + stated("35.04%", "figure: 增长", "code: 收入合计", "from: 2015", "to: 2021")
    words = words_of(shown({"budgets/BG-X.yml": record, "units/CWC.yml": "branch_union: 是\n"}, "BG-X"))
    assert "● 相符" in words
    assert "正好是" not in words


def test_a_year_that_nobody_tells_of() -> None:
    hits = found(THREE_YEARS.split("stated:")[0] + stated("3万元", "figure: 金额", "code: 402", "year: 2031"))
    assert [one.code for one in hits] == ["budget/stated-not-checkable"]
    assert "没有 2031 年的账" in hits[0].message


def test_rates_of_rounded_amounts() -> None:
    coarse = THREE_YEARS.split("stated:")[0].replace("executed: 20.26", "executed: 0.26")
    hits = found(coarse + stated("0.145%", "figure: 占比", "code: 元旦文艺汇演", "base: 50102"))
    assert ["四舍五入" in one.message for one in hits] == [True]
    assert (
        "四舍五入"
        not in found(coarse + stated("0.151%", "figure: 占比", "code: 元旦文艺汇演", "base: 50102"))[0].message
    )


def test_what_moved_the_balance_may_count_to_what_a_period_leaves() -> None:
    moved = THREE_YEARS.split("stated:")[0].replace(
        "closing_balance: 14.75", "other_movements:\n  - {name: 收回投资, executed: 6.00}\nclosing_balance: 20.75"
    )
    assert codes(moved + stated("-35.97万元", "figure: 当年结余")) == set()
    assert codes(moved + stated("-41.97万元", "figure: 当年结余")) == set()
    assert found(moved + stated("-35.79万元", "figure: 当年结余"))[0].message.startswith("本期结余印的是")


def test_printed_totals_prove_each_other_where_no_line_is_published() -> None:
    def account(rate: str) -> str:
        plan = also("1,434.46万元", "figure: 收入合计", "phase: approved")
        rows = plan + also("1,738.95万元", "figure: 收入合计") + also(rate, "figure: 执行率", "code: 收入合计")
        return WITHOUT_YEARS.split("lines:")[0] + "steps:\n  - {step: 决算, on: 2022-01-15}\nstated:\n" + rows

    assert codes(account("121.23%")) == set()
    more = also("304.49万元", "figure: 比预算增加额", "code: 收入合计")
    assert codes(account("121.23%") + more) == set()
    assert "304.49万元" in found(account("121.23%") + more.replace("304.49", "304.94"))[0].message
    hits = found(account("112.23%"))
    assert [one.code for one in hits] == ["budget/stated-differs"]
    assert "121.23%" in hits[0].message
    share = WITHOUT_YEARS + quoted((2018, "160.00")) + also("100万元", "figure: 金额", "code: 402", "year: 2018")
    assert codes(share + also("62.5%", "figure: 占比", "code: 402", "year: 2018")) == set()
    assert codes(share + also("65.2%", "figure: 占比", "code: 402", "year: 2018")) == {"stated-differs"}


def test_several_lines_as_one_number() -> None:
    record = THREE_YEARS.split("stated:")[0]

    def told(value: str, *of: str) -> list[str]:
        return [one.message for one in found(record + stated(value, *of))]

    assert told("240.12万元", "figure: 金额", "code: 503", "also: [506]") == []
    assert (
        told("23.50%", "figure: 占比", "code: 503", "also: [补助下级支出]")
        == told("23.50%", "figure: 占比", "code: 503", "also: [506]")
        == []
    )
    assert "「业务支出」和「补助下级支出」占比" in told("24.50%", "figure: 占比", "code: 503", "also: [506]")[0]
    assert told("324.78万元", "figure: 金额", "code: 401", "also: [402]", "year: 2020") == []
    assert "一个包含另一个" in told("225.58万元", "figure: 金额", "code: 50102", "also: [教职工运动会]")[0]
    assert "写了两次" in told("1700.74万元", "figure: 金额", "code: 402", "also: [402]")[0]
    assert "「599」" in told("100万元", "figure: 金额", "code: 503", "also: [599]")[0]


def test_balances_stand_where_a_line_may() -> None:
    record = THREE_YEARS.split("stated:")[0]

    def told(value: str, *of: str) -> list[str]:
        return [one.message for one in found(record + stated(value, *of))]

    assert told("1,036.36万元", "figure: 金额", "code: 收入合计", "also: [年初结余]") == []
    assert told("-4.28%", "figure: 占比", "code: 当年结余", "base: 收入合计") == []
    assert told("1.51%", "figure: 占比", "code: 年末结余", "base: 收入合计") == []
    assert "1.51%" in told("1.15%", "figure: 占比", "code: 年末结余", "base: 收入合计")[0]
    assert told("24.87%", "figure: 占比", "code: 年末结余", "base: 年初结余") == [
        "「年末结余」占「年初结余」的比例印的是「24.87%」，按记录算出 26.00%"
    ]


def test_readers_see_no_advice_for_editors() -> None:
    record = THREE_YEARS.split("stated:")[0] + stated("22.86%", "figure: 占比", "code: 50102")
    words = words_of(shown({"budgets/BG-X.yml": record, "units/CWC.yml": "branch_union: 是\n"}, "BG-X"))
    assert "不是占「支出合计」的比例" in words
    assert "base" not in words
