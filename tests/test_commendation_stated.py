"""What a decision prints of its own list: which numbers are read, and what is said of a label that is not there."""

from __future__ import annotations

import pytest

from generator.records.commendation import views
from generator.records.commendation.model import Commendation
from generator.records.commendation.numerals import in_digits
from tests.example_files import diagnose, merged
from tests.shown import facts_of, html_of, record, words_of

FILE = "commendations/BZ-2026-001.yml"
PERSONS = (
    "awards:\n  - honour: RY-YXGHGZZ\n    object: 个人\n    recipients:\n      - name: 沈知白\n        unit: JXXY\n"
)
STATED = "stated:\n  - of:\n      figure: 表彰个数\n      label: {}\n    value: {}\n    source: 决定正文\n"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("五名", "5名"),
        ("二十九人", "29人"),
        ("十个", "10个"),
        ("十二项", "12项"),
        ("一百零五名", "105名"),
        ("一百一十名", "110名"),
        ("二〇名", "20名"),
        ("两个", "2个"),
        ("三十余名", "30余名"),
        ("一等奖五名", "一等奖5名"),
        ("一等奖5名", "一等奖5名"),
        ("二十", "20"),
    ],
)
def test_spelt_out_counts_are_read(text: str, read: str) -> None:
    assert in_digits(text) == read


def remedies(overlay: str, code: str) -> list[str]:
    found = diagnose(merged({FILE: overlay}))
    return [one.remedy for one in found if one.code == code]


def test_a_label_with_a_slip_gets_the_one_that_was_meant() -> None:
    (remedy,) = remedies(STATED.format("优秀工会工做者", "2名"), "commendation/stated-not-counted")
    assert remedy.startswith(
        "是不是「优秀工会工作者」？label 可以写「先进分工会」、「集体」、「优秀工会工作者」、「个人」"
    )


def test_nobody_is_told_to_write_the_label_that_stands_there() -> None:
    (remedy,) = remedies(PERSONS + STATED.format("集体", "1个"), "commendation/stated-not-counted")
    assert remedy.startswith("原文表彰了集体的，补在 awards 里；label 可以写「优秀工会工作者」、「个人」；")
    assert "「集体」" not in remedy


def test_those_who_won_together_are_shown_as_people_too() -> None:
    body = (
        PERSONS
        + "        members:\n          - name: 沈知白\n          - name: 顾行舟\n"
        + STATED.format("个人", "两名")
    )
    facts = facts_of({FILE: body})
    found = record(facts, "BZ-2026-001")
    assert isinstance(found, Commendation)
    assert "原文 两名 算出 1 个（共 2 人） ● 相符" in words_of(html_of(views.page(found, facts)))


@pytest.mark.parametrize(("written", "code"), [("", "missing-key"), ("    recipients:\n", "empty-value")])
def test_a_list_that_was_not_published_is_said_to_be_empty(written: str, code: str) -> None:
    body = f"# without: stated\nawards:\n  - honour: RY-YXGHGZZ\n    object: 个人\n    partial: 是\n{written}"
    (remedy,) = remedies(body, f"commendation/{code}")
    assert "recipients: []" in remedy
    assert "删去" not in remedy
