"""The lists that a decision stands in; what was withdrawn stands in none."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.records.commendation.model import Commendation
from generator.sorting import sorting


@sorting(Commendation)
def of_year(record: Commendation, facts: Facts) -> Iterator[str]:
    """By the year of the decision."""
    if record.withdrawn is None:
        yield str(record.decided.year)


@sorting(Commendation)
def at_level(record: Commendation, facts: Facts) -> Iterator[str]:
    """By the level of the awarding body."""
    if record.withdrawn is None:
        yield record.level.name


@sorting(Commendation)
def of_honour(record: Commendation, facts: Facts) -> Iterator[str]:
    """By the ids of the honours that it gives."""
    if record.withdrawn is None:
        yield from (one.honour.id for one in record.awards if facts.find(one.honour) is not None)


@sorting(Commendation)
def of_unit(record: Commendation, facts: Facts) -> Iterator[str]:
    """By the ids of the units of its recipients."""
    if record.withdrawn is None:
        units = (unit for award in record.awards for recipient in award.recipients for unit in recipient.units())
        yield from (one.id for one in units if facts.find(one) is not None)
