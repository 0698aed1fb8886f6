"""Checks of what answers hold (P8, P9)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.late import late
from generator.record_type import Findings, error, warning
from generator.records.proposal.model import CarryingOut, Proposal, Response, ResponseResult
from generator.records.proposal.stage import promise
from generator.records.rule.model import ruled

_NEEDS = {
    ResponseResult.DONE: ("measures",),
    ResponseResult.UNDER_WAY: ("measures", "due"),
    ResponseResult.PLANNED: ("measures", "due"),
    ResponseResult.NOT_NOW: ("obstacle", "due"),
    ResponseResult.IMPOSSIBLE: (),
    ResponseResult.EXPLAINED: (),
    ResponseResult.FOR_REFERENCE: (),
}
_WORDS = {
    "measures": "采取或计划的措施（measures）",
    "due": "承诺完成的日期（due）",
    "obstacle": "暂时不能落实的困难（obstacle）",
}


@error("P8")
def answer_incomplete(proposal: Proposal, facts: Facts) -> Findings:
    """答复按办理结果写全：已落实写措施，正在落实和列入计划写措施和日期，暂不能落实写困难和日期。"""
    for index, one in enumerate(proposal.responses):
        missing = [key for key in _NEEDS[one.result] if getattr(one, key) is None]
        if missing:
            what = "、".join(_WORDS[key] for key in missing)
            message = f"办理结果写「{one.result.value}」，没有写{what}"
            yield Finding(("responses", index, "result"), message, "对照答复原件补上；原件没有的，退回单位补充")


@error("P8")
def refusal_unexplained(proposal: Proposal, facts: Facts) -> Findings:
    """不能落实、解释说明、留作参考的答复和进展写明详细理由，字数不少于规则 P8 规定的数。"""
    for place, one in _reports(proposal):
        if not one.result.declines:
            continue
        least = int(ruled(facts, "P8", "详细理由字数"))
        obstacle = one.obstacle if isinstance(one, Response) else None
        length = len("".join((one.text + (obstacle or "")).split()))
        if length < least:
            what = "答复" if isinstance(one, Response) else "进展"
            message = f"办理结果写「{one.result.value}」，{what}只有 {length} 个字，少于 {least} 个字"
            yield Finding((*place, "result"), message, "在 text 里写明为什么没有照提案办、依据什么、还有什么办法")


_NOTHING = late(r"(?:无|略|同上|同前|[详请]?见附件|[另详]复|已答复|已办理|已落实|已收悉|[-—…]+)[。.]?")


@warning("P8")
def answer_says_nothing(proposal: Proposal, facts: Facts) -> Findings:
    """答复写出答复的内容，不写「同上」「已答复」一类的话；写「见附件」的，附件在记录里。"""
    for index, one in enumerate(proposal.responses):
        said = one.text.strip()
        if _NOTHING.fullmatch(said) and not (proposal.attachments and "附件" in said):
            remedy = "写出答复的全文；答复是单独一份文件的，写明要点，并在 attachments 里附上"
            yield Finding(("responses", index, "text"), f"答复只写「{said}」，读者看不到答了什么", remedy)


@warning("P8")
def answer_not_signed(proposal: Proposal, facts: Facts) -> Findings:
    """每次答复写明签发的分管校领导。"""
    for index, one in enumerate(proposal.responses):
        if not one.signed_by:
            message = f"{one.on} 的答复没有写由谁签发"
            yield Finding(("responses", index, "on"), message, "补上 signed_by，写职务，例如 分管后勤工作的副校长")


def _reports(proposal: Proposal) -> Iterator[tuple[Place, Response | CarryingOut]]:
    for index, answer in enumerate(proposal.responses):
        yield ("responses", index), answer
    for index, report in enumerate(proposal.carrying_out):
        yield ("carrying_out", index), report


@error("P8、P9")
def promised_for_the_past(proposal: Proposal, facts: Facts) -> Findings:
    """承诺日期不早于作出承诺的那天。

    已落实的答复除外：那里写的是完成的日期。
    """
    for place, one in _reports(proposal):
        if one.due is not None and one.due < one.on and one.result is not ResponseResult.DONE:
            message = f"{one.on} 承诺的日期 {one.due} 已经过去"
            yield Finding((*place, "due"), message, "查对年份和月份；已经完成的，办理结果写「已落实」")


@error("P8、P11")
def done_by_a_later_day(proposal: Proposal, facts: Facts) -> Findings:
    """已落实的，写的完成日期不晚于这样答复或报告的那天。"""
    for place, one in _reports(proposal):
        if one.result is ResponseResult.DONE and one.due is not None and one.due > one.on:
            message = f"{one.on} 写「已落实」，完成日期却是 {one.due}，那时还没有到"
            yield Finding((*place, "due"), message, "还没有完成的，办理结果写「正在落实」；日期写错的改正")


@warning("P8")
def promised_far_ahead(proposal: Proposal, facts: Facts) -> Findings:
    """承诺日期离作出承诺的那天不超过规则 P8 规定的年数。"""
    most = int(ruled(facts, "P8", "承诺年数"))
    for place, one in _reports(proposal):
        if one.due is not None and (one.due.year - most, one.due.month, one.due.day) > one.on.timetuple()[:3]:
            message = f"{one.on} 承诺 {one.due} 完成，超过 {most} 年"
            yield Finding((*place, "due"), message, "查对年份；确实要这么久的不用改")


@warning("P8")
def refusal_with_promise(proposal: Proposal, facts: Facts) -> Findings:
    """不能落实、解释说明、留作参考的答复不写措施和承诺日期。"""
    for index, one in enumerate(proposal.responses):
        written = [key for key in ("measures", "due") if getattr(one, key) is not None]
        if one.result.declines and written:
            what = "、".join(_WORDS[key] for key in written)
            message = f"办理结果写「{one.result.value}」，又写了{what}"
            remedy = "有措施和日期的，办理结果写「列入计划」或「暂不能落实」；确实不能的，替代办法写在 text 里"
            yield Finding(("responses", index, "result"), message, remedy)


@warning("P8、P9")
def under_way_without_a_day(proposal: Proposal, facts: Facts) -> Findings:
    """答复时没有承诺日期、或者承诺已经了结的提案，后来报告还没有落实的，写明新的承诺日期。"""
    if any("due" in _NEEDS[one.result] and one.due is None for one in proposal.responses):
        return
    for index, one in enumerate(proposal.carrying_out):
        if one.due is None and "due" in _NEEDS[one.result] and promise(proposal, one.on) is None:
            message = f"{one.on} 报告「{one.result.value}」，没有承诺日期，以前的承诺也已经了结"
            yield Finding(("carrying_out", index, "result"), message, "补上 due；已经落实的，办理结果写「已落实」")


CHECKS = (
    answer_incomplete,
    refusal_unexplained,
    answer_says_nothing,
    answer_not_signed,
    under_way_without_a_day,
    promised_for_the_past,
    done_by_a_later_day,
    promised_far_ahead,
    refusal_with_promise,
)
