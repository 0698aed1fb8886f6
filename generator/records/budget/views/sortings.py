"""The lists that a budget stands in."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.records.budget.accounts import dated
from generator.records.budget.model import Budget
from generator.records.budget.views.summary import is_readable
from generator.sorting import sorting


@sorting(Budget)
def of_owner(record: Budget, facts: Facts) -> Iterator[str]:
    """By the id of the unit, what was withdrawn too: its unit has a list all the same."""
    if facts.find(record.owner) is not None:
        yield record.owner.id


@sorting(Budget)
def of_year(record: Budget, facts: Facts) -> Iterator[str]:
    """What lists may show, by the last year of its period."""
    if is_readable(record, facts) and dated(record):
        yield str(record.period.days[1].year)
