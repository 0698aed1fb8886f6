"""Documents that count more proposals than are on record: of one cause, whichever numbers follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from generator.dataset import Facts
from generator.model import Stated
from generator.quoted import quoted
from generator.records.congress.model import Congress
from generator.records.proposal.bounds import NO_END
from generator.records.proposal.counts import COUNTED
from generator.records.proposal.model import Proposal
from generator.records.proposal.participation import PARTICIPATION
from generator.records.proposal.scopes import scope_of
from generator.records.proposal.stated import recomputed
from generator.records.proposal.strangers import stranger
from generator.stated_figures import StatedFigure

_WHOLES = (StatedFigure.COLLECTED, StatedFigure.FILED, StatedFigure.FILED_CASES, StatedFigure.HANDLED)
"""What all other counts are parts of, the greatest first."""


class Lacking(NamedTuple):
    """A count of which the records lack some, and the places of the other numbers that differ for no more than that."""

    place: int
    stated: Stated
    missing: int
    recorded: int
    others: frozenset[int]


def lacking(congress: Congress, differing: Sequence[int], facts: Facts) -> Lacking | None:
    """Where several of the numbers that differ are explained by proposals that are not on record; None where not.

    No count of a part can lack more than the whole does; one that lacks more, and one that is too small, stands for itself.
    """
    wholes = [
        (_WHOLES.index(one.of.figure), n)
        for n in differing
        if (one := congress.stated[n]).of.figure in _WHOLES and not scope_of(one.of, facts.find).is_part
    ]
    for _, place in sorted(wholes):
        one = congress.stated[place]
        short, there = _short(one, congress, facts)
        others = frozenset(_explained(differing, place, short, congress, facts))
        if short > 0 and others:
            return Lacking(place, one, int(short), int(there), others)
    return None


def astray(facts: Facts) -> int:
    """How many proposals name a congress that is not there, or the wrong one: they are counted nowhere, or elsewhere, until that is mended."""
    lost = sum(facts.find(one.congress) is None for one in facts.of_type(Proposal))
    return lost + sum(stranger(one, facts) is not None for one in facts.of_type(Congress))


def unexplained(differing: Sequence[int], congress: Congress, facts: Facts) -> list[int]:
    """The places of the numbers that differ by more than those that name no congress."""
    short = any(_short(congress.stated[n], congress, facts)[0] > 0 for n in differing)
    lost = Decimal(astray(facts)) if short else Decimal(0)
    explained = set(_explained(differing, -1, lost, congress, facts)) if lost else set[int]()
    return [n for n in differing if n not in explained]


def _short(one: Stated, congress: Congress, facts: Facts) -> tuple[Decimal, Decimal]:
    """How many the records lack of what is printed, and how many there are."""
    known = [each.value for each in recomputed(one, congress, facts).found if each.value is not None]
    written, there = quoted(one.value), max(known, default=Decimal(0))
    return (written.least.to_integral(ROUND_CEILING) - there if written is not None and known else Decimal(0)), there


def _explained(
    differing: Sequence[int], place: int, missing: Decimal, congress: Congress, facts: Facts
) -> Iterator[int]:
    """Every rate, and the counts that lack no more; people may be more than proposals."""
    for n in (each for each in differing if each != place):
        one = congress.stated[n]
        most = missing if one.of.figure in COUNTED else NO_END
        if (one.of.figure not in COUNTED and one.of.figure not in PARTICIPATION) or (
            0 < _short(one, congress, facts)[0] <= most
        ):
            yield n
