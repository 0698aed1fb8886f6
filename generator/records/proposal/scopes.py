"""Of which proposals a congress's documents print a number: all of it, a category, several sittings."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.dataset import Facts
from generator.model import StatedOf
from generator.records.congress.model import Congress
from generator.records.proposal.counts import Proposals, proposals_of


class Scope(NamedTuple):
    """What a printed number speaks of."""

    category: str = ""
    """Of one category, '' of all."""
    first: int = 0
    """Of the sittings from this year to the last; 0 of this sitting alone."""
    last: int = 0
    on: date | None = None
    """The day as of which the document counts, None where it is that of the site."""

    @property
    def words(self) -> str:
        """`2015—2021年「民生保障」`, `截至2024-07-10的`, '' where it is the whole sitting as of now."""
        years = f"{self.first}年" if self.first == self.last else f"{self.first}—{self.last}年"
        day = f"截至{self.on}的" if self.on else ""
        return day + (years if self.first else "") + (f"「{self.category}」" if self.category else "")

    @property
    def whole(self) -> Scope:
        """The same sittings, every category."""
        return self._replace(category="")


def scope_of(of: StatedOf) -> Scope:
    """What a figure is said to speak of."""
    years = [one for one in (of.year, of.start, of.end) if one is not None]
    category = of.label or ""
    return Scope(category, min(years, default=0), max(years, default=0), of.on)


def sittings_in(scope: Scope, congress: Congress, facts: Facts) -> tuple[Congress, ...]:
    """The sittings of the same body that a number speaks of, earliest first."""
    if not scope.first:
        return (congress,)
    found = [
        one
        for one in facts.of_type(Congress)
        if one.unit == congress.unit and scope.first <= one.held.start.year <= scope.last
    ]
    return tuple(sorted(found, key=lambda one: (one.held.start, one.id)))


def all_known(scope: Scope, congress: Congress, facts: Facts) -> bool:
    """Whether the sittings of several years seem to be registered: of the first year and of the last, each with proposals."""
    sittings = sittings_in(scope, congress, facts)
    ends = {one.held.start.year for one in sittings} >= {scope.first, scope.last}
    return ends and all(proposals_of(one, facts) for one in sittings)


def proposals_in(scope: Scope, congress: Congress, facts: Facts) -> Proposals:
    """The proposals that a number speaks of."""
    every = (one for sitting in sittings_in(scope, congress, facts) for one in proposals_of(sitting, facts))
    return tuple(one for one in every if scope.category in ("", one.category))
