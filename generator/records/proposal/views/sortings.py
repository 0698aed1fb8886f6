"""What a proposal is as of the facts' day, worked out once for all who ask, and the lists that it stands in by that.

In lists stand the proposals whose publication has not been withdrawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.dataset import Facts, derived
from generator.records.proposal import promises
from generator.records.proposal import stage as stages
from generator.records.proposal.counts import Mark, mark
from generator.records.proposal.model import Proposal
from generator.sorting import sorting


@derived
def stage_of(proposal: Proposal, facts: Facts) -> stages.Stage:
    """Its stage."""
    return stages.stage(proposal, facts.find(proposal.congress), facts.as_of)


@derived
def mark_of(proposal: Proposal, facts: Facts) -> Mark:
    """What it counts as."""
    return mark(proposal, facts.as_of)


@derived
def promise_of(proposal: Proposal, facts: Facts) -> promises.Promise | None:
    """What its lead unit promised."""
    return promises.promise_of(proposal, facts.as_of)


def slug(text: str) -> str:
    """A name in an address: letters and digits of any script in lower case, the rest hyphens."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "-".join("".join(one if one.isalnum() else " " for one in plain).split()) or "x"


@sorting(Proposal)
def of_congress(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """By the id of the congress."""
    if proposal.withdrawn is None and facts.find(proposal.congress) is not None:
        yield proposal.congress.id


@sorting(Proposal)
def of_year(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """By the year in which the congress was held."""
    congress = facts.find(proposal.congress)
    if proposal.withdrawn is None and congress is not None:
        yield str(congress.held.start.year)


@sorting(Proposal)
def of_category(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """By the category as it stands in addresses."""
    if proposal.withdrawn is None:
        yield slug(proposal.category)


@sorting(Proposal)
def at_stage(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """By the name of the stage."""
    if proposal.withdrawn is None:
        yield stage_of(proposal, facts).name


@sorting(Proposal)
def led_by(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """By the id of the lead unit."""
    if proposal.withdrawn is None and proposal.lead is not None and facts.find(proposal.lead) is not None:
        yield proposal.lead.id


@sorting(Proposal)
def supported_by(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """By the ids of the supporting units."""
    if proposal.withdrawn is None:
        yield from (one.id for one in proposal.supporting if facts.find(one) is not None)


@sorting(Proposal)
def promised_to(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """What holds a promise, by the id of the congress."""
    if promise_of(proposal, facts) is not None and facts.find(proposal.congress) is not None:
        yield proposal.congress.id


@sorting(Proposal)
def promised_by(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """What holds a promise, by the id of the lead unit."""
    if proposal.lead is not None and promise_of(proposal, facts) is not None and facts.find(proposal.lead) is not None:
        yield proposal.lead.id
