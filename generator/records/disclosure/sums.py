"""The figures of a disclosure as a table, and the totals that must add up.

Rounding: numbers that were rounded one by one may differ from their rounded sum by half the last written
digit for each addend. What is counted (persons, cases, items) is not rounded, so its totals are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from generator.measure_words import counted
from generator.records.disclosure.model import Figure

ZERO = Decimal(0)
Cells = Mapping[tuple[str, str | None], Figure]


def cells(figures: Sequence[Figure]) -> Cells:
    """Figures by label and period; the first of a repeated cell counts."""
    return {(one.label, one.period): one for one in reversed(figures)}


def decimals_of(number: Decimal) -> int:
    """How many decimals a number is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


class Total(Struct, frozen=True):
    """A figure that is the sum of others."""

    index: int
    """Its place in the list of figures."""
    figure: Figure
    parts: tuple[Figure, ...]

    @property
    def suppressed(self) -> tuple[Figure, ...]:
        """The parts that are written as `<5`."""
        return tuple(one for one in self.parts if one.value is None)

    @property
    def known(self) -> Decimal:
        """The sum of the parts that are written out."""
        return sum((one.value for one in self.parts if one.value is not None), ZERO)

    @property
    def gap(self) -> Decimal:
        """The total as written, less its known parts; 0 for a suppressed total."""
        return ZERO if self.figure.value is None else self.figure.value - self.known

    @property
    def slack(self) -> Decimal:
        """The largest gap that rounding explains: half the last digit of each part, and of a total that is coarser."""
        parts = [decimals_of(one.value) for one in self.parts if one.value is not None]
        digits = list(parts)
        if self.figure.value is not None and decimals_of(self.figure.value) < min(parts, default=0):
            digits.append(decimals_of(self.figure.value))
        return sum((Decimal(1).scaleb(-one) / 2 for one in digits), ZERO)

    def exact(self, counts: Sequence[str]) -> bool:
        """Whether it counts whole things: `counts` are words of a school's own beside the usual ones."""
        unit, every = self.figure.of, (self.figure, *self.parts)
        whole = all(one.value is None or one.value == int(one.value) for one in every)
        return whole and (unit in counts or counted(unit))

    def broken(self, least: Decimal, counts: Sequence[str]) -> bool:
        """Whether the total cannot be the sum of its parts; a suppressed cell holds 0 to less than `least`."""
        hidden = len(self.suppressed) * (least - 1)
        if self.figure.value is None:
            return self.known > least - 1
        slack = ZERO if self.exact(counts) else self.slack
        return self.gap < -slack or self.gap > hidden + slack

    def rounded(self, least: Decimal, counts: Sequence[str]) -> bool:
        """Whether there is a gap that rounding explains."""
        return self.gap != 0 and not self.suppressed and not self.broken(least, counts)

    def tells(self, least: Decimal) -> bool:
        """Whether the suppressed parts follow from the total: one is left over, or only one share-out is possible.

        As 0 is written out, each suppressed part holds 1 to less than `least`.
        """
        hidden = len(self.suppressed)
        if self.figure.value is None or not hidden:
            return False
        return hidden == 1 or not hidden < self.gap < hidden * (least - 1)


def totals(figures: Sequence[Figure]) -> Iterator[Total]:
    """Every total all of whose parts are there, each once."""
    table = cells(figures)
    for index, figure in enumerate(figures):
        names = dict.fromkeys(figure.sum_of)
        parts = tuple(table[name, figure.period] for name in names if (name, figure.period) in table)
        if parts and len(parts) == len(figure.sum_of) and figure.label not in names:
            yield Total(index, figure, parts)
