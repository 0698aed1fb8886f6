"""Of which proposals a congress's documents print a number: all of it, a category, a unit's, several sittings."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.dataset import Facts
from generator.model import Find, StatedOf
from generator.records.congress.model import Congress
from generator.records.proposal.counts import Proposals, proposals_of
from generator.records.proposal.model import Proposal
from generator.records.unit.model import short_of
from generator.stated_figures import StatedFigure

_OF_FORMS = frozenset(
    (
        *(StatedFigure.COLLECTED, StatedFigure.FILED, StatedFigure.SUGGESTED, StatedFigure.NOT_FILED),
        *(StatedFigure.WITHDRAWN, StatedFigure.UNREVIEWED, StatedFigure.MERGED, StatedFigure.FILED_RATE),
        *(StatedFigure.DELEGATED, StatedFigure.PROPOSERS, StatedFigure.PROPOSERS_TIMES),
    )
)
"""What speaks of those who propose; all else speaks of the unit in charge."""


class Whose(NamedTuple):
    """A unit whose proposals are counted."""

    id: str
    name: str


class Scope(NamedTuple):
    """What a printed number speaks of."""

    category: str = ""
    """Of one category, '' of all."""
    first: int = 0
    """Of the sittings from this year to the last; 0 of this sitting alone."""
    last: int = 0
    on: date | None = None
    """The day as of which the document counts, None where it is that of the site."""
    led_by: Whose | None = None
    """The unit in charge, None of any."""
    proposed_by: Whose | None = None
    """A proposer's unit, None of any."""

    @property
    def words(self) -> str:
        """`2015—2021年「民生保障」`, `截至2024-07-10的`, '' where it is the whole sitting as of now."""
        years = f"{self.first}年" if self.first == self.last else f"{self.first}—{self.last}年"
        day = f"截至{self.on}的" if self.on else ""
        whose = (
            f"{self.led_by.name}主办的" if self.led_by else f"{self.proposed_by.name}提出的" if self.proposed_by else ""
        )
        return day + (years if self.first else "") + whose + (f"「{self.category}」" if self.category else "")

    @property
    def whole(self) -> Scope:
        """The same sittings, every category and unit."""
        return self._replace(category="", led_by=None, proposed_by=None)

    @property
    def is_part(self) -> bool:
        """Whether it is a category or a unit's."""
        return self != self.whole


def scope_of(of: StatedOf, find: Find) -> Scope:
    """What a figure is said to speak of."""
    years = [one for one in (of.year, of.start, of.end) if one is not None]
    category = of.label or ""
    scope = Scope(category, min(years, default=0), max(years, default=0), of.on)
    if of.unit is None:
        return scope
    whose = Whose(of.unit.id, short_of(of.unit, find))
    return scope._replace(proposed_by=whose) if of.figure in _OF_FORMS else scope._replace(led_by=whose)


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


def partly_known(scope: Scope, congress: Congress, facts: Facts) -> bool:
    """Whether only some proposals of the sittings are on record, so that there were more of everything, and no rate is known."""
    return any(one.partial for one in sittings_in(scope, congress, facts))


def proposals_in(scope: Scope, congress: Congress, facts: Facts) -> Proposals:
    """The proposals that a number speaks of."""
    every = (one for sitting in sittings_in(scope, congress, facts) for one in proposals_of(sitting, facts))
    return tuple(one for one in every if _is_in(scope, one))


def _is_in(scope: Scope, proposal: Proposal) -> bool:
    leads = scope.led_by is None or (proposal.lead is not None and proposal.lead.id == scope.led_by.id)
    units = {one.unit.id for one in proposal.proposers if one.unit is not None}
    proposes = scope.proposed_by is None or scope.proposed_by.id in units
    return scope.category in ("", proposal.category) and leads and proposes
