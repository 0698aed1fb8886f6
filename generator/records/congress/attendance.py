"""Facts of a congress that follow from what is written: its school year, what it reported, who had to meet."""

from __future__ import annotations

from collections.abc import Iterable

from generator.dataset import Facts
from generator.parts import school_year_of
from generator.records.congress.model import Congress, ReportKind
from generator.records.rule.model import in_force
from generator.records.unit.model import Unit, UnitKind


def school_year(congress: Congress) -> int:
    """The school year that a congress belongs to, as written or by its first day."""
    return school_year_of(congress.held.start) if congress.school_year is None else congress.school_year


def obligatory(congress: Congress, facts: Facts) -> tuple[ReportKind, ...]:
    """The reports that a congress must hear: four in a unit; in the school the handling of proposals (decree 32).

    None before the rule (D9) came into force. The first sitting of a first congress has no earlier proposals to hear about.
    """
    if not in_force(facts, "D9", congress.held.end):
        return ()
    common = (ReportKind.DEVELOPMENT, ReportKind.YEARLY_WORK, ReportKind.FINANCE)
    if congress.unit is not None:
        return (*common, ReportKind.DISTRIBUTION)
    first = congress.term == 1 and congress.session == 1
    return common if first else (*common, ReportKind.PROPOSALS)


def missing_reports(congress: Congress, facts: Facts) -> tuple[ReportKind, ...]:
    """The obligatory reports that are not recorded."""
    given = {one.kind for one in congress.reports}
    return tuple(one for one in obligatory(congress, facts) if one not in given)


def must_meet(units: Iterable[Unit], congresses: Iterable[Congress]) -> list[Unit]:
    """The units of which a staff meeting is expected: those with a branch union, and those that have ever met."""
    met = {one.unit.id for one in congresses if one.unit is not None}
    order = list(UnitKind)
    return sorted(
        (one for one in units if one.branch_union or one.id in met), key=lambda one: (order.index(one.kind), one.id)
    )
