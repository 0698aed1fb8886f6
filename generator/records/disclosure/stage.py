"""Where a disclosure stands: its stage, the clock that runs on it, and what is counted of many (D1, D4, D5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.publication import Clock, State, Tone
from generator.records.disclosure.clock import Term, answer_term, publication_term
from generator.records.disclosure.model import Disclosure
from generator.records.rule.model import ruled

Disclosures = tuple[Disclosure, ...]

PUBLISHED = State("已公开", "●", Tone.DONE)
LATE = State("迟公开", "◆", Tone.RUN)
ANSWERED = State("已答复", "●", Tone.DONE)
ANSWERED_LATE = State("迟答复", "◆", Tone.RUN)
ENDED = State("已办结", "●", Tone.DONE)
"""A request that ended without an answer."""
CORRECTED = State("已更正", "◆", Tone.RUN)
ON_NOTICE = State("公示中", "◔", Tone.RUN)
WAITING = State("待公开", "○", Tone.IDLE)
ASKED = State("待答复", "○", Tone.IDLE)
WITHHELD = State("不予公开", "■", Tone.IDLE)


def stage(record: Disclosure, facts: Facts) -> State:
    """The stage of a disclosure as of the day."""
    if record.withheld is not None:
        return WITHHELD
    request = record.request
    answered = request is not None and request.answered is not None
    if record.published is None and (request is None or request.result is None):
        return ASKED if request is not None and not answered else WAITING
    if corrections(record, facts):
        return CORRECTED
    notice = record.notice
    if notice is not None and notice.start <= facts.as_of <= notice.end:
        return ON_NOTICE
    owed = term(record, facts)
    late = owed is not None and owed.late
    if request is not None and request.unanswered:
        return ENDED
    if request is not None:
        return ANSWERED_LATE if late else ANSWERED
    return LATE if late else PUBLISHED


def corrections(record: Disclosure, facts: Facts) -> Disclosures:
    """The published records that correct this one, the first of them first."""
    public = [
        one
        for one in facts.referrers(record, Disclosure)
        if one.replaces is not None and one.replaces.record.id == record.id and one.published is not None
    ]
    return tuple(sorted(public, key=lambda one: (one.published or date.max, one.id)))


def term(record: Disclosure, facts: Facts) -> Term | None:
    """The working days that count for a disclosure: those of the answer where somebody asked, else those of D1."""
    return answer_term(record, facts) if record.request is not None else publication_term(record, facts)


def clock(record: Disclosure, facts: Facts) -> Clock | None:
    """What is or was owed, None where nothing is or the calendar is wanted."""
    owed = term(record, facts)
    return None if owed is None else owed.clock(facts.as_of, int(ruled(facts, "QX1", "提前天数")))


class Tally(Struct, frozen=True):
    """Disclosures counted as of a day. Each count is the tuple of what it counts, so that it can be shown."""

    published: Disclosures
    in_time: Disclosures
    late: Disclosures
    overdue: Disclosures
    """Made, owed, and not published though the last day has passed."""
    withheld: Disclosures
    answered: Disclosures
    """Requests that were answered in time."""
    asked: Disclosures
    """Requests that are answered, or overdue."""

    @property
    def timed(self) -> Disclosures:
        """Published ones of which it can be told whether they were in time: those with a day of origin and a calendar."""
        return tuple(sorted((*self.in_time, *self.late), key=lambda one: one.id))


class Fate(NamedTuple):
    """What became of a disclosure's two clocks: `in time`, `late`, `overdue`, `running`, `unknown`, or '' for none."""

    publication: str
    answer: str


@derived
def fate(record: Disclosure, facts: Facts) -> Fate:
    """What became of a disclosure."""
    as_of = facts.as_of
    return Fate(_fate(publication_term(record, facts), as_of), _fate(answer_term(record, facts), as_of))


def tally(records: Iterable[Disclosure], facts: Facts) -> Tally:
    """What is counted of any disclosures. Withdrawn ones are left out."""
    shown = [one for one in records if one.withdrawn is None]
    known = {one.id: fate(one, facts) for one in shown}

    def those(kind: str) -> Disclosures:
        return tuple(one for one in shown if known[one.id].publication == kind)

    return Tally(
        published=tuple(one for one in shown if _is_out(one)),
        in_time=those("in time"),
        late=those("late"),
        overdue=those("overdue"),
        withheld=tuple(one for one in shown if one.withheld is not None),
        answered=tuple(one for one in shown if known[one.id].answer == "in time"),
        asked=tuple(one for one in shown if known[one.id].answer in ("in time", "late", "overdue")),
    )


def _is_out(record: Disclosure) -> bool:
    """Whether its content is published: what was asked for and not given is not."""
    outcome = record.request.result if record.request is not None else None
    return record.published is not None and record.withheld is None and (outcome is None or outcome.gives)


def _fate(owed: Term | None, as_of: date) -> str:
    if owed is None:
        return ""
    if owed.unknown(as_of):
        return "unknown"
    if owed.done is not None:
        return "late" if owed.late else "in time"
    return "overdue" if owed.overdue(as_of) else "running"
