"""A congress of which only some proposals are published: no page presents these as the whole."""

from __future__ import annotations

from generator.model import Reference
from generator.records.congress.model import Congress
from generator.records.proposal import views
from generator.records.proposal.views.panels import quotes
from generator.records.proposal.views.promises import promise_batches, promises
from tests.shown import facts_of, further_pages, html_of, record, words_of

PARTIAL = """
partial: 是
stated:
  - of: {figure: 征集件数}
    value: 105件
    source: 提案工作报告
  - of: {figure: 满意率}
    value: 97.9%
    source: 提案工作报告
  - of: {figure: 立案件数}
    value: 1件
    source: 提案工作报告
"""

PROMISED = """
responses:
  - on: 2026-03-12
    unit: HQC
    signed_by: 分管后勤工作的副校长
    result: 列入计划
    text: 9 月起供应至 20:30。
    measures: 改造排烟。
    due: 2026-09-01
"""


def test_a_congress_says_how_many_of_its_proposals_are_published() -> None:
    facts = facts_of({"congresses/8-3.yml": PARTIAL})
    panel = views.panel(record(facts, "8-3"), facts)
    assert panel is not None
    words = words_of(html_of(panel))
    assert "公布了其中 2 件：立案 2 件。" in words
    assert "只公布了一部分提案" in words
    assert "没有并案" not in words
    assert "占公布的应答复的" in words
    congress = facts.get(Reference[Congress]("8-3", Congress))
    states = {one.label: one.state.word for one in quotes(congress, facts)}
    assert states == {"征集件数": "无法核对", "满意率": "无法核对", "立案件数": "不符"}


def test_what_is_counted_with_others_says_whose_numbers_are_not_all() -> None:
    facts = facts_of({"congresses/8-3.yml": "partial: 是"})
    unit = views.panel(record(facts, "HQC"), facts)
    assert unit is not None
    said = "第八届教职工代表大会第三次会议只公布了一部分提案，件数、比率和天数只按公布的计算。"
    assert said in words_of(html_of(unit))
    assert said in words_of(html_of(views.landing(facts)))
    assert {one.label.partition("：")[0] for one in views.headline(facts)} == {"第八届三次教代会公布的提案"}
    whole = facts_of()
    assert "只公布了一部分" not in words_of(html_of(views.landing(whole)))


def test_a_congress_that_lacks_records_is_not_said_to_have_printed_wrong_numbers() -> None:
    printed = PARTIAL.replace("partial: 是\n", "").replace("value: 1件", "value: 60件")
    facts = facts_of({"congresses/8-3.yml": printed})
    congress = facts.get(Reference[Congress]("8-3", Congress))
    states = {one.label: one.state.word for one in quotes(congress, facts)}
    assert states == {"征集件数": "记录比原文少", "满意率": "记录比原文少", "立案件数": "记录比原文少"}
    panel = views.panel(congress, facts)
    assert panel is not None
    assert "征集件数原文是 105件，提案记录有 2 件，少 103 件：可能没有录全，也可能是原文写错了" in words_of(
        html_of(panel)
    )


def test_promises_say_whose_proposals_are_published_only_in_part() -> None:
    said = "第八届教职工代表大会第三次会议只公布了一部分提案"
    promised = {"proposals/TA-0803-001.yml": PROMISED}
    facts = facts_of({"congresses/8-3.yml": "partial: 是", **promised})
    assert said in words_of(html_of(promises(facts)))
    pages = further_pages(promise_batches, facts)
    assert pages
    assert all(said in words_of(html_of(one)) for one in pages.values())
    assert said not in words_of(html_of(promises(facts_of(promised))))
