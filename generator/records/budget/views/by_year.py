"""The budgets of a year over the units, with the money chain and where the union's money went."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import LONGEST_LIST, Page, State
from generator.records.budget.accounts import Accounts, dated
from generator.records.budget.known import stage
from generator.records.budget.model import Budget
from generator.records.budget.views.amounts import UNIT, units
from generator.records.budget.views.balance import Year, years
from generator.records.budget.views.due import dues
from generator.records.budget.views.flow import flow
from generator.records.budget.views.page import LANDING
from generator.records.budget.views.summary import figures
from generator.records.budget.views.where import overview
from generator.records.unit.model import Unit, UnitKind


class Row(Struct, frozen=True):
    """A budget in the list of a year."""

    unit: str
    account: str
    amounts: Year
    state: State


class Group(Struct, frozen=True):
    """Rows under a heading, in tables of a readable length."""

    key: str
    title: str
    count: int
    tables: tuple[tuple[Row, ...], ...]


def year_page(year: int) -> Link:
    """Where the list of a year stands."""
    return Link(f"{Budget.folder}/year-{year}.html", f"{year} 年")


def year_of(one: Accounts) -> int:
    """The year that an account is listed under: the last of its period; 0 where it has no clear period."""
    return one.record.period.days[1].year if dated(one.record) else 0


def year_list(year: int, books: Sequence[Accounts], facts: Facts) -> Page:
    """The budgets of a year."""
    title = f"{year} 年预算和决算"
    union = next((one for one in books if one.record.transfers), None)
    context = {
        "crumbs": [LANDING],
        "title": title,
        "as_of": facts.as_of,
        "units": units(UNIT),
        "figures": figures([one.record for one in books], facts),
        "groups": _groups(books, facts),
        "flow": flow(union, facts) if union is not None else None,
        "dues": dues([union], facts, UNIT) if union is not None else None,
        "maps": overview(union) if union is not None else (),
    }
    description = f"{year} 年：{len(books)} 份预算和决算，截至 {facts.as_of}"
    return Page(year_page(year).address, title, description, "budget/year.html", context)


KINDS = [UnitKind.UNION, UnitKind.SCHOOL, *(one for one in UnitKind if one not in (UnitKind.UNION, UnitKind.SCHOOL))]
"""The union and the school first, then the units by kind."""


def _groups(books: Sequence[Accounts], facts: Facts) -> tuple[Group, ...]:
    """Rows by kind of unit."""
    kinds: dict[UnitKind, list[Row]] = {}
    for book in sorted(books, key=lambda one: (one.record.owner.id, one.record.id)):
        unit = facts.find(book.record.owner)
        kind = unit.kind if isinstance(unit, Unit) else UnitKind.OTHER
        kinds.setdefault(kind, []).append(_row(book, facts))
    return tuple(
        Group(f"k{KINDS.index(kind)}", kind.value, len(rows), _tables(rows))
        for kind, rows in sorted(kinds.items(), key=lambda pair: KINDS.index(pair[0]))
    )


def _tables(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    return tuple(tuple(rows[start : start + LONGEST_LIST]) for start in range(0, len(rows), LONGEST_LIST))


def _row(book: Accounts, facts: Facts) -> Row:
    unit = facts.find(book.record.owner)
    (amounts,) = years([book], UNIT)
    name = unit.short if isinstance(unit, Unit) else book.record.owner.id
    return Row(name, book.chart.subject, amounts, stage(book.record, facts.as_of).state)
