"""Checks of the form and its review (P2 to P5, P14)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.nearest import nearest
from generator.record_type import Findings, Setting, error, warning
from generator.records.congress.model import Congress
from generator.records.congress.numbering import is_earlier, is_its_units
from generator.records.congress.odd_days import CLOSES, held_doubted, odd_day
from generator.records.proposal.checks.handling import handling_of
from generator.records.proposal.model import NotFiledCause, Outcome, Proposal
from generator.records.proposal.strangers import is_stranger
from generator.records.rule.model import ruled


@error("P14", Setting("congress", ("categories",), alike="category"))
def not_a_category(proposal: Proposal, facts: Facts) -> Findings:
    """提案的类别是这次大会设定的类别之一。"""
    congress = facts.find(proposal.congress)
    if congress is not None and congress.categories and proposal.category not in congress.categories:
        near = nearest(proposal.category, congress.categories)
        hint = f"是不是「{near}」？" if near else "改成其中之一：" + "、".join(congress.categories)
        yield Finding(("category",), f"「{congress.id}」没有「{proposal.category}」这个提案类别", hint)


@warning("P2")
def filed_without_measures(proposal: Proposal, facts: Facts) -> Findings:
    """立案的提案写明建议措施。

    一事一案：案由、理由、建议措施三项。没有具体建议是不予立案的理由之一。
    """
    if proposal.review and proposal.review.outcome is Outcome.FILED and not proposal.measures:
        yield Finding(("review", "outcome"), "已立案，却没有写建议措施", "对照提案原件补上 measures")


_CLOSES = Setting("congress", ("proposal_deadline", "held"))


def _is_odd(congress: Congress | None, facts: Facts) -> bool:
    """Whether the deadline of a congress is said to be wrong: then proposals are not held against it."""
    return congress is not None and odd_day(congress, facts) == CLOSES


@error("P3", _CLOSES)
def late_but_filed(proposal: Proposal, facts: Facts) -> Findings:
    """逾期提交的提案不立案，只作意见建议或者不予立案。"""
    congress = facts.find(proposal.congress)
    closes = congress.proposal_deadline if congress else None
    review = proposal.review
    late = closes is not None and proposal.handed_in > closes
    doubted = _is_odd(congress, facts) or is_stranger(proposal, facts)
    if closes and late and review and review.outcome is Outcome.FILED and not doubted:
        message = f"{proposal.handed_in} 提交，晚于截止日期 {closes}，却已立案"
        yield Finding(
            ("review", "outcome"),
            message,
            "改为 suggestion 或 not_filed，原因写「逾期提交」；日期写错的改 handed_in",
        )


@error("P3", _CLOSES)
def in_time_but_called_late(proposal: Proposal, facts: Facts) -> Findings:
    """原因写「逾期提交」的提案，提交日期晚于截止日期。"""
    congress = facts.find(proposal.congress)
    closes = congress.proposal_deadline if congress else None
    review = proposal.review
    if review is None or review.cause is not NotFiledCause.LATE or review.outcome is Outcome.FILED:
        return
    if closes and proposal.handed_in <= closes and not _is_odd(congress, facts):
        message = f"原因写「逾期提交」，可是 {proposal.handed_in} 提交，没有晚于截止日期 {closes}"
        yield Finding(("review", "cause"), message, "改写真正的原因，或改正提交日期 handed_in")


@warning("P3、HY1", _CLOSES)
def handed_in_long_before(proposal: Proposal, facts: Facts) -> Findings:
    """提案在这次大会征集期间提交：离截止日期不超过规则 HY1 规定的天数，也不早于上一次大会。"""
    congress = facts.find(proposal.congress)
    if congress is None or not is_its_units(congress) or is_stranger(proposal, facts):
        return
    remedy = "查对年份和月份；确实早就收到的不用改"
    closes, most = congress.proposal_deadline, int(ruled(facts, "HY1", "提案征集天数"))
    days = (closes - proposal.handed_in).days if closes is not None else 0
    if days > most and not _is_odd(congress, facts):
        message = f"{proposal.handed_in} 提交，比截止日期 {closes} 早 {days} 天，超过 {most} 天"
        yield Finding(("handed_in",), message, remedy)
        return
    earlier = [
        one
        for one in facts.of_type(Congress)
        if proposal.handed_in < one.held.start and one.unit == congress.unit and is_earlier(one, congress)
        if not held_doubted(one, facts)
    ]
    if earlier:
        last = max(earlier, key=lambda one: one.held.start)
        message = f"{proposal.handed_in} 提交，早于上一次大会「{last.id}」（{last.held.start} 召开）"
        yield Finding(("handed_in",), message, remedy)


@error("P4、P5")
def cause_missing(proposal: Proposal, facts: Facts) -> Findings:
    """不予立案和转为意见建议的提案写明原因。"""
    review = proposal.review
    if review is None or review.outcome is Outcome.FILED or review.cause is not None:
        return
    if review.outcome is Outcome.SUGGESTION or not handling_of(proposal):  # else the outcome is doubted
        causes = "、".join(one.value for one in NotFiledCause)
        yield Finding(("review", "outcome"), f"{review.outcome.label}，却没有写原因", f"补上 cause：{causes}")


@error("P4、P5")
def other_cause_unexplained(proposal: Proposal, facts: Facts) -> Findings:
    """原因写「其他」的提案在审查说明里写明是什么原因。"""
    review = proposal.review
    if review is None or review.outcome is Outcome.FILED:
        return
    if review.cause is NotFiledCause.OTHER and not review.note:
        yield Finding(("review", "cause"), "原因写「其他」，没有说明", "在 review 的 note 里写明是什么原因")


@error("P4")
def cause_of_a_filed_one(proposal: Proposal, facts: Facts) -> Findings:
    """立案的提案不写不立案的原因。"""
    review = proposal.review
    if review is not None and review.outcome is Outcome.FILED and review.cause is not None:
        message = f"结果是立案，却写了原因「{review.cause.value}」"
        yield Finding(("review", "cause"), message, "删去 cause；没有立案的改 outcome；要说的话写进 note")


@error("P4、P15")
def retracted_but_suggested(proposal: Proposal, facts: Facts) -> Findings:
    """因撤销而结束审查的提案，结果是不予立案。"""
    review = proposal.review
    if review and review.cause is NotFiledCause.RETRACTED and review.outcome is Outcome.SUGGESTION:
        yield Finding(("review", "outcome"), "原因写「撤销」，结果却是转意见建议", "结果改为 not_filed，或改写原因")


CHECKS = (
    not_a_category,
    filed_without_measures,
    late_but_filed,
    in_time_but_called_late,
    handed_in_long_before,
    cause_missing,
    other_cause_unexplained,
    cause_of_a_filed_one,
    retracted_but_suggested,
)
