"""Where the money went, in pictures: on a page of its own for a union's year, on the unit's page for a branch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import Page
from generator.records.budget.accounts import Accounts
from generator.records.budget.model import Budget
from generator.records.budget.views.amounts import UNIT, units
from generator.records.budget.views.treemap import Map, deep, treemaps
from generator.records.classification.model import LineRole


def where_page(accounts: Accounts) -> Link | None:
    """The page with the pictures of an account; None where it has none: a branch's few lines stand on its unit's page."""
    roles = (LineRole.TRANSFER_IN, LineRole.SCHOOL_LINE)
    if not any(accounts.with_role(one) for one in roles) or not deep(accounts):
        return None
    return Link(f"{Budget.folder}/where-{accounts.record.id.lower()}.html", "钱花到了哪里")


def where_pages(books: Sequence[Accounts], facts: Facts) -> Iterator[Page]:
    """A page with the drill-down of each account that has one."""
    for book in books:
        target = where_page(book)
        if target is None:
            continue
        record = book.record
        maps = treemaps(book, record.unit)
        heading = record.heading(facts.find)
        title = f"{heading}：钱花到了哪里"
        context = {
            "crumbs": [Link("budgets.html", "预算"), Link(record.address, heading)],
            "title": title,
            "record": Link(record.address, heading),
            "units": units(record.unit),
            "maps": maps,
        }
        yield Page(target.address, title, f"{heading}。{maps[0].said}", "budget/where.html", context)


def overview(accounts: Accounts, key: str = "") -> tuple[Map, ...]:
    """The picture of an account for another page: all expenditure, with its details where they have no page of their own."""
    target = where_page(accounts)
    page, depth = (f"~/{target.address}", 1) if target is not None else ("", 9)
    return treemaps(accounts, UNIT, page, depth, key)
