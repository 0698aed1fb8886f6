"""Pieces that several record types share: school years, the period a record speaks of, a span of days, a public notice."""

from __future__ import annotations

from datetime import date

from generator.model import Part, field
from generator.values import Choice, Day, Line, SchoolYear, Year


def school_year_of(day: date) -> int:
    """The year in which the school year of a day began: it runs from 1 September to 31 August."""
    return day.year if day.month >= 9 else day.year - 1


def days_of_school_year(year: int) -> tuple[date, date]:
    """Its first and last day."""
    return date(year, 9, 1), date(year + 1, 8, 31)


def school_year_label(year: int) -> str:
    """`2024—2025学年`."""
    return f"{year}—{year + 1}学年"


def school_year_short(year: int) -> str:
    """`2024—25`, for the heads of columns."""
    return f"{year}—{(year + 1) % 100:02d}"


class Span(Part):
    """From one day to another, both included."""

    start: Day = field("起", "第一天", alias="from")
    end: Day = field("止", "最后一天", alias="to")


class Period(Part):
    """The time a record speaks of, written in one of three ways."""

    year: Year | None = field("年度", "自然年度，例如 2025", None)
    school_year: SchoolYear | None = field("学年", "9 月 1 日至次年 8 月 31 日，例如 2024-2025", None)
    start: Day | None = field("起", "跨年度的期间：第一天", None, alias="from")
    end: Day | None = field("止", "跨年度的期间：最后一天", None, alias="to")

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, both included; a period that says nothing lies at the end of time."""
        if self.year is not None:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        if self.school_year is not None:
            return days_of_school_year(self.school_year)
        if self.start is not None and self.end is not None:
            return self.start, self.end
        return date.max, date.max

    @property
    def label(self) -> str:
        """`2025年`, `2024—2025学年`, `2018—2020年`, `2025年3月1日至5月31日`."""
        if self.year is not None:
            return f"{self.year}年"
        if self.school_year is not None:
            return school_year_label(self.school_year)
        first, last = self.days
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year}—{last.year}年" if first.year != last.year else f"{first.year}年"
        end_year = "" if first.year == last.year else f"{last.year}年"
        return f"{first.year}年{first.month}月{first.day}日至{end_year}{last.month}月{last.day}日"


class ObjectionOutcome(Choice):
    """What came of an objection raised during a public notice."""

    UPHELD = "成立"
    REJECTED = "不成立"
    PENDING = "核查中"


class Objection(Part):
    """An objection raised during a public notice."""

    on: Day = field("日期", "收到异议的日期", happened=True)
    outcome: ObjectionOutcome = field("结果", "成立、不成立或核查中")
    note: Line | None = field("说明", "核查结果的一句话说明，不写姓名", None)

    def outcome_on(self, day: date) -> str:
        """What came of it as readers see it on a day: `不成立`, `核查中，未了结，已 412 天`."""
        if self.outcome is not ObjectionOutcome.PENDING:
            return self.outcome
        days = (day - self.on).days
        return f"{self.outcome}，未了结，已 {days} 天" if days > 0 else self.outcome


class Notice(Part):
    """A public notice period (公示) with the channels for objections."""

    start: Day = field("公示起", "公示第一天", alias="from")
    end: Day = field("公示止", "公示最后一天", alias="to")
    contacts: tuple[Line, ...] = field("受理渠道", "受理异议的部门，例如 校工会、校纪委；不写个人电话", (), office=True)
    objections: tuple[Objection, ...] = field("异议", "收到的异议和结果；没有就不写", ())
