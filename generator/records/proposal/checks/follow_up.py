"""Checks of deadlines, promises and dissatisfied proposers, as of a day (P9, P10, P12)."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.record_type import Findings, Setting, error, warning
from generator.records.proposal.checks.handling import own_deadline_too_early
from generator.records.proposal.model import CarryingOut, Grade, Proposal, Response, ResponseResult
from generator.records.proposal.stage import answer_clock, answered_again, last_grade, promise
from generator.records.rule.model import ruled, terms

_PARTS = re.compile(r"[，。；、,;\s]+")


def is_reason(cause: str, formulas: Collection[str]) -> bool:
    """Whether the cause of a closing says more than the formulas of routine: that it is done, answered, closed."""
    return any(one and one not in formulas for one in _PARTS.split(cause))


@error("P10")
def closed_while_dissatisfied(proposal: Proposal, facts: Facts) -> Findings:
    """提案人不满意的提案，再次答复以后才办结，或者写明为什么仍然办结。

    「已落实」「已办结」一类的话不是理由：提案人不满意时，理由要说明为什么不再办理，字数不少于规则 P10 规定的数。
    """
    closed = proposal.closed
    if closed is None:
        return
    last = last_grade(proposal, closed.on)
    if last is None or last.grade is not Grade.DISSATISFIED or answered_again(proposal, last, closed.on):
        return
    if not is_reason(closed.cause, terms(facts, "P10", "不算理由的话")):
        message = f"{last.on} 提案人评价「不满意」，没有再次答复，办结理由只写「{closed.cause}」"
        yield Finding(("closed", "cause"), message, "补上再次答复；不再办理的，在 cause 里写明理由")
        return
    least, length = int(ruled(facts, "P10", "办结理由字数")), len("".join(closed.cause.split()))
    if length < least:
        message = f"提案人评价「不满意」，没有再次答复，办结理由「{closed.cause}」只有 {length} 个字，少于 {least} 个字"
        yield Finding(("closed", "cause"), message, "在 cause 里写明为什么不再办理、由谁决定、怎样答复了提案人")


@warning("P12", Setting("congress", ("answers_due",)))
def answered_late(proposal: Proposal, facts: Facts) -> Findings:
    """主办单位在答复期限以前答复，期限当天算在内。"""
    clock = answer_clock(proposal, facts.find(proposal.congress), facts.as_of)
    if clock is None or clock.done is None or clock.days <= 0 or own_deadline_too_early(proposal):
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
    if clock is None or not clock.overdue or proposal.responses or own_deadline_too_early(proposal):
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


@warning("P9、P11")
def closed_as_done_while_under_way(proposal: Proposal, facts: Facts) -> Findings:
    """以「已落实」办结的提案，办结以前最后一次报告的结果也是「已落实」。"""
    closed, done = proposal.closed, ResponseResult.DONE.value
    if closed is None or done not in closed.cause:
        return
    reports: list[Response | CarryingOut] = [*proposal.responses, *proposal.carrying_out]
    reports = [one for one in reports if one.on <= closed.on]
    if reports and reports[-1].result is not ResponseResult.DONE:
        last = reports[-1]
        message = f"办结理由写「{closed.cause}」，可是 {last.on} 最后一次报告的结果是「{last.result.value}」"
        yield Finding(("closed", "cause"), message, "查对最后一次的 result；后来落实了的，在 carrying_out 里补上")


CHECKS = (
    closed_while_dissatisfied,
    closed_as_done_while_under_way,
    answered_late,
    answer_overdue,
    promise_lapsed,
    dissatisfied_without_second_answer,
)
