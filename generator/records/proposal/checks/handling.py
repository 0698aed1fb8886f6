"""Checks of handing over and of following up (P4, P7, P12, P13)."""

from __future__ import annotations

from collections.abc import Iterable

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.model import Reference
from generator.record_type import Findings, error, warning
from generator.records.proposal.model import Outcome, Proposal
from generator.records.proposal.stage import answer_clock
from generator.records.rule.model import ruled
from generator.records.unit.model import Unit, UnitKind, called

HANDLING = ("lead", "supporting", "assigned", "deadline", "responses", "ratings", "carrying_out", "closed", "money")
"""The fields that say how a proposal was handled, once it was reviewed."""


def handling_of(proposal: Proposal) -> list[str]:
    """Which of these fields are written."""
    return written_of(proposal, HANDLING)


def written_of(proposal: Proposal, keys: Iterable[str]) -> list[str]:
    """Which of some fields are written."""
    return [key for key in keys if getattr(proposal, key)]


def labels(keys: Iterable[str]) -> str:
    """The Chinese labels of fields of a proposal, with the keys that editors write."""
    return "、".join(f"{Proposal.model_fields[key].title}（{key}）" for key in keys)


def own_deadline_too_early(proposal: Proposal) -> bool:
    """Whether its own deadline lies before the handover: then nothing is measured by it."""
    own = proposal.deadline
    return own is not None and proposal.assigned is not None and own.on < proposal.assigned


_IF_REFUSED = (
    "查对审查结果：立案了的写 filed，作意见建议办理的写 suggestion；确实不予立案的，答复提案人的话写进审查说明 note"
)


@error("P4")
def handled_without_filing(proposal: Proposal, facts: Facts) -> Findings:
    """只有立案的提案和意见建议才有主办单位、交办、答复、评价、落实、办结和经费。"""
    review = proposal.review
    if review is not None and review.outcome is not Outcome.NOT_FILED:
        return
    why = "不予立案" if review else "还没有审查结果"
    mend = _IF_REFUSED if review else "补上审查 review"
    written = handling_of(proposal)
    if written:
        yield Finding((written[0],), f"{why}的提案写了{labels(written)}", mend)


@error("P7")
def assigned_without_lead(proposal: Proposal, facts: Facts) -> Findings:
    """交办的提案有一个主办单位。"""
    if proposal.assigned and proposal.lead is None:
        answers = proposal.responses
        hint = f"；可能是写了答复的{called(answers[0].unit, facts.find)}" if answers else ""
        mend = f"补上 lead，写主办单位的编号{hint}；几个单位同办的，定一个主办"
        yield Finding(("assigned",), f"{proposal.assigned} 已交办，却没有写主办单位", mend)


@error("P7")
def lead_without_assignment(proposal: Proposal, facts: Facts) -> Findings:
    """有主办单位的提案写明交办日期。"""
    if proposal.lead is not None and proposal.assigned is None:
        yield Finding(
            ("lead",),
            f"主办单位{called(proposal.lead, facts.find)}没有交办日期",
            "补上 assigned；还没有交办的先不写 lead",
        )


@error("P7")
def supporting_without_lead(proposal: Proposal, facts: Facts) -> Findings:
    """有协办单位的提案也有主办单位。"""
    if proposal.supporting and proposal.lead is None and proposal.assigned is None:
        yield Finding(("supporting",), "写了协办单位，却没有主办单位", "补上 lead；几个单位同办的，定一个主办")


@error("P7")
def unit_twice(proposal: Proposal, facts: Facts) -> Findings:
    """主办单位不同时是协办单位，每个协办单位只写一次。"""
    for index, unit in enumerate(proposal.supporting):
        if unit == proposal.lead:
            yield Finding(
                ("supporting", index), f"{called(unit, facts.find)}是主办单位，又写成协办单位", "从协办单位里删去"
            )
        elif unit in proposal.supporting[:index]:
            yield Finding(("supporting", index), f"协办单位{called(unit, facts.find)}写了两次", "删去重复的一项")


@error("P7")
def responder_not_in_charge(proposal: Proposal, facts: Facts) -> Findings:
    """答复的单位是主办单位或协办单位。"""
    in_charge = [one for one in (proposal.lead, *proposal.supporting) if one is not None]
    for index, one in enumerate(proposal.responses):
        if one.unit not in in_charge and not (proposal.lead is None and proposal.assigned):
            known = "、".join(called(unit, facts.find) for unit in in_charge)
            said = f"主办和协办单位是{known}" if in_charge else "提案还没有主办单位"
            message = f"{called(one.unit, facts.find)}答复了，可是{said}"
            yield Finding(("responses", index, "unit"), message, "改正答复单位，或把它写成 lead、supporting")


@warning("P7")
def lead_did_not_answer(proposal: Proposal, facts: Facts) -> Findings:
    """有答复的提案，主办单位自己答复过。

    协办单位的意见由主办单位汇总答复；只有协办单位的答复，提案仍算没有答复。
    """
    units = [one.unit for one in proposal.responses]
    if proposal.lead is not None and units and proposal.lead not in units and set(units) <= set(proposal.supporting):
        clock = answer_clock(proposal, facts.find(proposal.congress), facts.as_of)
        late = f"，截至 {clock.as_of} 过了期限 {clock.due} 已 {clock.days} 天" if clock and clock.overdue else ""
        message = f"只有协办单位的答复，主办单位{called(proposal.lead, facts.find)}还没有答复{late}"
        yield Finding(("responses", 0, "unit"), message, "补上主办单位的答复；由主办单位汇总的，unit 写主办单位")


@error("P12")
def own_deadline_before_assignment(proposal: Proposal, facts: Facts) -> Findings:
    """另定的答复期限不早于交办日期。"""
    own = proposal.deadline
    if own is not None and own_deadline_too_early(proposal):
        message = f"另定的期限 {own.on} 早于交办日期 {proposal.assigned}"
        yield Finding(("deadline", "on"), message, "查对后改正期限或交办日期")


@warning("P13")
def key_without_follower(proposal: Proposal, facts: Facts) -> Findings:
    """重点提案有督办人。"""
    if proposal.key and not proposal.follower:
        place: Place = ("key",)
        yield Finding(place, "是重点提案，却没有写督办人", "补上 follower，写督办人的职务")


@warning("P13")
def follower_without_key(proposal: Proposal, facts: Facts) -> Findings:
    """写了督办人的提案是重点提案。"""
    if proposal.follower and not proposal.key:
        message = f"写了督办人「{proposal.follower}」，却不是重点提案"
        yield Finding(("follower",), message, "是重点提案的写 key: 是；不是的删去 follower")


@warning("P13")
def key_though_not_filed(proposal: Proposal, facts: Facts) -> Findings:
    """重点提案从立案的提案里确定。"""
    review = proposal.review
    if proposal.key and review is not None and review.outcome is not Outcome.FILED:
        yield Finding(
            ("key",), f"审查结果是{review.outcome.label}，却写成重点提案", "查对审查结果；不是重点提案的删去 key"
        )


@warning("P7")
def lead_is_the_school(proposal: Proposal, facts: Facts) -> Findings:
    """主办和协办的是学校的一个单位，不是学校本身。"""
    places: list[tuple[Place, Reference[Unit] | None]] = [(("lead",), proposal.lead)]
    places += [(("supporting", index), one) for index, one in enumerate(proposal.supporting)]
    for place, one in places:
        unit = facts.find(one)
        if unit is not None and unit.kind is UnitKind.SCHOOL:
            message = f"{unit.called}是学校，不是承办的单位"
            yield Finding(place, message, "改成承办的部门、学院的编号")


@warning("P12、HY1")
def own_deadline_far(proposal: Proposal, facts: Facts) -> Findings:
    """另定的答复期限，离交办不超过规则 HY1 规定的天数。"""
    own = proposal.deadline
    if own is None or proposal.assigned is None:
        return
    most, days = int(ruled(facts, "HY1", "答复期限天数")), (own.on - proposal.assigned).days
    if days > most:
        message = f"另定的期限 {own.on} 在交办（{proposal.assigned}）以后 {days} 天，超过 {most} 天"
        yield Finding(("deadline", "on"), message, "查对年份和月份；确实批准这么久的不用改")


CHECKS = (
    handled_without_filing,
    assigned_without_lead,
    lead_without_assignment,
    supporting_without_lead,
    unit_twice,
    responder_not_in_charge,
    lead_did_not_answer,
    own_deadline_before_assignment,
    own_deadline_far,
    lead_is_the_school,
    key_without_follower,
    follower_without_key,
    key_though_not_filed,
)
