"""When a congress sits: for calendars."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.publication import Occasion
from generator.records.congress.model import Congress


def occasions(record: Congress, facts: Facts) -> Iterator[Occasion]:
    """The days on which it sits, and those by which proposals and answers are due."""
    title = record.heading(facts.find)
    yield Occasion("held", title, record.held.start, record.held.end)
    if record.proposal_deadline is not None:
        yield Occasion("proposals", f"提案截止：{title}", record.proposal_deadline, record.proposal_deadline)
    if record.answers_due is not None:
        yield Occasion("answers", f"提案答复期限：{title}", record.answers_due, record.answers_due)
