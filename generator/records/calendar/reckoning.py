"""How a last day came about, in words: counted in working days, or set as a date. The one home of these words."""

from __future__ import annotations

from datetime import date, timedelta

from generator.dataset import Facts, Missing
from generator.deadlines import UNKNOWN, Deadline, Reckoning
from generator.prose import Link
from generator.publication import State, Tone
from generator.records.calendar.model import Counting, WorkingDays, working_days
from generator.records.rule.model import ruled


def rule_link(code: str) -> Link:
    """Where a rule stands among the rules."""
    return Link(f"rules.html#{code}", f"规则 {code}")


def calendar_link(year: int) -> Link:
    """Where a year stands among the calendars."""
    return Link(f"calendar.html#y{year}", f"{year} 年工作日历")


def counted(days: WorkingDays, begun: date, what: str, limit: int, code: str) -> Reckoning:
    """The `limit`-th working day after the day on which something happened (`形成`), by the rule of that code."""
    due = days.add(begun, limit)
    rules = (rule_link(code),)
    if due is None:
        how = f"{begun} {what} → 之后第 {limit} 个工作日"
        return Reckoning(None, how, rules=rules, unknown_year=days.unknown_year(begun))
    how = f"{begun} {what} → 第 {limit} 个工作日是 {due}"
    return _with_days(due, how, days.counting(begun, due), rules, begun + timedelta(days=1))


def spanned(days: WorkingDays, start: date, end: date, limit: int, code: str) -> Reckoning:
    """From a first day to a last one, both included, as against the working days that the rule of that code wants."""
    rules = (rule_link(code),)
    found, lasted = days.counting(start - timedelta(days=1), end), days.spanning(start, end)
    if lasted is None:
        return Reckoning(end, f"{start} 至 {end}", rules=rules, unknown_year=_unknown(days, start))
    enough = days.until(start, limit)
    how = f"{start} 至 {end}，首尾都算，共 {lasted} 个工作日；"
    how += f"要满 {limit} 个，至少到 {enough}" if enough is not None else f"要满 {limit} 个"
    return _with_days(end, how, found, rules, start)


def notice_deadline(start: date, end: date, facts: Facts) -> Deadline:
    """How long a public notice (公示) runs, both ends included, as against rule GS1; over when its last day is."""
    limit, days = int(ruled(facts, "GS1", "公示时限")), working_days(facts)
    lasted, over = days.spanning(start, end), end < facts.as_of
    verdict = None
    if over and lasted is not None:
        full = lasted >= limit
        word = f"满 {limit} 个工作日" if full else f"只有 {lasted} 个工作日"
        verdict = State(word, "●" if full else "◆", Tone.DONE if full else Tone.RUN)
    elif over:
        verdict = UNKNOWN
    return Deadline(
        key="notice",
        what="公示",
        reckoning=spanned(days, start, end, limit, "GS1"),
        done=end if over else None,
        as_of=facts.as_of,
        notice_days=notice_days(facts),
        verdict=verdict,
    )


def notice_days(facts: Facts) -> int:
    """How many days before a deadline a clock says so (rule QX1); none where there is no such rule."""
    try:
        return int(ruled(facts, "QX1", "提前天数"))
    except Missing:
        return 0


def on_date(due: date, how: str, rules: tuple[Link, ...], because: str = "") -> Reckoning:
    """A day that somebody set, or that is the same every year: plain days, weekends included."""
    return Reckoning(due, f"{due}，{how}；按日历上的日子，周末和节假日照算", rules=rules, because=because)


def _with_days(due: date, how: str, found: Counting | None, rules: tuple[Link, ...], first: date) -> Reckoning:
    if found is None:
        return Reckoning(due, how, rules=rules)
    skipped = (*((("周末", found.weekends),) if found.weekends else ()), *found.holidays)
    calendars = tuple(calendar_link(year) for year in range(first.year, due.year + 1))
    return Reckoning(due, how, found.working, skipped, found.moved, (*rules, *calendars))


def _unknown(days: WorkingDays, start: date) -> int:
    """The first year from a day on, that day included, without a calendar."""
    return days.unknown_year(start - timedelta(days=1))
