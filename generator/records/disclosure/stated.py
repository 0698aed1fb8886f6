"""Figures that a published document states (`stated`), computed again from the figures of the record."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from generator.measure_words import power_of
from generator.model import Stated, StatedOf
from generator.quoted import Quoted, quoted
from generator.quoted_keys import Uses
from generator.records.disclosure.model import Disclosure, Figure
from generator.records.disclosure.periods import Pair, pair_of, years_of
from generator.records.disclosure.sums import Total, decimals_of, totals
from generator.stated_figures import StatedFigure

_IN_YEAR = frozenset({"label", "year", "end"})
_BETWEEN = frozenset({"label", "year", "start", "end"})
CHANGES = frozenset((StatedFigure.GROWTH, StatedFigure.YEARLY_GROWTH, StatedFigure.INCREASE))
"""What lies between two years; one year alone is set beside the year before, as in accounts."""
USES: Uses = {
    **dict.fromkeys((StatedFigure.TOTAL, StatedFigure.AMOUNT), _IN_YEAR),
    StatedFigure.SHARE: _IN_YEAR | {"base"},
    **dict.fromkeys(CHANGES, _BETWEEN),
}
"""What each figure of a disclosure is computed by."""
_RATES = {StatedFigure.SHARE, StatedFigure.GROWTH, StatedFigure.YEARLY_GROWTH}

TotalsByCell = dict[tuple[str, str | None], Total]


class Compared(Struct, frozen=True):
    """A stated figure beside the computed one."""

    index: int
    stated: Stated
    what: str
    """What it is about, in words: 落实去向合计, 2024年企业的占比, 2023—2024年企业的增长."""
    written: Quoted | None
    """What was printed; None where it cannot be read as one number (293,549,90)."""
    computed: Decimal | None
    """The exact number; None where the record does not hold what it is made from."""
    unit: str

    @property
    def agrees(self) -> bool:
        """Whether what was printed is what is computed, to the last printed digit."""
        return self.written is not None and self.computed is not None and self.written.agrees(self.computed)

    @property
    def shown(self) -> str:
        """The computed figure in the record's own unit, as exact as the quotation, and never coarser than whole units."""
        if self.computed is None:
            return ""
        power = power_of(self.unit)
        digits = decimals_of(self.written.value.scaleb(-power)) if self.written is not None else 2
        number = self.computed.scaleb(-power).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        return f"{number:,f}{self.unit}"


def compared(record: Disclosure) -> Iterator[Compared]:
    """Every stated figure of a record, computed again."""
    by_cell = {(one.figure.label, one.figure.period): one for one in totals(record.figures)}
    for index, stated in enumerate(record.stated):
        label = stated.of.label or _only_total(record)
        figures = [one for one in record.figures if one.label == label]
        unit = "%" if stated.of.figure in _RATES else figures[0].of if figures else ""
        written = _read(stated.value, unit)
        bases = [one for one in record.figures if one.label == stated.of.base]
        found = list(_computed(stated.of, figures, bases, by_cell))
        plain_number = quoted(stated.value) if unit == "%" else None
        if plain_number is not None and any(plain_number.agrees(one) for one in found):
            written = plain_number  # 0.7473 may be what another prints as 74.73%
        fitting = (one for one in found if written is not None and written.agrees(one))
        computed = next(fitting, found[-1] if found else None)
        yield Compared(index, stated, _subject(stated.of, label, figures), written, computed, unit)


def _subject(of: StatedOf, label: str, figures: list[Figure]) -> str:
    """What a quoted figure is said to be, with its years: two of one label are told apart by them."""
    when = _when(of, label, figures)
    if of.figure is StatedFigure.SHARE and of.base is not None:
        return f"{when}{label}占{of.base}的比例"
    plain = of.figure in (StatedFigure.TOTAL, StatedFigure.AMOUNT)
    return f"{when}{label}" if label and plain else f"{when}{label}的{of.figure}" if label else f"{when}{of.figure}"


def _when(of: StatedOf, label: str, figures: list[Figure]) -> str:
    """`2024年`, `2023-2024学年`, `2023—2024年`, `2023-2024学年至2024-2025学年`; '' where no year is named, or the label names it."""
    if of.figure in CHANGES:
        pair, ends = changed(of, figures), _ends(of)
        if pair is not None and any(len(years_of(one.period)) > 1 for one in pair):
            return f"{pair[0].period}至{pair[1].period}"
        return f"{ends[0]}—{ends[1]}年" if ends else ""
    year = of.year or of.end
    if year is None or str(year) in label:
        return ""
    periods = {one.period or "" for one in _in_year(figures, year)}
    only = periods.pop() if len(periods) == 1 else ""
    return f"{year}年" if only in ("", str(year)) else only


def _read(text: str, unit: str) -> Quoted | None:
    """A printed number; one without a sign of its own is in the record's unit (86.40 in a table of 万元)."""
    number = quoted(text)
    power = power_of(unit)
    if number is None or not power or number.times or number.unit:
        return number
    return number.scaled(Decimal(1).scaleb(power))


def _only_total(record: Disclosure) -> str:
    """The one label that is a total, '' where there are none or several."""
    labels = sorted({one.label for one in record.figures if one.sum_of and not one.minus})
    return labels[0] if len(labels) == 1 else ""


def _in_year(figures: list[Figure], year: int | None) -> list[Figure]:
    return figures if year is None else [one for one in figures if str(year) in (one.period or "")]


def _ends(of: StatedOf) -> tuple[int, int] | None:
    """The years of a change; one year alone is compared with the one before."""
    last = of.end or of.year
    if last is None or (of.start is not None and of.start >= last):
        return None
    return of.start or last - 1, last


def _computed(of: StatedOf, figures: list[Figure], bases: list[Figure], by_cell: TotalsByCell) -> Iterator[Decimal]:
    """What the stated figure may be: one for each period where it names no year."""
    meant = _in_year(figures, of.year or of.end)
    if of.figure in (StatedFigure.TOTAL, StatedFigure.AMOUNT):
        values = (_value(one, by_cell) for one in meant)
        yield from (one for one in values if one is not None)
    elif of.figure is StatedFigure.SHARE:
        yield from _shares(meant, by_cell) if of.base is None else _shares_of(meant, bases, by_cell)
    elif of.figure in CHANGES:
        yield from _changes(of, figures, by_cell)


def _value(figure: Figure, by_cell: TotalsByCell) -> Decimal | None:
    """A total as computed from its parts, any other figure as written; without its unit's power of ten."""
    total = by_cell.get((figure.label, figure.period))
    value = figure.value if total is None or total.suppressed else total.known
    return None if value is None else value.scaleb(power_of(figure.of))


def _shares(figures: list[Figure], by_cell: TotalsByCell) -> Iterator[Decimal]:
    """Shares of the total that a figure is a part of."""
    for figure in figures:
        whole = next((one for one in by_cell.values() if figure in one.parts and not one.taken), None)
        if whole is not None and whole.known and not whole.suppressed and figure.value is not None:
            yield figure.value / whole.known


def _shares_of(figures: list[Figure], bases: list[Figure], by_cell: TotalsByCell) -> Iterator[Decimal]:
    """Shares of another figure of the same period."""
    for figure in figures:
        whole = next((_value(one, by_cell) for one in bases if one.period == figure.period), None)
        part = _value(figure, by_cell)
        if part is not None and whole:
            yield part / whole


def _changes(of: StatedOf, figures: list[Figure], by_cell: TotalsByCell) -> Iterator[Decimal]:
    """Growth, growth in each year by compound interest, or increase."""
    pair, ends = changed(of, figures), _ends(of)
    if pair is None:
        return
    first, last = (_value(one, by_cell) for one in pair)
    if first is None or last is None:
        return
    if of.figure is StatedFigure.INCREASE:
        yield last - first
    elif first > 0 and last >= 0:
        years = ends[1] - ends[0] if ends and of.figure is StatedFigure.YEARLY_GROWTH else 1
        yield (last / first) ** (Decimal(1) / years) - 1


def changed(of: StatedOf, figures: list[Figure]) -> Pair | None:
    """The figures that a change lies between; those of two years that follow each other where none are written."""
    ends = _ends(of)
    dated = (of.year, of.start, of.end) != (None, None, None)
    return None if ends is None and dated else pair_of(figures, ends)
