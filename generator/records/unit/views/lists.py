"""The list of units: by kind, with head counts and branch unions; those that are gone stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import LONGEST_LIST, Figure, Fragment, State, Summary
from generator.records.unit.model import Unit, UnitKind
from generator.records.unit.views.rows import CLOSED, EXISTS, LANDING, heads_of, in_order, state_of, summarize


class UnitRow(Struct, frozen=True):
    """A unit in the table of its kind."""

    link: Link
    short: str
    """Its short name, '' where it has none."""
    parent: Link | None
    """Set where it is not the school."""
    heads: str
    """`112（2025 年末）`, '' where none was published."""
    branch: bool
    state: State | None
    """Set where it is not simply there."""


class Kind(Struct, frozen=True):
    """The units of a kind."""

    key: str
    title: str
    rows: tuple[UnitRow, ...]


def landing(facts: Facts) -> Fragment:
    """The landing page."""
    every = in_order(one for one in facts.of_type(Unit) if one.withdrawn is None)
    there = [one for one in every if state_of(one, facts) is not CLOSED]
    gone = [one for one in every if state_of(one, facts) is CLOSED]
    kinds = _kinds(there, facts)
    context = {
        "as_of": facts.as_of,
        "figures": figures(there, facts),
        "groups": [(Link(f"{LANDING.address}#{one.key}", one.title), len(one.rows)) for one in kinds],
        "kinds": kinds,
        "gone": tuple(row_of(one, facts) for one in gone),
        "year": _latest_year(every),
    }
    return Fragment("unit/landing.html", context)


def _kinds(units: Iterable[Unit], facts: Facts) -> list[Kind]:
    """Units by kind; the school's union stands with the school."""

    def heading(unit: Unit) -> tuple[str, str]:
        if unit.kind in (UnitKind.SCHOOL, UnitKind.UNION):
            return "kind-school", "学校和校工会"
        return f"kind-{unit.kind.name.lower()}", unit.kind.value

    year = _latest_year(facts.of_type(Unit))
    return [
        Kind(key, title, tuple(row_of(one, facts, year) for one in mine))
        for (key, title), mine in groupby(units, key=heading)
    ]


def _latest_year(units: Iterable[Unit]) -> int:
    """The latest year of which any unit published a head count; 0 where none did."""
    return max((each.year for one in units for each in one.headcount), default=0)


def row_of(unit: Unit, facts: Facts, year: int = 0) -> UnitRow:
    """A unit in one row; a head count of another year than the table's says so."""
    parent, heads, state = facts.find(unit.parent), heads_of(unit, facts), state_of(unit, facts)
    below_another = parent is not None and parent.kind is not UnitKind.SCHOOL
    shown = "" if heads is None else str(heads.heads) if heads.year == year else f"{heads.heads}（{heads.year} 年末）"
    return UnitRow(
        link=Link(unit.address, unit.name),
        short=unit.short_name or "",
        parent=Link(parent.address, parent.short) if parent is not None and below_another else None,
        heads=shown,
        branch=unit.branch_union,
        state=state if state is not EXISTS else None,
    )


def figures(records: Sequence[Unit], facts: Facts) -> tuple[Figure, ...]:
    """How many units, how many with a branch union, how many staff."""
    there = [one for one in records if state_of(one, facts) is not CLOSED and one.kind is not UnitKind.SCHOOL]
    if not there:
        return ()
    branches = [one for one in there if one.branch_union]
    found = [Figure("units", "单位", str(len(there)), unit="个")]
    if branches:
        found.append(
            Figure("units-branches", "设有分工会", str(len(branches)), str(len(there)), "个", _counted(branches, facts))
        )
    return (*found, *_staff(there, facts))


def _staff(units: Sequence[Unit], facts: Facts) -> tuple[Figure, ...]:
    """The staff of the units right below the school, in the latest year of which any published a count.

    A unit below another one is counted with that one.
    """
    top = [one for one in units if (parent := facts.find(one.parent)) is None or parent.kind is UnitKind.SCHOOL]
    years = [each.year for one in top for each in one.headcount]
    if not years:
        return ()
    year = max(years)
    known = [(one, each.heads) for one in top for each in one.headcount if each.year == year]
    label = f"{year} 年末教职工，{len(known)} 个单位的数"
    total = str(sum(heads for _, heads in known))
    return (Figure("units-staff", label, total, unit="人", counted=_counted([one for one, _ in known], facts)),)


def _counted(units: Sequence[Unit], facts: Facts) -> tuple[Summary, ...]:
    """The units behind a number; more than a page can hold stand in the list itself."""
    return tuple(summarize(one, facts) for one in units) if len(units) <= LONGEST_LIST else ()
