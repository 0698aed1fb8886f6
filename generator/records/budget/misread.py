"""One wrong number breaks every sum that it is in: which one it is, told by all that hold and all that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.diagnostics import Place
from generator.model import Phase
from generator.nearest import swapped
from generator.records.budget.accounts import Accounts, accounts_of
from generator.records.budget.equations import Equation, equations
from generator.records.budget.mistaken import shifted
from generator.records.budget.model import Budget
from generator.records.budget.money import plain
from generator.records.budget.slipped import slip_of, written_at
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
    slip: str = ""
    """By which slip alone it is told from others that would mend the same sums; '' where it needs none."""


@derived
def misread_of(record: Budget, facts: Facts) -> tuple[Misread, ...]:
    """The numbers of a record each of which breaks two sums or more, and no sum holds that they are in.

    Where there is none, details whose decimal point is off; then the one number by whose slip everything would hold.
    """
    accounts = accounts_of(record, facts)
    if all(one.kind is Kind.TRANSFER for one in broken_sums(accounts)):
        return ()
    every = list(equations(accounts, facts))
    found = tuple(_misread(every))
    return found or tuple(_shifted(every, accounts)) or tuple(_slipped(every, record))


def _slipped(every: list[Equation], record: Budget) -> Iterator[Misread]:
    """The number that a common slip makes of the right one, where no other number that would mend as much is one."""
    broken = [one for one in every if not one.holds()]
    if any(one.sum is not None and swapped(plain(one.sum.written), plain(one.sum.computed)) for one in broken):
        return
    found = [
        (place, more, _mended(broken, place), said)
        for place, more, _ in _candidates(every, broken)
        if (said := slip_of(written := written_at(record, place), written + more)) and not _as_planned(record, place)
    ]
    most = max((len(those) for _, _, those, _ in found), default=0)
    best = [one for one in found if len(one[2]) == most]
    sums = tuple(one.sum for one in best[0][2] if one.sum is not None) if len(best) == 1 else ()
    if sums and any(one.kind is not Kind.TRANSFERS for one in sums):
        yield Misread(best[0][0], best[0][1], sums, best[0][3])


def _shifted(every: list[Equation], accounts: Accounts) -> Iterator[Misread]:
    """Details whose decimal point is off, where the line above is in another sum that holds: then it is not the wrong one."""
    for one in every:
        wrong = shifted(one.sum, accounts) if one.sum is not None and _of_details(one.sum) else None
        if wrong is None or one.sum is None or wrong.place not in one.cells:
            continue
        if any(one.sum.place in other.cells and other.holds() and not other.at_most for other in every):
            yield Misread(wrong.place, wrong.more, (one.sum,))


def _as_planned(record: Budget, place: Place) -> bool:
    """Whether a number is that of another phase too: then it is hardly a slip."""
    if place[-1] not in set(Phase):
        return False
    *line, column = place
    others = (written_at(record, (*line, phase.value)) for phase in Phase if phase.value != column)
    return written_at(record, place) in others


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
        told = [(place, more) for place, more, of_line in _candidates(every, broken) if of_line]
        found = [(place, more, _mended(broken, place)) for place, more in told]
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


def _candidates(every: list[Equation], broken: list[Equation]) -> Iterator[tuple[Place, Decimal, bool]]:
    """Each number by which all sums that it is in would hold, with how much more it would be; whether a sum is of one line."""
    for place in dict.fromkeys(place for one in broken if not one.at_most for place in one.cells):
        mine = [one for one in every if place in one.cells]
        of_line = any(_of_line(one) for one in mine if not one.holds())
        ways = {-one.gap * one.cells[place] for one in mine if not one.at_most and not one.holds()}
        fitting = [more for more in ways if all(one.holds(more * one.cells[place]) for one in mine)]
        if fitting:
            yield place, min(fitting, key=lambda more: _left(more, place, mine)), of_line


def _of_line(one: Equation) -> bool:
    """Whether it speaks of one line; a line that was left out breaks totals and balances alike."""
    return len(one.cells) == 1 if one.sum is None else one.sum.kind in _OF_LINES


def _left(more: Decimal, place: Place, mine: list[Equation]) -> tuple[Decimal, Decimal]:
    """What gaps would be left; of two alike the smaller change."""
    return sum((abs(one.gap + more * one.cells[place]) for one in mine if not one.at_most), Decimal(0)), abs(more)
