"""How a number comes to be written wrong: two digits in each other's place, one too few, the point moved, the sign lost."""

from __future__ import annotations

from decimal import Decimal

from generator.diagnostics import Place
from generator.nearest import swapped
from generator.records.budget.model import Budget
from generator.records.budget.money import decimals_of, plain, rounded

_FEWEST_DIGITS = 3
"""Shorter numbers are like too many others for a slip to tell anything."""


def slip_of(written: Decimal, right: Decimal) -> str:
    """By which slip one number is written for another, '' where by none that is made often."""
    decimals = max(decimals_of(written), decimals_of(right))
    one, other = (plain(rounded(each, decimals)) for each in (written, right))
    digits, meant = (each.lstrip("-").replace(".", "").lstrip("0") for each in (one, other))
    if not digits or len(meant) < _FEWEST_DIGITS:
        return ""
    if written == -right:
        return "像是正负号写反了"
    if digits.rstrip("0") == meant.rstrip("0") and (written < 0) == (right < 0):
        return "像是小数点错了位，或者多写、少写了一个 0"
    pair = swapped(one, other)
    if pair:
        return f"像是把「{pair[1]}」写成了「{pair[0]}」"
    longer, shorter = sorted((digits, meant), key=len, reverse=True)
    if len(longer) == len(shorter) + 1 and _without_one(longer, shorter):
        return "像是少写了一个数字" if longer == meant else "像是多写了一个数字"
    return ""


def written_at(record: Budget, place: Place) -> Decimal:
    """The amount at a place of a record."""
    found = _at(record, place)
    return found if isinstance(found, Decimal) else Decimal(0)


def year_at(record: Budget, place: Place) -> int:
    """The year of which a place has the amount."""
    found = _at(record, (*place[:-1], "year"))
    return found if isinstance(found, int) else 0


def _at(record: Budget, place: Place) -> object:
    found: object = record
    for step in place:
        found = found[step] if isinstance(found, tuple) and isinstance(step, int) else getattr(found, str(step))
    return found


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
