"""What is counted of proposals (P15): every form in exactly one bucket, forms and cases apart.

A form is a proposal as it was handed in; forms that are merged into another are one case with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from generator.dataset import Facts
from generator.model import StatedFigure
from generator.records.congress.model import Congress
from generator.records.proposal.model import Grade, Outcome, Proposal
from generator.records.proposal.stage import answers, is_case, is_retracted, last_grade, outcome_on

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
    def answered(self) -> Proposals:
        """Cases whose lead unit has answered."""
        return tuple(one for one in self.handled if answers(one, self.on))

    def graded(self, *grades: Grade) -> Proposals:
        """Cases whose latest rating is one of these; 未反馈 is no rating."""
        return tuple(
            one for one in self.handled if (last := last_grade(one, self.on)) is not None and last.grade in grades
        )

    @cached_property
    def rated(self) -> Proposals:
        """Cases that their proposer has rated."""
        return self.graded(Grade.SATISFIED, Grade.FAIRLY, Grade.DISSATISFIED)

    def satisfaction(self, *grades: Grade) -> Decimal | None:
        """The share of the rated cases with one of these grades, as a fraction; None where nothing is rated."""
        return Decimal(len(self.graded(*grades))) / len(self.rated) if self.rated else None


def tally(proposals: Iterable[Proposal], on: date) -> Tally:
    """Count the forms that had been handed in by a day."""
    return Tally(tuple(one for one in proposals if one.handed_in <= on), on)


def proposals_of(congress: Congress, facts: Facts) -> Proposals:
    """The proposals of a congress, by id."""
    return tuple(one for one in facts.referrers(congress, Proposal) if one.congress.id == congress.id)


def counted(figure: StatedFigure, counts: Tally) -> Proposals | None:
    """The records behind a count that reports state; None where the figure is no count of proposals."""
    match figure:
        case StatedFigure.COLLECTED:
            return counts.collected
        case StatedFigure.FILED:
            return counts.forms(Bucket.FILED)
        case StatedFigure.SUGGESTED:
            return counts.forms(Bucket.SUGGESTION)
        case StatedFigure.NOT_FILED:
            return counts.forms(Bucket.NOT_FILED)
        case StatedFigure.WITHDRAWN:
            return counts.forms(Bucket.WITHDRAWN)
        case StatedFigure.MERGED:
            return counts.merged
        case StatedFigure.FILED_CASES:
            return counts.cases(Bucket.FILED)
        case StatedFigure.SUGGESTED_CASES:
            return counts.cases(Bucket.SUGGESTION)
        case StatedFigure.ANSWERED:
            return counts.answered
        case StatedFigure.RATED:
            return counts.rated
        case StatedFigure.SATISFIED:
            return counts.graded(Grade.SATISFIED)
        case _:
            return None
