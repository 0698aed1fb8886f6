"""How long answers take: calendar days from the handing over to the lead unit's first answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from statistics import median

from msgspec import Struct

from generator.records.proposal.model import Proposal
from generator.records.proposal.stage import is_assigned


class Wait(Struct, frozen=True):
    """From the day a case was handed to its lead unit to the day of the first answer, or to today."""

    proposal: Proposal
    start: date
    end: date

    @property
    def days(self) -> int:
        """Days, the first one not counted, weekends and holidays counted."""
        return (self.end - self.start).days


class Waits(Struct, frozen=True):
    """How long some cases waited for an answer, and those that wait still; the longest first."""

    answered: tuple[Wait, ...]
    unanswered: tuple[Wait, ...]
    undated: int
    """Answered cases whose record does not say when they were handed over."""

    @property
    def median(self) -> str:
        """The days within which half of the answers were given, `41` or `41.5`."""
        return f"{median(one.days for one in self.answered):g}"


def waits(answered: Collection[tuple[Proposal, date]], unanswered: Iterable[Proposal], on: date) -> Waits:
    """How long cases waited: those answered, each with the day of its first answer, and those that wait still."""
    given = [Wait(one, one.assigned, day) for one, day in answered if one.assigned is not None]
    waiting = [Wait(one, one.assigned, on) for one in unanswered if one.assigned is not None and is_assigned(one, on)]
    return Waits(_longest_first(given), _longest_first(waiting), len(answered) - len(given))


def _longest_first(found: Iterable[Wait]) -> tuple[Wait, ...]:
    return tuple(sorted(found, key=lambda one: (-one.days, one.proposal.id)))
