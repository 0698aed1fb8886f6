"""The working calendars on one page: what deadlines are counted by."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from generator.dataset import Facts
from generator.publication import Fragment, State, Tone
from generator.records.calendar.model import Calendar, DaysOff

VERIFIED = State("已核对原文", "●", Tone.DONE)
UNVERIFIED = State("未核对原文", "△", Tone.RUN)


class Year(Struct, frozen=True):
    """A year's calendar in words."""

    year: int
    working: int
    off: tuple[tuple[str, str, int], ...]
    """Holiday, from when to when, how many days."""
    worked: str
    notice: str
    state: State


def landing(facts: Facts) -> Fragment:
    """Every year, the latest first."""
    calendars = sorted(facts.of_type(Calendar), key=lambda one: (-one.year, one.id))
    years = [_year(one) for one in calendars if one.withdrawn is None]
    last = max((one.year for one in calendars), default=None)
    return Fragment("calendar/landing.html", {"years": years, "last": last})


def _year(calendar: Calendar) -> Year:
    off = tuple((one.name, _span(one), (one.end - one.start).days + 1) for one in calendar.off)
    worked = "、".join(_short(day) for day in sorted(calendar.worked)) or "没有"
    state = VERIFIED if calendar.verified else UNVERIFIED
    return Year(calendar.year, len(calendar.working), off, worked, calendar.notice, state)


def _span(one: DaysOff) -> str:
    return _short(one.start) if one.start == one.end else f"{_short(one.start)} 至 {_short(one.end)}"


def _short(day: date) -> str:
    return f"{day.month} 月 {day.day} 日"
