"""The catalogue against what was published: item by item, school year by school year (D2, D3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.dataset import Facts
from generator.parts import school_year_of, school_year_short
from generator.prose import Link
from generator.publication import Cell, Fragment, Matrix
from generator.records.catalogue.model import CatalogueItem, in_order
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import Disclosures, clock
from generator.records.disclosure.views.sortings import of_item
from generator.records.disclosure.views.standing import (
    LEGEND,
    UNCALLED,
    Standing,
    counts_in,
    obliged,
    of_all_units,
    standing,
)
from generator.records.unit.model import Unit

MOST_YEARS = 6
"""Columns of the matrix, the latest."""

Row = tuple[Link, tuple[Cell | None, ...]]


def year_label(year: int) -> str:
    """`2024—2025`."""
    return f"{year}—{year + 1}"


def by_item(facts: Facts) -> Mapping[str, Disclosures]:
    """What was disclosed, by the id of the catalogue item."""
    return {key: facts.under(of_item, key) for key in facts.keys(of_item)}


def school_years(records: Iterable[Disclosure], facts: Facts) -> list[int]:
    """The school years that have a column: from that of the first disclosure to now, the latest first."""
    now = school_year_of(facts.as_of)
    known = [year for one in records if (year := counts_in(one)) is not None and year <= now]
    return list(range(now, max(min(known, default=now), now - MOST_YEARS + 1) - 1, -1))


def cell(found: Standing, records: Sequence[Disclosure], year: int, many: str, facts: Facts) -> Cell:
    """A cell of the matrix; it leads to the one disclosure, or to `many` where there are several."""
    own = [one for one in records if counts_in(one) == year]
    late = sum(1 for one in own if (owed := clock(one, facts)) is not None and owed.kind in ("迟", "逾期"))
    count = f"，{len(own)} 条" if len(own) > 1 else ""
    label = f"{year_label(year)} 学年：{found.words}{count}{f'，{late} 条迟' if late and len(own) > 1 else ''}"
    address = own[0].address if len(own) == 1 else many if own else ""
    return Cell(found.state, label, address)


def coverage(facts: Facts) -> Fragment:
    """The whole catalogue against the school years, group by group."""
    years, known = school_years(facts.of_type(Disclosure), facts), by_item(facts)
    found: dict[tuple[str, str], list[Row]] = {}
    for item in in_order(facts.of_type(CatalogueItem)):
        if item.withdrawn is None:
            row = _row(item, known.get(item.id, ()), years, facts)
            found.setdefault((item.list, item.group), []).append(row)
    heads = tuple(school_year_short(one) for one in years)
    lists: dict[str, list[Matrix]] = {}
    for (name, group), rows in found.items():
        lists.setdefault(name, []).append(Matrix(group, "事项", heads, tuple(rows)))
    return Fragment("disclosure/coverage.html", {"as_of": facts.as_of, "legend": LEGEND, "lists": list(lists.items())})


def _row(item: CatalogueItem, records: Disclosures, years: Sequence[int], facts: Facts) -> Row:
    cells = (
        cell(of_all_units(item, records, year, facts), records, year, f"{item.address}#y{year}", facts)
        for year in years
    )
    return Link(item.address, f"{item.code} {item.name}"), tuple(cells)


def units_matrix(item: CatalogueItem, records: Disclosures, years: Sequence[int], facts: Facts) -> Matrix | None:
    """Units × school years of an item that each unit must publish; None for any other item."""
    if not item.each_unit:
        return None
    there = {year: {one.id for one in obliged(year, facts)} for year in years}
    publishing = {one.unit.id for one in records}
    rows = [
        (
            Link(unit.address, unit.short),
            tuple(_of_unit(item, unit, records, year, there[year], facts) for year in years),
        )
        for unit in facts.of_type(Unit)
        if unit.id in publishing or any(unit.id in ids for ids in there.values())
    ]
    heads = tuple(school_year_short(one) for one in years)
    return Matrix(f"各单位、各学年：{item.name}", "单位", heads, tuple(rows)) if rows else None


def _of_unit(item: CatalogueItem, unit: Unit, records: Disclosures, year: int, there: set[str], facts: Facts) -> Cell:
    own = tuple(one for one in records if one.unit.id == unit.id)
    found = standing(item, own, year, facts)
    if unit.id not in there and not any(counts_in(one) == year for one in own):
        found = Standing(UNCALLED, "当时没有这个单位，或不要求它公开")
    return cell(found, own, year, f"{item.address}#y{year}", facts)
