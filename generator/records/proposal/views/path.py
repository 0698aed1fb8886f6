"""The path of a proposal as a timeline: what happened, how long it took, what is owed and promised, today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from generator.dataset import Facts
from generator.publication import Clock
from generator.reader_text import link, linked
from generator.records.congress.model import Congress
from generator.records.proposal.model import NotFiledCause, Outcome, Proposal, Response
from generator.records.proposal.stage import (
    Pledge,
    PledgeEnd,
    Stage,
    answers,
    happened,
    is_assigned,
    is_closed,
    is_retracted,
    pledges,
    review_on,
)
from generator.records.proposal.views.rows import clock_of, short_name
from generator.records.proposal.views.sortings import stage_of

_OVER = (Stage.CLOSED, Stage.RETRACTED, Stage.NOT_FILED, Stage.MERGED)


class Step(Struct, frozen=True):
    """A mark on the line."""

    day: date
    shape: str
    text: str | Markup
    notes: tuple[str, ...] = ()
    kind: str = "done"
    """`done`, `due` for a deadline, `open` for what has not come yet, `late`, `today`."""


def path(proposal: Proposal, facts: Facts) -> list[Step]:
    """Every mark in time; on one day what happened comes before what was due, and today last."""
    on = facts.as_of
    congress = facts.find(proposal.congress)
    clock = clock_of(proposal, facts)
    steps = [
        *_beginning(proposal, congress, on),
        *_handing_over(proposal, facts),
        *_answering(proposal, facts, clock),
        *_ending(proposal, on),
        *_due(proposal, clock),
        *(_pledge(one, on) for one in pledges(proposal, on)),
    ]
    if stage_of(proposal, facts) not in _OVER:
        steps.append(Step(on, "", "截至这一天", kind="today"))
    order = {"done": 0, "due": 1, "open": 1, "late": 1, "today": 2}
    return sorted(steps, key=lambda one: (one.day, order[one.kind]))


def between(first: date, last: date, words: str) -> str:
    """`交办后 28 天`; `交办当天` where it took no day."""
    days = (last - first).days
    return f"{words}后 {days} 天" if days else f"{words}当天"


def _beginning(proposal: Proposal, congress: Congress | None, on: date) -> Iterator[Step]:
    closes = congress.proposal_deadline if congress else None
    notes: tuple[str, ...] = ()
    if closes is not None:
        late = (proposal.handed_in - closes).days
        notes = (f"征集 {closes} 截止，逾期 {late} 天",) if late > 0 else (f"征集 {closes} 截止",)
    yield Step(proposal.handed_in, "●", "提交", notes)
    review = review_on(proposal, on)
    if review is not None:
        cause = f"：{review.cause.value}" if review.cause and review.cause is not NotFiledCause.OTHER else ""
        remarks = tuple(one for one in (between(proposal.handed_in, review.on, "提交"), review.note) if one)
        shape = "✕" if review.outcome is Outcome.NOT_FILED else "●"
        yield Step(review.on, shape, f"审查：{review.outcome.label}{cause}", remarks)


def _handing_over(proposal: Proposal, facts: Facts) -> Iterator[Step]:
    on = facts.as_of
    if proposal.assigned is not None and is_assigned(proposal, on):
        lead = link(facts, proposal.lead)
        text = Markup("交办 {}").format(linked([lead])) if lead else "交办"
        helpers = [name for one in proposal.supporting if (name := short_name(facts, one))]
        notes = [between(proposal.review.on, proposal.assigned, "审查")] if proposal.review else []
        notes += ["协办：" + "、".join(helpers)] if helpers else []
        yield Step(proposal.assigned, "●", text, tuple(notes))


def _answering(proposal: Proposal, facts: Facts, clock: Clock | None) -> Iterator[Step]:
    on = facts.as_of
    first = next(iter(answers(proposal, on)), None)
    for one in happened(proposal.responses, on):
        notes = [between(proposal.assigned, one.on, "交办")] if proposal.assigned else []
        if one is first and clock is not None:
            notes.append(in_time(clock))
        again = "再次答复" if _is_second(proposal, one, on) else "答复"
        text = Markup("{}{}：<b>{}</b>").format(short_name(facts, one.unit), again, one.result.value)
        yield Step(one.on, "●", text, ("，".join(notes),) if notes else ())
    for rating in happened(proposal.ratings, on):
        text = Markup("提案人评价：<b>{}</b>").format(rating.grade.value)
        yield Step(rating.on, "●", text, (rating.note,) if rating.note else ())
    for report in happened(proposal.carrying_out, on):
        yield Step(report.on, "●", Markup("报告落实进展：<b>{}</b>").format(report.result.value))


def _is_second(proposal: Proposal, response: Response, on: date) -> bool:
    own = [one for one in happened(proposal.responses, on) if one.unit == response.unit]
    return own.index(response) > 0


def in_time(clock: Clock) -> str:
    """How an answer stands to its deadline: `比期限早 39 天`, `比期限迟 2 天`."""
    if clock.days > 0:
        return f"比期限迟 {clock.days} 天"
    return f"比期限早 {-clock.days} 天" if clock.days else "期限当天"


def _ending(proposal: Proposal, on: date) -> Iterator[Step]:
    if proposal.retracted is not None and is_retracted(proposal, on):
        yield Step(proposal.retracted.on, "⊘", "提案人撤回", (proposal.retracted.reason,))
    if proposal.closed is not None and is_closed(proposal, on):
        yield Step(proposal.closed.on, "●", "办结", (proposal.closed.cause,))


def _due(proposal: Proposal, clock: Clock | None) -> Iterator[Step]:
    if clock is None:
        return
    own = proposal.deadline
    text = "答复期限（另定）" if own is not None else "答复期限（大会确定）"
    reason = (own.reason,) if own is not None else ()
    if clock.done is not None:
        yield Step(clock.due, "┄", text, reason, "due")
    elif clock.overdue:
        yield Step(clock.due, "▲", text, (*reason, f"已过 {clock.days} 天，还没有答复"), "late")
    else:
        left = f"还有 {-clock.days} 天" if clock.days else "今天到期"
        yield Step(clock.due, "○", text, (*reason, left), "open")


def _pledge(one: Pledge, on: date) -> Step:
    said = said_of(one, on)
    if one.end is not None:
        return Step(one.due, "┄", "承诺完成的日期", (said,), "due")
    if one.lapsed(on):
        return Step(one.due, "▲", "承诺完成的日期", (said,), "late")
    return Step(one.due, "○", "承诺完成的日期", (said,), "open")


def said_of(one: Pledge, on: date) -> str:
    """What came of a promise, in words."""
    match one.end:
        case PledgeEnd.KEPT:
            late = (one.ended - one.due).days if one.ended else 0
            return f"{one.ended} 报告已落实" + (f"，比承诺迟 {late} 天" if late > 0 else "")
        case PledgeEnd.MOVED:
            return f"{one.ended} 改期"
        case PledgeEnd.DROPPED:
            return f"{one.ended} 报告不再落实"
        case PledgeEnd.OVER:
            return f"{one.ended} 办结，没有另报落实结果"
        case PledgeEnd.RETRACTED:
            return f"{one.ended} 提案人撤回提案"
    days = (one.due - on).days
    if days < 0:
        return f"已过 {-days} 天，没有写落实的结果"
    return f"还有 {days} 天" if days else "今天到期"
