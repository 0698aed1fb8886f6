"""Checks of disclosures stay on their feet whatever the records refer to, and count what they say."""

from __future__ import annotations

from datetime import date

import pytest

from generator.records.calendar.model import working_days
from generator.records.disclosure.clock import Term
from tests.example_files import diagnose, merged
from tests.shown import facts_of

G1 = "disclosures/GK-2026-001.yml"


def _codes(overlay: dict[str, str]) -> dict[str, str]:
    return {one.code: one.message for one in diagnose(merged(overlay))}


@pytest.mark.parametrize(
    "text",
    [
        "item: XGH\n",
        "item: NOTHING\n",
        "unit: QD-3\n",
        "replaces:\n  record: XGH\n  reason: 写错\n",
        "replaces:\n  record: GK-2026-001\n  reason: 写错\n",
        "produced: 9999-12-31\npublished: 9999-12-31\n",
        "kind: 依申请\nrequest:\n  received: 9999-12-31\n",
        "kind: 依申请\nrequest:\n  received: 9999-12-31\n  amended: 9999-12-31\n  extension_notified: 9999-12-31\n",
        "notice:\n  from: 9999-12-31\n  to: 9999-12-31\n",
        "item: QD-6\nperiod:\n  from: 9999-01-01\n  to: 9999-12-31\n",
        "item: QD-6\nperiod:\n  year: 2025\n  school_year: 2024-2025\n",
        "withheld:\n  ground: 国家秘密\n  basis: 无\n  decided_by: 无\n  review_on: 9999-12-31\n",
    ],
)
def test_odd_references_and_days_are_findings_not_crashes(text: str) -> None:
    found = diagnose(merged({G1: text}))
    assert found
    assert all(one.message and one.remedy for one in found)


def test_what_was_made_before_a_rule_was_in_force_is_not_held_to_it() -> None:
    assert diagnose(merged({G1: "produced: 0001-01-01\n"})) == []


def test_a_missing_rule_is_said_once_and_not_guessed() -> None:
    found = _codes({"rules/D1.yml": "# without: values\n"})
    assert "没有数值「公开时限」" in found["rule/missing-rule"]


def test_a_rule_that_names_no_day_is_a_finding() -> None:
    values = "values:\n  - name: 截止月\n    value: 9\n    unit: 月\n  - name: 截止日\n    value: 31\n    unit: 日\n"
    assert "rule/missing-rule" in _codes({"rules/D2.yml": values, G1: "item: QD-6\n"})


def test_a_school_can_set_its_own_days() -> None:
    values = "values:\n  - name: 公开时限\n    value: 5\n    unit: 工作日\n"
    found = _codes({"rules/D1.yml": values})
    assert "期限是 5 个工作日，到 2026-03-09 为止，迟了 3 天（3 个工作日）" in found["disclosure/published-late"]


def test_lateness_is_told_in_working_days_with_the_last_day_in_time() -> None:
    found = _codes({G1: "published: 2026-04-10\n"})
    assert found["disclosure/published-late"] == (
        "2026-03-02 形成，2026-04-10 才公开，隔了 28 个工作日；期限是 20 个工作日，到 2026-03-30 为止，迟了 11 天（8 个工作日）"
    )


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (date(2026, 5, 11), "25 天（15 个工作日）"),
        (date(2026, 4, 19), "3 天（1 个工作日）"),
        (date(2027, 1, 4), "263 天（连休息日）"),
    ],
)
def test_late_days_are_told_apart_from_working_days(done: date, said: str) -> None:
    term = Term(date(2026, 3, 19), 19, date(2026, 4, 16), done, working_days(facts_of()))
    assert term.late_in_words(done) == said


def test_a_weekend_after_the_last_day_is_no_working_day() -> None:
    days, friday, sunday = working_days(facts_of()), date(2026, 4, 17), date(2026, 4, 19)
    assert Term(date(2026, 3, 20), 19, friday, sunday, days).late_in_words(sunday) == "2 天（其间没有工作日）"


def test_a_small_cell_in_a_total_is_found_in_both_ways() -> None:
    figures = (
        "figures:\n"
        "  - label: 春节送温暖\n    value: 128\n    of: 人次\n"
        "  - label: 重病慰问\n    value: <5\n    of: 人次\n"
        "  - label: 特困补助\n    value: 2\n    of: 人次\n"
        "  - label: 合计\n    value: 133\n    of: 人次\n    sum_of:\n      - 春节送温暖\n      - 重病慰问\n      - 特困补助\n"
    )
    found = _codes({"disclosures/GK-2026-002.yml": figures})
    assert {"disclosure/small-cell", "disclosure/total-gives-away"} <= set(found)
    assert "3" not in found["disclosure/total-gives-away"]


def test_what_a_correction_replaces_is_a_reference_like_any_other() -> None:
    assert "disclosure/unknown-id" in _codes({G1: "replaces:\n  record: GK-1999-001\n  reason: 写错\n"})
    assert "disclosure/refers-to-itself" in _codes({G1: "replaces:\n  record: GK-2026-001\n  reason: 写错\n"})
    hidden = {
        G1: "replaces:\n  record: GK-2026-002\n  reason: 写错\n",
        "disclosures/GK-2026-002.yml": "audience: campus\n",
    }
    assert "disclosure/needs-hidden" in _codes(hidden)


@pytest.mark.parametrize("sums", ["    sum_of: [春节送温暖, 重病慰问]\n", ""])
def test_a_total_that_gives_a_cell_away_is_named_with_its_period(sums: str) -> None:
    figures = "figures:\n" + "".join(
        f"  - label: 春节送温暖\n    value: 128\n    of: 人次\n    period: {year}年\n"
        f"  - label: 重病慰问\n    value: {cell}\n    of: 人次\n    period: {year}年\n"
        f"  - label: 合计\n    value: {total}\n    of: 人次\n    period: {year}年\n{sums}"
        for year, cell, total in ((2024, 9, 137), (2025, "<5", 130))
    )
    found = _codes({"disclosures/GK-2026-002.yml": figures})
    code = "disclosure/total-gives-away" if sums else "disclosure/unlinked-total-gives-away"
    assert found[code].startswith("由2025年的「合计」")


@pytest.mark.parametrize(
    ("done", "left", "said"),
    [
        ("17", "<5", "由「在办」＝「收到」－「办结」，就能算出「在办」是多少"),
        ("<5", "17", "由「在办」＝「收到」－「办结」，就能算出「办结」是多少"),
    ],
)
def test_a_difference_gives_a_cell_away_as_a_sum_does(done: str, left: str, said: str) -> None:
    figures = (
        "title: 2025年教职工申诉处理情况\nfigures:\n  - {label: 收到, value: 20, of: 件}\n"
        f"  - {{label: 办结, value: {done}, of: 件}}\n"
        f"  - {{label: 在办, value: {left}, of: 件, sum_of: [收到], minus: [办结]}}\n"
    )
    found = _codes({"disclosures/GK-2026-002.yml": figures})
    assert found["disclosure/total-gives-away"] == said


def test_a_hidden_rest_is_hidden_from_the_text_too() -> None:
    figures = (
        "title: 2025年教职工申诉处理情况\ntext: 在办 3 件。\nfigures:\n  - {label: 收到, value: 20, of: 件}\n"
        "  - {label: 办结, value: 12, of: 件}\n  - {label: 撤回, value: <5, of: 件}\n"
        "  - {label: 在办, value: <5, of: 件, sum_of: [收到], minus: [办结, 撤回]}\n"
    )
    assert "disclosure/text-tells-hidden" in _codes({"disclosures/GK-2026-002.yml": figures})


@pytest.mark.parametrize(
    "overlay",
    [
        {"catalogue/QD-3.yml": "units:\n  - XGHH\n"},
        {
            "congresses/JXXY-2026.yml": "unit: JXYX\ntitle: 机械工程学院2026年全体教职工大会\n"
            "held:\n  from: 2026-04-16\n  to: 2026-04-16\n"
        },
    ],
)
def test_what_follows_from_a_mistyped_unit_is_not_said(overlay: dict[str, str]) -> None:
    told = {code.partition("/")[2] for code in _codes(overlay)}
    assert told - {"report-missing"} == {"unknown-id"}
