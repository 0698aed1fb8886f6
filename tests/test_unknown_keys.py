"""What is said of a key that no model knows: what is written under it is never to be thrown away unread."""

from __future__ import annotations

import re

import pytest

from tests.example_files import diagnose, merged

PROPOSAL, CONGRESS = "data/proposals/TA-0803-001.yml", "data/congresses/8-3.yml"
BUDGET, DISCLOSURE = "data/budgets/BG-2024-XGH.yml", "data/disclosures/GK-2026-001.yml"
COMMENDATION = "data/commendations/BZ-2026-001.yml"


def said(path: str, pattern: str, instead: str) -> list[tuple[str, str]]:
    """Codes and remedies after a change of a record of the world."""
    files = merged({})
    files[path], changes = re.subn(pattern, instead, files[path], count=1, flags=re.MULTILINE)
    assert changes == 1
    return [(one.code.partition("/")[2], one.remedy) for one in diagnose(files)]


@pytest.mark.parametrize(
    ("path", "key", "written", "meant"),
    [
        (PROPOSAL, "reason", "text", "reason"),
        (PROPOSAL, "title", "topic", "title"),
        (PROPOSAL, "responses", "answers", "responses"),
        (CONGRESS, "held", "date", "held"),
        (DISCLOSURE, "text", "content", "text"),
        (COMMENDATION, " +(?:- )?recipients", "    winners", "recipients"),
    ],
)
def test_the_one_that_is_missing_was_meant(path: str, key: str, written: str, meant: str) -> None:
    ((code, remedy),) = said(path, f"^{key}:", f"{written}:")
    assert (code, remedy.partition("（")[0]) == ("unknown-key", f"是不是「{meant}」")


@pytest.mark.parametrize(
    ("written", "meant"), [("date: 2026-03-20\n    grade", "on"), ("on: 2026-03-20\n    满意度", "grade")]
)
def test_a_day_and_a_grade_of_a_rating(written: str, meant: str) -> None:
    found = said(PROPOSAL, r"^ratings:\n(?: .*\n)+", f"ratings:\n  - {written}: 满意\n")
    assert [(code, remedy.partition("（")[0]) for code, remedy in found] == [("unknown-key", f"是不是「{meant}」")]


def test_what_no_key_was_meant_for_is_given_keys_that_take_it() -> None:
    ((_, remedy),) = said(BUDGET, r"^( +)executed: (\S+)", r"\1executed: \2\n\1amount: \2")
    assert remedy.startswith("换成认识的键，例如 proposed（预算草案）、adjusted（调整预算）；")


def test_a_key_of_another_part_is_sent_there_and_a_reference_is_no_part() -> None:
    ((_, remedy),) = said(PROPOSAL, r"\Z", "text: 已经答复。\n")
    assert remedy == "「text」写在「responses」或「carrying_out」里"


@pytest.mark.parametrize(("text", "does"), [("别的题目", "两处的内容合在那里"), ("", "写过一样的，删去这一行")])
def test_of_one_written_twice_only_the_same_is_deleted(text: str, does: str) -> None:
    title = re.search("^title: (.*)$", merged({})[PROPOSAL], re.MULTILINE)
    assert title
    ((_, remedy),) = said(PROPOSAL, r"\Z", f"titel: {text or title[1]}\n")
    assert does in remedy


OTHERS = "主办单位只有一个，其余的写进 supporting（协办单位）"


@pytest.mark.parametrize("written", ["lead: [HQC, JXXY]", "lead:\n  - HQC\n  - JXXY", "lead: [后勤处, JXXY]"])
def test_of_two_lead_units_one_is_supporting(written: str) -> None:
    assert said(PROPOSAL, "^lead: HQC", written) == [("not-text", f"写成「lead: HQC」；{OTHERS}")]


@pytest.mark.parametrize("written", ["HQC、JXXY", "后勤处, JXXY"])
def test_of_two_lead_units_in_one_line_too(written: str) -> None:
    assert said(PROPOSAL, "^lead: HQC", f"lead: {written}") == [
        ("not-an-id", f"这里只写一个编号：写成「lead: HQC」；{OTHERS}")
    ]


@pytest.mark.parametrize("key", ["leads", "lead_units", "主办单位", "主办", "牵头单位"])
def test_a_list_of_lead_units_by_any_name(key: str) -> None:
    assert said(PROPOSAL, "^lead: HQC", f"{key}: [HQC, JXXY]") == [
        ("unknown-key", f"是不是「lead」（主办单位）？{OTHERS}")
    ]


def test_a_list_where_no_other_key_takes_the_rest() -> None:
    assert said(PROPOSAL, "^handed_in: (.*)", r"handed_in: [\1]") == [("not-text", "写成「handed_in: 2025-12-20」")]
    ((code, remedy),) = said(PROPOSAL, "^title: .*", "title: [甲, 乙]")
    assert (code, remedy.partition("；")[0]) == ("not-text", "把值写在冒号后面的同一行")


def test_a_number_that_is_computed_takes_no_place_of_one_that_is_missing() -> None:
    found = dict(said(PROPOSAL, "^title:", "status:"))
    assert found.keys() == {"missing-key", "unknown-key"}


def test_a_key_of_the_part_around_it_is_sent_out_one_level() -> None:
    ((code, remedy),) = said(COMMENDATION, r"^( +)citation: .*", r"\1grade: 一等奖")
    assert (code, remedy) == ("unknown-key", "「grade」写在外面一层，与「recipients」左边对齐")


@pytest.mark.parametrize(("written", "code"), [("JXXY、HQC", "not-an-id"), ("[JXXY, HQC]", "not-text")])
def test_of_several_ids_where_one_belongs_the_others_have_a_key_of_their_own(written: str, code: str) -> None:
    found = said(COMMENDATION, r"^        unit: JXXY$", f"        unit: {written}")
    assert [(kind, remedy.removeprefix("这里只写一个编号：")) for kind, remedy in found] == [
        (code, "写成「unit: JXXY」；单位只有一个，其余的写进 other_units（其他单位）")
    ]


@pytest.mark.parametrize("written", ["模范职工小家", "RY-NEW"])
def test_an_honour_that_is_not_registered_is_told_which_file_to_write(written: str) -> None:
    ((_, remedy),) = said(COMMENDATION, r"honour: RY-XJFGH", f"honour: {written}")
    assert "data/titles/" in remedy
    assert "写 name（名称）、fits（授予对象）、verified（已核对）" in remedy
