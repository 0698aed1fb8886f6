"""What must hold of the calendar of a year: every deadline is counted by it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.record_type import Check, Findings, error, warning
from generator.records.calendar.model import Calendar
from generator.records.rule.model import ruled, terms

_SOURCE = "国务院办公厅关于部分节假日安排的通知"
_NOTICE_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!\d)", re.ASCII)
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

    跨年的元旦假期分写在两年的日历里，各写各年的那几天。日子多半是另一年的，像是复制来的，只说一次。
    """
    if record.id != f"RL-{record.year}":
        return
    days = list(_days(record))
    year, count = Counter(day.year for _, day in days).most_common(1)[0] if days else (record.year, 0)
    if year != record.year and count * 2 > len(days):
        message = f"{len(days)} 个日期里有 {count} 个是 {year} 年的，这是 {record.year} 年的日历"
        remedy = f"像是从 {year} 年复制来的：对照 {record.year} 年的通知逐个改写；通知还没有发的，先不建这份日历"
        yield Finding(("off",), message, remedy)
        return
    for place, day in days:
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
    off = [(index, one) for index, one in enumerate(record.off) if one.start.year == one.end.year == record.year]
    for number, (index, one) in enumerate(off):
        for _, other in off[:number]:
            if one.start <= other.end and other.start <= one.end:
                yield Finding(
                    ("off", index, "from"),
                    f"「{one.name}」（{one.start} 至 {one.end}）与「{other.name}」（{other.start} 至 {other.end}）重叠",
                    "查对起止日期；两个节日连放的写成一段，例如「国庆节、中秋节」",
                )
    for index, day in enumerate(record.worked):
        holiday = next((one for _, one in off if one.start <= day <= one.end), None)
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
    missing = [one if one.endswith(("节", "旦")) else f"{one}节" for one in _missing(record, facts)]
    if missing and record.off:
        yield Finding(
            ("off",), f"没有写{'、'.join(missing)}", "对照通知补上；与别的节日连放的，名称写成「国庆节、中秋节」"
        )


def _missing(record: Calendar, facts: Facts) -> list[str]:
    """The festivals that no time off is named after."""
    names = "、".join(one.name for one in record.off)
    return [one for one in terms(facts, "JR1", "节日") if one not in names]


@error("JR1 《全国年节及纪念日放假办法》")
def holiday_in_another_month(record: Calendar, facts: Facts) -> Findings:
    """每个节日放假的日子，有一天在规则 JR1 写的月份里。

    日期写错一个月，跨过它的期限都会算错。
    """
    for index, festival, allowed in _misdated(record, facts):
        one, wanted = record.off[index], "或 ".join(f"{month} 月" for month in sorted(allowed))
        message = f"「{one.name}」写在 {one.start} 至 {one.end}，{festival}应在 {wanted}"
        yield Finding(("off", index, "from"), message, "对照通知改正日期或节日的名称")


def _misdated(record: Calendar, facts: Facts) -> Iterator[tuple[int, str, frozenset[int]]]:
    """The holidays that are in no month of their festival, with its name and months."""
    months = dict(map(_months, terms(facts, "JR1", "节日的月份")))
    for index, one in enumerate(record.off):
        if one.start.year == one.end.year == record.year and one.start <= one.end:
            for festival, allowed in months.items():
                if festival in one.name and allowed.isdisjoint(range(one.start.month, one.end.month + 1)):
                    yield index, festival, allowed


def _months(word: str) -> tuple[str, frozenset[int]]:
    """What `端午：5月、6月` says."""
    name, _, months = word.partition("：")
    return name, frozenset(map(int, re.findall(r"\d+", months)))


@warning(_SOURCE)
def worked_far_from_holiday(record: Calendar, facts: Facts) -> Findings:
    """调休上班的日子离一个假期不远，相隔不超过规则 JR1 的「调休最远天数」。

    它前后的节日还没有写进日历的，先补上节日。
    """
    most = ruled(facts, "JR1", "调休最远天数")
    if any(_misdated(record, facts)):
        return
    ends = [day for one in record.off for day in (one.start, one.end)]
    ends += [date(record.year, 1, 1), date(record.year, 12, 31)]
    months = dict(map(_months, terms(facts, "JR1", "节日的月份")))
    awaited = {month for one in _missing(record, facts) for month in months.get(one, ())}
    for index, day in enumerate(record.worked):
        gap = min(abs((day - end).days) for end in ends)
        if day.year == record.year and gap > most and awaited.isdisjoint(range(day.month - 1, day.month + 2)):
            message = f"{day} 上班，离最近的假期有 {gap} 天，超过 {most:f} 天"
            yield Finding(("worked", index), message, "对照通知改正月份；通知确实这样安排的不用改")


@warning(_SOURCE)
def notice_of_another_year(record: Calendar, facts: Facts) -> Findings:
    """通知的名称里写了年份的，是这一年。"""
    years = {int(one) for one in _NOTICE_YEAR.findall(record.notice)}
    if record.sound and years and record.year not in years:
        message = f"通知说的是 {'、'.join(map(str, sorted(years)))} 年，这是 {record.year} 年的日历"
        yield Finding(("notice",), message, "查对通知的名称和文号，改正写错的")


CHECKS: tuple[Check[Calendar], ...] = (
    year_is_not_the_id,
    outside_the_year,
    worked_on_a_weekday,
    overlapping_days,
    holiday_missing,
    holiday_in_another_month,
    worked_far_from_holiday,
    notice_of_another_year,
)
