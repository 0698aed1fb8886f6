"""Telling persons from collectives by their names alone."""

from __future__ import annotations

import pytest

from generator.records.commendation.given import given, tally
from generator.records.commendation.model import Commendation
from generator.records.commendation.names import looks_like_person, looks_like_unit
from tests.shown import facts_of, record

PERSONS = ["沈知白", "何川", "欧阳自远", "阿依古丽·买买提", "马会", "高院", "任中心", "龙站", "司马相如", "陈工会"]
COLLECTIVES = [
    "后勤保障处维修班",
    "机械工程学院分工会",
    "高压与绝缘教学团队",
    "校医院护理组",
    "南校区第二食堂",
    "教职工合唱团",
    "材料力学性能实验室",
    "时间银行志愿服务队",
]
SHORT_COLLECTIVES = ["校医院", "图书馆", "财务处", "学报", "两办", "马院", "工会", "附小", "党校", "金工实训基地"]


@pytest.mark.parametrize("name", PERSONS)
def test_no_person_is_taken_for_a_unit(name: str) -> None:
    assert not looks_like_unit(name)


@pytest.mark.parametrize("name", COLLECTIVES)
def test_collectives_are_told_by_their_last_word(name: str) -> None:
    assert looks_like_unit(name)


@pytest.mark.parametrize("name", [*COLLECTIVES, *SHORT_COLLECTIVES])
def test_no_collective_is_taken_for_a_person(name: str) -> None:
    assert not looks_like_person(name)


@pytest.mark.parametrize("name", ["沈知白", "何川", "阿依古丽·买买提", "汤圆圆"])
def test_persons_are_told_by_surname_and_length(name: str) -> None:
    assert looks_like_person(name)


def test_a_recipient_of_the_same_name_in_another_unit_keeps_the_award() -> None:
    people = "      - name: 沈知白\n        unit: JXXY\n      - name: 沈知白\n        unit: HQC\n"
    awards = f"# without: stated\nawards:\n  - honour: RY-YXGHGZZ\n    object: 个人\n    recipients:\n{people}"
    revoked = "revoked:\n  - on: 2026-04-10\n    reason: 材料不实\n    recipient: 沈知白\n    unit: HQC\n"
    found = record(facts_of({"commendations/BZ-2026-001.yml": awards + revoked}), "BZ-2026-001")
    assert isinstance(found, Commendation)
    assert [one.stands for one in given(found)] == [True, False]
    assert tally(given(found)).words == "1 名个人"
    assert tally(given(found), as_given=True).words == "2 名个人"
