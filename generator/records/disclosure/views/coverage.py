"""The catalogue against what was published: item by item, school year by school year (D2, D3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import Fragment, State, Tone
from generator.records.catalogue.model import CatalogueItem, Frequency, Mode, Reach, in_order
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import Disclosures, clock, tally

FIRST_MONTH = 9
"""A school year runs from 1 September to 31 August."""
MOST_YEARS = 6
"""Columns of the matrix, the latest."""

DONE = State("已公开", "●", Tone.DONE)
LATE = State("公开，有迟的", "◆", Tone.RUN)
OVERDUE = State("逾期未公开", "▲", Tone.LATE)
MISSING = State("没有公开记录", "△", Tone.RUN)
NOT_YET = State("还没到期", "○", Tone.IDLE)
WITHHELD = State("不予公开", "■", Tone.IDLE)
CAMPUS = State("校内公开", "◐", Tone.IDLE)
ON_REQUEST = State("依申请公开", "◌", Tone.IDLE)
UNCALLED = State("不定期", "·", Tone.IDLE)
LEGEND = (DONE, LATE, OVERDUE, MISSING, NOT_YET, CAMPUS, ON_REQUEST, WITHHELD, UNCALLED)

_REGULAR = (Frequency.YEARLY, Frequency.TERMLY, Frequency.MONTHLY)


@dataclass(frozen=True, slots=True)
class Cell:
    """An item in a school year."""

    state: State
    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The items of one group of a list."""

    title: str
    rows: tuple[tuple[Link, tuple[Cell, ...]], ...]


def school_year(day: date) -> int:
    """The year in which the school year of a day begins."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def year_label(year: int) -> str:
    """`2024—2025`."""
    return f"{year}—{year + 1}"


def counts_in(record: Disclosure) -> int | None:
    """The school year in which a disclosure counts: that of its publication, else of its origin."""
    day = record.published or record.produced
    return school_year(day) if day is not None else None


def by_item(facts: Facts) -> Mapping[str, Disclosures]:
    """What was disclosed, by the id of the catalogue item."""
    found: dict[str, list[Disclosure]] = {}
    for one in facts.of_type(Disclosure):
        if one.withdrawn is None:
            found.setdefault(one.item.id, []).append(one)
    return {key: tuple(records) for key, records in found.items()}


def school_years(records: Iterable[Disclosure], facts: Facts) -> list[int]:
    """The school years that have a column: from that of the first disclosure to now, the latest first."""
    now = school_year(facts.as_of)
    known = [year for one in records if (year := counts_in(one)) is not None and year <= now]
    return list(range(now, max(min(known, default=now), now - MOST_YEARS + 1) - 1, -1))


def standing(item: CatalogueItem, records: Sequence[Disclosure], year: int, facts: Facts) -> State:
    """How an item stands in a school year, given what was disclosed of it."""
    own = [one for one in records if counts_in(one) == year]
    counted = tally(own, facts)
    if counted.overdue:
        return OVERDUE
    if counted.published:
        return LATE if counted.late else DONE
    if counted.withheld or item.mode is Mode.NEVER:
        return WITHHELD
    if item.reach is Reach.CAMPUS:
        return CAMPUS
    if item.mode is Mode.ON_REQUEST:
        return ON_REQUEST
    if item.frequency not in _REGULAR:
        return UNCALLED
    return MISSING if facts.as_of > _end(item, year) else NOT_YET


def _end(item: CatalogueItem, year: int) -> date:
    """The day by which a regular item has to be out in a school year."""
    if item.due is None:
        return date(year + 1, FIRST_MONTH - 1, 31)
    month, day = item.due
    return date(year if month >= FIRST_MONTH else year + 1, month, min(day, 28) if month == 2 else day)


def cell(item: CatalogueItem, records: Sequence[Disclosure], year: int, facts: Facts) -> Cell:
    """The cell of the matrix; it leads to the one disclosure, or to the item's page where there are several."""
    own = [one for one in records if counts_in(one) == year]
    state = standing(item, records, year, facts)
    late = sum(1 for one in own if (owed := clock(one, facts)) is not None and owed.kind in ("迟", "逾期"))
    count = f"，{len(own)} 条" if len(own) > 1 else ""
    label = f"{year_label(year)} 学年：{state.word}{count}{f'，{late} 条迟' if late and len(own) > 1 else ''}"
    address = own[0].address if len(own) == 1 else f"{item.address}#y{year}" if own else ""
    return Cell(state, address, label)


def coverage(facts: Facts) -> Fragment:
    """The whole catalogue against the school years, group by group."""
    years, known = school_years(facts.of_type(Disclosure), facts), by_item(facts)
    found: dict[tuple[str, str], list[tuple[Link, tuple[Cell, ...]]]] = {}
    for item in in_order(facts.of_type(CatalogueItem)):
        if item.withdrawn is None:
            records = known.get(item.id, ())
            cells = tuple(cell(item, records, year, facts) for year in years)
            row = (Link(item.address, f"{item.code} {item.name}"), cells)
            found.setdefault((item.list, item.group), []).append(row)
    lists = dict.fromkeys(name for name, _ in found)
    context = {
        "as_of": facts.as_of,
        "legend": LEGEND,
        "columns": [year_label(one) for one in years],
        "lists": [
            (name, [Matrix(group, tuple(rows)) for (of, group), rows in found.items() if of == name]) for name in lists
        ],
    }
    return Fragment("disclosure/coverage.html", context)
