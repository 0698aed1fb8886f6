"""The last five years of an account: a picture of what came in and went out, and every line beside it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from generator.dataset import Facts
from generator.records.budget.accounts import Accounts
from generator.records.budget.money import grouped, rounded
from generator.records.budget.views.compared import Column, Row, compared, notes, pieces_by_year
from generator.records.classification.model import Direction

MOST_YEARS = 5
WIDTH, HEIGHT, TOP, FOOT = 400, 200, 34, 24
"""The drawing, with the room above the bars for numbers, and below them for years."""


class Bar(Struct, frozen=True):
    """A bar with its number above it."""

    kind: str
    x: str
    y: str
    width: str
    height: str
    number: str
    middle: str
    above: str


class Group(Struct, frozen=True):
    """A year in the picture."""

    label: str
    middle: str
    bars: tuple[Bar, ...]
    change: str
    """Where a dashed line says that the chart changed before this year, '' where it did not."""


class Trend(Struct, frozen=True):
    """An account over its last years."""

    key: str
    subject: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    unit: str
    said: str
    notes: tuple[str, ...]


def trend(key: str, subject: str, books: Sequence[Accounts], facts: Facts) -> Trend | None:
    """The trend of an account; None where fewer than two years are executed."""
    years = list(pieces_by_year(books).items())[-MOST_YEARS:]
    if len(years) < 2:
        return None
    columns = tuple(Column(str(year), (piece,)) for year, piece in years)
    rows = compared(columns, facts)
    power, unit = _unit(columns)
    return Trend(
        key=key,
        subject=subject,
        columns=columns,
        rows=rows,
        groups=_groups(columns, power),
        unit=unit,
        said=_said(columns, power, unit),
        notes=notes(columns),
    )


def _totals(column: Column) -> list[tuple[Direction, Decimal]]:
    found = ((one, column.pieces[0].total(one)) for one in Direction)
    return [(one, amount) for one, amount in found if amount is not None]


def _unit(columns: Sequence[Column]) -> tuple[int, str]:
    """The unit that the picture's numbers are short in."""
    most = max((abs(amount) for one in columns for _, amount in _totals(one)), default=Decimal(0))
    return (8, "亿元") if most >= 10**9 else (4, "万元") if most >= 10**5 else (0, "元")


def _short(amount: Decimal, power: int) -> str:
    return grouped(amount.scaleb(-power), {0: 0, 4: 1, 8: 2}[power])


def _groups(columns: Sequence[Column], power: int) -> tuple[Group, ...]:
    most = max((amount for one in columns for _, amount in _totals(one)), default=Decimal(0)) or Decimal(1)
    room, found = Decimal(WIDTH) / len(columns), []
    for number, column in enumerate(columns):
        left = number * room
        bars = tuple(_bar(way, amount, left, room, most, power) for way, amount in _totals(column))
        changed = number > 0 and columns[number - 1].chart.id != column.chart.id
        found.append(Group(column.label, _number(left + room / 2), bars, _number(left) if changed else ""))
    return tuple(found)


def _bar(way: Direction, amount: Decimal, left: Decimal, room: Decimal, most: Decimal, power: int) -> Bar:
    income = way is Direction.INCOME
    width = room * Decimal("0.38")
    x = left + room / 2 - (width + 1 if income else -1)
    height = max(amount, Decimal(0)) / most * (HEIGHT - TOP - FOOT)
    y = HEIGHT - FOOT - height
    return Bar(
        kind="in" if income else "real",
        x=_number(x),
        y=_number(y),
        width=_number(width),
        height=_number(height),
        number=_short(amount, power),
        middle=_number(x + width / 2),
        above=_number(y - (4 if income else 16)),
    )


def _said(columns: Sequence[Column], power: int, unit: str) -> str:
    """The picture in words."""
    years = (
        f"{one.label} 年" + "、".join(f"{way.value} {_short(amount, power)}" for way, amount in _totals(one))
        for one in columns
    )
    changes = "".join(
        f"{later.label} 年起改用《{later.chart.title}》。"
        for earlier, later in pairwise(columns)
        if earlier.chart.id != later.chart.id
    )
    return f"单位{unit}。{'；'.join(years)}。{changes}"


def _number(amount: Decimal) -> str:
    return f"{rounded(amount, 1).normalize():f}"
