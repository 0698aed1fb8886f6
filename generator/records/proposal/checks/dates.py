"""Checks of the order of events: dates never run backwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.record_type import Findings, error, warning
from generator.records.proposal.model import Grade, NotFiledCause, Outcome, Proposal
from generator.records.unit.model import called

_MEND = "查对两个日期，改正写错的一个"


def _later(proposal: Proposal) -> Iterator[tuple[Place, date, str]]:
    """Every event of the handling, with the word for it."""
    if proposal.assigned is not None:
        yield ("assigned",), proposal.assigned, "交办"
    for key, word in (("responses", "答复"), ("ratings", "反馈"), ("carrying_out", "落实进展")):
        for index, one in enumerate(getattr(proposal, key)):
            yield (key, index, "on"), one.on, word


@error("提案办理程序")
def reviewed_before_handed_in(proposal: Proposal, facts: Facts) -> Findings:
    """审查不早于提交。"""
    review = proposal.review
    if review is not None and review.on < proposal.handed_in:
        yield Finding(("review", "on"), f"{review.on} 审查，早于 {proposal.handed_in} 提交", _MEND)


@error("提案办理程序")
def retracted_before_handed_in(proposal: Proposal, facts: Facts) -> Findings:
    """撤回不早于提交。"""
    back = proposal.retracted
    if back is not None and back.on < proposal.handed_in:
        yield Finding(("retracted", "on"), f"{back.on} 撤回，早于 {proposal.handed_in} 提交", _MEND)


@error("提案办理程序")
def assigned_before_review(proposal: Proposal, facts: Facts) -> Findings:
    """交办不早于审查。"""
    if proposal.review and proposal.assigned and proposal.assigned < proposal.review.on:
        yield Finding(("assigned",), f"{proposal.assigned} 交办，早于 {proposal.review.on} 审查", _MEND)


@error("提案办理程序")
def answered_before_assignment(proposal: Proposal, facts: Facts) -> Findings:
    """答复不早于交办。"""
    for index, one in enumerate(proposal.responses):
        if proposal.assigned is not None and one.on < proposal.assigned:
            yield Finding(("responses", index, "on"), f"{one.on} 答复，早于 {proposal.assigned} 交办", _MEND)


@error("P10")
def rated_before_answer(proposal: Proposal, facts: Facts) -> Findings:
    """反馈之前已经有答复。"""
    first = min((one.on for one in proposal.responses), default=None)
    for index, one in enumerate(proposal.ratings):
        if first is None:
            message = f"{one.on} 评价「{one.grade.value}」，可是没有答复"
            yield Finding(("ratings", index, "on"), message, "补上所评价的答复，或删去这次反馈")
        elif one.on < first <= facts.as_of:
            yield Finding(("ratings", index, "on"), f"{one.on} 反馈，早于 {first} 第一次答复", _MEND)


@error("P9")
def carried_out_before_answer(proposal: Proposal, facts: Facts) -> Findings:
    """报告落实进展之前已经有答复。"""
    first = min((one.on for one in proposal.responses), default=None)
    for index, one in enumerate(proposal.carrying_out):
        if first is None:
            message = f"{one.on} 报告落实进展，可是没有答复"
            yield Finding(("carrying_out", index, "on"), message, "补上答复；这一条就是答复的，移到 responses")
        elif one.on < first <= facts.as_of:
            yield Finding(("carrying_out", index, "on"), f"{one.on} 报告进展，早于 {first} 第一次答复", _MEND)


@error("提案办理程序")
def entries_out_of_order(proposal: Proposal, facts: Facts) -> Findings:
    """几次答复、反馈和进展各按日期先后书写。"""
    for key, word in (("responses", "答复"), ("ratings", "反馈"), ("carrying_out", "落实进展")):
        entries = getattr(proposal, key)
        for index in range(1, len(entries)):
            before, here = entries[index - 1].on, entries[index].on
            if here < before:
                message = f"第 {index + 1} 次{word}（{here}）早于第 {index} 次（{before}）"
                yield Finding((key, index, "on"), message, "按日期先后排列；日期写错的改正")


@error("提案办理程序")
def closed_before_the_last_event(proposal: Proposal, facts: Facts) -> Findings:
    """办结不早于交办、答复、反馈和落实进展。"""
    if proposal.closed is None:
        return
    after = [(day, word) for _, day, word in _later(proposal) if day > proposal.closed.on]
    if after:
        day, word = max(after)
        message = f"{proposal.closed.on} 办结，早于 {day} 的{word}"
        yield Finding(("closed", "on"), message, "查对日期；办结以后又有进展的，把办结日期移后")


@error("提案办理程序")
def closed_without_answer(proposal: Proposal, facts: Facts) -> Findings:
    """办结的提案有答复。"""
    if proposal.closed is not None and not proposal.responses and proposal.merged_into is None:
        message = f"{proposal.closed.on} 办结，可是没有答复"
        yield Finding(("closed",), message, "补上答复；提案人撤回的写 retracted，不写 closed")


@error("提案办理程序")
def handled_after_retraction(proposal: Proposal, facts: Facts) -> Findings:
    """撤回以后的提案不再交办、答复、反馈和报告进展。"""
    back = proposal.retracted
    if back is None:
        return
    later = [one for one in _later(proposal) if one[1] > back.on]
    if later:
        place, day, word = later[0]
        others = "、".join(dict.fromkeys(other for _, _, other in later[1:] if other != word))
        message = f"{back.on} 已由提案人撤回，{day} 又有{word}" + (f"，以后还有{others}" if others else "")
        yield Finding(place, message, "查对撤回和办理的日期；没有撤回的删去 retracted")


@error("提案办理程序")
def closed_and_retracted(proposal: Proposal, facts: Facts) -> Findings:
    """提案由提案人撤回，或者办结，不同时是两者。"""
    if proposal.closed is not None and proposal.retracted is not None:
        message = f"{proposal.retracted.on} 撤回的提案又写了 {proposal.closed.on} 办结"
        yield Finding(("closed",), message, "撤回的提案不写 closed；没有撤回的删去 retracted")


@error("P4、P15")
def filed_after_retraction(proposal: Proposal, facts: Facts) -> Findings:
    """审查之前已经撤回的提案，审查结果只能是不予立案，原因是撤销。"""
    back, review = proposal.retracted, proposal.review
    if back is None or review is None or back.on >= review.on:
        return
    if review.outcome is not Outcome.NOT_FILED or review.cause is not NotFiledCause.RETRACTED:
        message = f"{back.on} 已经撤回，{review.on} 的审查结果却是{review.outcome.label}"
        mend = "审查前撤回的删去 review，或写 outcome: not_filed 和 cause: 撤销；日期写错的改正"
        yield Finding(("review", "outcome"), message, mend)


@error("P4、P15")
def not_yet_retracted_at_review(proposal: Proposal, facts: Facts) -> Findings:
    """因撤销而不予立案的提案，撤回不晚于审查。"""
    back, review = proposal.retracted, proposal.review
    if back and review and review.cause is NotFiledCause.RETRACTED and back.on > review.on:
        message = f"{review.on} 的审查结果因「撤销」不予立案，可是 {back.on} 才撤回"
        yield Finding(("retracted", "on"), message, "查对两个日期；审查以后才撤回的，改写审查结果")


@warning("P8、P10")
def several_on_one_day(proposal: Proposal, facts: Facts) -> Findings:
    """提案人同一天的评价只有一种，一个单位同一天只答复一次。"""
    answered, rated = set[tuple[date, str]](), dict[date, Grade]()
    for index, answer in enumerate(proposal.responses):
        if (answer.on, answer.unit.id) in answered:
            message = f"{called(answer.unit, facts.find)}在 {answer.on} 答复了两次"
            yield Finding(("responses", index, "on"), message, "同一次答复的合成一项；日期写错的改正")
        answered.add((answer.on, answer.unit.id))
    for index, rating in enumerate(proposal.ratings):
        earlier = rated.setdefault(rating.on, rating.grade)
        if earlier is not rating.grade:
            message = f"{rating.on} 有两种评价：「{earlier.value}」和「{rating.grade.value}」"
            yield Finding(("ratings", index, "grade"), message, "留下对的一种；后来改了评价的，改正日期")


CHECKS = (
    reviewed_before_handed_in,
    retracted_before_handed_in,
    assigned_before_review,
    answered_before_assignment,
    rated_before_answer,
    carried_out_before_answer,
    entries_out_of_order,
    several_on_one_day,
    closed_before_the_last_event,
    closed_without_answer,
    handled_after_retraction,
    closed_and_retracted,
    filed_after_retraction,
    not_yet_retracted_at_review,
)
