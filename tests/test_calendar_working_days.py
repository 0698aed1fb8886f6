"""Working days over the real calendars of 2023 to 2026, across moved days (调休) and at the edges of what is known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load import load
from generator.raw_files import RawFile
from generator.records.calendar.model import Calendar, WorkingDays
from generator.registry import RECORD_TYPES

SHIPPED = Path(__file__).parent.parent / "data" / "calendar"


def _calendars(*years: int) -> tuple[Calendar, ...]:
    files = (SHIPPED / f"RL-{year}.yml" for year in years)
    return load(
        (RawFile(f"data/calendar/{one.name}", one.read_bytes()) for one in files), RECORD_TYPES
    ).dataset.of_type(Calendar)


CALENDARS = _calendars(2023, 2024, 2025, 2026)
DAYS = WorkingDays(CALENDARS)
FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
known = st.dates(FIRST, LAST)


def _day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        ("2023-01-20", 1, "2023-01-28"),  # the eve of the Spring Festival; Saturday the 28th is worked
        ("2023-01-20", 3, "2023-01-30"),  # as is Sunday the 29th
        ("2023-04-21", 1, "2023-04-23"),  # a Sunday worked for the May holiday
        ("2023-09-28", 2, "2023-10-08"),  # Mid-Autumn and National Day, then a worked weekend
        ("2023-12-29", 1, "2024-01-02"),  # over the turn of a year
        ("2024-02-09", 1, "2024-02-18"),  # the eve itself is worked in 2024
        ("2024-09-13", 2, "2024-09-18"),  # Saturday the 14th worked, Mid-Autumn off
        ("2024-09-30", 5, "2024-10-12"),  # Saturday the 12th is worked
        ("2025-01-24", 2, "2025-01-27"),  # Sunday the 26th is worked
        ("2025-01-27", 4, "2025-02-08"),  # as is Saturday the 8th
        ("2025-09-30", 3, "2025-10-11"),
        ("2025-12-31", 1, "2026-01-04"),  # Sunday the 4th is worked
        ("2026-02-13", 2, "2026-02-24"),  # Saturday the 14th, then ten days without
        ("2026-04-30", 4, "2026-05-09"),
        ("2025-03-03", 20, "2025-03-31"),  # four plain weeks
        ("2025-03-03", 0, "2025-03-03"),
        ("2025-03-02", 1, "2025-03-03"),  # a period may begin on a Sunday
    ],
)
def test_add(day: str, n: int, expected: str) -> None:
    assert DAYS.add(_day(day), n) == _day(expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-03-03", "2025-03-03", 0),
        ("2025-03-03", "2025-03-04", 1),
        ("2025-03-07", "2025-03-09", 0),
        ("2023-09-28", "2023-10-06", 0),
        ("2023-09-28", "2023-10-08", 2),
        ("2024-02-08", "2024-02-19", 3),
        ("2025-12-31", "2026-01-05", 2),
        ("2026-02-13", "2026-02-28", 6),
        ("2024-12-31", "2025-12-31", 248),
        ("2025-03-04", "2025-03-03", 0),
    ],
)
def test_between(first: str, last: str, expected: int) -> None:
    assert DAYS.between(_day(first), _day(last)) == expected


def test_every_year_has_its_working_days() -> None:
    assert [len(one.working) for one in CALENDARS] == [249, 251, 248, 248]


@pytest.mark.parametrize("day", ["2027-03-01", "2022-12-30", "9999-12-31", "2026-12-31"])
def test_outside_the_calendars_nothing_is_guessed(day: str) -> None:
    assert DAYS.add(_day(day), 1) is None


def test_a_period_that_leaves_the_calendars_is_unknown() -> None:
    assert DAYS.add(_day("2026-12-28"), 3) == _day("2026-12-31")
    assert DAYS.add(_day("2026-12-28"), 4) is None
    assert DAYS.between(_day("2026-12-28"), _day("2027-01-01")) is None
    assert DAYS.between(_day("2022-12-31"), _day("2023-01-03")) == 1
    assert DAYS.between(_day("2022-12-30"), _day("2023-01-03")) is None
    assert DAYS.unknown_year(_day("2025-06-01")) == 2027
    assert DAYS.unknown_year(_day("2026-12-31")) == 2027


def test_a_gap_between_calendars_is_unknown() -> None:
    gap = WorkingDays(_calendars(2023, 2025))
    assert gap.between(_day("2023-12-01"), _day("2025-01-10")) is None
    assert gap.add(_day("2023-12-29"), 1) is None
    assert gap.unknown_year(_day("2023-05-01")) == 2024


@given(known, st.integers(0, 400))
def test_what_is_added_lies_between(day: date, n: int) -> None:
    end = DAYS.add(day, n)
    if end is None:
        assert (DAYS.between(day, LAST) or 0) < n
        return
    assert DAYS.between(day, end) == n
    assert n == 0 or DAYS.between(end - timedelta(days=1), end) == 1


@given(known, known)
def test_between_counts_one_day_after_another(first: date, last: date) -> None:
    years = {one.year: one for one in CALENDARS}
    span = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    assert DAYS.between(first, last) == sum(years[day.year].is_working(day) for day in span)


@given(known, known, known)
def test_spans_join(a: date, b: date, c: date) -> None:
    a, b, c = sorted((a, b, c))
    assert (DAYS.between(a, b) or 0) + (DAYS.between(b, c) or 0) == DAYS.between(a, c)
