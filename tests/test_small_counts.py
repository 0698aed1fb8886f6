"""Small numbers of people beside illness and money: which wordings are found, which are let be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.small_counts import small_counts
from tests.example_files import diagnose, merged
from tests.small_site import world

WORDS, UNITS, OTHERS = ("住院", "重病", "工伤", "困难职工"), ("人", "人次", "名", "位", "户"), ("工作人员", "人均")


def said(text: str, *, paid: bool = True) -> list[str]:
    return [one.said for one in small_counts(text, WORDS, UNITS, OTHERS, Decimal(5), paid=paid)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("慰问住院职工 4 人", "住院职工 4 人"),
        ("住院：4人，生育：16人", "住院：4人"),
        ("慰问金（住院 2 人次）", "住院 2 人次"),
        ("看望两位重病教师", "两位重病"),
        ("3 名职工因工伤休养", "3 名职工因工伤"),
        ("春节走访困难职工一户", "困难职工一户"),
    ],
)
def test_a_small_number_of_the_ill_or_poor_is_found(text: str, found: str) -> None:
    assert said(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "慰问住院职工 5 人",
        "慰问住院职工 14 人",
        "慰问住院职工二十三人次",
        "慰问住院职工不足 5 人",
        "住院 3 天",
        "住院补助，参加者 4 人",
        "工伤事故 3 人以上的上报",
        "第 2 名工伤",
        "探望住院职工的工作人员 2 名",
        "住院补助人均 2 人",
        "劳模 3 人",
        "困难职工 0 户",
    ],
)
def test_what_points_at_nobody_is_let_be(text: str) -> None:
    assert said(text) == []


def test_without_money_beside_it_a_number_is_let_be() -> None:
    assert said("住院职工 4 人", paid=False) == []
    assert said("住院职工 4 人，慰问金 2000 元", paid=False) == ["住院职工 4 人"]
    assert said("住院职工 4 人。\n\n慰问金 2000 元", paid=False) == []


@pytest.mark.parametrize("gone", ["健康和困难", "最小人数"])
def test_a_school_whose_own_rule_lacks_the_words_or_the_number_is_not_told_of_it_here(gone: str) -> None:
    text = "text: 走访困难职工 3 户，发放 6000 元。\n"
    files = merged({"rules/XS1.yml": world("rules/XS1.yml").replace(gone, "别的"), "disclosures/GK-2026-002.yml": text})
    assert "disclosure/small-count-in-text" not in {one.code for one in diagnose(files)}
