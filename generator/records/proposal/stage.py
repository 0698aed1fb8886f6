"""Where a proposal stands on a day: computed from what had happened by then, never typed.

Pure functions of a proposal, its congress and a day; checks and views both ask here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Place
from generator.publication import Clock, State, Tone
from generator.records.congress.model import Congress
from generator.records.proposal.model import (
    CarryingOut,
    Grade,
    Outcome,
    Proposal,
    Rating,
    Response,
    ResponseResult,
    Review,
)


class _Dated(Protocol):
    @property
    def on(self) -> date: ...


D = TypeVar("D", bound=_Dated)


class Stage(Enum):
    """The stages of a proposal, in the order of its path."""

    COLLECTED = State("征集", "○", Tone.IDLE)
    UNREVIEWED = State("待审", "◌", Tone.RUN)
    FILED = State("已立案", "◔", Tone.RUN)
    SUGGESTION = State("意见建议", "◇", Tone.RUN)
    NOT_FILED = State("不予立案", "✕", Tone.IDLE)
    MERGED = State("已并案", "→", Tone.IDLE)
    ASSIGNED = State("已交办", "◑", Tone.RUN)
    ANSWERED = State("已答复", "◕", Tone.RUN)
    REOPENED = State("再次办理", "↻", Tone.LATE)
    CARRIED_OUT = State("落实中", "◉", Tone.RUN)
    CLOSED = State("已办结", "●", Tone.DONE)
    RETRACTED = State("已撤回", "⊘", Tone.IDLE)

    @property
    def word(self) -> str:
        """The word that readers see."""
        return self.value.word


class PledgeEnd(Enum):
    """How a promise came to its end."""

    KEPT = "已落实"
    MOVED = "改期"
    DROPPED = "不再落实"
    OVER = "办结时没有报告落实"
    RETRACTED = "随提案撤回"


class Pledge(Struct, frozen=True):
    """A day by which a unit promised to have something done, and what came of it."""

    due: date
    made: date
    place: Place
    """Where the day stands in the record."""
    end: PledgeEnd | None = None
    """None while it is open."""
    ended: date | None = None

    def lapsed(self, on: date) -> bool:
        """Whether it is open past its day."""
        return self.end is None and self.due < on

    def closed_by(self, end: PledgeEnd, day: date) -> Pledge:
        """The same promise at its end."""
        return replace(self, end=end, ended=day)


_day = attrgetter("on")


def happened(items: Iterable[D], on: date) -> tuple[D, ...]:
    """What had happened by the end of a day, oldest first; the order of writing decides within a day."""
    given = [one for one in items if one.on <= on]
    given.sort(key=_day)
    return tuple(given)


def review_on(proposal: Proposal, on: date) -> Review | None:
    """The review, once it had taken place."""
    review = proposal.review
    return review if review is not None and review.on <= on else None


def outcome_on(proposal: Proposal, on: date) -> Outcome | None:
    """The outcome of the review, once it had taken place."""
    review = review_on(proposal, on)
    return review.outcome if review else None


def is_retracted(proposal: Proposal, on: date) -> bool:
    """Whether its proposer had taken it back."""
    return proposal.retracted is not None and proposal.retracted.on <= on


def is_assigned(proposal: Proposal, on: date) -> bool:
    """Whether it had been handed to a lead unit."""
    return proposal.assigned is not None and proposal.assigned <= on


def is_closed(proposal: Proposal, on: date) -> bool:
    """Whether it had been closed."""
    return proposal.closed is not None and proposal.closed.on <= on


def is_case(proposal: Proposal, on: date) -> bool:
    """Whether it is owed an answer of its own: filed or a suggestion, not merged, not taken back before an answer."""
    if outcome_on(proposal, on) not in (Outcome.FILED, Outcome.SUGGESTION) or proposal.merged_into is not None:
        return False
    return not is_retracted(proposal, on) or bool(answers(proposal, on))


def answers(proposal: Proposal, on: date) -> tuple[Response, ...]:
    """The lead unit's answers so far: the lead answers (P7), a supporting unit only adds to it."""
    return happened((one for one in proposal.responses if one.unit == proposal.lead), on)


def last_grade(proposal: Proposal, on: date) -> Rating | None:
    """The latest rating that says something; 未反馈 does not undo an earlier one."""
    given = [one for one in happened(proposal.ratings, on) if one.grade is not Grade.NONE_GIVEN]
    return given[-1] if given else None


def answered_again(proposal: Proposal, rating: Rating, on: date) -> bool:
    """Whether an answer followed a rating, on a later day."""
    return any(one.on > rating.on for one in happened(proposal.responses, on))


def awaits_second_answer(proposal: Proposal, on: date) -> bool:
    """Whether the proposer was dissatisfied (P10) and no answer has followed."""
    last = last_grade(proposal, on)
    return last is not None and last.grade is Grade.DISSATISFIED and not answered_again(proposal, last, on)


def stage(proposal: Proposal, congress: Congress | None, on: date) -> Stage:
    """The stage as of a day. Without its congress it is not known whether proposals are still collected."""
    if is_retracted(proposal, on):
        return Stage.RETRACTED
    outcome = outcome_on(proposal, on)
    if outcome is Outcome.NOT_FILED:
        return Stage.NOT_FILED
    if proposal.merged_into is not None:
        return Stage.MERGED
    if outcome is None:
        closes = congress.proposal_deadline if congress else None
        return Stage.COLLECTED if closes is not None and on <= closes else Stage.UNREVIEWED
    return _handling(proposal, on) or (Stage.FILED if outcome is Outcome.FILED else Stage.SUGGESTION)


def _handling(proposal: Proposal, on: date) -> Stage | None:
    """The stage of what is handled, latest first; None before it is assigned."""
    if promise_lapsed(proposal, on):
        return Stage.REOPENED
    if is_closed(proposal, on):
        return Stage.CLOSED
    if awaits_second_answer(proposal, on):
        return Stage.REOPENED
    if happened(proposal.carrying_out, on):
        return Stage.CARRIED_OUT
    if answers(proposal, on):
        return Stage.ANSWERED
    return Stage.ASSIGNED if is_assigned(proposal, on) else None


def deadline(proposal: Proposal, congress: Congress | None) -> date | None:
    """The day by which it must be answered: its own, else that of its congress (P12)."""
    if proposal.deadline is not None:
        return proposal.deadline.on
    return congress.answers_due if congress else None


def answer_clock(proposal: Proposal, congress: Congress | None, on: date, notice_days: int = 10) -> Clock | None:
    """What is or was owed by the deadline: the lead's first answer. None where no answer is owed or no day is set."""
    due = deadline(proposal, congress)
    if due is None or not is_case(proposal, on):
        return None
    given = answers(proposal, on)
    return Clock(due, given[0].on if given else None, on, notice_days)


def reports(proposal: Proposal, on: date) -> tuple[tuple[Place, Response | CarryingOut], ...]:
    """The lead's answers and the reports on the carrying out so far, oldest first, each with its place."""
    lead, both = proposal.lead, list[tuple[Place, Response | CarryingOut]]()
    for number, response in enumerate(proposal.responses):
        if response.on <= on and response.unit == lead:
            both.append((("responses", number), response))
    for number, report in enumerate(proposal.carrying_out):
        if report.on <= on:
            both.append((("carrying_out", number), report))
    both.sort(key=lambda one: one[1].on)
    return tuple(both)


def latest_result(proposal: Proposal, on: date) -> ResponseResult | None:
    """What the lead unit last said of the carrying out (P11)."""
    given = reports(proposal, on)
    return given[-1][1].result if given else None


def pledges(proposal: Proposal, on: date) -> tuple[Pledge, ...]:
    """Every promise so far, oldest first: each is kept, moved, dropped, over with the proposal, or open.

    What is closed before the promised day is still promised: when that day passes without a report, it is reopened.
    """
    given, found = reports(proposal, on), list[Pledge]()
    if all(one.due is None for _, one in given):
        return ()

    def end(how: PledgeEnd, day: date) -> None:
        if found and found[-1].end is None:
            found[-1] = found[-1].closed_by(how, day)

    for place, one in given:
        if one.result is ResponseResult.DONE:
            end(PledgeEnd.KEPT, one.on)
        elif one.result.declines:
            end(PledgeEnd.DROPPED, one.on)
        elif one.due is not None and not (found and found[-1].end is None and found[-1].due == one.due):
            end(PledgeEnd.MOVED, one.on)
            found.append(Pledge(one.due, one.on, (*place, "due")))
    closed, back = proposal.closed, proposal.retracted
    if closed is not None and found and found[-1].due <= closed.on <= on:
        end(PledgeEnd.OVER, closed.on)
    if back is not None and back.on <= on:
        end(PledgeEnd.RETRACTED, back.on)
    return tuple(found)


def promise(proposal: Proposal, on: date) -> Pledge | None:
    """The promise that is open, if any."""
    given = pledges(proposal, on)
    return given[-1] if given and given[-1].end is None else None


def promise_lapsed(proposal: Proposal, on: date) -> bool:
    """Whether its promised day has passed and no report says that it is done: the site counts it as not done."""
    open_one = promise(proposal, on)
    return open_one is not None and open_one.lapsed(on)
