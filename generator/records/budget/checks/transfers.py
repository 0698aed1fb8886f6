"""The money chain: from the school to the union, by heads to the branches, and into their accounts."""

from __future__ import annotations

from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.model import Phase
from generator.record_type import Findings, error, warning
from generator.records.budget.accounts import accounts_of
from generator.records.budget.checks.adding_up import describe
from generator.records.budget.links import agree, budgets_of, may_have_paid, paid_to, received, unions_of
from generator.records.budget.model import Budget
from generator.records.budget.money import in_yuan, plain
from generator.records.budget.slips import slips_of
from generator.records.budget.sums import Kind, transfer_sums
from generator.records.classification.model import LineRole


@error("B8 拨付等于人数乘以标准；工会意见第五条")
def transfer_miscalculated(record: Budget, facts: Facts) -> Findings:
    """拨付各分工会的金额等于人数乘以人均标准。"""
    for one in transfer_sums(accounts_of(record, facts)):
        if one.kind is Kind.TRANSFER and one.broken:
            yield Finding(one.place, describe(one), "查对人数、标准和金额")


@error("B8 各分工会之和等于补助下级支出；工会意见第五条")
def transfers_differ_from_line(record: Budget, facts: Facts) -> Findings:
    """拨付各分工会的合计等于补助下级支出，或者等于它的一项明细。"""
    accounts = accounts_of(record, facts)
    for one in transfer_sums(accounts):
        if one.kind is Kind.TRANSFERS and one.broken:
            remedy = "补上漏列的分工会，或改正金额；另有专项补助的，在这个科目下分列明细"
            yield Finding(one.place, describe(one), remedy)
    charted = any(one.role is LineRole.TO_BRANCHES for one in accounts.chart.lines)
    if record.transfers and record.lines and charted and accounts.role_latest(LineRole.TO_BRANCHES) is None:
        total = sum((one.amount for one in record.transfers), Decimal(0))
        message = f"拨付各分工会合计 {plain(total)}，科目里却没有补助下级支出的金额"
        yield Finding(("transfers",), message, "在 lines 里写上补助下级支出")


@warning("B8 每个分工会拨付一次")
def transfer_twice(record: Budget, facts: Facts) -> Findings:
    """每个分工会在拨付表里列一次。"""
    seen: set[str] = set()
    for index, one in enumerate(record.transfers):
        if one.unit.id in seen:
            yield Finding(("transfers", index, "unit"), f"「{one.unit.id}」列了两次", "合成一行；分批拨付的写合计")
        seen.add(one.unit.id)


@error("B8 拨付与分工会的收入逐笔衔接，分毫不差")
def branch_received_otherwise(record: Budget, facts: Facts) -> Findings:
    """拨给分工会的钱，等于它同一期间账上的上级补助收入。

    只比较双方的决算数：编预算时人数还会变。分工会另有专项补助的，与其中一项明细相等也可以。
    """
    accounts = accounts_of(record, facts)
    if accounts.role_amount(LineRole.TO_BRANCHES, Phase.EXECUTED) is None:
        return
    for index, transfer in enumerate(record.transfers):
        paid = in_yuan(paid_to(accounts, transfer.unit), record.unit)
        for branch in budgets_of(transfer.unit, facts):
            if branch.record.period.days != record.period.days or slips_of(branch.record, facts):
                continue
            got = received(branch, LineRole.FROM_ABOVE, Phase.EXECUTED)
            if (
                got
                and got[0] >= 0
                and not any(agree(paid, one, (accounts.step_in_yuan, branch.step_in_yuan)) for one in got)
            ):
                message = f"拨给「{transfer.unit.id}」{plain(paid)} 元，{branch.record.id} 里的上级补助却是 {plain(got[0])} 元"
                yield Finding(("transfers", index, "amount"), message, "对照拨款凭证，改正两份账中错的一份")


@warning("B8 按人头拨付")
def heads_differ(record: Budget, facts: Facts) -> Findings:
    """拨付所按的人数，在单位上年末和本年末的教职工人数之间。

    没有登记人数的单位不比较。
    """
    year = record.period.days[0].year
    for index, transfer in enumerate(record.transfers):
        unit = facts.find(transfer.unit)
        known = [one for one in unit.headcount if one.year in (year - 1, year)] if unit else []
        counts = [one.heads for one in known]
        if counts and not min(counts) <= transfer.heads <= max(counts):
            ends = "，".join(f"{one.year} 年末 {one.heads} 人" for one in known)
            message = f"按 {transfer.heads} 人拨付，登记的教职工人数是{ends}"
            yield Finding(("transfers", index, "heads"), message, "查对人数；登记有误的改单位记录")


@warning("B8 学校工会经费与工会收入衔接；工会意见第五条")
def school_line_differs(record: Budget, facts: Facts) -> Findings:
    """学校账上的工会经费，等于工会同一期间收到的拨缴经费，或者拨缴经费加行政补助。

    上缴上级工会的部分也列在学校这一行的，按留成比例还原后比较。
    """
    school = accounts_of(record, facts)
    line = school.role_amount(LineRole.SCHOOL_LINE, Phase.EXECUTED)
    if line is None:
        return
    paid = in_yuan(line, record.unit)
    place = (*school.with_role(LineRole.SCHOOL_LINE)[0].place, "executed")
    for union in unions_of(school, facts):
        expected = () if slips_of(union.record, facts) else may_have_paid(union)
        steps = (school.step_in_yuan, union.step_in_yuan)
        if expected and not any(agree(paid, one, steps) for one in expected):
            message = f"学校工会经费是 {plain(paid)} 元，{union.record.id} 的拨缴经费（连同行政补助）是 {plain(expected[0])} 元"
            yield Finding(place, message, "查对两份账；口径不同的，在 text 里说明差在哪里")


CHECKS = (
    transfer_miscalculated,
    transfers_differ_from_line,
    transfer_twice,
    branch_received_otherwise,
    heads_differ,
    school_line_differs,
)
