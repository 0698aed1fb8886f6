"""The days that were promised, and deadlines of a proposal's own: for calendars. Those of a congress are the congress's."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.publication import Occasion
from generator.records.proposal.model import Proposal
from generator.records.proposal.stage import is_case
from generator.records.proposal.views.deadlines import promise_day
from generator.records.proposal.views.rows import short_name
from generator.records.proposal.views.sortings import promise_of


def occasions(proposal: Proposal, facts: Facts) -> Iterator[Occasion]:
    """The promised day that holds or held last, and the proposal's own deadline for an answer."""
    unit = short_name(facts, proposal.lead)
    promised = promise_of(proposal, facts)
    if promised is not None and promised.last is not None:
        due = promised.last.due
        text = f"{promised.fate.value.word}；{promise_day(proposal, promised, facts).how}"
        yield Occasion("promise", f"承诺完成：{proposal.title}（{unit}）", due, due, text)
    if proposal.deadline is not None and is_case(proposal, facts.as_of):
        day = proposal.deadline.on
        yield Occasion("answer", f"答复期限：{proposal.title}（{unit}）", day, day, proposal.deadline.reason)
