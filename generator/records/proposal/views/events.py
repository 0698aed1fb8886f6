"""What happened to a proposal when: for what is new, and for feeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.dataset import Facts
from generator.publication import Event
from generator.records.proposal.model import Proposal
from generator.records.proposal.stage import pledges
from generator.records.proposal.views.rows import short_name


def events(proposal: Proposal, facts: Facts) -> Iterator[Event]:
    """Everything up to the facts' day, oldest first; what weighs more comes first on one day."""
    found = sorted(_events(proposal, facts), key=lambda one: one.day)
    return (one for one in found if one.day <= facts.as_of)


def _events(proposal: Proposal, facts: Facts) -> Iterator[Event]:
    def event(day: date, kind: str, text: str) -> Event:
        return Event(day, kind, text, proposal.id)

    if proposal.closed is not None:
        yield event(proposal.closed.on, "提案办结", proposal.closed.cause)
    if proposal.retracted is not None:
        yield event(proposal.retracted.on, "提案撤回", proposal.retracted.reason)
    for answer in proposal.responses:
        yield event(answer.on, "提案答复", f"{short_name(facts, answer.unit)}答复：{answer.result.value}")
    for report in proposal.carrying_out:
        yield event(report.on, "提案落实", f"{short_name(facts, proposal.lead)}报告进展：{report.result.value}")
    for rating in proposal.ratings:
        yield event(rating.on, "提案评价", f"提案人评价：{rating.grade.value}")
    for one in pledges(proposal, facts.as_of):
        if one.due < (one.ended or facts.as_of):
            text = f"{short_name(facts, proposal.lead)}承诺 {one.due} 完成，到期没有落实的报告"
            yield event(one.due + timedelta(days=1), "承诺到期", text)
    if proposal.assigned is not None:
        yield event(proposal.assigned, "提案交办", f"交办{short_name(facts, proposal.lead)}")
    if proposal.review is not None:
        yield event(proposal.review.on, "提案审查", proposal.review.outcome.label)
    yield event(proposal.handed_in, "提案提交", proposal.category)
