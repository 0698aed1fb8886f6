"""The State Council's calendar of one year: days off and moved working days (调休)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import ClassVar

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

    def is_working(self, day: date) -> bool:
        """Whether a day of this year is worked."""
        return day in self.worked or (day.weekday() < 5 and day not in self.days_off)
