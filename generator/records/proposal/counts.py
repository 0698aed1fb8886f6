"""What is counted of proposals (P15): every form in exactly one bucket, forms and cases apart.

A form is a proposal as it was handed in; forms that are merged into another are one case with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from generator.dataset import Facts
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
from generator.stated_figures import StatedFigure

Proposals = tuple[Proposal, ...]


class Bucket(StrEnum):
    """Where a form is counted; the words are those of reports."""

    FILED = "立案"
    SUGGESTION = "转意见建议"
    NOT_FILED = "不予立案"
    WITHDRAWN = "审查前撤销"
    UNREVIEWED = "待审查"


HANDLED = (Bucket.FILED, Bucket.SUGGESTION)
"""The buckets whose cases are assigned and answered."""
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


class Mark(NamedTuple):
    """What a form counts as on a day: all that counting asks, so that it is worked out once."""

    bucket: Bucket
    owed: bool
    """Whether it is owed an answer of its own, or was until it was answered."""
    answered: date | None
    """The day of the lead unit's first answer."""
    grade: Grade | None
    result: ResponseResult | None
    closed: bool
    lapsed: bool
    """Whether its promised day has passed without a report: that opens it again."""


def mark(proposal: Proposal, on: date) -> Mark:
    """What a form counts as on a day."""
    given, last = answers(proposal, on), last_grade(proposal, on)
    return Mark(
        bucket(proposal, on),
        is_case(proposal, on),
        given[0].on if given else None,
        last.grade if last is not None else None,
        latest_result(proposal, on),
        is_closed(proposal, on),
        promise_lapsed(proposal, on),
    )


class Tally(Struct, frozen=True, dict=True):
    """Proposals counted as of a day. Each count is the tuple of what it counts, so that it can be shown."""

    marked: tuple[tuple[Proposal, Mark], ...]
    on: date

    def _those(
        self, kinds: Collection[Bucket], holds: Callable[[Mark], bool], merged: bool | None = False
    ) -> Proposals:
        """Of some buckets the forms of which something holds: of the cases, of those merged into others, or (None) of all."""
        return tuple(
            one
            for one, says in self.marked
            if says.bucket in kinds and merged in (None, one.merged_into is not None) and holds(says)
        )

    def _cases(self, holds: Callable[[Mark], bool]) -> Proposals:
        return self._those(HANDLED, holds)

    @cached_property
    def collected(self) -> Proposals:
        """Every form that was handed in."""
        return tuple(one for one, _ in self.marked)

    @cached_property
    def buckets(self) -> Mapping[Bucket, Proposals]:
        """The forms of each bucket; together they are `collected`."""
        return {kind: self._those((kind,), _any, None) for kind in Bucket}

    @cached_property
    def merged(self) -> Proposals:
        """Forms that went into another."""
        return self._those(tuple(Bucket), _any, True)

    def forms(self, kind: Bucket) -> Proposals:
        """The forms of a bucket."""
        return self.buckets[kind]

    def cases(self, kind: Bucket) -> Proposals:
        """What is left of a bucket after merging."""
        return self._those((kind,), _any)

    def merged_from(self, kind: Bucket) -> Proposals:
        """The forms of a bucket that went into another."""
        return self._those((kind,), _any, True)

    @cached_property
    def called_off(self) -> Proposals:
        """Forms that were not filed because their proposers took them back: they count as not filed."""
        return tuple(one for one in self.forms(Bucket.NOT_FILED) if not_filed_cause(one) is NotFiledCause.RETRACTED)

    @cached_property
    def handled(self) -> Proposals:
        """The cases that are handled: filed and suggestions, after merging."""
        return self._cases(_any)

    @cached_property
    def owed(self) -> Proposals:
        """Of those, what was not taken back before it was answered."""
        return self._cases(lambda one: one.owed)

    @cached_property
    def taken_back(self) -> Proposals:
        """Cases that their proposers took back before an answer: nothing is owed of them any more."""
        return self._cases(lambda one: not one.owed)

    @cached_property
    def answered(self) -> Proposals:
        """Cases whose lead unit has answered."""
        return self._cases(lambda one: one.answered is not None)

    @cached_property
    def answered_on(self) -> tuple[tuple[Proposal, date], ...]:
        """The same, each with the day of its first answer."""
        days = {one.id: says.answered for one, says in self.marked}
        return tuple((one, day) for one in self.answered if (day := days[one.id]) is not None)

    @cached_property
    def unanswered(self) -> Proposals:
        """Cases whose lead unit still owes an answer."""
        return self._cases(lambda one: one.owed and one.answered is None)

    def graded(self, *grades: Grade | None) -> Proposals:
        """Answered cases whose latest rating is one of these; 未反馈 is no rating, None is that there is none."""
        return self._cases(lambda one: one.answered is not None and one.grade in grades)

    @cached_property
    def rated(self) -> Proposals:
        """Cases that their proposer has rated."""
        return self.graded(Grade.SATISFIED, Grade.FAIRLY, Grade.DISSATISFIED)

    def resulting(self, *results: ResponseResult) -> Proposals:
        """Answered cases of which the lead unit last reported one of these results."""
        return self._cases(lambda one: one.answered is not None and one.result in results)

    def told(self, result: ResponseResult, grade: Grade | None) -> Proposals:
        """Answered cases of a result and of a rating, or of none."""
        return self._cases(lambda one: one.answered is not None and one.result is result and one.grade is grade)

    @cached_property
    def lapsed(self) -> Proposals:
        """Cases whose promised day has passed without a report."""
        return self._cases(lambda one: one.lapsed)

    @cached_property
    def closed(self) -> Proposals:
        """Cases that are closed; a promise that lapsed has opened them again."""
        return self._cases(lambda one: one.closed and not one.lapsed)

    @cached_property
    def closed_once(self) -> Proposals:
        """Cases that were closed, those that a lapsed promise opened again too."""
        return self._cases(lambda one: one.closed)

    def satisfaction(self, *grades: Grade) -> Decimal | None:
        """The share of the rated cases with one of these grades, as a fraction; None where nothing is rated."""
        return Decimal(len(self.graded(*grades))) / len(self.rated) if self.rated else None


def _any(_: Mark) -> bool:
    return True


def not_filed_cause(proposal: Proposal) -> NotFiledCause | None:
    """Why a form was not filed, or was turned into a suggestion."""
    return proposal.review.cause if proposal.review is not None else None


def tally(proposals: Iterable[Proposal], on: date, marking: Callable[[Proposal, date], Mark] | None = None) -> Tally:
    """Count the forms that had been handed in by a day; `marking` may know what each counts as already."""
    given = marking or mark
    return Tally(tuple((one, given(one, on)) for one in proposals if one.handed_in <= on), on)


def proposals_of(congress: Congress, facts: Facts) -> Proposals:
    """The proposals of a congress, by id."""
    return tuple(one for one in facts.referrers(congress, Proposal) if one.congress.id == congress.id)


RESULTS: Mapping[ResponseResult, tuple[StatedFigure, StatedFigure]] = {
    ResponseResult.DONE: (StatedFigure.CARRIED_OUT, StatedFigure.CARRIED_OUT_RATE),
    ResponseResult.UNDER_WAY: (StatedFigure.UNDER_WAY, StatedFigure.UNDER_WAY_RATE),
    ResponseResult.PLANNED: (StatedFigure.PLANNED, StatedFigure.PLANNED_RATE),
    ResponseResult.NOT_NOW: (StatedFigure.NOT_NOW, StatedFigure.NOT_NOW_RATE),
    ResponseResult.IMPOSSIBLE: (StatedFigure.IMPOSSIBLE, StatedFigure.IMPOSSIBLE_RATE),
    ResponseResult.EXPLAINED: (StatedFigure.EXPLAINED, StatedFigure.EXPLAINED_RATE),
    ResponseResult.FOR_REFERENCE: (StatedFigure.FOR_REFERENCE, StatedFigure.FOR_REFERENCE_RATE),
}
"""What a report states of each result: how many of the answered cases have it, and their share."""


GRADES: Mapping[Grade, tuple[StatedFigure, StatedFigure]] = {
    Grade.SATISFIED: (StatedFigure.SATISFIED, StatedFigure.SATISFACTION),
    Grade.FAIRLY: (StatedFigure.FAIRLY_SATISFIED, StatedFigure.FAIRLY_RATE),
    Grade.DISSATISFIED: (StatedFigure.DISSATISFIED, StatedFigure.DISSATISFIED_RATE),
}
"""The same of each grade of a rating, as a share of what was rated."""


def _graded(grade: Grade) -> Callable[[Tally], Proposals]:
    return lambda counts: counts.graded(grade)


def _resulting(result: ResponseResult) -> Callable[[Tally], Proposals]:
    return lambda counts: counts.resulting(result)


COUNTED: Mapping[StatedFigure, Callable[[Tally], Proposals]] = {
    StatedFigure.COLLECTED: lambda counts: counts.collected,
    StatedFigure.FILED: lambda counts: counts.forms(Bucket.FILED),
    StatedFigure.SUGGESTED: lambda counts: counts.forms(Bucket.SUGGESTION),
    StatedFigure.NOT_FILED: lambda counts: counts.forms(Bucket.NOT_FILED),
    StatedFigure.WITHDRAWN: lambda counts: (*counts.forms(Bucket.WITHDRAWN), *counts.called_off),
    StatedFigure.UNREVIEWED: lambda counts: counts.forms(Bucket.UNREVIEWED),
    StatedFigure.KEY: lambda counts: tuple(one for one in counts.collected if one.key),
    StatedFigure.DELEGATED: lambda counts: tuple(
        one for one in counts.collected if any(each.delegation for each in one.proposers)
    ),
    StatedFigure.MERGED: lambda counts: counts.merged,
    StatedFigure.FILED_CASES: lambda counts: counts.cases(Bucket.FILED),
    StatedFigure.SUGGESTED_CASES: lambda counts: counts.cases(Bucket.SUGGESTION),
    StatedFigure.HANDLED: lambda counts: counts.handled,
    StatedFigure.ANSWERED: lambda counts: counts.answered,
    StatedFigure.RATED: lambda counts: counts.rated,
    **{figure: _graded(grade) for grade, (figure, _) in GRADES.items()},
    **{figure: _resulting(result) for result, (figure, _) in RESULTS.items()},
    StatedFigure.CLOSED: lambda counts: counts.closed,
}
"""The records behind each count that reports state."""
