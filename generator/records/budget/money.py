"""Exact amounts: their written precision, 元 and 万元, and how they are shown.

A decimal carries its precision in its exponent: 56.72 万元 is 5.672E+5 元, known to the hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from generator.records.budget.model import MoneyUnit


def decimals_of(amount: Decimal) -> int:
    """How many decimals an amount is written with."""
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def step_of(amounts: Iterable[Decimal]) -> Decimal:
    """The unit of the last digit that amounts of one table are written to: 0.01 where most have two decimals.

    Whole numbers are shorthand (30000 for 30000.00) and do not count unless there is nothing else; ties go
    to the finer one.
    """
    counted = Counter(decimals_of(one) for one in amounts)
    counted.pop(0, None)
    places = max(counted, key=lambda one: (counted[one], one), default=0)
    return Decimal(1).scaleb(-places)


def in_yuan(amount: Decimal, unit: MoneyUnit) -> Decimal:
    """The amount in 元, exact and of the same precision."""
    return amount.scaleb(4) if unit is MoneyUnit.WAN else amount


def from_yuan(amount: Decimal, unit: MoneyUnit) -> Decimal:
    """An amount in 元 in the unit of a record, exact."""
    return amount.scaleb(-4) if unit is MoneyUnit.WAN else amount


def apart(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts are the same but for 元 and 万元, at the coarser of their written precisions."""
    return bool(one) and bool(other) and any(_same(one.scaleb(way), other) for way in WAYS)


def unit_hint(one: Decimal, other: Decimal) -> str:
    """What to say of two amounts that ought to be the same and are ten thousand times apart; '' where they are not."""
    return "；正好差一万倍，像是元和万元写混了" if apart(one, other) else ""


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= max(_step(one), _step(other)) / 2


def _step(amount: Decimal) -> Decimal:
    exponent = amount.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


WAYS = (4, -4)
"""元 and 万元 are four powers of ten apart."""
_LARGE = Context(prec=100, rounding=ROUND_HALF_UP)


@cache
def _last_digit(places: int) -> Decimal:
    return Decimal(1).scaleb(-places)


def rounded(amount: Decimal, places: int) -> Decimal:
    """Rounded half up, whatever its size."""
    return _LARGE.quantize(amount, _last_digit(places))


def plain(amount: Decimal) -> str:
    """As an editor writes it: `293549.90`."""
    return f"{amount:f}"


def grouped(amount: Decimal, places: int | None = None) -> str:
    """As a reader reads it: `293,549.90`, with a true minus sign; rounded half up where `places` are given."""
    if places is not None:
        amount = rounded(amount, places)
    if not amount:
        amount = abs(amount)
    return f"{amount:,f}".replace("-", "−")


def ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    """The exact ratio, None where there is no whole."""
    return part / whole if whole else None


def percentage(fraction: Decimal) -> str:
    """`60%`."""
    return f"{(fraction * 100).normalize():f}%"
