"""Checks of what is written as a name (P1): one delegate in each entry, a delegation in its own field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.record_type import Findings, error
from generator.records.proposal.model import Proposal, Proposer, Seconder

_SEVERAL = re.compile(r"[、，,；;/]")
_DELEGATION = re.compile(r"代表[团组]\Z")


def several(name: str | None) -> bool:
    """Whether a name is written as several."""
    return bool(name and _SEVERAL.search(name))


def is_delegation(name: str | None) -> bool:
    """Whether a name is a delegation's."""
    return bool(name and _DELEGATION.search(name))


def one_each(proposal: Proposal) -> bool:
    """Whether every name is one delegate's, so that they can be counted."""
    return not any(several(one.name) or is_delegation(one.name) for _, one in _everyone(proposal))


def _everyone(proposal: Proposal) -> Iterator[tuple[Place, Proposer | Seconder]]:
    yield from ((("proposers", index), one) for index, one in enumerate(proposal.proposers))
    yield from ((("seconders", index), one) for index, one in enumerate(proposal.seconders))


@error("P1")
def several_names(proposal: Proposal, facts: Facts) -> Findings:
    """提案人和附议人每项只写一个人的姓名。"""
    for place, one in _everyone(proposal):
        if several(one.name):
            count = len([part for part in _SEVERAL.split(one.name or "") if part.strip()])
            message = f"「{one.name}」把 {count} 个人写在一起" if count > 1 else f"姓名「{one.name}」里多了标点"
            yield Finding((*place, "name"), message, "每人写一项：各有自己的 name、unit 和 consent")


@error("P1")
def delegation_as_name(proposal: Proposal, facts: Facts) -> Findings:
    """代表团写在 delegation，不写在姓名里。"""
    for place, one in _everyone(proposal):
        if is_delegation(one.name):
            own = place[0] == "proposers"
            remedy = "代表团写在 delegation" if own else "附议人写代表的姓名；代表团提出的，写在提案人的 delegation"
            yield Finding((*place, "name"), f"「{one.name}」是代表团，却写成姓名", remedy)


CHECKS = (several_names, delegation_as_name)
