"""What is counted of proposals (P15): every form in exactly one bucket, forms and cases apart.

A form is a proposal as it was handed in; forms that are merged into another are one case with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from generator.dataset import Facts
from generator.model import StatedFigure
from generator.records.congress.model import Congress
from generator.records.proposal.model import Grade, NotFiledCause, Outcome, Proposal, ResponseResult
from generator.records.proposal.stage import (
    answers,
    is_case,
    is_closed,
    is_retracted,
    last_grade,
    latest_result,
    outcome_on,
    promise_lapsed,
)

Proposals = tuple[Proposal, ...]


class Bucket(StrEnum):
    """Where a form is counted; the words are those of reports."""

    FILED = "立案"
    SUGGESTION = "转意见建议"
    NOT_FILED = "不予立案"
    WITHDRAWN = "审查前撤销"
    UNREVIEWED = "待审查"


_REVIEWED = {
    Outcome.FILED: Bucket.FILED,
    Outcome.SUGGESTION: Bucket.SUGGESTION,
    Outcome.NOT_FILED: Bucket.NOT_FILED,
}


def bucket(proposal: Proposal, on: date) -> Bucket:
    """The one bucket of a form on a day. What was reviewed stays in its bucket, whatever happens later."""
    outcome = outcome_on(proposal, on)
    if outcome is not None:
        return _REVIEWED[outcome]
    return Bucket.WITHDRAWN if is_retracted(proposal, on) else Bucket.UNREVIEWED


@dataclass(frozen=True)
class Tally:
    """Proposals counted as of a day. Each count is the tuple of what it counts, so that it can be shown."""

    collected: Proposals
    on: date

    @cached_property
    def buckets(self) -> Mapping[Bucket, Proposals]:
        """The forms of each bucket; together they are `collected`."""
        return {kind: tuple(one for one in self.collected if bucket(one, self.on) is kind) for kind in Bucket}

    @cached_property
    def merged(self) -> Proposals:
        """Forms that went into another."""
        return tuple(one for one in self.collected if one.merged_into is not None)

    def forms(self, kind: Bucket) -> Proposals:
        """The forms of a bucket."""
        return self.buckets[kind]

    def cases(self, kind: Bucket) -> Proposals:
        """What is left of a bucket after merging."""
        return tuple(one for one in self.buckets[kind] if one.merged_into is None)

    @cached_property
    def handled(self) -> Proposals:
        """The cases that are owed an answer: filed and suggestions, after merging."""
        return tuple(one for kind in (Bucket.FILED, Bucket.SUGGESTION) for one in self.cases(kind))

    @cached_property
    def owed(self) -> Proposals:
        """Of those, what was not taken back before it was answered."""
        return tuple(one for one in self.handled if is_case(one, self.on))

    @cached_property
    def taken_back(self) -> Proposals:
        """Cases that their proposers took back before an answer: nothing is owed of them any more."""
        return tuple(one for one in self.handled if not is_case(one, self.on))

    @cached_property
    def answered(self) -> Proposals:
        """Cases whose lead unit has answered."""
        return tuple(one for one in self.handled if answers(one, self.on))

    @cached_property
    def unanswered(self) -> Proposals:
        """Cases whose lead unit still owes an answer."""
        return tuple(one for one in self.owed if not answers(one, self.on))

    @cached_property
    def called_off(self) -> Proposals:
        """Forms that were not filed because their proposers took them back: they count as not filed."""
        return tuple(one for one in self.forms(Bucket.NOT_FILED) if not_filed_cause(one) is NotFiledCause.RETRACTED)

    def merged_from(self, kind: Bucket) -> Proposals:
        """The forms of a bucket that went into another."""
        return tuple(one for one in self.buckets[kind] if one.merged_into is not None)

    def graded(self, *grades: Grade) -> Proposals:
        """Answered cases whose latest rating is one of these; 未反馈 is no rating."""
        return tuple(
            one for one in self.answered if (last := last_grade(one, self.on)) is not None and last.grade in grades
        )

    @cached_property
    def rated(self) -> Proposals:
        """Cases that their proposer has rated."""
        return self.graded(Grade.SATISFIED, Grade.FAIRLY, Grade.DISSATISFIED)

    @cached_property
    def unrated(self) -> Proposals:
        """Answered cases without a rating that says something."""
        return tuple(one for one in self.answered if last_grade(one, self.on) is None)

    def resulting(self, *results: ResponseResult) -> Proposals:
        """Answered cases of which the lead unit last reported one of these results."""
        return tuple(one for one in self.answered if latest_result(one, self.on) in results)

    @cached_property
    def closed(self) -> Proposals:
        """Cases that are closed; a promise that lapsed has opened them again."""
        return tuple(one for one in self.closed_once if not promise_lapsed(one, self.on))

    @cached_property
    def closed_once(self) -> Proposals:
        """Cases that were closed, those that a lapsed promise opened again too."""
        return tuple(one for one in self.handled if is_closed(one, self.on))

    def satisfaction(self, *grades: Grade) -> Decimal | None:
        """The share of the rated cases with one of these grades, as a fraction; None where nothing is rated."""
        return Decimal(len(self.graded(*grades))) / len(self.rated) if self.rated else None


def not_filed_cause(proposal: Proposal) -> NotFiledCause | None:
    """Why a form was not filed, or was turned into a suggestion."""
    return proposal.review.cause if proposal.review is not None else None


def tally(proposals: Iterable[Proposal], on: date) -> Tally:
    """Count the forms that had been handed in by a day."""
    return Tally(tuple(one for one in proposals if one.handed_in <= on), on)


def proposals_of(congress: Congress, facts: Facts) -> Proposals:
    """The proposals of a congress, by id."""
    return tuple(one for one in facts.referrers(congress, Proposal) if one.congress.id == congress.id)


COUNTED: Mapping[StatedFigure, Callable[[Tally], Proposals]] = {
    StatedFigure.COLLECTED: lambda counts: counts.collected,
    StatedFigure.FILED: lambda counts: counts.forms(Bucket.FILED),
    StatedFigure.SUGGESTED: lambda counts: counts.forms(Bucket.SUGGESTION),
    StatedFigure.NOT_FILED: lambda counts: counts.forms(Bucket.NOT_FILED),
    StatedFigure.WITHDRAWN: lambda counts: (*counts.forms(Bucket.WITHDRAWN), *counts.called_off),
    StatedFigure.UNREVIEWED: lambda counts: counts.forms(Bucket.UNREVIEWED),
    StatedFigure.MERGED: lambda counts: counts.merged,
    StatedFigure.FILED_CASES: lambda counts: counts.cases(Bucket.FILED),
    StatedFigure.SUGGESTED_CASES: lambda counts: counts.cases(Bucket.SUGGESTION),
    StatedFigure.HANDLED: lambda counts: counts.handled,
    StatedFigure.ANSWERED: lambda counts: counts.answered,
    StatedFigure.RATED: lambda counts: counts.rated,
    StatedFigure.SATISFIED: lambda counts: counts.graded(Grade.SATISFIED),
    StatedFigure.FAIRLY_SATISFIED: lambda counts: counts.graded(Grade.FAIRLY),
    StatedFigure.DISSATISFIED: lambda counts: counts.graded(Grade.DISSATISFIED),
    StatedFigure.CARRIED_OUT: lambda counts: counts.resulting(ResponseResult.DONE),
    StatedFigure.CLOSED: lambda counts: counts.closed,
}
"""The records behind each count that reports state."""
