"""Amounts as readers see them: in the record's own unit and in the other one, and rates."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from generator.records.budget.accounts import Accounts
from generator.records.budget.model import MoneyUnit
from generator.records.budget.money import decimals_of, from_yuan, grouped, in_yuan, rounded

UNIT = MoneyUnit.YUAN
"""What lists of records in different units show first."""
_YUAN_PLACES = 2
_WAN_PLACES = 4
"""Decimals of 万元 that were computed from 元: to the 元."""


class Money(Struct, frozen=True):
    """An amount, written twice: readers choose which of the two is shown."""

    own: str
    """In the unit that the record is written in."""
    other: str


class Units(Struct, frozen=True):
    """The words for the two units."""

    own: str
    other: str


def units(own: MoneyUnit) -> Units:
    """A unit and the other one."""
    other = MoneyUnit.WAN if own is MoneyUnit.YUAN else MoneyUnit.YUAN
    return Units(own.value, other.value)


def money(amount: Decimal | None, accounts: Accounts, signed: bool = False) -> Money | None:
    """An amount in the record's unit, to be shown; None stays None. `signed` shows a plus too."""
    if amount is None:
        return None
    return _shown(str(amount), decimals_of(accounts.step), accounts.record.unit, signed)


@lru_cache(maxsize=1 << 16)
def _shown(written: str, step: int, unit: MoneyUnit, signed: bool) -> Money:
    """An amount as it is written, as equal ones of another precision are shown otherwise; a page shows many twice."""
    amount = Decimal(written)
    places = max(decimals_of(amount), step)
    if unit is MoneyUnit.YUAN:
        own = grouped(amount, max(places, _YUAN_PLACES))
        other = grouped(from_yuan(amount, MoneyUnit.WAN), _WAN_PLACES)
    else:
        own = grouped(amount, places)
        other = grouped(in_yuan(amount, MoneyUnit.WAN), _YUAN_PLACES if places > _WAN_PLACES else 0)
    plus = "+" if signed and amount > 0 else ""
    return Money(plus + own, plus + other)


def from_record(yuan: Decimal, source: Accounts, unit: MoneyUnit) -> Money:
    """An amount in 元 of another record, shown first in a unit of choice, to the other record's precision."""
    shown = money(from_yuan(yuan, source.record.unit), source)
    assert shown is not None
    return shown if unit is source.record.unit else Money(shown.other, shown.own)


def rate(fraction: Decimal | None, places: int = 1, signed: bool = False) -> str:
    """`86.2%`; `—` where there is none."""
    if fraction is None:
        return "—"
    plus = "+" if signed and rounded(fraction * 100, places) > 0 else ""
    return f"{plus}{grouped(fraction * 100, places)}%"


def words(amount: Decimal, accounts: Accounts) -> str:
    """An amount in the record's unit within a sentence: `488.83 万元`."""
    shown = money(amount, accounts)
    assert shown is not None
    return f"{shown.own} {accounts.record.unit.value}"
