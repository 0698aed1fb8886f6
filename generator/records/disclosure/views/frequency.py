"""How often a catalogue item is due: every school year, term or month, and whether it was published for each (D3).

A yearly item is due on its day in the school year. What is due every term or month speaks of that time, so that it
can be made only when that is over: it is due as any information is, 20 working days later (D1).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from generator.dataset import Facts, Missing, derived
from generator.deadlines import Deadline, Reckoning
from generator.parts import days_of_school_year, school_year_of
from generator.prose import Link
from generator.records.calendar.model import working_days
from generator.records.calendar.reckoning import counted, notice_days, on_date, rule_link
from generator.records.catalogue.model import CatalogueItem, Frequency, Mode, Reach
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.views.standing import REGULAR, counts_in, last_day, obliged
from generator.records.rule.model import ruled


class Period(Struct, frozen=True):
    """A time for which an item has to be published once."""

    label: str
    first: date
    last: date
    reckoning: Reckoning

    def overdue(self, on: date) -> bool:
        """Whether its day has passed."""
        return self.reckoning.due is not None and self.reckoning.due < on


@derived
def item_deadlines(item: CatalogueItem, facts: Facts) -> tuple[Deadline, ...]:
    """The latest period of an item that has come due, and the one that comes next."""
    if item.frequency not in REGULAR or item.mode is not Mode.ACTIVE or item.reach is Reach.CAMPUS:
        return ()
    now = school_year_of(facts.as_of)
    before = any((year := counts_in(one)) is not None and year < now for one in facts.of_type(Disclosure))
    first = now - 1 if before else now  # a year of which nothing at all is recorded is not held against anybody
    periods = [one for year in range(first, now + 2) for one in _periods(item, year, facts)]
    passed = [one for one in periods if one.overdue(facts.as_of)]
    coming = [one for one in periods if not one.overdue(facts.as_of) and one.first <= facts.as_of]
    own = [one for one in facts.referrers(item, Disclosure) if one.item.id == item.id and one.withdrawn is None]
    return tuple(_deadline(item, one, own, facts) for one in (*passed[-1:], *coming[:1]))


def _deadline(item: CatalogueItem, period: Period, records: Sequence[Disclosure], facts: Facts) -> Deadline:
    own = [
        (one.published, one.unit.id) for one in records if one.published is not None and _speaks_of(item, one, period)
    ]
    done, note = min((day for day, _ in own), default=None), period.label
    if item.each_unit:
        done, said = _of_units(own, period, facts)
        note = f"{period.label}，{said}"
    key = f"every-{period.first}"
    return Deadline(key, "目录公开", period.reckoning, done, facts.as_of, notice_days(facts), note=note)


def _speaks_of(item: CatalogueItem, record: Disclosure, period: Period) -> bool:
    """Whether a disclosure is what an item wants for a period: published in a school year, or about a term or month."""
    if item.frequency is Frequency.YEARLY or record.period is None or record.period.days[1] == date.max:
        return record.published is not None and period.first <= record.published <= period.last
    first, last = record.period.days
    return first <= period.last and period.first <= last


def _of_units(own: Sequence[tuple[date, str]], period: Period, facts: Facts) -> tuple[date | None, str]:
    """The day on which the last of the units that must had published, and how many have."""
    wanted = [one.id for one in obliged(school_year_of(period.first), facts)]
    first = {key: min(day for day, unit in own if unit == key) for key in {unit for _, unit in own} & set(wanted)}
    said = f"{len(wanted)} 个单位里有 {len(first)} 个公开"
    return (max(first.values()) if first and len(first) == len(wanted) else None), said


def _periods(item: CatalogueItem, year: int, facts: Facts) -> Iterator[Period]:
    first, last = days_of_school_year(year)
    school_year = f"{year}—{year + 1} 学年"
    if item.frequency is Frequency.YEARLY:
        due = last_day(item, year)
        said = "每年这一天以前公开" if item.due is not None else "每年公开，没有写日子的到学年结束为止"
        how = f"{school_year}（{first} 至 {last}）{said}"
        rules = (Link("", f"{item.list}第 {item.code} 项（{item.basis}）"), rule_link("D3"))
        yield Period(school_year, first, last, on_date(due, how, rules))
        return
    days, limit = working_days(facts), int(ruled(facts, "D1", "公开时限"))
    whose = Link("", f"{item.list}第 {item.code} 项")
    for label, begin, end in _months(year) if item.frequency is Frequency.MONTHLY else _terms(year, facts):
        reckoning = counted(days, end, f"{label}结束", limit, "D1")
        yield Period(label, begin, end, replace(reckoning, rules=(whose, *reckoning.rules)))


def _months(year: int) -> Iterator[tuple[str, date, date]]:
    first, last = days_of_school_year(year)
    begin = first
    while begin < last:
        end = begin.replace(day=monthrange(begin.year, begin.month)[1])
        yield f"{begin.year} 年 {begin.month} 月", begin, end
        begin = end + timedelta(days=1)


def _terms(year: int, facts: Facts) -> Iterator[tuple[str, date, date]]:
    """The two terms of a school year; none where rule XN1 does not say when the second begins."""
    first, last = days_of_school_year(year)
    try:
        second = date(year + 1, int(ruled(facts, "XN1", "第二学期起始月")), 1)
    except (Missing, ValueError):
        return
    yield f"{year}—{year + 1} 学年第一学期", first, second - timedelta(days=1)
    yield f"{year}—{year + 1} 学年第二学期", second, last
