"""Transfers to branch unions that are not, or not only, by heads: read, reckoned and shown."""

from __future__ import annotations

from generator.records.budget.views.by_unit import panel
from generator.records.unit.model import Unit
from tests.shown import facts_of, html_of, record, words_of
from tests.test_budget_views import own, part, shown

SEVERAL = {
    "budgets/BG-2025-XGH.yml": """\
transfers:
  - {unit: JXXY, heads: 112, rate: 80.00, amount: 8960.00}
  - {unit: JXXY, purpose: 会费返还, base: 3733.33, share: 60%, amount: 2240.00}
  - {unit: HQC, heads: 88, amount: 7040.00}
  - {unit: HQC, purpose: "建家补助<b>", amount: 1760.00}
"""
}


def test_each_transfer_says_what_it_is_for() -> None:
    words = part(own(shown(SEVERAL, "BG-2025-XGH")), "拨付分工会")
    assert words.startswith("拨付 2 个分工会，1 个公布了自己的账")
    assert "机械学院 按人头 112 80.00 8,960.00 10,980.75 ● 一致" in words
    assert "机械学院 会费返还 3,733.33 × 60% 2,240.00 后勤处" in words
    assert "后勤处 按人头 88 80.00 7,040.00 ○ 没有公布" in words
    assert "合计 200 20,000.00" in words
    assert "建家补助<b>" not in shown(SEVERAL, "BG-2025-XGH")


def test_the_chain_counts_a_branch_once() -> None:
    words = part(own(shown(SEVERAL, "BG-2025-XGH")), "经费走向")
    assert "拨付分工会 20,000.00 元 拨给 2 个分工会 ● 一致" in words
    assert "分工会支出 10,980.75 元 1 个分工会公布了账目" in words
    branch = part(own(shown(SEVERAL, "BG-2025-JXXY")), "经费走向")
    assert "校工会拨付 11,200.00 元 按 112 人；会费返还，60% 本分工会收到 11,200.00 元 上级补助收入 ● 一致" in branch


def test_a_unit_sees_every_transfer() -> None:
    facts = facts_of(SEVERAL)
    unit = record(facts, "HQC")
    assert isinstance(unit, Unit)
    made = panel(unit, facts)
    assert made is not None
    words = words_of(own(html_of(made)))
    assert "2025年 按人头 88 人 80.00 7,040.00" in words
    assert "2025年 建家补助&lt;b&gt; 1,760.00" in words


def test_a_college_s_own_money_is_not_what_its_branch_is_paid() -> None:
    own_money = (
        "owner: JXXY\nperiod:\n  year: 2025\nunit: 元\nclassification: KM-XX\nlines:\n"
        "  - code: S1\n    executed: 50000.00\n  - code: Z2\n    executed: 41000.00\n"
        "steps:\n  - step: 决算\n    on: 2026-01-06\n    body: 机械学院\n"
    )
    html = shown({"budgets/BG-2025-JXXY-XY.yml": own_money}, "BG-2025-JXXY-XY")
    assert "50,000.00" in html
    assert "经费走向" not in html
    assert "经费走向" in shown({}, "BG-2025-JXXY")


def test_what_is_not_by_heads_may_stand_elsewhere_in_the_branch_s_account() -> None:
    dues = """lines:
  - code: 401
    executed: 2240.00
  - code: 403
    executed: 8960.00
  - code: 501
    executed: 10980.75
"""
    words = part(own(shown({**SEVERAL, "budgets/BG-2025-JXXY.yml": dues}, "BG-2025-JXXY")), "经费走向")
    said = "本分工会收到 8,960.00 元 上级补助收入，校工会拨付的另外 2,240.00 元不按人头，列在别的科目 ● 一致"
    assert said in words
