"""Checks of the budget lines that a proposal led to (B6)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.nearest import nearest
from generator.record_type import Findings, error, warning
from generator.records.budget.accounts import accounts_of
from generator.records.budget.attributed import period_doubted
from generator.records.budget.model import Budget
from generator.records.budget.premises import doubled, rivals
from generator.records.classification.model import Direction
from generator.records.proposal.model import Proposal
from generator.records.unit.model import Unit, UnitKind


@error("B6")
def money_before_the_proposal(proposal: Proposal, facts: Facts) -> Findings:
    """因提案列入的经费，在提案提交以后还没有结束的预算里。

    还有一份账也写着同一个期间的，先改那两份账；账的期间与编号、金额不符的，先改期间：都不在这里说。
    """
    for index, one in enumerate(proposal.money):
        budget = facts.find(one.budget)
        late = isinstance(budget, Budget) and budget.period.days[1] < proposal.handed_in
        if isinstance(budget, Budget) and late and not (rivals(budget, facts) or period_doubted(budget, facts)):
            message = f"预算「{one.budget.id}」到 {budget.period.days[1]} 结束，提案 {proposal.handed_in} 才提交"
            yield Finding(("money", index, "budget"), message, "改成列入这笔经费的那一年的预算；日期写错的改 handed_in")


@error("B6")
def no_such_budget_line(proposal: Proposal, facts: Facts) -> Findings:
    """提案写到的经费科目在所写的预算里。

    那份预算自己把代码写错了、列错了地方的，先改预算。
    """
    for index, one in enumerate(proposal.money):
        budget = facts.find(one.budget)
        if not isinstance(budget, Budget):
            continue
        codes = sorted({line.code for _, line in budget.walk() if line.code})
        if one.code not in codes and not _miswritten(one.code, budget, facts):
            near = nearest(one.code, codes)
            hint = f"是不是「{near}」？" if near else "改成那份预算里的科目代码，或先在预算里写上这个科目"
            yield Finding(("money", index, "code"), f"预算「{one.budget.id}」里没有科目「{one.code}」", hint)


def _miswritten(code: str, budget: Budget, facts: Facts) -> bool:
    """Whether a budget may have a line of the chart under a code that is wrong there, or stands in the wrong place."""
    accounts = accounts_of(budget, facts)
    chart = accounts.chart.by_code
    stray = any(each.line.code is not None and each.line.code not in chart for each in accounts.lines)
    return code in chart and (stray or doubled(budget, facts))


@error("B6")
def money_line_twice(proposal: Proposal, facts: Facts) -> Findings:
    """同一份预算的同一个科目只写一次。"""
    for index, one in enumerate(proposal.money):
        if one in proposal.money[:index]:
            message = f"预算「{one.budget.id}」的科目「{one.code}」写了两次"
            yield Finding(("money", index, "code"), message, "删去重复的一项；不同的科目改正 code")


@error("B6")
def money_of_an_income(proposal: Proposal, facts: Facts) -> Findings:
    """因提案列入的经费是支出科目，不是收入科目。"""
    for index, one in enumerate(proposal.money):
        budget = facts.find(one.budget)
        if not isinstance(budget, Budget):
            continue
        accounts = accounts_of(budget, facts)
        placed = next((line for line in accounts.lines if line.line.code == one.code), None)
        if placed is not None and accounts.direction(placed) is Direction.INCOME:
            message = f"「{one.code} {accounts.name(placed.line)}」是收入科目"
            yield Finding(("money", index, "code"), message, "改成花这笔钱的支出科目")


@warning("B6")
def money_of_another_unit(proposal: Proposal, facts: Facts) -> Findings:
    """因提案列入的经费，在承办单位、它们的上级单位、开会的单位、学校或校工会的预算里。"""
    for index, one in enumerate(proposal.money):
        budget = facts.find(one.budget)
        owner = facts.find(budget.owner) if isinstance(budget, Budget) else None
        if owner is None or owner.kind in (UnitKind.SCHOOL, UnitKind.UNION) or owner in _concerned(proposal, facts):
            continue
        message = f"预算「{one.budget.id}」是{owner.called}的，它不是这件提案的承办单位"
        yield Finding(("money", index, "budget"), message, "改成列入这笔经费的预算；钱确实由它出的，写进 supporting")


def _concerned(proposal: Proposal, facts: Facts) -> list[Unit]:
    """The units that handle a proposal, those above them, and the one whose congress it is."""
    congress = facts.find(proposal.congress)
    found, named = list[Unit](), [proposal.lead, *proposal.supporting, *(one.unit for one in proposal.responses)]
    for reference in (*named, congress.unit if congress is not None else None):
        unit = facts.find(reference)
        while unit is not None and unit not in found:
            found.append(unit)
            unit = facts.find(unit.parent)
    return found


CHECKS = (money_before_the_proposal, no_such_budget_line, money_line_twice, money_of_an_income, money_of_another_unit)
