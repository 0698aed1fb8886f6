"""One wrong number breaks every sum that it is in: which one it is, told by all that hold and all that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.diagnostics import Place
from generator.records.budget.accounts import Accounts, accounts_of
from generator.records.budget.equations import Equation, equations
from generator.records.budget.mistaken import shifted
from generator.records.budget.model import Budget
from generator.records.budget.sums import Kind, Sum, broken_sums

_OF_LINES = (Kind.DETAILS, Kind.YEARS, Kind.TRANSFERS)
_FEWEST = 2
"""Sums that have to be off by the same, for the one number in them to be told from those that are in one of them."""


class Misread(Struct, frozen=True):
    """A number that is most likely wrong, as every sum that it is in would hold were it another."""

    place: Place
    more: Decimal
    """By how much it is too small."""
    sums: tuple[Sum, ...]
    """What it breaks, the sum that it is said of first."""


@derived
def misread_of(record: Budget, facts: Facts) -> tuple[Misread, ...]:
    """The numbers of a record each of which breaks two sums or more, and no sum holds that they are in.

    Where there is none, details whose decimal point is off.
    """
    accounts = accounts_of(record, facts)
    if all(one.kind is Kind.TRANSFER for one in broken_sums(accounts)):
        return ()
    every = list(equations(accounts, facts))
    found = tuple(_misread(every))
    return found or tuple(_shifted(every, accounts))


def _shifted(every: list[Equation], accounts: Accounts) -> Iterator[Misread]:
    """Details whose decimal point is off, where the line above is in another sum that holds: then it is not the wrong one."""
    for one in every:
        wrong = shifted(one.sum, accounts) if one.sum is not None and _of_details(one.sum) else None
        if wrong is None or one.sum is None or wrong.place not in one.cells:
            continue
        if any(one.sum.place in other.cells and other.holds() and not other.at_most for other in every):
            yield Misread(wrong.place, wrong.more, (one.sum,))


def _of_details(one: Sum) -> bool:
    return one.kind is Kind.DETAILS and one.broken and not one.at_most


@derived
def borne_out(record: Budget, facts: Facts) -> frozenset[Place]:
    """The numbers that are in a sum that holds."""
    every = equations(accounts_of(record, facts), facts)
    return frozenset(place for one in every if one.holds() and not one.at_most for place in one.cells)


def _misread(every: list[Equation]) -> Iterator[Misread]:
    """One after the other: what one explains is taken as mended for the next."""
    broken = [one for one in every if not one.holds()]
    while broken:
        found = [(place, more, _mended(broken, place)) for place, more in _candidates(every, broken)]
        most = max((len(those) for _, _, those in found), default=0)
        best = [one for one in found if len(one[2]) == most]
        alone = [one for one in best if not any(_share(one[2], other[2]) for other in best if other is not one)]
        if most < _FEWEST or not alone:
            return
        place, more, mended = alone[0]
        sums = tuple(one.sum for one in mended if one.sum is not None)
        if any(one.kind is not Kind.TRANSFERS for one in sums):
            yield Misread(place, more, sums)
        broken = [one for one in broken if one not in mended]
        every = [one for one in every if one not in mended]


def _share(some: list[Equation], others: list[Equation]) -> bool:
    return any(one in others for one in some)


def _mended(broken: Iterable[Equation], place: Place) -> list[Equation]:
    return [one for one in broken if place in one.cells]


def _candidates(every: list[Equation], broken: list[Equation]) -> Iterator[tuple[Place, Decimal]]:
    """Each number by which all sums that it is in would hold, with how much more it would be."""
    for place in dict.fromkeys(place for one in broken if not one.at_most for place in one.cells):
        mine = [one for one in every if place in one.cells]
        of_line = any(_of_line(one) for one in mine if not one.holds())
        ways = {-one.gap * one.cells[place] for one in mine if not one.at_most and not one.holds()}
        fitting = [more for more in ways if all(one.holds(more * one.cells[place]) for one in mine)]
        if of_line and fitting:
            yield place, min(fitting, key=lambda more: _left(more, place, mine))


def _of_line(one: Equation) -> bool:
    """Whether it speaks of one line; a line that was left out breaks totals and balances alike."""
    return len(one.cells) == 1 if one.sum is None else one.sum.kind in _OF_LINES


def _left(more: Decimal, place: Place, mine: list[Equation]) -> tuple[Decimal, Decimal]:
    """What gaps would be left; of two alike the smaller change."""
    return sum((abs(one.gap + more * one.cells[place]) for one in mine if not one.at_most), Decimal(0)), abs(more)
