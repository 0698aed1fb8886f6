"""Whom proposals name otherwise than the roster of their congress, where the roster is what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.nearest import nearest
from generator.records.congress.model import Congress, Delegate
from generator.records.proposal.counts import proposals_of
from generator.records.proposal.model import Outcome, Proposal, Proposer, Seconder
from generator.records.proposal.strangers import is_stranger

Person = Proposer | Seconder | Delegate
_SEVERAL = 2
"""From how many proposals on that agree with each other it is the roster that differs."""


class RosterSlip(Struct, frozen=True):
    """A line of the roster that several proposals contradict alike, or one that it lacks."""

    index: int | None
    """None where nobody stands there who might be meant."""
    person: Person
    """As the proposals write it."""
    proposals: tuple[str, ...]


def plain_name(person: Person) -> str:
    """A name without the spaces that some lists put between its characters."""
    return "".join((person.name or "").split())


def same_person(one: Person, other: Person) -> bool:
    """Whether two entries are one person: the same name, and no two different units."""
    if not plain_name(one) or plain_name(one) != plain_name(other):
        return False
    return one.unit is None or other.unit is None or one.unit == other.unit


@derived
def delegates_by_name(congress: Congress, facts: Facts) -> dict[str, list[Delegate]]:
    """The roster by name, as it is asked for every name on every proposal."""
    found: dict[str, list[Delegate]] = {}
    for one in congress.roster:
        found.setdefault(plain_name(one), []).append(one)
    return found


def is_delegate(person: Person, congress: Congress, facts: Facts) -> bool:
    """Whether somebody is on the roster, with that unit where one is written."""
    return any(same_person(person, one) for one in delegates_by_name(congress, facts).get(plain_name(person), []))


def is_slip_of_the_roster(person: Person, congress: Congress, facts: Facts) -> bool:
    """Whether somebody who is not on the roster is said there, once for all proposals."""
    return any(same_person(person, one.person) for one in roster_slips(congress, facts))


@derived
def roster_slips(congress: Congress, facts: Facts) -> tuple[RosterSlip, ...]:
    """The lines of the roster that are wrong or lacking: several filed proposals name that delegate alike, and none as it stands."""
    if not congress.roster:
        return ()
    named: dict[tuple[str, str], dict[str, Person]] = defaultdict(dict)
    for proposal, person in _named(congress, facts):
        named[plain_name(person), person.unit.id if person.unit else ""][proposal.id] = person
    found = []
    for those in named.values():
        person = next(iter(those.values()))
        if len(those) < _SEVERAL or is_delegate(person, congress, facts):
            continue
        index = _meant(person, congress, frozenset(name for name, _ in named))
        if index is not None or not _known(person, congress):
            found.append(RosterSlip(index, person, tuple(those)))
    return tuple(found)


def _named(congress: Congress, facts: Facts) -> Iterator[tuple[Proposal, Person]]:
    for proposal in proposals_of(congress, facts):
        filed = proposal.review is not None and proposal.review.outcome is Outcome.FILED
        if filed and not is_stranger(proposal, facts):
            everyone: tuple[Person, ...] = (*proposal.proposers, *proposal.seconders)
            yield from ((proposal, one) for one in everyone if one.name and one.unit)


def _known(person: Person, congress: Congress) -> bool:
    """Whether the roster has that name, or one of the unit that is nearly the same: then one of both is misspelt."""
    names = [plain_name(one) for one in congress.roster]
    return any(plain_name(person) in one or one in plain_name(person) for one in names) or bool(
        nearest(plain_name(person), [plain_name(one) for one in congress.roster if one.unit == person.unit])
    )


def _meant(person: Person, congress: Congress, named: frozenset[str]) -> int | None:
    """Where on the roster somebody stands with another unit, or with a name that is nearly the same and no proposal's."""
    numbered = list(enumerate(congress.roster))
    namesakes = [index for index, one in numbered if plain_name(one) == plain_name(person)]
    if namesakes:
        return namesakes[0] if len(namesakes) == 1 else None
    colleagues = {plain_name(one): index for index, one in numbered if one.unit == person.unit}
    near = nearest(plain_name(person), colleagues)
    return colleagues[near] if near and near not in named else None
