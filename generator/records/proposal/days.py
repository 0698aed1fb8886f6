"""How long answers take: calendar days from the handing over to the lead unit's first answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from generator.records.proposal.counts import Tally
from generator.records.proposal.model import Proposal
from generator.records.proposal.stage import is_assigned


@dataclass(frozen=True, slots=True)
class Wait:
    """From the day a case was handed to its lead unit to the day of the first answer, or to today."""

    proposal: Proposal
    start: date
    end: date

    @property
    def days(self) -> int:
        """Days, the first one not counted, weekends and holidays counted."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Waits:
    """How long some cases waited for an answer, and those that wait still; the longest first."""

    answered: tuple[Wait, ...]
    unanswered: tuple[Wait, ...]
    undated: int
    """Answered cases whose record does not say when they were handed over."""

    @property
    def median(self) -> str:
        """The days within which half of the answers were given, `41` or `41.5`."""
        return f"{median(one.days for one in self.answered):g}"


def waits(counts: Tally) -> Waits:
    """How long the cases of a tally waited."""
    answered = [Wait(one, one.assigned, day) for one, day in counts.answered_on if one.assigned is not None]
    waiting = [
        Wait(one, one.assigned, counts.on)
        for one in counts.unanswered
        if one.assigned is not None and is_assigned(one, counts.on)
    ]
    return Waits(_longest_first(answered), _longest_first(waiting), len(counts.answered) - len(answered))


def _longest_first(found: Iterable[Wait]) -> tuple[Wait, ...]:
    return tuple(sorted(found, key=lambda one: (-one.days, one.proposal.id)))
