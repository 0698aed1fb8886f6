"""Checks of why a proposal was closed: what it says agrees with the answers, ratings and reports (P9, P10, P11)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Findings, error, warning
from generator.records.proposal.model import CarryingOut, Closing, Grade, Proposal, Response, ResponseResult
from generator.records.proposal.stage import answered_again, happened, last_grade
from generator.records.rule.model import ruled, terms

_PARTS = re.compile(r"[，。；、,;\s]+")


_FINISHED = re.compile("完工|建成|启用|开通|兑现|按期完成")
_SATISFIED = re.compile("满意")
_NOT = re.compile(r"[不未没非难无]")
_UNANSWERED = re.compile(r"(?:没有|未|无)反馈(?!新|其他|不同)")
_AGAIN = re.compile(r"(?:二次|再次|第二次)答复")


def is_reason(cause: str, formulas: Collection[str]) -> bool:
    """Whether the cause of a closing says more than the formulas of routine: that it is done, answered, closed."""
    return any(one and one not in formulas for one in _PARTS.split(cause))


def _claims(cause: str, word: re.Pattern[str]) -> bool:
    """Whether the cause of a closing says something, and does not deny it."""
    found = ((part, word.search(part)) for part in _PARTS.split(cause))
    return any(match is not None and not _NOT.search(part[: match.start()]) for part, match in found)


@error("P10")
def closed_while_dissatisfied(proposal: Proposal, facts: Facts) -> Findings:
    """提案人不满意的提案，再次答复以后才办结，或者写明为什么仍然办结。

    「已落实」「已办结」「提案人满意」一类的话不是理由：提案人不满意时，理由要说明为什么不再办理，字数不少于规则 P10 规定的数。
    """
    closed = proposal.closed
    if closed is None:
        return
    last = last_grade(proposal, closed.on)
    if last is None or last.grade is not Grade.DISSATISFIED or answered_again(proposal, last, closed.on):
        return
    if _claims(closed.cause, _SATISFIED):
        message = f"{last.on} 提案人评价「不满意」，没有再次答复，办结理由却写「{closed.cause}」"
        yield Finding(("closed", "cause"), message, "查对评价和办结理由；后来又评价满意的，补进 ratings")
        return
    if not is_reason(closed.cause, terms(facts, "P10", "不算理由的话")):
        message = f"{last.on} 提案人评价「不满意」，没有再次答复，办结理由只写「{closed.cause}」"
        yield Finding(("closed", "cause"), message, "补上再次答复；不再办理的，在 cause 里写明理由")
        return
    least, length = int(ruled(facts, "P10", "办结理由字数")), len("".join(closed.cause.split()))
    if length < least:
        message = f"提案人评价「不满意」，没有再次答复，办结理由「{closed.cause}」只有 {length} 个字，少于 {least} 个字"
        yield Finding(("closed", "cause"), message, "在 cause 里写明为什么不再办理、由谁决定、怎样答复了提案人")


@warning("P9、P11")
def closed_as_done_while_under_way(proposal: Proposal, facts: Facts) -> Findings:
    """以「已落实」办结的提案，办结以前最后一次报告的结果也是「已落实」。

    最后报告「列入计划」「暂不能落实」「不能落实」的，办结理由也不写完工、建成、启用一类的话。
    """
    closed, done = proposal.closed, ResponseResult.DONE.value
    if closed is None or not (done in closed.cause or _claims(closed.cause, _FINISHED)):
        return
    reports: list[Response | CarryingOut] = [*proposal.responses, *proposal.carrying_out]
    reports = [one for one in reports if one.on <= closed.on]
    last = reports[-1] if reports else None
    if last is None or last.result is ResponseResult.DONE:
        return
    unheard_of = last.result.declines or last.result in (ResponseResult.NOT_NOW, ResponseResult.PLANNED)
    if done in closed.cause or unheard_of:
        message = f"办结理由写「{closed.cause}」，可是 {last.on} 最后一次报告的结果是「{last.result.value}」"
        yield Finding(("closed", "cause"), message, "查对最后一次的 result；后来落实了的，在 carrying_out 里补上")


@warning("P10")
def closed_against_the_ratings(proposal: Proposal, facts: Facts) -> Findings:
    """办结理由说到的评价和答复，与记录里的一致。

    说提案人满意的，评价是满意或者基本满意；说没有反馈的，没有评价过；说再次答复的，答复过不止一次。
    """
    if proposal.closed is not None:
        for message in _contradictions(proposal, proposal.closed):
            remedy = "改正办结理由；漏写了评价或答复的，补进 ratings 或 responses"
            yield Finding(("closed", "cause"), f"办结理由写「{proposal.closed.cause}」，可是{message}", remedy)


def _contradictions(proposal: Proposal, closed: Closing) -> Iterator[str]:
    last = last_grade(proposal, closed.on)
    if _claims(closed.cause, _SATISFIED):
        if last is None:
            yield "没有提案人的评价"
        elif last.grade is Grade.DISSATISFIED and answered_again(proposal, last, closed.on):
            yield f"{last.on} 提案人评价「{last.grade.value}」，再次答复以后没有新的评价"
    if _UNANSWERED.search(closed.cause) and last is not None:
        yield f"{last.on} 提案人评价「{last.grade.value}」"
    if _claims(closed.cause, _AGAIN) and len(given := happened(proposal.responses, closed.on)) < 2:
        yield f"只有 {len(given)} 次答复"


CHECKS = (closed_while_dissatisfied, closed_as_done_while_under_way, closed_against_the_ratings)
