"""Checks of who proposes and who seconds (P1)."""

from __future__ import annotations

from generator.dataset import Facts, derived
from generator.diagnostics import Finding, Place
from generator.nearest import nearest
from generator.record_type import Findings, Setting, error, warning
from generator.records.congress.model import Congress, Delegate
from generator.records.proposal.checks.names import is_delegation, one_each, several
from generator.records.proposal.model import NotFiledCause, Outcome, Proposal, Proposer, Review, Seconder
from generator.records.rule.model import ruled

Person = Proposer | Seconder | Delegate


def plain_name(person: Person) -> str:
    """A name without the spaces that some lists put between its characters."""
    return "".join((person.name or "").split())


def same_person(one: Person, other: Person) -> bool:
    """Whether two entries are one person: the same name, and no two different units."""
    if not plain_name(one) or plain_name(one) != plain_name(other):
        return False
    return one.unit is None or other.unit is None or one.unit == other.unit


def _filed(proposal: Proposal) -> bool:
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
    if congress is None or not congress.roster or review is None or not _of_seconders(review) or _filed(proposal):
        return
    if review.cause is not NotFiledCause.TOO_FEW_SECONDERS or any(one.delegation for one in proposal.proposers):
        return
    known = _delegates(congress, facts)
    valid = [
        one
        for one in proposal.seconders
        if any(same_person(one, other) for other in known.get(plain_name(one), []))
        and not any(same_person(one, other) for other in proposal.proposers)
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
    if congress is None or not _filed(proposal) or any(one.delegation for one in proposal.proposers):
        return
    if not one_each(proposal):
        return
    needed, present = seconders_needed(congress, facts), seconders_of(proposal)
    if present < needed:
        place: Place = ("seconders",) if proposal.seconders else ("proposers",)
        message = f"附议的代表有 {present} 名，大会要求至少 {needed} 名，却已立案"
        yield Finding(place, message, "补上附议人；确实不足的，审查结果改为 not_filed，原因写「附议人不足」")


@error("P1；教育部令第32号", Setting("congress", ("roster",)))
def not_a_delegate(proposal: Proposal, facts: Facts) -> Findings:
    """大会公布了代表名册的，立案提案的提案人和附议人都在名册上，单位与名册一致。"""
    congress = facts.find(proposal.congress)
    if congress is None or not congress.roster or not _filed(proposal):
        return
    for index, proposer in enumerate(proposal.proposers):
        if proposer.name:
            yield from _off_the_roster(("proposers", index), proposer, congress, facts)
    for index, seconder in enumerate(proposal.seconders):
        yield from _off_the_roster(("seconders", index), seconder, congress, facts)


@derived
def _delegates(congress: Congress, facts: Facts) -> dict[str, list[Delegate]]:
    """The roster by name, as it is asked for every name on every proposal."""
    found: dict[str, list[Delegate]] = {}
    for one in congress.roster:
        found.setdefault(plain_name(one), []).append(one)
    return found


def _off_the_roster(place: Place, person: Person, congress: Congress, facts: Facts) -> Findings:
    if several(person.name) or is_delegation(person.name):
        return
    namesakes = _delegates(congress, facts).get(plain_name(person), [])
    if any(same_person(person, one) for one in namesakes):
        return
    if namesakes and person.unit is not None:
        units = "、".join(sorted({f"「{one.unit.id}」" for one in namesakes}))
        message = f"代表「{person.name}」的单位写成「{person.unit.id}」，名册上是{units}"
        yield Finding((*place, "unit"), message, "改成与名册一致；名册错了就改名册")
        return
    near = nearest(plain_name(person), [plain_name(one) for one in congress.roster])
    hint = f"是不是「{near}」？" if near else "查对姓名；不是代表的不能提出或附议，改为意见建议"
    yield Finding((*place, "name"), f"「{person.name}」不在「{congress.id}」的代表名册上", hint)


@error("P1", Setting("congress", ("roster",)))
def unknown_delegation(proposal: Proposal, facts: Facts) -> Findings:
    """名册分了代表团的，提案的代表团是其中之一。"""
    if not any(one.delegation for one in proposal.proposers):
        return
    congress = facts.find(proposal.congress)
    known = sorted({one.delegation for one in congress.roster if one.delegation}) if congress else []
    for index, one in enumerate(proposal.proposers):
        if known and one.delegation and one.delegation not in known:
            near = nearest(one.delegation, known)
            hint = f"是不是「{near}」？" if near else "改成名册上的代表团：" + "、".join(known)
            yield Finding(("proposers", index, "delegation"), f"名册上没有代表团「{one.delegation}」", hint)


CHECKS = (
    no_proposer,
    proposer_unclear,
    proposer_twice,
    seconder_is_proposer,
    seconder_twice,
    too_few_seconders,
    enough_seconders_but_called_too_few,
    enough_seconders_on_the_roster,
    not_a_delegate,
    unknown_delegation,
)
