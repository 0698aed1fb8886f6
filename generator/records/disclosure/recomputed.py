"""What a stated figure of a disclosure may be, computed from the figures of the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from generator.measure_words import power_of
from generator.model import StatedOf
from generator.records.disclosure.model import Figure
from generator.records.disclosure.periods import Pair, added_up, pair_of
from generator.records.disclosure.sums import ZERO, Cells, Total, cells, decimals_of, totals
from generator.stated_figures import StatedFigure

CHANGES = frozenset((StatedFigure.GROWTH, StatedFigure.YEARLY_GROWTH, StatedFigure.INCREASE))
"""What lies between two years; one year alone is set beside the year before, as in accounts."""
PLAIN = frozenset((StatedFigure.TOTAL, StatedFigure.AMOUNT))
"""What is read off a figure, or added up from several."""
_NO_SUM = ("率", "均", "中位", "占比", "比例")
"""Words of labels whose numbers of several periods make no sum."""


class May(Struct, frozen=True):
    """A number that a stated figure may be; without its unit's power of ten."""

    amount: Decimal
    slack: Decimal = ZERO
    """By how much the rounding of what it is added up from may have moved it."""
    periods: int = 1
    """Over how many periods it is added up."""

    def __add__(self, other: May) -> May:
        return May(self.amount + other.amount, self.slack + other.slack, self.periods)


class Table(Struct, frozen=True):
    """The figures of a record: those of a label, one of a period, and totals as computed from their parts."""

    figures: tuple[Figure, ...]
    cells: Cells
    totals: dict[tuple[str, str | None], Total]

    def of(self, label: str | None) -> list[Figure]:
        """The figures of a label."""
        return [one for one in self.figures if one.label == label]

    def value(self, figure: Figure) -> May | None:
        """A total as computed from its parts, any other figure as written; None for what is not written out."""
        total = self.totals.get((figure.label, figure.period))
        power = power_of(figure.of)
        if total is None or total.suppressed:
            return None if figure.value is None else May(figure.value.scaleb(power))
        return May(total.known.scaleb(power), ZERO if total.exact(()) else total.slack.scaleb(power))

    def row(self, figure: Figure, also: Sequence[str]) -> tuple[Figure, ...]:
        """A figure with those of other labels in its period; () where one of them is not there."""
        others = [self.cells.get((label, figure.period)) for label in also]
        return (figure, *(one for one in others if one is not None)) if None not in others else ()


def table_of(figures: tuple[Figure, ...]) -> Table:
    """The figures of a record, ready to be asked."""
    return Table(figures, cells(figures), {(one.figure.label, one.figure.period): one for one in totals(figures)})


def in_year(figures: Sequence[Figure], year: int | None) -> list[Figure]:
    """Those whose period names a year; all where none is asked for."""
    return [one for one in figures if year is None or str(year) in (one.period or "")]


def ends_of(of: StatedOf) -> tuple[int, int] | None:
    """The years between which a change lies, or over which a total is; one year alone is compared with the one before."""
    last = of.end or of.year
    if last is None or (of.start is not None and of.start >= last):
        return None
    return of.start or last - 1, last


def span_of(of: StatedOf) -> tuple[int, int] | None:
    """The years over which a total or an amount is; None where one year is meant, or none is named."""
    if of.figure not in PLAIN or of.start is None or of.end is None or of.start > of.end:
        return None
    return of.start, of.end


def computed(of: StatedOf, figures: list[Figure], table: Table) -> Iterator[May]:
    """What the stated figure of a label may be: one for each period where it names no year, and their sum."""
    if of.figure in PLAIN:
        yield from _amounts(of, figures, table)
    elif of.figure is StatedFigure.SHARE:
        meant = in_year(figures, of.year or of.end)
        yield from _shares(of, meant, table) if of.base is None else _shares_of(of, meant, table)
    elif of.figure in CHANGES:
        yield from (May(one) for one in _changes(of, figures, table))


def _amounts(of: StatedOf, figures: list[Figure], table: Table) -> Iterator[May]:
    span = span_of(of)
    meant = in_year(figures, of.year or of.end) if span is None else figures
    if span is None:
        yield from (one for one in (_together((figure,), of, table) for figure in meant) if one is not None)
    if any("%" in one.of or "‰" in one.of or any(word in one.label for word in _NO_SUM) for one in meant):
        return
    for those in added_up(meant, span):
        added = _together(those, of, table)
        if added is not None:
            yield added


def _together(figures: Sequence[Figure], of: StatedOf, table: Table) -> May | None:
    """Figures of several periods, each with the other labels that are told together with it, added up."""
    rows = [table.row(figure, of.also) for figure in figures]
    values = [table.value(one) for row in rows for one in row]
    known = [one for one in values if one is not None]
    if not all(rows) or len(known) < len(values):
        return None
    added = sum(known, May(ZERO))
    return May(added.amount, added.slack + _rounding(rows) if len(known) > 1 else added.slack, len(figures))


def _rounding(rows: Sequence[Sequence[Figure]]) -> Decimal:
    """Half the last digit of each addend that is measured, not counted; computed totals bring their own slack."""
    plain = [one for row in rows for one in row if one.value is not None and not one.sum_of]
    if all(Total(0, one, ()).exact(()) for one in plain):
        return ZERO
    return sum((Decimal(1).scaleb(power_of(one.of) - decimals_of(one.value or ZERO)) / 2 for one in plain), ZERO)


def _shares(of: StatedOf, figures: list[Figure], table: Table) -> Iterator[May]:
    """Shares of the total that a figure, with all that is told together with it, is a part of."""
    for figure in figures:
        row = table.row(figure, of.also)
        wholes = (one for one in table.totals.values() if row and set(row) <= set(one.parts) and not one.taken)
        whole = next(wholes, None)
        values = [one.value for one in row if one.value is not None]
        if whole is not None and whole.known and not whole.suppressed and len(values) == len(row):
            yield May(sum(values, ZERO) / whole.known)


def _shares_of(of: StatedOf, figures: list[Figure], table: Table) -> Iterator[May]:
    """Shares of another figure of the same period."""
    for figure in figures:
        base = table.cells.get((of.base or "", figure.period))
        whole = None if base is None else table.value(base)
        part = _together((figure,), of, table)
        if part is not None and whole is not None and whole.amount:
            yield May(part.amount / whole.amount)


def _changes(of: StatedOf, figures: list[Figure], table: Table) -> Iterator[Decimal]:
    """Growth, growth in each year by compound interest, or increase."""
    pair, ends = changed(of, figures), ends_of(of)
    if pair is None:
        return
    before, after = (table.value(one) for one in pair)
    if before is None or after is None:
        return
    first, last = before.amount, after.amount
    if of.figure is StatedFigure.INCREASE:
        yield last - first
    elif first > 0 and last >= 0:
        years = ends[1] - ends[0] if ends and of.figure is StatedFigure.YEARLY_GROWTH else 1
        yield (last / first) ** (Decimal(1) / years) - 1


def changed(of: StatedOf, figures: list[Figure]) -> Pair | None:
    """The figures that a change lies between; those of two years that follow each other where none are written."""
    ends = ends_of(of)
    dated = (of.year, of.start, of.end) != (None, None, None)
    return None if ends is None and dated else pair_of(figures, ends)
