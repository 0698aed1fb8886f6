"""A proposal that is written to the wrong congress: its id begins like those of another one."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from generator.dataset import Facts, derived
from generator.records.congress.model import Congress
from generator.records.proposal.counts import proposals_of
from generator.records.proposal.model import Proposal

_A_PATTERN = 10
"""From how many ids on that begin alike they are meant to."""


def beginning(proposal: Proposal) -> str:
    """`TA-0803` of `TA-0803-007`."""
    return proposal.id.rpartition("-")[0]


def usual_beginning(congress: Congress, facts: Facts) -> tuple[str, int]:
    """How the ids of its proposals begin, and of how many; '' where more than one is otherwise, or they are few."""
    proposals = proposals_of(congress, facts)
    usual, count = next(iter(Counter(map(beginning, proposals)).most_common(1)), ("", 0))
    return (usual, count) if count >= _A_PATTERN and len(proposals) - count <= 1 else ("", 0)


class Stranger(NamedTuple):
    """A proposal with the congress that it seems to be of."""

    id: str
    congress: str


@derived
def stranger(congress: Congress, facts: Facts) -> Stranger | None:
    """The one proposal that seems to be of another congress, None where there is none."""
    usual, _ = usual_beginning(congress, facts)
    odd = next((one for one in proposals_of(congress, facts) if usual and beginning(one) != usual), None)
    if odd is None:
        return None
    others = (one for one in facts.of_type(Proposal) if one.congress != odd.congress)
    like = next((one for one in others if beginning(one) == beginning(odd)), None)
    return Stranger(odd.id, like.congress.id) if like is not None else None


def is_stranger(proposal: Proposal, facts: Facts) -> bool:
    """Whether a proposal seems to be of another congress than the one it names: then it is held against neither."""
    congress = facts.find(proposal.congress)
    found = stranger(congress, facts) if congress is not None else None
    return found is not None and found.id == proposal.id
