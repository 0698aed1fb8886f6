"""Checks of merging (P6)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Findings, error, warning
from generator.records.proposal.checks.handling import HANDLING, labels, written_of
from generator.records.proposal.model import Outcome, Proposal


def _label(outcome: Outcome | None) -> str:
    return outcome.label if outcome else "还没有审查"


def _outcome(proposal: Proposal) -> Outcome | None:
    return proposal.review.outcome if proposal.review else None


def targets(proposal: Proposal, facts: Facts) -> Iterator[Proposal]:
    """The proposals that it went into, one after another; ends where one is met again."""
    met = {proposal.id}
    target = facts.find(proposal.merged_into)
    while isinstance(target, Proposal):
        yield target
        if target.id in met:
            return
        met.add(target.id)
        target = facts.find(target.merged_into)


@error("P6")
def merged_across_congresses(proposal: Proposal, facts: Facts) -> Findings:
    """并案的两件提案属于同一次大会。"""
    target = facts.find(proposal.merged_into)
    if isinstance(target, Proposal) and target.congress != proposal.congress:
        message = f"「{target.id}」是「{target.congress.id}」的提案，本案属于「{proposal.congress.id}」，不能并入"
        yield Finding(("merged_into",), message, "改成同一次大会的主案；往次的提案写进 related")


@error("P6")
def merged_with_another_outcome(proposal: Proposal, facts: Facts) -> Findings:
    """并案的两件提案审查结果相同：立案的并入立案的，意见建议并入意见建议。"""
    target = facts.find(proposal.merged_into)
    if not isinstance(target, Proposal) or target.id == proposal.id or target.congress != proposal.congress:
        return
    if _outcome(target) is not _outcome(proposal):
        message = f"本案{_label(_outcome(proposal))}，主案「{target.id}」{_label(_outcome(target))}，结果不同，不能并案"
        yield Finding(("merged_into",), message, "查对两案的审查结果，改成一致；结果确实不同的删去 merged_into")


@error("P6")
def merged_in_a_circle(proposal: Proposal, facts: Facts) -> Findings:
    """并案不绕回自己。"""
    chain = [one.id for one in targets(proposal, facts)]
    if len(chain) > 1 and chain[-1] == proposal.id:
        yield Finding(
            ("merged_into",),
            "并案绕成一圈：" + " → ".join((proposal.id, *chain)),
            "确定哪一件是主案，主案不写 merged_into",
        )


@error("P6")
def merged_in_a_chain(proposal: Proposal, facts: Facts) -> Findings:
    """并案直接写主案，主案自己不再并入别的提案。"""
    chain = [one.id for one in targets(proposal, facts)]
    if len(chain) > 1 and len(set(chain)) == len(chain) and proposal.id not in chain:
        message = f"主案「{chain[0]}」自己又并入了「{chain[1]}」"
        yield Finding(("merged_into",), message, f"改成最后的主案：merged_into: {chain[-1]}")


@warning("P6")
def merged_into_a_retracted_one(proposal: Proposal, facts: Facts) -> Findings:
    """并入的主案没有撤回。

    主案撤回了，并入的提案就没有人办理。
    """
    target = facts.find(proposal.merged_into)
    if isinstance(target, Proposal) and target.retracted is not None and proposal.retracted is None:
        message = f"主案「{target.id}」已在 {target.retracted.on} 由提案人撤回"
        yield Finding(("merged_into",), message, "改成仍在办理的主案；只有一件提案人撤回的，把没有撤回的定为主案")


@error("P6")
def merged_but_handled(proposal: Proposal, facts: Facts) -> Findings:
    """并入别案的提案不另行交办、答复、评价和办结，也不另写重点提案、督办人和经费，都在主案里。"""
    if proposal.merged_into is None:
        return
    written = written_of(proposal, (*HANDLING, "key", "follower"))
    review = proposal.review
    if written and review is not None and review.outcome is not Outcome.NOT_FILED:
        message = f"已并入「{proposal.merged_into.id}」，却另写了{labels(written)}"
        yield Finding((written[0],), message, "移到主案的记录里；没有并案的删去 merged_into")


CHECKS = (
    merged_across_congresses,
    merged_with_another_outcome,
    merged_in_a_circle,
    merged_in_a_chain,
    merged_into_a_retracted_one,
    merged_but_handled,
)
