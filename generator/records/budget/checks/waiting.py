"""Checks that wait for a premise: its failing is said once, and what would follow from it is not said."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from msgspec.structs import replace

from generator.dataset import Facts
from generator.record_type import Check, Findings
from generator.records.budget.attributed import period_doubted
from generator.records.budget.exchanged import exchanged_of
from generator.records.budget.lacking import sums_doubted
from generator.records.budget.model import Budget
from generator.records.budget.premises import chart_doubted, doubled
from generator.records.budget.slips import slips_of

Doubted = Callable[[Budget, Facts], object]


def once_units_are_right(checks: tuple[Check[Budget], ...]) -> tuple[Check[Budget], ...]:
    """The same checks, silent about a record in which an amount is in the wrong unit of money."""
    return tuple(_waiting(one, slips_of) for one in checks)


def once_the_chart_is_right(checks: tuple[Check[Budget], ...]) -> tuple[Check[Budget], ...]:
    """The same checks, silent about a record whose chart is not the right one, or wrong itself."""
    return tuple(_waiting(one, chart_doubted) for one in checks)


def once_codes_are_single(checks: tuple[Check[Budget], ...]) -> tuple[Check[Budget], ...]:
    """The same checks, silent about a record in which a code stands twice."""
    return tuple(_waiting(one, doubled) for one in checks)


def once_phases_are_right(checks: tuple[Check[Budget], ...]) -> tuple[Check[Budget], ...]:
    """The same checks, silent about a record in which a line has two phases in each other's place."""
    return tuple(_waiting(one, exchanged_of) for one in checks)


def once_sums_are_right(checks: tuple[Check[Budget], ...]) -> tuple[Check[Budget], ...]:
    """The same checks, silent about a record of which one number, or one line, is known to break several sums."""
    return tuple(_waiting(one, sums_doubted) for one in checks)


def once_the_period_is_right(checks: tuple[Check[Budget], ...]) -> tuple[Check[Budget], ...]:
    """The same checks, silent about a record of which the first or the last day is in doubt."""
    return tuple(_waiting(one, period_doubted) for one in checks)


def _waiting(check: Check[Budget], doubted: Doubted) -> Check[Budget]:
    """Other records that cannot be read may hide what the premise asks for; that casts no doubt on what is found."""

    @wraps(check.run)
    def run(record: Budget, facts: Facts) -> Findings:
        if not doubted(record, facts.aside):
            yield from check.run(record, facts)

    return replace(check, run=run)
