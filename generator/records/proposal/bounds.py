"""Counts that are known between two ends: as printed, or from other counts, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

ZERO, ONE, NO_END = Decimal(0), Decimal(1), Decimal("Infinity")
_MANY = 5000
"""Whole numbers between two ends that are tried one by one."""


class Bounds(NamedTuple):
    """What a number can be: both ends are possible."""

    least: Decimal
    most: Decimal

    def meets(self, other: Bounds) -> bool:
        """Whether both may be the same number."""
        return self.least <= other.most and other.least <= self.most

    def joined(self, other: Bounds) -> Bounds:
        """From the least of both to the most."""
        return Bounds(min(self.least, other.least), max(self.most, other.most))

    @property
    def or_more(self) -> Bounds:
        """The same, or any greater number."""
        return Bounds(self.least, NO_END)

    @property
    def or_less(self) -> Bounds:
        """The same, or any smaller number."""
        return Bounds(ZERO, self.most)


UNKNOWN = Bounds(ZERO, NO_END)


def total(parts: Sequence[Bounds]) -> Bounds:
    """The sum of numbers."""
    return Bounds(sum((one.least for one in parts), ZERO), sum((one.most for one in parts), ZERO))


def ratio(part: Bounds, whole: Bounds) -> Bounds:
    """What share a part can be of its whole; more than all of it only where both are known and cannot be right."""
    least = part.least / whole.most if whole.most else ZERO
    most = part.most / whole.least if whole.least and part.most != NO_END else ONE
    return Bounds(least, max(least, min(most, ONE)))


def comes_of(rate: Bounds, part: Bounds, whole: Bounds) -> bool:
    """Whether a printed rate can come of whole numbers: of some part and some whole between their ends."""
    if not whole.most or not rate.meets(ratio(part, whole)):
        return not whole.most
    if whole.most - whole.least <= _MANY:
        wholes = range(max(int(whole.least), 1), int(whole.most) + 1)
        return any(_between(rate.least * one, rate.most * one, part, Decimal(one)) for one in wholes)
    if part.most - part.least <= _MANY and rate.least > 0:
        parts = range(int(part.least), int(part.most) + 1)
        return any(_between(one / rate.most, one / rate.least, whole, NO_END) for one in parts)
    return True


def _between(least: Decimal, most: Decimal, limits: Bounds, at_most: Decimal) -> bool:
    """Whether a whole number lies between two ends and within others."""
    first = max(least, limits.least).to_integral(ROUND_CEILING)
    return first <= min(most, limits.most, at_most)


def rest(whole: Bounds, others: Bounds) -> Bounds:
    """What is left of a whole."""
    least = whole.least - others.most if others.most != NO_END else ZERO
    most = whole.most - others.least if whole.most != NO_END else NO_END
    return Bounds(max(least, ZERO), max(most, ZERO))
