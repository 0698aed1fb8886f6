"""The last part of the yearly report: item by item over the lists (D2)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.documents import Grid, Inline
from generator.prose import Link
from generator.records.catalogue.model import CatalogueItem, in_order
from generator.records.disclosure.stage import Disclosures
from generator.records.disclosure.views.coverage import by_item
from generator.records.disclosure.views.standing import MISSING, counts_in, of_all_units

_HEAD = ("序号", "事项", "责任单位", "公开情况", "条数", "最近公开")


def item_tables(year: int, facts: Facts) -> Iterator[Grid]:
    """A table for each list: every item with how it stands in a school year."""
    known = by_item(facts)
    lists: dict[str, list[tuple[Inline, ...]]] = {}
    for item in _items(facts):
        lists.setdefault(item.list, []).append(_row(item, known.get(item.id, ()), year, facts))
    for number, (name, rows) in enumerate(lists.items(), 1):
        yield Grid(f"list-{number}", name, _HEAD, tuple(rows), frozenset({4, 5}))


def missing_items(year: int, facts: Facts) -> list[CatalogueItem]:
    """The items that should have been published in a school year, and of which nothing was."""
    known = by_item(facts)
    return [one for one in _items(facts) if of_all_units(one, known.get(one.id, ()), year, facts).state == MISSING]


def _items(facts: Facts) -> list[CatalogueItem]:
    return in_order(one for one in facts.of_type(CatalogueItem) if one.withdrawn is None)


def _row(item: CatalogueItem, records: Disclosures, year: int, facts: Facts) -> tuple[Inline, ...]:
    own = [one for one in records if counts_in(one) == year]
    latest = max((one.published for one in own if one.published), default=None)
    found = of_all_units(item, records, year, facts)
    return (
        item.code,
        Link(f"{item.address}#y{year}" if own else item.address, item.name),
        item.responsible(facts.find),
        f"{found.state.shape} {found.words}",
        str(len(own)),
        str(latest or "—"),
    )
