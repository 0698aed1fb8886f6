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
from generator.records.disclosure.sums import Total, decimals_of, totals
from generator.stated_figures import StatedFigure

_IN_YEAR = frozenset({"label", "year", "end"})
_BETWEEN = frozenset({"label", "start", "end"})
USES: Uses = {
    **dict.fromkeys((StatedFigure.TOTAL, StatedFigure.AMOUNT, StatedFigure.SHARE), _IN_YEAR),
    **dict.fromkeys((StatedFigure.GROWTH, StatedFigure.YEARLY_GROWTH), _BETWEEN),
}
"""What each figure of a disclosure is computed by."""
_SHARES = {StatedFigure.SHARE, StatedFigure.GROWTH, StatedFigure.YEARLY_GROWTH}

TotalsByCell = dict[tuple[str, str | None], Total]


class Compared(Struct, frozen=True):
    """A stated figure beside the computed one."""

    index: int
    stated: Stated
    what: str
    """What it is about, in words: 落实去向合计, 企业的占比."""
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
        unit = "%" if stated.of.figure in _SHARES else figures[0].of if figures else ""
        written = _read(stated.value, unit)
        found = list(_computed(stated.of, figures, by_cell))
        plain_number = quoted(stated.value) if unit == "%" else None
        if plain_number is not None and any(plain_number.agrees(one) for one in found):
            written = plain_number  # 0.7473 may be what another prints as 74.73%
        fitting = (one for one in found if written is not None and written.agrees(one))
        computed = next(fitting, found[-1] if found else None)
        plain = stated.of.figure in (StatedFigure.TOTAL, StatedFigure.AMOUNT)
        what = label if label and plain else f"{label}的{stated.of.figure}" if label else str(stated.of.figure)
        yield Compared(index, stated, what, written, computed, unit)


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


def _computed(of: StatedOf, figures: list[Figure], by_cell: TotalsByCell) -> Iterator[Decimal]:
    """What the stated figure may be: one for each period where it names no year."""
    meant = _in_year(figures, of.year or of.end)
    match of.figure:
        case StatedFigure.TOTAL | StatedFigure.AMOUNT:
            values = (_value(one, by_cell) for one in meant)
            yield from (one for one in values if one is not None)
        case StatedFigure.SHARE:
            yield from _shares(meant, by_cell)
        case StatedFigure.GROWTH | StatedFigure.YEARLY_GROWTH:
            yield from _growth(of, figures, by_cell)


def _value(figure: Figure, by_cell: TotalsByCell) -> Decimal | None:
    """A total as computed from its parts, any other figure as written; without its unit's power of ten."""
    total = by_cell.get((figure.label, figure.period))
    value = figure.value if total is None or total.suppressed else total.known
    return None if value is None else value.scaleb(power_of(figure.of))


def _shares(figures: list[Figure], by_cell: TotalsByCell) -> Iterator[Decimal]:
    for figure in figures:
        whole = next((one for one in by_cell.values() if figure in one.parts and not one.taken), None)
        if whole is not None and whole.known and not whole.suppressed and figure.value is not None:
            yield figure.value / whole.known


def _growth(of: StatedOf, figures: list[Figure], by_cell: TotalsByCell) -> Iterator[Decimal]:
    if of.start is None or of.end is None or of.start >= of.end:
        return
    first, last = (next((_value(one, by_cell) for one in _in_year(figures, year)), None) for year in (of.start, of.end))
    if first is None or last is None or first <= 0 or last < 0:
        return
    years = of.end - of.start if of.figure is StatedFigure.YEARLY_GROWTH else 1
    yield (last / first) ** (Decimal(1) / years) - 1
