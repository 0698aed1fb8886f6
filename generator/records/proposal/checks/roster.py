"""Checks of the roster of a congress and those who are named on its proposals (P1)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.nearest import nearest
from generator.record_type import Check, Findings, Setting, error
from generator.records.congress.model import Congress
from generator.records.proposal.checks.names import is_a_name
from generator.records.proposal.checks.people import is_filed
from generator.records.proposal.model import Proposal
from generator.records.proposal.roster_slips import (
    Person,
    delegates_by_name,
    is_delegate,
    is_slip_of_the_roster,
    plain_name,
    roster_slips,
)
from generator.records.proposal.strangers import is_stranger
from generator.records.unit.model import called
from generator.values import first_of


@error("P1；教育部令第32号", Setting("congress", ("roster",)))
def not_a_delegate(proposal: Proposal, facts: Facts) -> Findings:
    """大会公布了代表名册的，立案提案的提案人和附议人都在名册上，单位与名册一致。

    几件提案写的都一样、只有名册不一样的，在名册那里说一次。
    """
    congress = facts.find(proposal.congress)
    if congress is None or not congress.roster or not is_filed(proposal) or is_stranger(proposal, facts):
        return
    for index, proposer in enumerate(proposal.proposers):
        if proposer.name:
            yield from _off_the_roster(("proposers", index), proposer, congress, facts)
    for index, seconder in enumerate(proposal.seconders):
        yield from _off_the_roster(("seconders", index), seconder, congress, facts)


def _off_the_roster(place: Place, person: Person, congress: Congress, facts: Facts) -> Findings:
    if not is_a_name(person.name):
        return
    if is_delegate(person, congress, facts) or is_slip_of_the_roster(person, congress, facts):
        return
    if any((person.name or "") in one.name for one in congress.roster if not is_a_name(one.name)):
        return
    namesakes = delegates_by_name(congress, facts).get(plain_name(person), [])
    if namesakes and person.unit is not None:
        units = "、".join(sorted({called(one.unit, facts.find) for one in namesakes}))
        message = f"代表「{person.name}」的单位写成{called(person.unit, facts.find)}，名册上是{units}"
        yield Finding((*place, "unit"), message, "改成与名册一致；名册错了就改名册")
        return
    names = [plain_name(one) for one in congress.roster]
    near = nearest(plain_name(person), names)
    hint = "查对姓名和名册；名册漏了的补上；确实不是代表的不能提出或附议，改为意见建议"
    if near:
        line = f"{facts.path_of(congress)} 的 roster 第 {names.index(near) + 1} 项"
        hint = f"是不是「{near}」？对照提案原件；原件就是「{person.name}」的，是名册写错了，改正 {line}"
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


@error("P1；教育部令第32号")
def roster_unlike_proposals(congress: Congress, facts: Facts) -> Findings:
    """名册上代表的姓名和单位，与几件立案的提案一致写的相同；几件提案都写到的代表，名册上有。"""
    for slip in roster_slips(congress, facts):
        person, count = slip.person, len(slip.proposals)
        unit = called(person.unit, facts.find) if person.unit is not None else ""
        named = first_of(slip.proposals)
        if slip.index is None:
            message = f"名册上没有{unit}的「{person.name}」，{named} {count} 件立案的提案写到"
            remedy = "名册漏写、错写的，补上或改正；确实不是代表的，改正那些提案"
            yield Finding(("roster",), message, remedy)
            continue
        here = congress.roster[slip.index]
        if plain_name(here) == plain_name(person):
            key, message = (
                "unit",
                f"代表「{here.name}」的单位写成{called(here.unit, facts.find)}，{named} {count} 件提案都写{unit}",
            )
        else:
            key, message = "name", f"{unit}的代表写成「{here.name}」，{named} {count} 件提案都写「{person.name}」"
        yield Finding(("roster", slip.index, key), message, "名册错了的改正；名册没有错的，改正那些提案")


CHECKS: tuple[Check[Proposal], ...] = (not_a_delegate, unknown_delegation)
OF_CONGRESS: tuple[Check[Congress], ...] = (roster_unlike_proposals,)
