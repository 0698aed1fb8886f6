"""What disclosures say on the pages of others: a catalogue item, a unit, a congress, a clause."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.dataset import Facts
from generator.model import Record
from generator.parts import school_year_of
from generator.prose import Link
from generator.publication import LONGEST_LIST, Fragment, State, Summary
from generator.records.catalogue.model import CatalogueItem, in_order
from generator.records.clause.model import Clause
from generator.records.congress.model import Congress
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import Disclosures
from generator.records.disclosure.views.coverage import school_years, units_matrix, year_label
from generator.records.disclosure.views.lists import at, unit_link
from generator.records.disclosure.views.parts import tables
from generator.records.disclosure.views.standing import (
    LEGEND,
    MISSING,
    OBLIGED,
    OVERDUE,
    counts_in,
    of_all_units,
    standing,
)
from generator.records.disclosure.views.summary import figures, latest_day, summarize, unit_name
from generator.records.unit.model import Unit


class ItemYear(Struct, frozen=True):
    """An item in one school year."""

    key: str
    title: str
    state: State
    words: str
    """The state with its reason."""
    tables: tuple[tuple[Summary, ...], ...]


class Duty(Struct, frozen=True):
    """Something that a unit must publish, and how that stands in this school year."""

    item: Link
    frequency: str
    latest: Link | None
    day: date | None
    state: State


def panel(subject: Record, facts: Facts) -> Fragment | None:
    """The part that disclosures have in another record's page."""
    if isinstance(subject, CatalogueItem):
        return _of_item(subject, facts)
    if isinstance(subject, Unit):
        return _of_unit(subject, facts)
    if isinstance(subject, (Congress, Clause)):
        return _naming(subject, facts)
    return None


def _latest_first(records: Iterable[Disclosure], facts: Facts) -> Disclosures:
    kept = (one for one in records if one.withdrawn is None)
    return tuple(sorted(kept, key=lambda one: (-(latest_day(one, facts) or date.min).toordinal(), one.id)))


def _of_item(item: CatalogueItem, facts: Facts) -> Fragment:
    """What was published of an item, school year by school year."""
    records = _latest_first(facts.referrers(item, Disclosure), facts)
    years = []
    columns = school_years(records, facts)
    for year in columns:
        own = [summarize(one, facts) for one in records if counts_in(one) == year]
        found = of_all_units(item, records, year, facts)
        years.append(ItemYear(f"y{year}", f"{year_label(year)} 学年", found.state, found.words, tables(own)))
    older = [summarize(one, facts) for one in records if counts_in(one) not in columns]
    matrix = units_matrix(item, records, columns, facts)
    context = {
        "matrix": matrix,
        "legend": LEGEND,
        "years": years,
        "older": tables(older),
        "as_of": facts.as_of,
    }
    return Fragment("disclosure/of_item.html", context)


def _of_unit(unit: Unit, facts: Facts) -> Fragment | None:
    """What a unit published in time and late, what it must publish, and its latest disclosures."""
    records = _latest_first((one for one in facts.referrers(unit, Disclosure) if one.unit.id == unit.id), facts)
    duties = _duties(unit, records, facts)
    if not records and not duties:
        return None
    whole = unit_link(unit).address
    waiting = (summarize(one, facts) for one in records if one.published is None)
    context = {
        "owed": [replace(one, day=one.clock.due) for one in waiting if one.clock and one.clock.done is None],
        "as_of": facts.as_of,
        "year": year_label(school_year_of(facts.as_of)),
        "figures": at(figures(records, facts), f"{whole}#all") if records else (),
        "duties": duties,
        "rows": [summarize(one, facts) for one in records[:LATEST]],
        "more": Link(whole, f"全部 {len(records)} 条") if len(records) > LATEST else None,
    }
    return Fragment("disclosure/of_unit.html", context)


LATEST = 10
"""Rows of a unit's latest disclosures on its page; the list of the unit has all."""


def _duties(unit: Unit, records: Disclosures, facts: Facts) -> list[Duty]:
    """The items that a unit is responsible for: what is missing first, then in the order of the catalogue."""
    year = school_year_of(facts.as_of)
    found = []
    for item in in_order(facts.of_type(CatalogueItem)):
        named = unit.id in {one.id for one in item.units}
        own = tuple(one for one in records if one.item.id == item.id)
        if item.withdrawn is not None or not (named or own or (item.each_unit and unit.kind in OBLIGED)):
            continue
        shared = own if item.each_unit else _latest_first(facts.referrers(item, Disclosure), facts)
        latest = next(iter((*own, *shared)), None)
        found.append(
            Duty(
                Link(item.address, item.name),
                str(item.frequency),
                _by_whom(latest, unit, facts) if latest else None,
                latest_day(latest, facts) if latest else None,
                standing(item, shared, year, facts).state,
            )
        )
    return sorted(found, key=lambda one: one.state not in (OVERDUE, MISSING))


def _by_whom(record: Disclosure, unit: Unit, facts: Facts) -> Link:
    """A disclosure, with the unit that published it where that is another one that shares the duty."""
    other = "" if record.unit.id == unit.id else f"{unit_name(record, facts)}："
    return Link(record.address, f"{other}{record.title}")


def _naming(subject: Congress | Clause, facts: Facts) -> Fragment | None:
    """The disclosures that name a congress, or are evidence for a clause."""
    records = _latest_first(facts.referrers(subject, Disclosure), facts)
    if isinstance(subject, Clause):
        mine = (one for one in records if subject.id in {clause.id for clause in one.clauses})
        records = tuple(one for one in mine if one.published is not None)
    if not records:
        return None
    rows = [summarize(one, facts) for one in records]
    context = {"count": len(rows), "first": tables(rows[:LONGEST_LIST]), "rest": tables(rows[LONGEST_LIST:])}
    return Fragment("disclosure/naming.html", context)
