"""Who took part in the proposals of a congress, as reports print it: people, times that people took part, units in charge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from generator.records.proposal.counts import Tally
from generator.records.proposal.model import Proposer, Seconder
from generator.stated_figures import StatedFigure


class Heads(NamedTuple):
    """A number of people or units, and how it is said."""

    number: int
    text: str


def _proposers(counts: Tally) -> list[Proposer]:
    """Delegates who propose by name; those of merged forms too."""
    return [each for one in counts.collected for each in one.proposers if each.name]


def _seconders(counts: Tally) -> list[Seconder]:
    return [each for one in counts.collected for each in one.seconders]


def _people(those: list[Proposer] | list[Seconder]) -> int:
    """Each counted once: who has the same name and unit is the same delegate."""
    return len({(one.name, one.unit.id if one.unit else "") for one in those})


def _units(counts: Tally) -> tuple[Heads, ...]:
    """The units in charge of what is handled; those that help may be counted too."""
    leads = {one.lead.id for one in counts.handled if one.lead}
    every = leads | {unit.id for one in counts.handled for unit in one.supporting}
    found = [Heads(len(leads), f"{len(leads)} 个（主办）")]
    return (*found, Heads(len(every), f"{len(every)} 个（连同协办）")) if every != leads else tuple(found)


PARTICIPATION: Mapping[StatedFigure, Callable[[Tally], tuple[Heads, ...]]] = {
    StatedFigure.PROPOSERS: lambda counts: (_said(_people(_proposers(counts)), "人", counts),),
    StatedFigure.PROPOSERS_TIMES: lambda counts: (_said(len(_proposers(counts)), "人次", counts),),
    StatedFigure.SECONDERS: lambda counts: (Heads(n := _people(_seconders(counts)), f"{n} 人"),),
    StatedFigure.SECONDERS_TIMES: lambda counts: (Heads(n := len(_seconders(counts)), f"{n} 人次"),),
    StatedFigure.UNITS_IN_CHARGE: _units,
}
"""What reports state of those who took part, and what it can be."""


def _said(count: int, unit: str, counts: Tally) -> Heads:
    delegated = sum(not any(each.name for each in one.proposers) for one in counts.collected)
    return Heads(count, f"{count} {unit}" + (f"（代表团提出的 {delegated} 件不算）" if delegated else ""))
