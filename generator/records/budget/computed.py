"""A figure computed again, and how far the rounding of what it is made of reaches."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from generator.records.budget.history import Known, Unknowable
from generator.records.budget.mistaken import Hint
from generator.records.budget.sums import ZERO


class Computed(Struct, frozen=True):
    """A figure computed again: in 元, or as a fraction."""

    amount: Decimal
    slack: Decimal = ZERO
    """What the rounding of the amounts it is made of may make of it."""
    step: Decimal = ZERO
    hints: tuple[Hint, ...] = ()
    doubt: str = ""
    """Why it may be another number after all."""
    or_else: tuple[Decimal, ...] = ()
    """What it may as well be, where two ways of reckoning are in use."""
    basis: str = ""
    """What it was computed from, where that is no account."""


def rated(part: Known, whole: Known, hints: Iterable[Hint] = (), basis: str = "") -> Computed:
    """A part by its whole, and how far it can be off as both were rounded."""
    if not whole.amount:
        raise Unknowable("作分母的数是零")
    rate = part.amount / whole.amount
    least = abs(whole.amount) - whole.slack
    slack = (part.slack + abs(rate) * whole.slack) / least if least > 0 else Decimal(1)
    return Computed(rate, slack, hints=tuple(hints), basis=basis)


def basis_of(*those: Known) -> str:
    """What a figure was reckoned from, where no account holds it: documents that print it."""
    sources = dict.fromkeys(one.source for one in those if one.source)
    return f"账上没有的数，按{'、'.join(sources)}印的数计算" if sources else ""
