"""Figures that a published document states (`stated`), computed again from the figures of the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from generator.measure_words import power_of
from generator.model import Stated, StatedOf
from generator.quoted import Quoted, quoted
from generator.quoted_keys import Uses
from generator.records.disclosure.model import Disclosure, Figure
from generator.records.disclosure.periods import years_of
from generator.records.disclosure.recomputed import (
    CHANGES,
    PLAIN,
    May,
    changed,
    computed,
    ends_of,
    in_year,
    span_of,
    table_of,
)
from generator.records.disclosure.sums import ZERO, decimals_of
from generator.stated_figures import StatedFigure

_BETWEEN = frozenset({"label", "year", "start", "end"})
USES: Uses = {
    **dict.fromkeys(PLAIN, _BETWEEN | {"also"}),
    StatedFigure.SHARE: frozenset({"label", "also", "year", "end", "base"}),
    **dict.fromkeys(CHANGES, _BETWEEN),
}
"""What each figure of a disclosure is computed by."""
_RATES = {StatedFigure.SHARE, StatedFigure.GROWTH, StatedFigure.YEARLY_GROWTH}


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
    slack: Decimal = ZERO
    """By how much the rounding of what it is added up from may have moved it."""

    @property
    def agrees(self) -> bool:
        """Whether what was printed is what is computed, to the last printed digit."""
        return self.written is not None and self.computed is not None and self.written.agrees(self.computed)

    @property
    def rounded(self) -> bool:
        """Whether it disagrees by no more than rounding each number before adding makes of it."""
        if self.written is None or self.computed is None or self.agrees:
            return False
        return self.written.least - self.slack <= self.computed <= self.written.most + self.slack

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
    table = table_of(record.figures) if record.stated else None
    for index, stated in enumerate(record.stated):
        assert table is not None
        label = stated.of.label or _only_total(record)
        figures = table.of(label)
        unit = "%" if stated.of.figure in _RATES else figures[0].of if figures else ""
        written = _read(stated.value, unit)
        found = list(computed(stated.of, figures, table))
        plain_number = quoted(stated.value) if unit == "%" else None
        if plain_number is not None and any(plain_number.agrees(one.amount) for one in found):
            written = plain_number  # 0.7473 may be what another prints as 74.73%
        meant = _meant(found, written, stated.of)
        amount, slack = (None, ZERO) if meant is None else (meant.amount, meant.slack)
        over = meant is not None and meant.periods > 1 and span_of(stated.of) is None
        what = _subject(stated.of, label, figures) + ("（各期合计）" if over else "")
        yield Compared(index, stated, what, written, amount, unit, slack)


def _meant(found: Sequence[May], written: Quoted | None, of: StatedOf) -> May | None:
    """Which of several numbers is meant: one that could be printed so, else of amounts the nearest, else the latest."""
    if written is None or not found:
        return found[-1] if found else None
    number = written.value
    last = min(found, key=lambda one: abs(one.amount - number)) if of.figure in PLAIN else found[-1]
    return next((one for one in found if written.agrees(one.amount)), last)


def _subject(of: StatedOf, label: str, figures: list[Figure]) -> str:
    """What a quoted figure is said to be, with its years: two of one label are told apart by them."""
    when = _when(of, label, figures)
    label = "和".join((label, *of.also))
    if of.figure is StatedFigure.SHARE and of.base is not None:
        return f"{when}{label}占{of.base}的比例"
    plain = of.figure in PLAIN
    return f"{when}{label}" if label and plain else f"{when}{label}的{of.figure}" if label else f"{when}{of.figure}"


def _when(of: StatedOf, label: str, figures: list[Figure]) -> str:
    """`2024年`, `2023-2024学年`, `2023—2024年`, `2023-2024学年至2024-2025学年`; '' where no year is named, or the label names it."""
    span = span_of(of)
    if span is not None:
        return f"{span[0]}—{span[1]}年"
    if of.figure in CHANGES:
        pair, ends = changed(of, figures), ends_of(of)
        if pair is not None and any(len(years_of(one.period)) > 1 for one in pair):
            return f"{pair[0].period}至{pair[1].period}"
        return f"{ends[0]}—{ends[1]}年" if ends else ""
    year = of.year or of.end
    if year is None or str(year) in label:
        return ""
    periods = {one.period or "" for one in in_year(figures, year)}
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
