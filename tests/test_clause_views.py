"""The ledger of the clauses: which records are evidence, in which school years, and how strong that is."""

from __future__ import annotations

import re
from datetime import date

from generator.dataset import Facts
from generator.records.clause import TYPE
from generator.records.clause.evidence import LEGEND, evidence
from generator.records.clause.model import Clause
from generator.records.clause.views import landing, page, summarize
from tests.shown import addresses, facts_of, html_of, record, words_of

G1, G2 = (f"disclosures/GK-2026-00{number}.yml" for number in (1, 2))
TWELVE = "clauses:\n  - 12\n"
OTHERS = {G1: TWELVE, G2: TWELVE, "congresses/8-3.yml": TWELVE}
"""Two disclosures and a congress that name the twelfth clause."""


def clause(facts: Facts, record_id: str = "KX-12") -> Clause:
    found = record(facts, record_id)
    assert isinstance(found, Clause)
    return found


def labels(html: str) -> list[str]:
    return re.findall(r'title="([^"]*)"', html)


def test_the_ledger_says_how_strong_when_last_and_in_which_years() -> None:
    said = labels(html_of(landing(facts_of(OTHERS))))
    assert "第12条，全部：多种材料，公开事项 2 条、教代会 1 条" in said
    assert "第12条，最近一条 2026-03-12" in said
    assert "第12条，2025—2026学年：多种材料，公开事项 2 条、教代会 1 条" in said
    said = labels(html_of(landing(facts_of({G1: TWELVE}, date(2026, 5, 1)))))
    assert "第12条，全部：一种材料，公开事项 1 条" in said


def test_a_school_year_that_is_over_has_none_and_the_running_one_has_none_yet() -> None:
    said = labels(html_of(landing(facts_of(OTHERS, date(2026, 10, 1)))))
    assert "第12条，2026—2027学年：本学年还没有" in said
    nothing = dict.fromkeys(OTHERS, "clauses:\n  - 5\n")
    said = labels(html_of(landing(facts_of(nothing, date(2027, 10, 1)))))
    assert "第12条，2026—2027学年：暂无公开记录" in said
    assert "第12条，全部：暂无公开记录" in said


def test_every_strength_has_a_shape_of_its_own_and_is_explained() -> None:
    assert len({state.shape for state, _ in LEGEND}) == len(LEGEND)
    words = words_of(html_of(landing(facts_of(OTHERS))))
    assert all(explained in words for _, explained in LEGEND)


def test_a_record_is_evidence_in_every_school_year_in_which_it_moved() -> None:
    facts = facts_of({G1: f"{TWELVE}produced: 2025-08-20\npublished: 2025-09-05\n# without: secrecy_review\n"})
    (piece,) = evidence(clause(facts), facts)
    assert piece.years == {2024, 2025}
    html = html_of(page(clause(facts), facts))
    assert html.count('href="~/disclosures/GK-2026-001.html"') == 2


def test_the_page_lists_evidence_by_year_and_kind_and_the_matrix_leads_there() -> None:
    facts = facts_of(OTHERS)
    html = html_of(page(clause(facts), facts))
    assert 'href="~/clauses/KX-12.html#y2025-disclosure"' in html
    assert 'id="y2025-disclosure"' in html
    assert 'id="y2025-congress"' in html
    assert {"disclosures/GK-2026-001.html", "disclosures/GK-2026-002.html", "congresses/8-3.html"} <= addresses(html)
    assert "公开事项，2025—2026学年：2 条" in labels(html)


def test_what_is_withdrawn_or_to_come_is_no_evidence() -> None:
    gone = f"{TWELVE}withdrawn:\n  on: 2026-04-20\n  by: 领导小组\n  reason: 有误\n"
    facts = facts_of({G1: gone})
    assert evidence(clause(facts), facts) == ()
    facts = facts_of({G1: TWELVE}, date(2026, 3, 11))
    assert evidence(clause(facts), facts) == ()


def test_open_data_has_the_same_numbers() -> None:
    facts = facts_of(OTHERS)
    found = {one.key: one.value(clause(facts), facts) for one in TYPE.views.columns}
    assert found == {"evidence": "3", "kinds": "公开事项 2 条、教代会 1 条"}
    assert summarize(clause(facts), facts).stage.word == "多种材料"
