"""The figures of a disclosure as a table, and the totals and differences that must add up.

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
    """A figure that is the sum of others, or what is left of it when others are taken away."""

    index: int
    """Its place in the list of figures."""
    figure: Figure
    parts: tuple[Figure, ...]
    taken: tuple[Figure, ...] = ()
    """What is taken away from the sum of the parts."""

    @property
    def operands(self) -> tuple[Figure, ...]:
        """All that it is computed from."""
        return (*self.parts, *self.taken)

    @property
    def suppressed(self) -> tuple[Figure, ...]:
        """The operands that are written as `<5`."""
        return tuple(one for one in self.operands if one.value is None)

    @property
    def known(self) -> Decimal:
        """What the operands that are written out come to."""
        return _sum(self.parts) - _sum(self.taken)

    @property
    def gap(self) -> Decimal:
        """The total as written, less its known operands; 0 for a suppressed total."""
        return ZERO if self.figure.value is None else self.figure.value - self.known

    @property
    def slack(self) -> Decimal:
        """The largest gap that rounding explains: half the last digit of each operand, and of a total that is coarser."""
        written = [decimals_of(one.value) for one in self.operands if one.value is not None]
        digits = list(written)
        if self.figure.value is not None and decimals_of(self.figure.value) < min(written, default=0):
            digits.append(decimals_of(self.figure.value))
        return sum((Decimal(1).scaleb(-one) / 2 for one in digits), ZERO)

    def exact(self, counts: Sequence[str]) -> bool:
        """Whether it counts whole things: `counts` are words of a school's own beside the usual ones."""
        unit, every = self.figure.of, (self.figure, *self.operands)
        whole = all(one.value is None or one.value == int(one.value) for one in every)
        return whole and (unit in counts or counted(unit))

    def broken(self, least: Decimal, counts: Sequence[str]) -> bool:
        """Whether the total cannot follow from its operands; a suppressed cell holds 0 to less than `least`."""
        below, above = (count * (least - 1) for count in (_hidden(self.taken), _hidden(self.parts)))
        if self.figure.value is None:
            return self.known - below > least - 1 or self.known + above < 0
        slack = ZERO if self.exact(counts) else self.slack
        return self.gap < -below - slack or self.gap > above + slack

    def rounded(self, least: Decimal, counts: Sequence[str]) -> bool:
        """Whether there is a gap that rounding explains."""
        return self.gap != 0 and not self.suppressed and not self.broken(least, counts)

    def tells(self, least: Decimal) -> bool:
        """Whether suppressed cells follow from the others: one is left over, or only one share-out is possible.

        As 0 is written out, each suppressed cell holds 1 to less than `least`; the total may be one of them.
        """
        added = _hidden(self.parts)
        off = _hidden(self.taken) + _hidden((self.figure,))
        left = (self.figure.value or ZERO) - self.known
        if not added and not off:
            return False
        return added + off == 1 or not added - off * (least - 1) < left < added * (least - 1) - off


def _sum(figures: Sequence[Figure]) -> Decimal:
    return sum((one.value for one in figures if one.value is not None), ZERO)


def _hidden(figures: Sequence[Figure]) -> int:
    return sum(one.value is None for one in figures)


def totals(figures: Sequence[Figure]) -> Iterator[Total]:
    """Every total all of whose operands are there, each once."""
    table = cells(figures)
    for index, figure in enumerate(figures):
        names = (*figure.sum_of, *figure.minus)
        there = all((name, figure.period) in table for name in names)
        if figure.sum_of and there and len({*names, figure.label}) == len(names) + 1:
            parts, taken = (tuple(table[one, figure.period] for one in of) for of in (figure.sum_of, figure.minus))
            yield Total(index, figure, parts, taken)


def formula(figure: Figure, *, quoted: bool = False) -> str:
    """`甲 ＋ 乙 － 丙`, or `「甲」＋「乙」－「丙」`; '' where it is no total."""
    plus, less = ([f"「{one}」" if quoted else one for one in names] for names in (figure.sum_of, figure.minus))
    space = "" if quoted else " "
    return f"{space}－{space}".join((f"{space}＋{space}".join(plus), *less)) if plus else ""


def told_when(figure: Figure) -> str:
    """`（2024年）`, '' where no period is written."""
    return f"（{figure.period}）" if figure.period else ""
