"""Checks of deadlines, promises and dissatisfied proposers, as of a day (P9, P10, P12)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.record_type import Findings, Setting, warning
from generator.records.congress.odd_days import DUE, odd_day
from generator.records.proposal.checks.handling import handling_of, own_deadline_too_early
from generator.records.proposal.model import Grade, Proposal
from generator.records.proposal.stage import answer_clock, answered_again, last_grade, promise
from generator.records.proposal.strangers import is_stranger


def _deadline_doubted(proposal: Proposal, facts: Facts) -> bool:
    """Whether the day by which the answer is owed is said to be wrong, at the proposal or at its congress."""
    congress = facts.find(proposal.congress) if proposal.deadline is None else None
    return (
        own_deadline_too_early(proposal)
        or is_stranger(proposal, facts)
        or (congress is not None and odd_day(congress, facts) == DUE)
    )


@warning("P12", Setting("congress", ("answers_due",)))
def answered_late(proposal: Proposal, facts: Facts) -> Findings:
    """主办单位在答复期限以前答复，期限当天算在内。"""
    clock = answer_clock(proposal, facts.find(proposal.congress), facts.as_of)
    if clock is None or clock.done is None or clock.days <= 0 or _deadline_doubted(proposal, facts):
        return
    place: Place = ()
    for index, one in enumerate(proposal.responses):
        if one.on == clock.done and one.unit == proposal.lead:
            place = ("responses", index, "on")
            break
    message = f"{clock.done} 答复，比期限 {clock.due} 迟 {clock.days} 天"
    yield Finding(place, message, "日期无误就不用改，页面会写明迟了几天；批准延期的，写 deadline 和理由")


@warning("P12")
def answer_overdue(proposal: Proposal, facts: Facts) -> Findings:
    """过了答复期限的提案已经有主办单位的答复。

    写了别的单位的答复的，主办单位可能写错了，由那一条另行提示，不算没有答复。
    """
    clock = answer_clock(proposal, facts.find(proposal.congress), facts.as_of)
    if clock is None or not clock.overdue or proposal.responses or _deadline_doubted(proposal, facts):
        return
    place: Place = ("assigned",) if proposal.assigned else ("review",)
    message = f"截至 {clock.as_of}，过了期限 {clock.due} 已 {clock.days} 天，主办单位还没有答复"
    yield Finding(place, message, "催办；已经答复的补上 responses；批准延期的，写 deadline 和理由")


@warning("P9")
def promise_lapsed(proposal: Proposal, facts: Facts) -> Findings:
    """承诺的日期到了，有落实的结果，或者有改期的说明。

    在承诺的日期以前办结的，承诺仍然有效：到期没有「已落实」的报告，网站把提案重新列为待办。
    """
    open_promise = promise(proposal, facts.as_of)
    if open_promise is None or not open_promise.lapsed(facts.as_of) or open_promise.due < open_promise.made:
        return
    late = (facts.as_of - open_promise.due).days
    message = f"承诺 {open_promise.due} 完成，截至 {facts.as_of} 已过 {late} 天，没有写落实的结果"
    yield Finding(open_promise.place, message, "在 carrying_out 里补上进展和结果；改期的写新的 due")


@warning("P10")
def dissatisfied_without_second_answer(proposal: Proposal, facts: Facts) -> Findings:
    """提案人不满意的提案已经再次答复，或者办结时写明了理由。"""
    if proposal.closed is not None or proposal.retracted is not None:
        return
    last = last_grade(proposal, facts.as_of)
    if last is None or last.grade is not Grade.DISSATISFIED or answered_again(proposal, last, facts.as_of):
        return
    index = next(n for n, one in enumerate(proposal.ratings) if one is last)
    days = (facts.as_of - last.on).days
    message = f"{last.on} 提案人评价「不满意」，到 {facts.as_of} 已 {days} 天，没有再次答复"
    yield Finding(("ratings", index, "grade"), message, "催主办单位再次答复；不再办理的，写 closed 和理由")


@warning("P4")
def review_overdue(proposal: Proposal, facts: Facts) -> Findings:
    """大会的答复期限到了，每件提案都审查过，或者在那以前由提案人撤回。"""
    congress = facts.find(proposal.congress)
    if congress is None or proposal.review is not None or congress.answers_due is None or handling_of(proposal):
        return  # what was handled lacks its review, whatever the day
    due, back = congress.answers_due, proposal.retracted
    if facts.as_of <= due or (back is not None and back.on <= due) or odd_day(congress, facts) == DUE:
        return
    message = f"大会的答复期限 {due} 已经过去，这件提案还没有审查"
    yield Finding(("handed_in",), message, "补上 review：审查的日期和结果；审查前撤回的写 retracted")


CHECKS = (
    answered_late,
    answer_overdue,
    promise_lapsed,
    dissatisfied_without_second_answer,
    review_overdue,
)
