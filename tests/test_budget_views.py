"""What readers see of budgets and of charts of accounts."""

from __future__ import annotations

import re
from datetime import date

import pytest

from generator.publication import Fragment
from generator.records.budget.known import Stage, stage
from generator.records.budget.model import Budget
from generator.records.budget.views.by_unit import panel
from generator.records.budget.views.lists import batches, landing
from generator.records.budget.views.page import page
from generator.records.budget.views.summary import events, figures, headline, summarize
from generator.records.classification.model import Classification
from generator.records.classification.views import landing as charts
from generator.records.classification.views import page as chart_page
from tests.example_files import AS_OF
from tests.shown import addresses, facts_of, further_pages, html_of, record, words_of

UNION, BRANCH = "budgets/BG-2025-XGH.yml", "budgets/BG-2025-JXXY.yml"
FAR = """lines:
  - code: 403
    approved: 11000.00
    executed: 11200.00
  - code: 501
    approved: 8000.00
    executed: 10000.75
    explanation: 秋季多办了一次拔河赛，见 [[BG-2025-XGH]]。
  - code: 503
    approved: 0.00
    executed: 980.00
"""


def shown(overlay: dict[str, str], record_id: str, on: date = AS_OF) -> str:
    facts = facts_of(overlay, on)
    found = record(facts, record_id)
    assert isinstance(found, Budget)
    return html_of(page(found, facts))


def section(fragment: Fragment | None) -> str:
    assert fragment is not None
    return html_of(fragment)


def part(html: str, title: str) -> str:
    """The words of a page from one second-level heading to the next."""
    return words_of(re.split(r"<h2\b", html.partition(f">{title}</h2>")[2])[0])


def own(html: str) -> str:
    """The HTML as it is read in the record's own unit."""
    return re.sub(r'<span class="gk-other" hidden>[^<]*</span>', "", html)


def test_a_page_opens_with_what_came_in_went_out_and_is_left() -> None:
    words = words_of(shown({}, "BG-2025-XGH"))
    assert "BG-2025-XGH ● 决算已审计 校工会2025年工会经费" in words
    assert "42,100.00 元 收入 · 4.2100 万元" in words
    assert "39,500.50 元 支出 · 3.9501 万元" in words
    assert "7,599.50 元 年末结余（年初 5,000.00 元） · 0.7600 万元" in words
    assert "98.8% 支出预算执行率（预算 40,000.00 元）" in words


def test_bars_share_one_scale() -> None:
    html = shown({}, "BG-2025-XGH")
    bars = html.partition(">预算与决算</h2>")[2].partition("<h2>")[0]
    assert bars.count('class="gk-bar-real" x="0.0" y="2.5" width="1000.0"') == 1
    assert "<title>拨缴经费收入</title><desc>预算 36,000.00 元，决算 36,000.00 元</desc>" in html
    assert 'width="541.7"' in html, "19,500.50 of 36,000"
    assert html.count("<details") == 2, "职工活动支出 and 文体活动 within it"


def test_bars_of_negative_amounts_lie_left_of_zero() -> None:
    overlay = {
        BRANCH: "lines:\n  - code: 403\n    executed: 300.00\n  - code: 408\n    executed: -100.00\n    note: 退回报名费\n"
        "  - code: 501\n    executed: 100.00\n# without: closing_balance\n"
    }
    html = shown(overlay, "BG-2025-JXXY")
    assert 'd="M250.0 0V10"' in html
    assert 'x="0.0" y="2.5" width="250.0"' in html
    assert "−100.00" in words_of(html)


def test_the_table_sets_phases_side_by_side() -> None:
    lines = part(own(shown({}, "BG-2025-XGH")), "收支明细")
    assert "科目 批准预算 决算 比预算 执行率 占决算 2024年决算 比上年 备注" in lines
    assert "职工活动支出 501 20,000.00 19,500.50 −499.50 97.5% 49.4% 20,500.00 −4.9%" in lines
    assert "教职工运动会 7,000.00 6,800.50 −199.50 97.2% 17.2%" in lines
    assert "支出合计 40,000.00 39,500.50 −499.50 98.8% 100% 39,500.00 0.0%" in lines


def test_what_is_not_published_is_a_dash_and_never_zero() -> None:
    overlay = {BRANCH: "lines:\n  - code: 403\n    executed: 11200.00\n  - code: 501\n    approved: 11000.00\n"}
    html = shown(overlay, "BG-2025-JXXY")
    assert "职工活动支出 501 11,000.00 — 没有公布" in part(own(html), "收支明细")
    assert "支出合计 — 没有公布 — 没有公布" in part(own(html), "收支明细") or "没有公布" in html
    assert "有科目没有公布" in part(html, "是否平衡")


def test_differences_are_explained_or_said_not_to_be() -> None:
    html = shown({BRANCH: FAR}, "BG-2025-JXXY")
    words = part(own(html), "差异说明")
    assert "职工活动支出 预算 8,000.00 决算 10,000.75 +2,000.75 +25.0% ◆ 已说明 秋季多办了一次拔河赛" in words
    assert "职工服务支出 预算 0.00 决算 980.00 +980.00 预算为 0 ▲ 没有说明" in words
    assert "budgets/BG-2025-XGH.html" in addresses(html)
    assert "差异说明" not in shown({}, "BG-2025-JXXY")


def test_where_it_balances_and_where_not() -> None:
    words = part(own(shown({}, "BG-2025-XGH")), "是否平衡")
    assert "批准预算 5,000.00 42,000.00 40,000.00 无 7,000.00 7,000.00 ● 相符" in words
    assert "决算 5,000.00 42,100.00 39,500.50 无 7,599.50 7,599.50 ● 相符" in words
    off = shown({BRANCH: "closing_balance: 529.46\n"}, "BG-2025-JXXY")
    assert "◆ 相差 0.01 元，四舍五入" in part(off, "是否平衡")
    assert "照原文公布" in part(off, "是否平衡")


def test_the_money_chain_from_school_to_branch() -> None:
    words = part(own(shown({}, "BG-2025-XGH")), "经费走向")
    assert words.startswith("学校列支 36,000 元 学校账上的工会经费一行")
    assert "校工会收到 36,000.00 元 拨缴经费收入 ● 一致" in words
    assert "拨付分工会 20,000.00 元 按人头拨给 2 个分工会 ● 一致" in words
    assert "分工会支出 10,980.75 元 1 个分工会公布了账目" in words
    branch = part(own(shown({}, "BG-2025-JXXY")), "经费走向")
    assert "校工会拨付 11,200.00 元 按 112 人 本分工会收到 11,200.00 元 上级补助收入 ● 一致" in branch


def test_what_the_union_never_took_in_is_a_station_of_its_own() -> None:
    """The school's line holds the whole 2 %, of which 40 % goes up: the union is not said to have received it."""
    whole = "lines:\n  - code: S1\n    executed: 960.00\n  - code: Z2\n    executed: 320.00\n    partial: 是\n    lines:\n      - code: Z204\n        executed: 6.00\n"
    words = part(own(shown({"budgets/BG-2025-XX.yml": whole}, "BG-2025-XGH")), "经费走向")
    assert "学校列支 60,000 元" in words
    assert "上缴上级工会 24,000.00 元 按留成 60.0% 推算，校工会没有收到这一部分" in words
    assert "校工会收到 36,000.00 元 拨缴经费收入 ● 一致" in words


def test_a_branch_that_takes_in_more_than_the_transfer_shows_which_part_it_is() -> None:
    more = """lines:
  - code: 403
    executed: 14200.00
    lines:
      - name: 人头经费
        executed: 11200.00
      - name: 会费返还
        executed: 3000.00
  - code: 501
    executed: 10980.75
"""
    words = part(own(shown({BRANCH: more}, "BG-2025-JXXY")), "经费走向")
    assert "本分工会收到 11,200.00 元 上级补助收入中的一项，另有 3,000.00 元 ● 一致" in words


def test_a_branch_that_received_otherwise_is_shown() -> None:
    overlay = {BRANCH: "lines:\n  - code: 403\n    executed: 11000.00\n  - code: 501\n    executed: 10780.75\n"}
    assert "▲ 不一致" in part(shown(overlay, "BG-2025-JXXY"), "经费走向")
    table = part(own(shown(overlay, "BG-2025-XGH")), "拨付分工会")
    assert "机械学院 112 100.00 11,200.00 10,780.75 ▲ 不一致" in table
    assert "后勤处 88 100.00 8,800.00 ○ 没有公布" in table
    assert "合计 200 20,000.00" in table


def test_the_contribution_is_reckoned() -> None:
    words = part(own(shown({}, "BG-2025-XGH")), "拨缴经费怎么算")
    assert "2025年 3,000,000.00 2024 年 × 2% × 60% 36,000.00 36,000.00" in words
    assert "0.00 ● 0.00% 应拨＝工资总额×计提比例×留成比例；偏差在 5% 以内算相符" in words
    short = "payroll_base:\n  year: 2024\n  amount: 4000000.00\n  ratio: 2%\n  share: 60%\n"
    off = part(own(shown({UNION: short}, "BG-2025-XGH")), "拨缴经费怎么算")
    assert "−12,000.00 ▲ −25.00%，超出允许" in off


def test_years_stand_beside_each_other_and_are_linked() -> None:
    html = shown({}, "BG-2025-XGH")
    words = part(own(html), "历年")
    assert "2024年 4,000.00 40,500.00 39,500.00" in words
    assert "与上年衔接" in words
    assert "budgets/BG-2024-XGH.html" in addresses(html)
    assert "历年" not in shown({}, "BG-2025-JXXY"), "a single year is no row of years"


def test_a_change_of_chart_is_marked_and_lines_that_do_not_correspond_are_not_compared() -> None:
    earlier = (
        "owner: XGH\nperiod:\n  year: 2023\nunit: 万元\nclassification: KM-2010\nlines:\n"
        "  - code: 401\n    executed: 0.50\n  - code: 501\n    executed: 0.40\n"
        "closing_balance: 0.40\nsteps:\n  - step: 决算\n    on: 2024-01-10\n"
    )
    html = shown({"budgets/BG-2023-XGH.yml": earlier}, "BG-2024-XGH")
    assert "改用工会会计科目（2022年版）" in part(html, "历年")
    lines = part(own(html), "收支明细")
    assert "会费收入 401 5,800.00 6,000.00 +200.00 103.4% 14.8% 5,000 +20.0%" in lines
    assert "职工活动支出 501 20,000.00 20,500.00 +500.00 102.5% 51.9% 补助" in lines, (
        "501 has no counterpart of its own"
    )
    assert "上年用的是《工会会计科目（2010年版）》" in lines


def test_quoted_figures_stand_beside_the_computed_ones() -> None:
    stated = (
        "stated:\n  - of:\n      figure: 收入合计\n    value: 47,100.00元\n    source: 决算报告\n"
        "  - of:\n      figure: 占比\n      code: 402\n    value: 85.5%\n    source: 决算报告\n"
        "  - of:\n      figure: 支出合计\n    value: 39,500,50\n    source: 决算报告\n"
        "  - of:\n      figure: 年均增长\n      code: 402\n      from: 2019\n      to: 2025\n    value: 5%\n    source: 决算报告\n"
    )
    words = part(shown({UNION: stated}, "BG-2025-XGH"), "原文写的数")
    assert "收入合计 原文 47,100.00元 算出 42,100.00元 ▲ 不符 印的数正好是收入加年初结余" in words
    assert "「拨缴经费收入」占比 原文 85.5% 算出 85.5% ● 相符" in words
    assert "支出合计 原文 39,500,50 算出 39,500.50元 ▲ 不是数 读不出印的是多少" in words
    assert "○ 无法核对 没有 2019 年的账" in words


def test_both_units_can_be_read_without_a_script() -> None:
    html = shown({}, "BG-2025-XGH")
    assert html.count('type="radio" name="gk-unit"') == 2
    assert '<span class="gk-own">36,000.00</span><span class="gk-other" hidden>3.6000</span>' in html
    school = shown({}, "BG-2025-XX")
    assert '<span class="gk-own">960.00</span><span class="gk-other" hidden>9,600,000</span>' in school


def test_what_had_not_happened_by_the_day_is_not_there() -> None:
    words = words_of(shown({}, "BG-2025-XGH", date(2025, 6, 1)))
    assert "◔ 执行中" in words
    assert "收入（批准预算）" in words
    assert "42,100.00" not in words
    assert "审计意见" not in words
    assert "上级批准：省教育工会" in words
    draft = words_of(shown({}, "BG-2025-XGH", date(2024, 12, 10)))
    assert "○ 草案" in draft
    assert "到 2026-05-01，还没有公布金额" in draft


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 12, 10), Stage.DRAFT),
        (date(2025, 6, 1), Stage.RUNNING),
        (date(2026, 1, 3), Stage.SETTLED),
        (date(2026, 1, 9), Stage.SETTLED),
        (date(2026, 1, 12), Stage.AUDITED),
    ],
)
def test_stages(day: date, expected: Stage) -> None:
    facts = facts_of()
    found = record(facts, "BG-2025-XGH")
    assert isinstance(found, Budget)
    assert stage(found, day) is expected


def test_an_account_over_years_shows_each_year_and_compound_growth() -> None:
    account = (
        "owner: CWC\nperiod:\n  from: 2019-01-01\n  to: 2021-12-31\nunit: 万元\nclassification: KM-2010\n"
        "lines:\n  - code: 402\n    executed: 850.37\n    years:\n      - year: 2019\n        amount: 268.54\n"
        "      - year: 2020\n        amount: 281.70\n      - year: 2021\n        amount: 300.13\n"
        "  - code: 501\n    executed: 700.00\n    partial: 是\n    lines:\n      - name: 节日慰问\n        executed: 432.20\n"
        "steps:\n  - step: 决算\n    on: 2022-01-15\n"
    )
    html = shown({"budgets/BG-2019-2021-CWC.yml": account}, "BG-2019-2021-CWC")
    words = part(own(html), "各年执行数")
    assert "拨缴经费收入 268.54 281.70 300.13 +11.76% +5.72%" in words
    assert "只列出部分明细" in part(html, "收支明细")


def test_a_budget_without_amounts_says_so() -> None:
    bare = "# without: lines\n# without: opening_balance\n# without: closing_balance\n# without: steps\n"
    words = words_of(shown({BRANCH: bare}, "BG-2025-JXXY"))
    assert "到 2026-05-01，还没有公布金额" in words
    assert "没有公布经过的程序" in words


def test_summary_events_and_figures() -> None:
    facts = facts_of({BRANCH: FAR})
    found = record(facts, "BG-2025-XGH")
    assert isinstance(found, Budget)
    row = summarize(found, facts)
    assert (row.title, row.unit, row.year, row.day) == ("校工会2025年工会经费", "校工会", 2025, date(2026, 1, 15))
    assert ("paid", "JXXY") in row.units
    assert [one.kind for one in events(found, facts)][-2:] == ["报告", "审计意见"]
    counted = {one.key: (one.value, one.of, one.late) for one in figures(facts.of_type(Budget), facts)}
    assert counted["budget-made"] == ("4", "4 份", False)
    assert counted["budget-unexplained"] == ("1", "2 个", True)


def test_lists() -> None:
    facts = facts_of()
    words = words_of(section(landing(facts)))
    assert "校工会2025年工会经费 42,100.00 元" in words
    assert [one.value for one in headline(facts)] == ["39,500.50", "98.8%"]
    made = {path: html_of(one) for path, one in further_pages(batches, facts).items()}
    assert set(made) == {
        *(f"budgets/unit-{unit}.html" for unit in ("jxxy", "xgh", "xx")),
        "budgets/where-bg-2025-xgh.html",
        "budgets/year-2024.html",
        "budgets/year-2025.html",
    }
    assert "示例大学 学校预算" in words_of(made["budgets/year-2025.html"])
    assert addresses(section(landing(facts))) >= set(made)


def test_panel_of_a_unit() -> None:
    facts = facts_of()
    html = section(panel(record(facts, "JXXY"), facts))
    assert "2025年 112 人" in words_of(html)
    assert "budgets/unit-jxxy.html" in addresses(html)
    assert panel(record(facts, "CWC"), facts) is None
    assert panel(record(facts, "8-3"), facts) is None


def test_an_empty_site_has_a_landing_page() -> None:
    facts = facts_of({}, date(2020, 1, 1))
    assert "还没有公布的预算和决算" in words_of(section(landing(facts)))
    assert headline(facts) == ()


def test_a_withdrawn_budget_is_in_no_list_and_no_chain() -> None:
    facts = facts_of({BRANCH: "withdrawn:\n  on: 2026-04-01\n  by: 校工会\n  reason: 数字有误\n"})
    union = record(facts, "BG-2025-XGH")
    assert isinstance(union, Budget)
    assert "budgets/BG-2025-JXXY.html" not in addresses(html_of(page(union, facts)))
    assert "budgets/BG-2025-JXXY.html" not in addresses(section(landing(facts)))


def test_charts() -> None:
    facts = facts_of()
    chart = record(facts, "KM-2022")
    assert isinstance(chart, Classification)
    html = html_of(chart_page(chart, facts))
    assert "职工服务支出 503 501、503" in words_of(html)
    assert "classifications/KM-2010.html" in addresses(html)
    assert "classifications/KM-XX.html" in addresses(section(charts(facts)))


def test_what_the_audit_looked_at_is_shown_with_its_share_of_what_was_spent() -> None:
    audit = (
        "audit:\n  on: 2026-03-18\n  opinion: 查阅账簿2本，抽查凭证86份，账表相符。\n  examined:\n"
        "    - what: 账簿\n      count: 2\n      measure: 本\n"
        "    - what: 凭证\n      count: 86\n      measure: 份\n      amount: 26860.34\n"
        "stated:\n  - of:\n      figure: 占比\n      code: 抽查金额\n      base: 支出合计\n    value: 68%\n    source: 审查报告\n"
    )
    words = words_of(shown({UNION: audit}, "BG-2025-XGH"))
    assert "查看的材料：账簿 2 本；凭证 86 份，涉及 26,860.34 元，相当于支出合计的 68.00%。" in words
    assert "原文 68%" in words
