"""Lists of budgets: the landing page, those of a unit over the years, those of a year over the units, a unit's panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.dataset import Facts
from generator.model import Record, Reference
from generator.prose import Link
from generator.publication import LONGEST_LIST, Fragment, Page, State
from generator.records.budget.accounts import Accounts, dated
from generator.records.budget.known import begun, known, stage
from generator.records.budget.links import budgets_of, same_account
from generator.records.budget.model import Budget, MoneyUnit
from generator.records.budget.money import in_yuan
from generator.records.budget.views.amounts import Money, from_record, units
from generator.records.budget.views.balance import Year, years
from generator.records.budget.views.chain import chain
from generator.records.budget.views.page import LANDING, tiles
from generator.records.budget.views.summary import figures, main_account, read, readable, summarize
from generator.records.classification.model import Classification
from generator.records.unit.model import Unit, UnitKind

MOST_LATEST = 20
"""Rows of the latest budgets on the landing page."""
MOST_PAID = 5
"""Rows of per-head transfers on a unit's own page."""
UNIT = MoneyUnit.YUAN
"""What lists of records in different units show first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A budget in the list of a year."""

    unit: str
    account: str
    amounts: Year
    state: State


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading, in tables of a readable length."""

    key: str
    title: str
    count: int
    tables: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a unit over the years."""

    key: str
    subject: str
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """What a unit was paid by heads in one period."""

    link: Link
    period: str
    heads: int
    rate: Money
    amount: Money


def _order(one: Accounts) -> tuple[int, str]:
    return (-one.record.period.days[1].toordinal(), one.record.id)


def landing(facts: Facts) -> Fragment:
    """The landing page: the union's last year, its years, and every list."""
    books = sorted(readable(facts), key=_order)
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
    found.sort(key=lambda one: (_KINDS.index(one.kind), one.id))
    return [(unit_page(one), counted[one.id]) for one in found]


def unit_page(unit: Unit) -> Link:
    """Where the list of a unit stands."""
    return Link(f"{Budget.folder}/unit-{unit.id.lower()}.html", unit.short)


def _year_links(books: Sequence[Accounts]) -> list[tuple[Link, int]]:
    found = sorted({_year(one) for one in books if _year(one)}, reverse=True)
    return [(_year_page(year), sum(_year(one) == year for one in books)) for year in found]


def _year_page(year: int) -> Link:
    return Link(f"{Budget.folder}/year-{year}.html", f"{year} 年")


def _year(one: Accounts) -> int:
    """The year that an account is listed under: the last of its period; 0 where it has no clear period."""
    return one.record.period.days[1].year if dated(one.record) else 0


def pages(facts: Facts) -> Iterator[Page]:
    """A page for each unit with a budget, and for each year."""
    books = sorted(readable(facts), key=_order)
    for unit in facts.of_type(Unit):
        mine = [one for one in books if one.record.owner.id == unit.id]
        if mine or any(one.owner.id == unit.id for one in facts.of_type(Budget)):
            yield _unit_list(unit, mine, facts)
    for year in sorted({_year(one) for one in books if _year(one)}):
        yield _year_list(year, [one for one in books if _year(one) == year], facts)


def _unit_list(unit: Unit, books: Sequence[Accounts], facts: Facts) -> Page:
    target = unit_page(unit)
    title = f"{unit.name}的预算和决算"
    context = {
        "crumbs": [LANDING],
        "title": title,
        "unit": Link(unit.address, unit.name),
        "as_of": facts.as_of,
        "units": units(UNIT),
        "accounts": accounts_by_subject(books),
        "paid": paid(unit, facts),
        "rows": [summarize(one.record, facts) for one in books],
        "figures": figures([one.record for one in books], facts),
    }
    description = f"{unit.name}：{len(books)} 份预算和决算，截至 {facts.as_of}"
    return Page(target.address, title, description, "budget/unit.html", context)


def accounts_by_subject(books: Sequence[Accounts]) -> tuple[Account, ...]:
    """A unit's accounts, one for each subject, each over the years."""
    subjects = sorted({one.chart.subject for one in books})
    return tuple(
        Account(f"a{number}", subject, years([one for one in books if one.chart.subject == subject], UNIT))
        for number, subject in enumerate(subjects, 1)
    )


def paid(unit: Unit, facts: Facts) -> tuple[Paid, ...]:
    """What a unit was paid by heads, the latest first."""
    found = []
    for record in facts.referrers(unit, Budget):
        known_chart = isinstance(facts.find(record.classification), Classification)
        if record.withdrawn is not None or not known_chart or not begun(record, facts.as_of):
            continue
        book = read(record, facts)
        found += [(book, one) for one in book.record.transfers if one.unit.id == unit.id]
    found.sort(key=lambda pair: _order(pair[0]))
    return tuple(
        Paid(
            link=Link(book.record.address, book.record.heading(facts.find)),
            period=book.record.period.label,
            heads=one.heads,
            rate=from_record(in_yuan(one.rate, book.record.unit), book, UNIT),
            amount=from_record(in_yuan(one.amount, book.record.unit), book, UNIT),
        )
        for book, one in found
    )


def _year_list(year: int, books: Sequence[Accounts], facts: Facts) -> Page:
    title = f"{year} 年预算和决算"
    union = next((one for one in books if one.record.transfers), None)
    context = {
        "crumbs": [LANDING],
        "title": title,
        "as_of": facts.as_of,
        "units": units(UNIT),
        "figures": figures([one.record for one in books], facts),
        "groups": _groups(books, facts),
        "chain": chain(union, facts, UNIT) if union is not None else (),
    }
    description = f"{year} 年：{len(books)} 份预算和决算，截至 {facts.as_of}"
    return Page(_year_page(year).address, title, description, "budget/year.html", context)


_KINDS = [UnitKind.UNION, UnitKind.SCHOOL, *(one for one in UnitKind if one not in (UnitKind.UNION, UnitKind.SCHOOL))]
"""The union and the school first, then the units by kind."""


def _groups(books: Sequence[Accounts], facts: Facts) -> tuple[Group, ...]:
    """Rows by kind of unit."""
    kinds: dict[UnitKind, list[Row]] = {}
    for book in sorted(books, key=lambda one: (one.record.owner.id, one.record.id)):
        unit = facts.find(book.record.owner)
        kind = unit.kind if isinstance(unit, Unit) else UnitKind.OTHER
        kinds.setdefault(kind, []).append(_row(book, facts))
    return tuple(
        Group(f"k{_KINDS.index(kind)}", kind.value, len(rows), _tables(rows))
        for kind, rows in sorted(kinds.items(), key=lambda pair: _KINDS.index(pair[0]))
    )


def _tables(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    return tuple(tuple(rows[start : start + LONGEST_LIST]) for start in range(0, len(rows), LONGEST_LIST))


def _row(book: Accounts, facts: Facts) -> Row:
    unit = facts.find(book.record.owner)
    (amounts,) = years([book], UNIT)
    name = unit.short if isinstance(unit, Unit) else book.record.owner.id
    return Row(name, book.chart.subject, amounts, stage(book.record, facts.as_of).state)


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
    return sorted((known(one, facts.as_of) for one in found if begun(one.record, facts.as_of)), key=_order)
