"""The money of a unit: its accounts over the years with their pictures, what it was paid by heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.model import Phase, Record, Reference
from generator.prose import Link
from generator.publication import Fragment, Page
from generator.records.budget.accounts import Accounts
from generator.records.budget.known import begun
from generator.records.budget.links import budgets_of
from generator.records.budget.model import Budget
from generator.records.budget.money import in_yuan
from generator.records.budget.paid import by_heads, per_head, purpose
from generator.records.budget.views.amounts import UNIT, Money, from_record, units
from generator.records.budget.views.balance import Year, years
from generator.records.budget.views.due import Dues, dues
from generator.records.budget.views.page import LANDING
from generator.records.budget.views.summary import figures, latest_first, read, summarize
from generator.records.budget.views.terms import Terms, terms
from generator.records.budget.views.treemap import Map
from generator.records.budget.views.trend import Trend, trend
from generator.records.budget.views.where import overview
from generator.records.classification.model import Classification
from generator.records.unit.model import Unit

MOST_PAID = 5
"""Rows of per-head transfers on a unit's own page."""


class Account(Struct, frozen=True):
    """One account of a unit over the years."""

    key: str
    subject: str
    years: tuple[Year, ...]
    trend: Trend | None = None
    terms: Terms | None = None
    where: Link | None = None
    """The record that the pictures of where the money went are of."""
    maps: tuple[Map, ...] = ()
    dues: Dues | None = None


class Paid(Struct, frozen=True):
    """What a unit was paid in one period."""

    link: Link
    period: str
    what: str
    """What for, '' where it is by heads alone."""
    heads: int | None
    rate: Money | None
    amount: Money


def unit_page(unit: Unit) -> Link:
    """Where the list of a unit stands."""
    return Link(f"{Budget.folder}/unit-{unit.id.lower()}.html", unit.short)


def unit_list(unit: Unit, books: Sequence[Accounts], facts: Facts) -> Page:
    """The budgets of a unit."""
    target = unit_page(unit)
    title = f"{unit.name}的预算和决算"
    context = {
        "crumbs": [LANDING],
        "title": title,
        "unit": Link(unit.address, unit.name),
        "as_of": facts.as_of,
        "units": units(UNIT),
        "accounts": pictured(unit, facts),
        "paid": paid(unit, facts),
        "rows": [summarize(one.record, facts) for one in books],
        "figures": figures([one.record for one in books], facts),
    }
    description = f"{unit.name}：{len(books)} 份预算和决算，截至 {facts.as_of}"
    return Page(target.address, title, description, "budget/unit.html", context)


def accounts_by_subject(books: Sequence[Accounts]) -> tuple[Account, ...]:
    """A unit's accounts, one for each subject, each over the years."""
    return tuple(Account(key, subject, years(mine, UNIT)) for key, subject, mine in _by_subject(books))


@derived
def pictured(unit: Unit, facts: Facts) -> tuple[Account, ...]:
    """A unit's accounts with their pictures: the trend, the terms, and where the money of the last year went."""
    return tuple(_pictured(*one, facts) for one in _by_subject(_of_unit(unit, facts)))


def _pictured(key: str, subject: str, mine: Sequence[Accounts], facts: Facts) -> Account:
    made = [one for one in mine if one.latest is Phase.EXECUTED]
    last = max(made, key=lambda one: (one.record.period.days[1], one.record.id), default=None)
    return Account(
        key,
        subject,
        years(mine, UNIT),
        trend=trend(f"{key}-trend", subject, mine, facts),
        terms=terms(f"{key}-terms", mine, facts),
        where=Link(last.record.address, last.record.heading(facts.find)) if last is not None else None,
        dues=dues(mine, facts, UNIT),
        maps=overview(last, f"{key}-") if last is not None else (),
    )


def _by_subject(books: Sequence[Accounts]) -> Iterator[tuple[str, str, list[Accounts]]]:
    for number, subject in enumerate(sorted({one.chart.subject for one in books}), 1):
        yield f"a{number}", subject, [one for one in books if one.chart.subject == subject]


def paid(unit: Unit, facts: Facts) -> tuple[Paid, ...]:
    """What a unit was paid by heads, the latest first."""
    found = []
    for record in facts.referrers(unit, Budget):
        known_chart = isinstance(facts.find(record.classification), Classification)
        if record.withdrawn is not None or not known_chart or not begun(record, facts.as_of):
            continue
        book = read(record, facts)
        found += [(book, one) for one in book.record.transfers if one.unit.id == unit.id]
    found.sort(key=lambda pair: latest_first(pair[0]))
    rates = (per_head(one, book.record.unit) for book, one in found)
    return tuple(
        Paid(
            link=Link(book.record.address, book.record.heading(facts.find)),
            period=book.record.period.label,
            what="" if by_heads([one]) else purpose(one),
            heads=one.heads,
            rate=from_record(in_yuan(rate, book.record.unit), book, UNIT) if rate is not None else None,
            amount=from_record(in_yuan(one.amount, book.record.unit), book, UNIT),
        )
        for (book, one), rate in zip(found, rates, strict=True)
    )


def panel(subject: Record, facts: Facts) -> Fragment | None:
    """The money of a unit: its accounts over the years, what it was paid by heads."""
    if not isinstance(subject, Unit):
        return None
    books = _of_unit(subject, facts)
    received = paid(subject, facts)
    if not books and not received:
        return None
    context = {
        "units": units(UNIT),
        "accounts": accounts_by_subject(books),
        "paid": received[:MOST_PAID],
        "more": unit_page(subject) if books else None,
    }
    return Fragment("budget/panel.html", context)


def _of_unit(unit: Unit, facts: Facts) -> list[Accounts]:
    """The budgets of a unit that lists may show, the latest first."""
    found = budgets_of(Reference(unit.id), facts)
    return sorted((read(one.record, facts) for one in found if begun(one.record, facts.as_of)), key=latest_first)
