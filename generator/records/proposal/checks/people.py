"""Checks of who proposes and who seconds (P1)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.record_type import Findings, Setting, error, warning
from generator.records.congress.model import Congress
from generator.records.proposal.checks.names import one_each
from generator.records.proposal.model import NotFiledCause, Outcome, Proposal, Review
from generator.records.proposal.roster_slips import Person, is_delegate, plain_name, same_person
from generator.records.rule.model import ruled


def is_filed(proposal: Proposal) -> bool:
    """Whether the review filed it."""
    return proposal.review is not None and proposal.review.outcome is Outcome.FILED


@error("P1")
def no_proposer(proposal: Proposal, facts: Facts) -> Findings:
    """每件提案至少有一个提案人。"""
    if not proposal.proposers:
        yield Finding(("proposers",), "没有写提案人", "写上代表的姓名和单位，或代表团的名称")


@error("P1")
def proposer_unclear(proposal: Proposal, facts: Facts) -> Findings:
    """提案人的每一项是一名代表或一个代表团，不同时是两者。"""
    for index, one in enumerate(proposal.proposers):
        if one.name and one.delegation:
            message = f"同一项提案人既写了姓名「{one.name}」，又写了代表团「{one.delegation}」"
            yield Finding(("proposers", index), message, "个人提案只写 name，代表团提案只写 delegation；联名的分成两项")
        elif not one.name and not one.delegation:
            yield Finding(("proposers", index), "这一项提案人没有姓名，也没有代表团", "写上 name 或 delegation")


@error("P1")
def proposer_twice(proposal: Proposal, facts: Facts) -> Findings:
    """每个提案人只写一次。"""
    for index, one in enumerate(proposal.proposers):
        earlier = proposal.proposers[:index]
        if any(same_person(one, other) for other in earlier):
            yield Finding(("proposers", index), f"提案人「{one.name}」写了两次", "删去重复的一项；同名的两个人写明单位")
        elif one.delegation and one.delegation in [other.delegation for other in earlier]:
            yield Finding(("proposers", index), f"代表团「{one.delegation}」写了两次", "删去重复的一项")


@error("P1")
def seconder_is_proposer(proposal: Proposal, facts: Facts) -> Findings:
    """附议人不是提案人自己。"""
    for index, one in enumerate(proposal.seconders):
        if any(same_person(one, other) for other in proposal.proposers):
            yield Finding(
                ("seconders", index),
                f"「{one.name}」是提案人，又写成附议人",
                "附议人换成其他代表；同名的两个人写明各自的单位",
            )


@error("P1")
def seconder_twice(proposal: Proposal, facts: Facts) -> Findings:
    """每个附议人只写一次。"""
    for index, one in enumerate(proposal.seconders):
        if any(same_person(one, other) for other in proposal.seconders[:index]):
            yield Finding(
                ("seconders", index), f"附议人「{one.name}」写了两次", "删去重复的一项；同名的两个人写明各自的单位"
            )


def seconders_needed(congress: Congress, facts: Facts) -> int:
    """How many seconders a single proposer needs: set by the congress, else rule P1."""
    return int(ruled(facts, "P1", "附议人数")) if congress.seconders is None else congress.seconders


def seconders_of(proposal: Proposal) -> int:
    """How many second it, each once: proposers after the first one count."""
    supporters: list[Person] = []
    everyone: tuple[Person, ...] = (*proposal.proposers, *proposal.seconders)
    for one in everyone:
        if not any(same_person(one, other) for other in supporters):
            supporters.append(one)
    return max(0, len(supporters) - 1)


@error("P1；教育部令第32号")
def enough_seconders_but_called_too_few(proposal: Proposal, facts: Facts) -> Findings:
    """原因写「附议人不足」的个人提案，附议人确实少于大会规定的人数。

    代表团提案不需要附议人，也就不会因为附议人不足而不立案。附议人不是代表、不算数的，在审查说明 note 里写明；
    说明里没有说到附议的，不算写明。
    """
    congress, review = facts.find(proposal.congress), proposal.review
    if congress is None or review is None or review.cause is not NotFiledCause.TOO_FEW_SECONDERS:
        return
    if review.outcome is Outcome.FILED or _of_seconders(review):
        return
    needed, present = seconders_needed(congress, facts), seconders_of(proposal)
    if any(one.delegation for one in proposal.proposers):
        message = "原因写「附议人不足」，可是代表团提案不需要附议人"
    elif present >= needed:
        message = f"原因写「附议人不足」，可是附议的代表有 {present} 名，大会要求至少 {needed} 名"
    else:
        return
    yield Finding(("review", "cause"), message, "改写真正的原因；有附议人不是代表的，在 review 的 note 里写明")


def _of_seconders(review: Review) -> bool:
    """Whether the note of a review speaks of the seconders."""
    return "附议" in (review.note or "")


@warning("P1；教育部令第32号")
def enough_seconders_on_the_roster(proposal: Proposal, facts: Facts) -> Findings:
    """大会公布了代表名册的，因「附议人不足」不立案的个人提案，名册上的附议人少于大会规定的人数。"""
    congress, review = facts.find(proposal.congress), proposal.review
    if congress is None or not congress.roster or review is None or not _of_seconders(review) or is_filed(proposal):
        return
    if review.cause is not NotFiledCause.TOO_FEW_SECONDERS or any(one.delegation for one in proposal.proposers):
        return
    valid = [
        one
        for one in proposal.seconders
        if is_delegate(one, congress, facts) and not any(same_person(one, other) for other in proposal.proposers)
    ]
    needed = seconders_needed(congress, facts)
    if len({plain_name(one) for one in valid}) >= needed:
        message = f"原因写「附议人不足」，可是名册上的附议人有 {len(valid)} 名，大会要求至少 {needed} 名"
        yield Finding(("review", "cause"), message, "改写真正的原因；附议人撤回附议的，在 note 里写明，不用改")


@error("P1；教育部令第32号", Setting("congress", ("seconders", "held")))
def too_few_seconders(proposal: Proposal, facts: Facts) -> Findings:
    """立案的个人提案，附议的其他代表不少于大会规定的人数。

    大会没有规定的，按规则 P1。联名提案里，第一提案人以外的提案人也算附议；代表团提案不需要附议。
    """
    congress = facts.find(proposal.congress)
    if congress is None or not is_filed(proposal) or any(one.delegation for one in proposal.proposers):
        return
    if not one_each(proposal):
        return
    needed, present = seconders_needed(congress, facts), seconders_of(proposal)
    if present < needed:
        place: Place = ("seconders",) if proposal.seconders else ("proposers",)
        message = f"附议的代表有 {present} 名，大会要求至少 {needed} 名，却已立案"
        yield Finding(place, message, "补上附议人；确实不足的，审查结果改为 not_filed，原因写「附议人不足」")


CHECKS = (
    no_proposer,
    proposer_unclear,
    proposer_twice,
    seconder_is_proposer,
    seconder_twice,
    too_few_seconders,
    enough_seconders_but_called_too_few,
    enough_seconders_on_the_roster,
)
