"""Checks of what is written as a name (P1): one delegate in each entry, a delegation in its own field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.one_name import beside_a_name, several_people, without_it
from generator.record_type import Findings, error, warning
from generator.records.proposal.model import Proposal, Proposer, Seconder

_DELEGATION = re.compile(r"代表[团组]\Z")


def is_a_name(name: str | None) -> bool:
    """Whether what is written as a name is one delegate's, with nothing else beside it."""
    return bool(name) and not (is_delegation(name) or several_people(name or "") or beside_a_name(name or ""))


def is_delegation(name: str | None) -> bool:
    """Whether a name is a delegation's."""
    return bool(name and _DELEGATION.search(name))


def one_each(proposal: Proposal) -> bool:
    """Whether every name is one delegate's, so that they can be counted."""
    return not any(several_people(one.name or "") or is_delegation(one.name) for _, one in _everyone(proposal))


def _everyone(proposal: Proposal) -> Iterator[tuple[Place, Proposer | Seconder]]:
    yield from ((("proposers", index), one) for index, one in enumerate(proposal.proposers))
    yield from ((("seconders", index), one) for index, one in enumerate(proposal.seconders))


@error("P1")
def several_names(proposal: Proposal, facts: Facts) -> Findings:
    """提案人和附议人每项只写一个人的姓名，不写「等几人」，几个人的姓名之间用什么隔开都一样。

    一个人的姓名中间可以空格（王 芳、欧阳 建国），少数民族和外国人的姓名用间隔号（阿依古丽·买买提）。
    """
    for place, one in _everyone(proposal):
        name = one.name or ""
        if name and several_people(name) and not is_delegation(name):
            yield Finding((*place, "name"), f"「{name}」把几个人写在一起", SEVERAL_REMEDY)


SEVERAL_REMEDY = "每人写一项：各有自己的 name、unit 和 consent；就是一个人的，姓名里不加空格，少数民族的用间隔号「·」"


@warning("P1")
def more_than_a_name(proposal: Proposal, facts: Facts) -> Findings:
    """姓名里只写姓名，不写序号、单位和多余的标点；区分同名的人的（女）（男）除外。"""
    for place, one in _everyone(proposal):
        name = one.name or ""
        beside = beside_a_name(name) if name and not several_people(name) and not is_delegation(name) else ""
        if beside:
            message = f"姓名「{name}」里多写了「{beside}」"
            unit = "；单位写在 unit" if len(beside) > 2 else ""
            yield Finding((*place, "name"), message, f"写成「{without_it(name)}」{unit}")


@error("P1")
def delegation_as_name(proposal: Proposal, facts: Facts) -> Findings:
    """代表团写在 delegation，不写在姓名里。"""
    for place, one in _everyone(proposal):
        if is_delegation(one.name):
            own = place[0] == "proposers"
            remedy = "代表团写在 delegation" if own else "附议人写代表的姓名；代表团提出的，写在提案人的 delegation"
            yield Finding((*place, "name"), f"「{one.name}」是代表团，却写成姓名", remedy)


CHECKS = (several_names, more_than_a_name, delegation_as_name)
