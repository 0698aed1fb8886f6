"""What must hold of the calendar of a year: every deadline is counted by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.record_type import Check, Findings, error, warning
from generator.records.calendar.model import Calendar
from generator.records.rule.model import terms

_SOURCE = "国务院办公厅关于部分节假日安排的通知"
_WEEKDAYS = "一二三四五六日"


@error("编写规则：一年一份日历")
def year_is_not_the_id(record: Calendar, facts: Facts) -> Findings:
    """日历的编号是 RL- 加它的年度。"""
    if record.id != f"RL-{record.year}":
        yield Finding(
            ("year",),
            f"年度是 {record.year}，文件名却是 {record.id}",
            f"把文件改名为 RL-{record.year}.yml，或改正年度",
        )


@error(_SOURCE)
def outside_the_year(record: Calendar, facts: Facts) -> Findings:
    """放假和调休的日子都在这一年里。

    跨年的元旦假期分写在两年的日历里，各写各年的那几天。
    """
    if record.id != f"RL-{record.year}":
        return
    for place, day in _days(record):
        if day.year != record.year:
            yield Finding(
                place,
                f"{day} 不在 {record.year} 年",
                f"查对日期；跨年的假期，{day.year} 年的那几天写进 RL-{day.year}.yml",
            )


def _days(record: Calendar) -> Iterator[tuple[Place, date]]:
    for index, one in enumerate(record.off):
        yield ("off", index, "from"), one.start
        yield ("off", index, "to"), one.end
    for index, day in enumerate(record.worked):
        yield ("worked", index), day


@error(_SOURCE)
def worked_on_a_weekday(record: Calendar, facts: Facts) -> Findings:
    """调休上班的日子是周六或周日，每天只写一次。"""
    for index, day in enumerate(record.worked):
        if day.weekday() < 5:
            name = _WEEKDAYS[day.weekday()]
            yield Finding(
                ("worked", index),
                f"{day} 是星期{name}，本来就上班",
                "查对日期；worked 只写周末上班的日子",
            )
        elif day in record.worked[:index]:
            yield Finding(("worked", index), f"{day} 写了两次", "删去一个")


@error(_SOURCE)
def overlapping_days(record: Calendar, facts: Facts) -> Findings:
    """同一天不属于两个假期，也不又放假又上班。"""
    for index, one in enumerate(record.off):
        for other in record.off[:index]:
            if one.start <= other.end and other.start <= one.end:
                yield Finding(
                    ("off", index, "from"),
                    f"「{one.name}」（{one.start} 至 {one.end}）与「{other.name}」（{other.start} 至 {other.end}）重叠",
                    "查对起止日期；两个节日连放的写成一段，例如「国庆节、中秋节」",
                )
    for index, day in enumerate(record.worked):
        holiday = next((one for one in record.off if one.start <= day <= one.end), None)
        if holiday is not None:
            yield Finding(
                ("worked", index),
                f"{day} 又写成上班，又在「{holiday.name}」的假期里（{holiday.start} 至 {holiday.end}）",
                "对照通知改正其中一处",
            )


@warning(_SOURCE)
def holiday_missing(record: Calendar, facts: Facts) -> Findings:
    """一年的日历写全了法定节日：规则 JR1 里的每个节日都有放假的日子。

    漏了一个节日，跨过它的期限就会早算几天。
    """
    names = "、".join(one.name for one in record.off)
    missing = [one for one in terms(facts, "JR1", "节日") if one not in names]
    if missing and record.off:
        yield Finding(
            ("off",), f"没有写{'、'.join(missing)}", "对照通知补上；与别的节日连放的，名称写成「国庆节、中秋节」"
        )


CHECKS: tuple[Check[Calendar], ...] = (
    year_is_not_the_id,
    outside_the_year,
    worked_on_a_weekday,
    overlapping_days,
    holiday_missing,
)
