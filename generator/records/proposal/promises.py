"""What came of what units promised: kept in time, kept late, lapsed, dropped, not due, without a day. Pure, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from itertools import pairwise

from msgspec import Struct

from generator.publication import State, Tone
from generator.records.proposal.model import CarryingOut, Proposal, Response, ResponseResult
from generator.records.proposal.stage import (
    Pledge,
    PledgeEnd,
    is_case,
    latest_result,
    pledges,
    reports,
)

PROMISING = (ResponseResult.UNDER_WAY, ResponseResult.PLANNED)
"""Results that promise something, so that a day is wanted (P8, P11)."""


class Fate(Enum):
    """What came of a promise, in the order in which readers want to see them. Every promise is in exactly one."""

    LAPSED = State("到期没有落实", "▲", Tone.LATE)
    RUNNING = State("还没到期", "○", Tone.IDLE)
    LATE = State("迟了才落实", "◆", Tone.RUN)
    KEPT = State("按期落实", "●", Tone.DONE)
    DROPPED = State("报告不再落实", "✕", Tone.IDLE)
    OVER = State("办结时没有报告落实", "◇", Tone.RUN)
    UNDATED = State("没有写日期", "·", Tone.IDLE)

    @property
    def key(self) -> str:
        """Its anchor and its place in addresses."""
        return self.name.lower()


DUE = (Fate.KEPT, Fate.LATE, Fate.LAPSED, Fate.DROPPED, Fate.OVER)
"""Fates of promises of which it can be told whether they were kept: the denominator."""


class Move(Struct, frozen=True):
    """A promised day that was moved."""

    on: date
    before: date
    after: date
    report: Response | CarryingOut
    """The answer or report that moved it: it says why."""

    @property
    def days(self) -> int:
        """By how many days, negative where it came forward."""
        return (self.after - self.before).days


class Promise(Struct, frozen=True):
    """A proposal that a unit promised to carry out, with every day that it named."""

    proposal: Proposal
    fate: Fate
    result: ResponseResult
    """What the unit last said (P11)."""
    chain: tuple[Pledge, ...]
    """Its days, oldest first; none where no day was named."""
    moves: tuple[Move, ...]

    @property
    def last(self) -> Pledge | None:
        """The day that holds, or that held last."""
        return self.chain[-1] if self.chain else None

    @property
    def first(self) -> Pledge | None:
        """The day that was named first, before any move of the one that holds."""
        if not self.chain:
            return None
        place = len(self.chain) - 1
        while place and self.chain[place - 1].end is PledgeEnd.MOVED:
            place -= 1
        return self.chain[place]


def promise_of(proposal: Proposal, on: date) -> Promise | None:
    """What a proposal's lead unit promised as of a day; None where it promised nothing, or where nobody waits for it any more."""
    if proposal.withdrawn is not None or not is_case(proposal, on):
        return None
    chain, result = pledges(proposal, on), latest_result(proposal, on)
    if result is None or (not chain and result not in PROMISING):
        return None
    if chain and chain[-1].end is PledgeEnd.RETRACTED:
        return None
    return Promise(proposal, _fate(chain, on), result, chain, _moves(proposal, chain, on))


def promises(proposals: Iterable[Proposal], on: date) -> list[Promise]:
    """The promises among some proposals as of a day, in the order of their days."""
    return in_order_of_days(one for proposal in proposals if (one := promise_of(proposal, on)) is not None)


def in_order_of_days(found: Iterable[Promise]) -> list[Promise]:
    """The earliest day first, those without one last; ties by id."""
    return sorted(found, key=lambda one: (one.last.due if one.last else date.max, one.proposal.id))


def _fate(chain: tuple[Pledge, ...], on: date) -> Fate:
    if not chain:
        return Fate.UNDATED
    last = chain[-1]
    match last.end:
        case None:
            return Fate.LAPSED if last.lapsed(on) else Fate.RUNNING
        case PledgeEnd.KEPT:
            return Fate.LATE if last.ended is not None and last.ended > last.due else Fate.KEPT
        case PledgeEnd.DROPPED:
            return Fate.DROPPED
        case _:
            return Fate.OVER


def _moves(proposal: Proposal, chain: tuple[Pledge, ...], on: date) -> tuple[Move, ...]:
    said = {(*place, "due"): one for place, one in reports(proposal, on)}
    return tuple(
        Move(after.made, before.due, after.due, said[after.place])
        for before, after in pairwise(chain)
        if before.end is PledgeEnd.MOVED and after.place in said
    )
