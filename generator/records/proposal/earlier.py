"""A printed number that is not right any more, and was on an earlier day: answers and what came of them go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dataset import Facts
from generator.model import Stated
from generator.quoted import Quoted
from generator.records.congress.model import Congress
from generator.records.proposal.counts import GRADES, RESULTS, tally
from generator.records.proposal.model import Proposal
from generator.records.proposal.scopes import proposals_in, scope_of
from generator.records.proposal.stated import recomputed
from generator.stated_figures import StatedFigure

_GO_ON = {one for pair in (*GRADES.values(), *RESULTS.values()) for one in pair} | {
    StatedFigure.RATED,
    StatedFigure.CLOSED,
    StatedFigure.CLOSED_RATE,
}
"""What changes as long as there are reports and ratings."""
_MOST_DAYS = 100


def right_until(one: Stated, written: Quoted, congress: Congress, facts: Facts) -> date | None:
    """The last day on which a printed number agreed with the records; None where it never did, or does not change.

    Days when few had been answered yet are no days of a report: small numbers were right on one of them anyway.
    """
    if one.of.figure not in _GO_ON or one.of.on is not None or not written.value:
        return None
    those = proposals_in(scope_of(one.of, facts.find), congress, facts)
    days = sorted({day for each in those for day in _days(each) if day < facts.as_of}, reverse=True)
    answered = len(tally(those, facts.as_of).answered)
    for day in days[:_MOST_DAYS]:
        if len(tally(those, day).answered) * 2 < answered:
            return None
        then = one.model_copy(update={"of": one.of.model_copy(update={"on": day})})
        if recomputed(then, congress, facts).agrees(written):
            return day
    return None


def _days(proposal: Proposal) -> Iterator[date]:
    """When something was reported of a proposal."""
    yield from (one.on for one in proposal.responses)
    yield from (one.on for one in proposal.carrying_out)
    yield from (one.on for one in proposal.ratings)
    if proposal.closed is not None:
        yield proposal.closed.on
