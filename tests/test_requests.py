"""What readers see of requests for information: their page, their timeline, the yearly report."""

from __future__ import annotations

from datetime import date

import pytest

from generator.records.disclosure.clock import answer_term
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import stage, tally
from generator.records.disclosure.views import report
from generator.records.disclosure.views.page import page
from generator.records.disclosure.views.school_year import school_years
from generator.records.disclosure.views.summary import events, summarize
from tests.shown import facts_of, html_of, record, words_of

G1, G3, G4 = (f"disclosures/GK-2026-00{number}.yml" for number in (1, 3, 4))
AS_OF = date(2026, 5, 1)
PARTLY = """kind: 依申请
request:
  received: 2026-02-02
  extension_notified: 2026-02-26
  answered: 2026-03-10
  outcome: 部分公开
  ground: 个人隐私
  basis: 《办法》第十条
  reason: 名单<不>公开
"""
NOTHING = """item: QD-3
title: 关于历年考核等次名单的申请答复
unit: XGH
kind: 依申请
published: 2026-03-12
request:
  received: 2026-02-24
  answered: 2026-03-11
  outcome: 信息不存在
  reason: 没有制作过
"""


def asked(overlay: dict[str, str], record_id: str = "GK-2026-001", on: date = AS_OF) -> tuple[Disclosure, str]:
    facts = facts_of(overlay, on)
    found = record(facts, record_id)
    assert isinstance(found, Disclosure)
    return found, words_of(html_of(page(found, facts)))


def test_a_page_says_what_came_of_a_request_and_why() -> None:
    _, words = asked({G1: PARTLY})
    assert "申请和答复 收到申请 2026-02-02 延期 2026-02-26 告知，延期一次 答复 2026-03-10 结果 部分公开" in words
    assert "理由 个人隐私 依据 《办法》第十条 说明 名单&lt;不&gt;公开" in words
    assert "● 已答复" in words
    assert words.index("2026-02-26 ● 告知申请人延期") < words.index("2026-03-10 ● 答复申请人：部分公开")


def test_before_the_answer_nothing_is_said_of_its_outcome() -> None:
    overlay = {G1: "# without: text\n# without: published\n# without: secrecy_review\n# without: produced\n" + PARTLY}
    _, words = asked(overlay, on=date(2026, 3, 1))
    assert "还没有答复" in words
    assert "部分公开" not in words
    assert "个人隐私" not in words
    assert "○ 待答复" in words


def test_an_extension_told_too_late_does_not_count() -> None:
    overlay = {G1: PARTLY.replace("extension_notified: 2026-02-26", "extension_notified: 2026-03-03")}
    facts = facts_of(overlay)
    found = record(facts, "GK-2026-001")
    assert isinstance(found, Disclosure)
    term = answer_term(found, facts)
    assert term is not None
    assert (term.limit, term.due, term.late) == (15, date(2026, 2, 28), True)
    words = words_of(html_of(page(found, facts)))
    assert "2026-03-03 告知，已经过了期限，不算延期" in words
    assert "◆ 迟答复" in words


def test_the_time_to_answer_begins_anew_with_an_amendment() -> None:
    body = "kind: 依申请\nrequest:\n  received: 2026-01-05\n  amended: 2026-03-02\n  answered: 2026-03-11\n"
    found, words = asked({G1: body + "  outcome: 予以公开\n"})
    facts = facts_of({G1: body})
    term = answer_term(found, facts)
    assert term is not None
    assert (term.begun, term.due, term.late) == (date(2026, 3, 2), date(2026, 3, 23), False)
    assert "2026-03-02 ● 收到补正 期限从这一天重新算起" in words


def test_what_was_not_given_is_no_publication() -> None:
    facts = facts_of({G3: NOTHING})
    found = record(facts, "GK-2026-003")
    assert isinstance(found, Disclosure)
    assert [one.id for one in tally([found], facts).published] == []
    assert stage(found, facts).word == "已答复"
    assert [one.text for one in events(found, facts)] == ["校工会公布答复", "校工会答复公开申请：信息不存在"]
    assert ("答复结果", "信息不存在") in {(one.label, one.value) for one in summarize(found, facts).facets}
    made = page(found, facts)
    assert "还没有公开" not in words_of(html_of(made))
    assert made.description == "校工会 2026-03-11 答复公开申请（信息不存在）：关于历年考核等次名单的申请答复"


def test_an_answer_to_the_applicant_alone_is_an_answer_too() -> None:
    found, words = asked({G3: NOTHING.replace("published: 2026-03-12\n", "")}, "GK-2026-003")
    assert found.published is None
    assert "● 已答复" in words
    assert "还没有公开。" not in words


@pytest.mark.parametrize(
    ("ground", "said"),
    [("  ground: 个人隐私\n", "个人隐私 1 件"), ("  ground: 过程性信息\n", "过程性信息 1 件"), ("", "没有写明 1 件")],
)
def test_the_yearly_report_counts_requests_by_outcome_and_ground(ground: str, said: str) -> None:
    open_one = NOTHING.partition("published")[0] + "request:\n  received: 2026-04-13\n"
    overlay = {G1: PARTLY.replace("  ground: 个人隐私\n", ground), G3: NOTHING, G4: open_one.replace("历年", "今年")}
    facts = facts_of(overlay)
    (year,) = school_years(facts)
    html = html_of(report.page(year, facts))
    words = words_of(html)
    assert "3 件 收到公开申请" in words
    assert "1 件 部分公开" in words
    assert "1 件 信息不存在" in words
    assert "1 件 还没有答复" in words
    assert "2 / 2 件 按期答复" in words
    assert f"不予公开和部分公开的 1 件，理由：{said}。" in words
    assert "答复了、没有登记结果的" not in words
    assert html.count('id="requests"') == 1


def test_a_request_that_was_given_up_is_counted_by_its_outcome_and_owes_no_answer() -> None:
    given_up = NOTHING.partition("published")[0] + "request:\n  received: 2026-02-24\n  outcome: 视为放弃\n"
    facts = facts_of({G3: given_up})
    found = record(facts, "GK-2026-003")
    assert isinstance(found, Disclosure)
    assert stage(found, facts).word == "已办结"
    assert answer_term(found, facts) is None
    made = page(found, facts)
    words = words_of(html_of(made))
    assert "答复 没有另作答复 结果 视为放弃" in words
    assert "收到公开申请 视为放弃，没有另作答复" in words
    assert made.description == "校工会收到公开申请（视为放弃）：关于历年考核等次名单的申请答复"
    (year,) = school_years(facts)
    said = words_of(html_of(report.page(year, facts)))
    assert "1 件 视为放弃" in said
    assert "还没有答复" not in said
    assert "按期答复" not in said


def test_the_yearly_report_counts_an_extension_that_was_told_too_late_apart() -> None:
    late = PARTLY.replace("extension_notified: 2026-02-26", "extension_notified: 2026-03-03")
    counts = {}
    for name, body in (("in time", PARTLY), ("late", late)):
        facts = facts_of({G1: body})
        (year,) = school_years(facts)
        counts[name] = words_of(html_of(report.page(year, facts)))
    assert "1 件 延期答复" in counts["in time"]
    assert "不算延期" not in counts["in time"]
    assert "延期答复" not in counts["late"]
    assert "1 件 过了期限才告知延期，不算延期" in counts["late"]
