"""The years of an award: what is taken, what is suggested, how readers see it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pydantic_core import PydanticCustomError

from generator.records.commendation import views
from generator.records.commendation.model import Commendation
from generator.years import Years, parse_years
from tests.example_files import diagnose, merged
from tests.shown import facts_of, html_of, record, words_of

FILE = "commendations/BZ-2026-001.yml"


@pytest.mark.parametrize(
    ("text", "years", "label"),
    [
        ("2025", Years(2025, 2025), "2025年度"),
        ("2009-2010", Years(2009, 2010), "2009—2010年度"),
        ("2019-2021", Years(2019, 2021), "2019—2021年度"),
        ("2024-2025学年", Years(2024, 2025, school=True), "2024—2025学年"),
    ],
)
def test_years_are_read_shown_and_written(text: str, years: Years, label: str) -> None:
    assert parse_years(text) == years
    assert (years.label, years.written) == (label, text)


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("2010-2009", "「2010-2009」的起止倒了", "写成 2009-2010"),
        ("2025-2024学年", "「2025-2024学年」的起止倒了", "写成 2024-2025学年"),
        ("2009—2010年度", "「2009—2010年度」不是年度", "写成 2009-2010"),
        ("2009 年至 2010 年", "「2009 年至 2010 年」不是年度", "写成 2009-2010"),
        ("2009-10", "「2009-10」不是年度", "写成 2009-2010"),
        ("２０２５年度", "「２０２５年度」不是年度", "写成 2025"),
        ("2024—2025学年度", "「2024—2025学年度」不是年度", "写成 2024-2025学年"),
        ("2024学年", "「2024学年」不是年度", "写成 2024-2025学年"),
        ("2010-2010", "「2010-2010」不是年度", "写成 2010"),
    ],
)
def test_other_ways_of_writing_years_are_understood(text: str, message: str, remedy: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_years(text)
    assert caught.value.type == "not-years"
    assert caught.value.message() == message
    assert (caught.value.context or {})["remedy"] == remedy


@pytest.mark.parametrize("text", ["", "近两年", "25", "2025-03-01", "十八届"])
def test_what_speaks_of_no_years_is_told_all_three_forms(text: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        parse_years(text)
    remedy = (caught.value.context or {})["remedy"]
    assert caught.value.type == "not-years"
    assert {"2009-2010", "2024-2025学年"} <= set(re.findall(r"[\d-]+(?:学年)?", remedy))


def test_a_page_names_the_years_and_units_must_have_existed_in_all_of_them() -> None:
    facts = facts_of({FILE: "year: 2023-2025\n"})
    decision = record(facts, "BZ-2026-001")
    assert isinstance(decision, Commendation)
    assert "表彰年度 2023—2025年度" in words_of(html_of(views.page(decision, facts)))
    assert decision.span() == (date(2023, 1, 1), date(2026, 3, 20))


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("2024-2025学年", "说的是学年，把这一行写成 school_year: 2024-2025"),
        ("2024学年", "说的是学年，把这一行写成 school_year: 2024-2025"),
        ("2024—25学年度", "说的是学年，把这一行写成 school_year: 2024-2025"),
        ("2024-2025", "说的是学年，把这一行写成 school_year: 2024-2025；说的是前后两年，写 from 和 to"),
        ("2024-2026学年", "写四位数字，例如 2025"),
        ("2025年度", "写四位数字，例如 2025"),
    ],
)
def test_a_school_year_that_stands_for_a_calendar_year_is_told_its_key(written: str, remedy: str) -> None:
    files = merged({"disclosures/GK-2026-001.yml": f"period:\n  year: {written}\n"})
    assert [one.remedy for one in diagnose(files) if one.code.endswith("/not-a-year")] == [remedy]
