"""The figures of a disclosure for reading: a table of labels and periods, and bars of the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from generator.records.disclosure.model import Figure
from generator.records.disclosure.periods import in_time
from generator.records.disclosure.sums import ZERO, Cells, cells, formula

SCALE = 1000
"""Width of a bar chart in its own units."""
MOST_BARS = 30
"""Bars in one chart; more are read better in the table alone."""
_MISSING, _SUPPRESSED = "—", "<5"


class Row(Struct, frozen=True):
    """A line of the table."""

    label: str
    unit: str
    values: tuple[str, ...]
    sum_of: str
    """What it is computed from, `甲 ＋ 乙 － 丙`; '' where it is no total."""


class Table(Struct, frozen=True):
    """Labels down, periods across."""

    periods: tuple[str, ...]
    rows: tuple[Row, ...]
    suppressed: bool
    """Whether a cell is written as `<5`."""


class Bar(Struct, frozen=True):
    """A bar: where it begins and how wide it is, of `SCALE`."""

    label: str
    start: int
    width: int
    value: str


class Bars(Struct, frozen=True):
    """Bars of one unit of measure, all on the same scale."""

    unit: str
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]
    """A label with its bars, one for each period; '' where every label has one bar of its own."""
    said: str
    """The chart in one sentence, for those who do not see it."""
    zero: int
    """Where nothing is, of `SCALE`: at the left unless there are negative numbers."""


def table(figures: Sequence[Figure]) -> Table | None:
    """The figures as a table, None where there are none."""
    if not figures:
        return None
    found = cells(figures)
    periods = in_time(one.period for one in figures)
    rows = []
    for label in dict.fromkeys(one.label for one in figures):
        own = [one for one in figures if one.label == label]
        values = tuple(_shown(found, label, period) for period in periods)
        rows.append(Row(label, own[0].of, values, next(filter(None, map(formula, own)), "")))
    suppressed = any(one.value is None for one in figures)
    return Table(tuple(one or "数值" for one in periods), tuple(rows), suppressed)


def _shown(found: Cells, label: str, period: str | None) -> str:
    figure = found.get((label, period))
    if figure is None:
        return _MISSING
    return _SUPPRESSED if figure.value is None else number(figure.value)


def number(value: Decimal) -> str:
    """`18,742` or `−3.50`."""
    return f"{value:,f}".replace("-", "−")


def charts(figures: Sequence[Figure]) -> tuple[Bars, ...]:
    """One chart for each unit of measure with at least two numbers to compare; totals are left to the table."""
    units = dict.fromkeys(one.of for one in figures)
    distinct = list(cells(figures).values())[::-1]
    found = (_bars([one for one in distinct if one.of == unit], unit) for unit in units)
    return tuple(one for one in found if one is not None)


def _bars(of_unit: Sequence[Figure], unit: str) -> Bars | None:
    parts = [one for one in of_unit if not one.sum_of]
    drawn = parts if len(parts) > 1 else list(of_unit)
    values = [one.value for one in drawn if one.value is not None]
    if len(values) < 2 or len(drawn) > MOST_BARS or not any(values):
        return None
    least, most = min([ZERO, *values]), max([ZERO, *values])
    labels = list(dict.fromkeys(one.label for one in drawn))
    periods = in_time(one.period for one in drawn)
    if len(periods) > 1:
        ordered = sorted(drawn, key=lambda one: periods.index(one.period))
        groups = tuple(
            (label, tuple(_bar(one, one.period or "", least, most) for one in ordered if one.label == label))
            for label in labels
        )
    else:
        groups = (("", tuple(_bar(one, one.label, least, most) for one in drawn)),)
    span = f"，{periods[0]}至{periods[-1]}" if len(periods) > 1 and all(periods) else ""
    said = f"柱状图（{unit}）：{'、'.join(labels)}{span}；数字见数据表。"
    return Bars(unit, groups, said, _at(ZERO, least, most))


def _at(value: Decimal, least: Decimal, most: Decimal) -> int:
    return int((value - least) * SCALE / (most - least))


def _bar(figure: Figure, label: str, least: Decimal, most: Decimal) -> Bar:
    if figure.value is None:
        return Bar(label, _at(ZERO, least, most), 0, _SUPPRESSED)
    ends = sorted((_at(ZERO, least, most), _at(figure.value, least, most)))
    width = max(ends[1] - ends[0], 2 if figure.value else 0)
    return Bar(label, min(ends[0], SCALE - width), width, number(figure.value))
