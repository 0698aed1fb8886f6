"""The last part of the yearly report: item by item over the lists (D2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.dataset import Facts
from generator.documents import Grid, Inline
from generator.prose import Link
from generator.records.catalogue.model import CatalogueItem, in_order
from generator.records.disclosure.stage import Disclosures
from generator.records.disclosure.views.coverage import by_item
from generator.records.disclosure.views.standing import Standing, counts_in, of_all_units

_HEAD = ("序号", "事项", "责任单位", "公开情况", "条数", "最近公开")


Stood = tuple[CatalogueItem, Disclosures, Standing]
"""An item, what was disclosed of it in a school year, and how it stood."""


def stood(year: int, facts: Facts) -> list[Stood]:
    """Every item of every list in a school year."""
    known = by_item(facts)
    items = in_order(one for one in facts.of_type(CatalogueItem) if one.withdrawn is None)
    return [
        (
            item,
            tuple(one for one in known.get(item.id, ()) if counts_in(one) == year),
            of_all_units(item, known.get(item.id, ()), year, facts),
        )
        for item in items
    ]


def item_tables(found: Sequence[Stood], year: int, facts: Facts) -> Iterator[Grid]:
    """A table for each list."""
    lists: dict[str, list[tuple[Inline, ...]]] = {}
    for item, own, standing in found:
        lists.setdefault(item.list, []).append(_row(item, own, standing, year, facts))
    for number, (name, rows) in enumerate(lists.items(), 1):
        yield Grid(f"list-{number}", name, _HEAD, tuple(rows), frozenset({4, 5}))


def _row(item: CatalogueItem, own: Disclosures, found: Standing, year: int, facts: Facts) -> tuple[Inline, ...]:
    latest = max((one.published for one in own if one.published), default=None)
    return (
        item.code,
        Link(f"{item.address}#y{year}" if own else item.address, item.name),
        item.responsible(facts.find),
        f"{found.state.shape} {found.words}",
        str(len(own)),
        str(latest or "—"),
    )
