"""A line with its amounts of two phases in each other's place: what breaks in both, and what mends it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.diagnostics import Place
from generator.model import Phase
from generator.records.budget.accounts import Placed, accounts_of
from generator.records.budget.equations import Equation, equations
from generator.records.budget.model import Budget
from generator.records.budget.sums import broken_sums

_FEWEST = 2


class Exchanged(Struct, frozen=True):
    """Two amounts of a line, each in the other's phase."""

    placed: Placed
    earlier: Phase
    later: Phase

    @property
    def place(self) -> Place:
        """Where the later of the two stands."""
        return (*self.placed.place, self.later.value)


@derived
def exchanged_of(record: Budget, facts: Facts) -> Exchanged | None:
    """The one line by whose exchange everything would add up that its amounts are in, each of them breaking a sum."""
    accounts = accounts_of(record, facts)
    if len(broken_sums(accounts)) < _FEWEST:
        return None
    every = list(equations(accounts, facts))
    found = [
        Exchanged(placed, earlier, later)
        for placed in accounts.lines
        for earlier, later in combinations(Phase, 2)
        if _mends(placed, (earlier, later), every)
    ]
    return found[0] if len(found) == 1 else None


def _mends(placed: Placed, phases: tuple[Phase, Phase], every: list[Equation]) -> bool:
    one, other = (placed.line.amount(phase) for phase in phases)
    if one is None or other is None or one == other:
        return False
    more = {(*placed.place, phases[0].value): other - one, (*placed.place, phases[1].value): one - other}
    mine = list(_with(more, every))
    broken = [each for each in mine if not each.holds()]
    both = all(any(place in each.cells for each in broken) for place in more)
    return both and all(each.holds(_change(more, each)) for each in mine)


def _with(places: dict[Place, Decimal], every: list[Equation]) -> Iterator[Equation]:
    return (one for one in every if any(place in one.cells for place in places))


def _change(more: dict[Place, Decimal], one: Equation) -> Decimal:
    return sum((amount * one.cells.get(place, 0) for place, amount in more.items()), Decimal(0))
