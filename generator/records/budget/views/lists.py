"""Lists of budgets: the landing page, and links to those of each unit and of each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.dataset import Facts
from generator.model import Reference
from generator.prose import Link
from generator.publication import Fragment, Page
from generator.record_type import Batch
from generator.records.budget.accounts import Accounts
from generator.records.budget.links import same_account
from generator.records.budget.views.amounts import UNIT, units
from generator.records.budget.views.balance import years
from generator.records.budget.views.by_unit import unit_list, unit_page
from generator.records.budget.views.by_year import KINDS, year_list, year_of, year_page
from generator.records.budget.views.chain import chain
from generator.records.budget.views.page import tiles
from generator.records.budget.views.sortings import of_owner, of_year
from generator.records.budget.views.summary import (
    figures,
    latest_first,
    main_account,
    read,
    readable,
    readable_among,
    summarize,
)
from generator.records.budget.views.where import overview, where_pages
from generator.records.unit.model import Unit

MOST_LATEST = 20
"""Rows of the latest budgets on the landing page."""


def landing(facts: Facts) -> Fragment:
    """The landing page: the union's last year, its years, and every list."""
    books = sorted(readable(facts), key=latest_first)
    union = main_account(facts)
    others = [read(one.record, facts) for one in same_account(union, facts)] if union is not None else []
    latest = sorted(
        (summarize(one.record, facts) for one in books if _recent(one, books)),
        key=lambda one: (-one.day.toordinal() if one.day else 0, one.id),
    )
    context = {
        "as_of": facts.as_of,
        "units": units(UNIT),
        "union": Link(union.record.address, union.record.heading(facts.find)) if union is not None else None,
        "tiles": tiles(union) if union is not None else (),
        "chain": chain(union, facts, UNIT) if union is not None else (),
        "years": years((union, *others), UNIT) if union is not None and others else (),
        "year": year_page(year_of(union)) if union is not None else None,
        "maps": overview(union) if union is not None else (),
        "figures": figures([one.record for one in books], facts),
        "latest": latest[:MOST_LATEST],
        "by_unit": _unit_links(books, facts),
        "by_year": _year_links(books),
    }
    return Fragment("budget/landing.html", context)


def _recent(one: Accounts, books: Sequence[Accounts]) -> bool:
    newest = books[0].record.period.days[1].year if books else 0
    return one.record.period.days[1].year >= newest - 1


def _unit_links(books: Sequence[Accounts], facts: Facts) -> list[tuple[Link, int]]:
    """A link to the list of each unit that has one, the union first, then as units are ordered."""
    counted: dict[str, int] = {}
    for one in books:
        counted[one.record.owner.id] = counted.get(one.record.owner.id, 0) + 1
    found = [one for one in facts.of_type(Unit) if one.id in counted]
    found.sort(key=lambda one: (KINDS.index(one.kind), one.id))
    return [(unit_page(one), counted[one.id]) for one in found]


def _year_links(books: Sequence[Accounts]) -> list[tuple[Link, int]]:
    found = sorted({year_of(one) for one in books if year_of(one)}, reverse=True)
    return [(year_page(year), sum(year_of(one) == year for one in books)) for year in found]


def batches(facts: Facts) -> Iterator[Batch]:
    """A list for each unit with a budget, with the pictures of its accounts, and one for each year."""
    yield from (Batch(f"unit/{key}", partial(_of_unit, key)) for key in facts.keys(of_owner))
    yield from (Batch(f"year/{key}", partial(_of_year, key)) for key in facts.keys(of_year))


def _of_unit(key: str, facts: Facts) -> Iterator[Page]:
    books = sorted(readable_among(facts.under(of_owner, key), facts), key=latest_first)
    yield unit_list(facts.get(Reference[Unit](key, Unit)), books, facts)
    yield from where_pages(books, facts)


def _of_year(key: str, facts: Facts) -> Iterator[Page]:
    books = sorted(readable_among(facts.under(of_year, key), facts), key=latest_first)
    yield year_list(int(key), books, facts)
