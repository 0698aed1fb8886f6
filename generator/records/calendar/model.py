"""The State Council's calendar of one year: days off and moved working days (调休); working days over several years."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from itertools import count, pairwise
from typing import ClassVar

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Find, Part, Record, field
from generator.values import Day, Line, Year, YesNo


class DaysOff(Part):
    """A holiday."""

    name: Line = field("节日", "节日名称")
    start: Day = field("起", "放假第一天", alias="from")
    end: Day = field("止", "放假最后一天", alias="to")


class Calendar(Record):
    """The calendar of a year; id `RL-2026`."""

    type_name: ClassVar[str] = "calendar"
    type_label: ClassVar[str] = "工作日历"
    folder: ClassVar[str] = "calendar"
    paged: ClassVar[bool] = False

    year: Year = field("年度", "哪一年")
    off: tuple[DaysOff, ...] = field("放假", "法定节假日放假调休的起止")
    worked: tuple[Day, ...] = field("调休上班", "周末上班的日子", ())
    notice: Line = field("通知", "国务院办公厅通知的名称和文号")
    verified: YesNo = field("已核对", "是否对照过通知原文")

    def heading(self, find: Find) -> str:
        return f"{self.year}年工作日历"

    @cached_property
    def days_off(self) -> frozenset[date]:
        """Every day off that the notice names."""
        return frozenset(
            one.start + timedelta(days=n) for one in self.off for n in range(max(0, (one.end - one.start).days) + 1)
        )

    def holiday(self, day: date) -> str:
        """The name of the holiday that a day belongs to, '' for any other day."""
        return next((one.name for one in self.off if one.start <= day <= one.end), "")

    @cached_property
    def sound(self) -> bool:
        """Whether it can be counted by: its own year's days, none off twice or both off and worked. Checks say what is wrong."""
        spans = sorted((one.start, one.end) for one in self.off)
        apart = all(earlier[1] < later[0] for earlier, later in pairwise(spans))
        days = [*self.worked, *(day for span in spans for day in span)]
        own = self.id == f"RL-{self.year}" and all(day.year == self.year for day in days)
        return own and apart and self.days_off.isdisjoint(self.worked)

    def is_working(self, day: date) -> bool:
        """Whether a day of this year is worked."""
        return day in self.worked or (day.weekday() < 5 and day not in self.days_off)

    @cached_property
    def working(self) -> tuple[date, ...]:
        """Every working day of the year, in order."""
        first = date(self.year, 1, 1)
        days = (first + timedelta(days=n) for n in range((date(self.year, 12, 31) - first).days + 1))
        return tuple(day for day in days if self.is_working(day))


class Counting(Struct, frozen=True):
    """Which days of a period counted as working days, and which did not and why. Every day of it is in one of these."""

    working: tuple[date, ...]
    weekends: tuple[date, ...]
    """Saturdays and Sundays that are in no holiday."""
    holidays: tuple[tuple[str, tuple[date, ...]], ...]
    """Days off with the holiday's name, in order."""

    @property
    def moved(self) -> tuple[date, ...]:
        """The working days among them that lie on a weekend."""
        return tuple(day for day in self.working if day.weekday() >= 5)


class WorkingDays:
    """Periods in working days (工作日), over the calendars that are known.

    A period counts from the day after the one on which it begins (Civil Code, article 201). Where it would
    leave the known calendars the answer is None: a holiday that has not been announced is never guessed.
    """

    def __init__(self, calendars: Iterable[Calendar]) -> None:
        self._years = {one.year: one for one in calendars}

    def add(self, day: date, n: int) -> date | None:
        """The n-th working day after a day; the day itself for 0. None outside the known calendars."""
        if n <= 0:
            return day
        for year in count(_year_after(day)):
            calendar = self._years.get(year)
            if calendar is None:
                return None
            place = bisect_right(calendar.working, day) + n - 1
            if place < len(calendar.working):
                return calendar.working[place]
            n = place - len(calendar.working) + 1
        return None  # pragma: no cover - `count` does not end

    def between(self, first: date, last: date) -> int | None:
        """How many working days lie after `first`, up to and with `last`. None outside the known calendars."""
        if last <= first:
            return 0
        total = 0
        for year in range(_year_after(first), last.year + 1):
            calendar = self._years.get(year)
            if calendar is None:
                return None
            total += bisect_right(calendar.working, last) - bisect_right(calendar.working, first)
        return total

    def counting(self, first: date, last: date) -> Counting | None:
        """What became of each day after `first`, up to and with `last`. None outside the known calendars."""
        years = range(_year_after(first), last.year + 1) if first < last else range(0)
        working: list[date] = []
        for year in years:
            calendar = self._years.get(year)
            if calendar is None:
                return None
            working += calendar.working[bisect_right(calendar.working, first) : bisect_right(calendar.working, last)]
        weekends: list[date] = []
        holidays: dict[str, list[date]] = {}
        counted = frozenset(working)
        for day in map(date.fromordinal, range(first.toordinal() + 1, last.toordinal() + 1)):
            if day in counted:
                continue
            name = self._years[day.year].holiday(day)
            (holidays.setdefault(name, []) if name else weekends).append(day)
        named = tuple((name, tuple(days)) for name, days in holidays.items())
        return Counting(tuple(working), tuple(weekends), named)

    def spanning(self, first: date, last: date) -> int | None:
        """How many working days there are from `first` to `last`, both included: how long a notice was up."""
        calendar = self._years.get(first.year)
        later = self.between(first, last)
        if calendar is None or later is None or last < first:
            return None if calendar is None or later is None else 0
        return later + calendar.is_working(first)

    def until(self, first: date, n: int) -> date | None:
        """The day on which a span that begins on `first`, both ends included, has had n working days."""
        calendar = self._years.get(first.year)
        if calendar is None:
            return None
        return self.add(first, n - calendar.is_working(first))

    def unknown_year(self, day: date) -> int:
        """The first year from a day on that has no calendar, for saying which one is wanted."""
        return next(year for year in count(_year_after(day)) if year not in self._years)


def _year_after(day: date) -> int:
    """The year of the day after: the calendar in which a period that begins on `day` starts to count."""
    return day.year + ((day.month, day.day) == (12, 31))


def working_days(facts: Facts) -> WorkingDays:
    """Working days by every calendar of the records that can be counted by."""
    return WorkingDays(one for one in facts.of_type(Calendar) if one.sound)
