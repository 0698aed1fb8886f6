"""The lists that a disclosure stands in; what was withdrawn stands in none."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.parts import school_year_of
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import fate
from generator.records.disclosure.views.standing import counts_in
from generator.records.disclosure.views.summary import year_of
from generator.sorting import sorting


@sorting(Disclosure)
def of_year(record: Disclosure, facts: Facts) -> Iterator[str]:
    """By the year in which it is listed."""
    year = year_of(record)
    if record.withdrawn is None and year:
        yield str(year)


@sorting(Disclosure)
def of_school_year(record: Disclosure, facts: Facts) -> Iterator[str]:
    """By the school years in which it counts, or in which it was asked for."""
    if record.withdrawn is None:
        counted = counts_in(record)
        if counted is not None:
            yield str(counted)
        if record.request is not None:
            yield str(school_year_of(record.request.received))


@sorting(Disclosure)
def of_item(record: Disclosure, facts: Facts) -> Iterator[str]:
    """By the id of the catalogue item."""
    if record.withdrawn is None:
        yield record.item.id


@sorting(Disclosure)
def of_unit(record: Disclosure, facts: Facts) -> Iterator[str]:
    """By the id of the unit that publishes."""
    if record.withdrawn is None and facts.find(record.unit) is not None:
        yield record.unit.id


@sorting(Disclosure)
def with_fate(record: Disclosure, facts: Facts) -> Iterator[str]:
    """By what became of its publication, and whether it answers a request: named as the lists are."""
    if record.withdrawn is None:
        found = fate(record, facts)
        if found.publication in ("in time", "late", "overdue"):
            yield found.publication.replace(" ", "-")
        if found.answer in ("in time", "late", "overdue"):
            yield "on-request"
