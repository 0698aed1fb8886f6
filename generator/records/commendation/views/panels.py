"""What commendations say on the pages of others: a unit, a congress, a clause, the home page."""

from __future__ import annotations

from generator.dataset import Facts
from generator.model import Record
from generator.prose import Link
from generator.publication import LONGEST_LIST, Figure, Fragment
from generator.records.clause.model import Clause
from generator.records.commendation.given import given, tally
from generator.records.commendation.model import Commendation
from generator.records.commendation.views.lists import figures_of
from generator.records.commendation.views.rows import (
    award_row,
    latest_first,
    level_link,
    rows,
    shown,
    unit_link,
    year_link,
)
from generator.records.congress.model import Congress
from generator.records.unit.model import Unit

LATEST = 10
"""Rows of a unit's latest awards on its page; the register of the unit has all."""


def panel(subject: Record, facts: Facts) -> Fragment | None:
    """The part of the page of a unit, a congress or a clause."""
    if isinstance(subject, Unit):
        return _of_unit(subject, facts)
    return _naming(subject, facts) if isinstance(subject, (Congress, Clause)) else None


def _of_unit(unit: Unit, facts: Facts) -> Fragment | None:
    """What a unit and its staff were commended for, and which decisions it prepared."""
    named = latest_first(facts.referrers(unit, Commendation))
    awards = [
        one for record in named for one in given(record) if any(each.id == unit.id for each in one.recipient.units())
    ]
    prepared = [one for one in named if one.unit is not None and one.unit.id == unit.id]
    if not awards and not prepared:
        return None
    whole = unit_link(unit)
    context = {
        "figures": figures_of(awards),
        "rows": [award_row(one, facts) for one in awards[:LATEST]],
        "more": Link(whole.address, f"全部 {len(awards)} 项") if len(awards) > LATEST else None,
        "prepared": rows(prepared, facts)[:LONGEST_LIST],
        "prepared_words": f"承办的评选 {len(prepared)} 项",
    }
    return Fragment("commendation/of_unit.html", context)


def _naming(subject: Congress | Clause, facts: Facts) -> Fragment | None:
    """The decisions that name a congress, or are evidence for a clause."""
    named = latest_first(facts.referrers(subject, Commendation))
    if isinstance(subject, Clause):
        named = tuple(one for one in named if subject.id in {clause.id for clause in one.clauses})
    if not named:
        return None
    levels = dict.fromkeys(one.level for one in named)
    context = {
        "count": len(named),
        "rows": rows(named, facts) if len(named) <= LONGEST_LIST else (),
        "groups": [(level_link(one), sum(each.level is one for each in named)) for one in levels],
    }
    return Fragment("commendation/naming.html", context)


def headline(facts: Facts) -> tuple[Figure, ...]:
    """For the home page: the awards of the latest year."""
    every = shown(facts)
    if not every:
        return ()
    year = every[0].decided.year
    counts = tally(one for record in every if record.decided.year == year for one in given(record))
    label = f"{year} 年授予个人的荣誉，另有集体 {counts.collectives} 项"
    return (Figure("commended-year", label, str(counts.persons), unit=counts.unit, href=year_link(year).address),)
