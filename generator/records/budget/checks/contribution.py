"""What the employer owes the union: two per cent of its payroll, and what of it the union keeps."""

from __future__ import annotations

from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Findings, warning
from generator.records.budget.accounts import accounts_of, dated
from generator.records.budget.attributed import doubtful
from generator.records.budget.deviation import explained
from generator.records.budget.links import agree, same_account
from generator.records.budget.misread import borne_out
from generator.records.budget.model import Budget
from generator.records.budget.money import decimals_of, grouped, in_yuan, plain, rounded, step_of
from generator.records.budget.premises import comparable, contested
from generator.records.classification.model import LineRole
from generator.records.rule.model import ruled


@warning("B3 拨缴经费＝工资总额×计提比例×留成比例；工会法第四十三条")
def contribution_unexpected(record: Budget, facts: Facts) -> Findings:
    """拨缴经费收入与按工资总额算出的应拨数相符，超出允许偏差的写明了原因。

    拨缴经费与别处对得上，应拨数差十倍的，多半是工资总额写错了。
    """
    accounts = accounts_of(record, facts)
    base, received = record.payroll_base, accounts.role_latest(LineRole.TRANSFER_IN)
    first, last = record.period.days
    due = base.amount * base.ratio * base.share if base is not None else Decimal(0)
    if base is None or due <= 0 or received is None or (last - first).days > 366:
        return
    phase, amount = received
    allowed = ruled(facts, "B3", "允许偏差")
    placed = accounts.with_role(LineRole.TRANSFER_IN)[0]
    if abs(amount - due) * 100 <= allowed * due or explained(placed.line):
        return
    usual = base.amount * _ruled_ratio(facts)
    if base.ratio * base.share != _ruled_ratio(facts) and abs(amount - usual) * 100 <= allowed * usual:
        return  # the ratios are wrong, which is said of them
    way = next((one for one in (1, -1) if abs(amount - due.scaleb(one)) * 100 <= allowed * due.scaleb(one)), 0)
    if way and (*placed.place, phase.value) in borne_out(record, facts):
        meant = rounded(base.amount.scaleb(way), decimals_of(base.amount))
        message = (
            f"工资总额「{plain(base.amount)}」像是小数点错了一位：写成 {plain(meant)}，"
            f"应拨数就与拨缴经费{phase.label} {plain(amount)} 相符"
        )
        yield Finding(("payroll_base", "amount"), message, "对照原文查对工资总额；没有写错的，查对比例和拨缴经费")
        return
    off = grouped((amount - due) * 100 / due, 1)
    message = (
        f"拨缴经费{phase.label} {plain(amount)}，按工资总额应是 "
        f"{plain(due.quantize(accounts.step))}，偏差 {off}%，超过 {plain(allowed)}%"
    )
    remedy = "查对工资总额和比例；有欠拨、补拨等原因的，在这个科目写 explanation"
    yield Finding((*placed.place, phase.value), message, remedy)


_RATIOS = ("计提比例", "留成比例")


def _ruled_ratio(facts: Facts) -> Decimal:
    """What of the payroll comes to the union by rule B3."""
    ratio, share = (ruled(facts, "B3", name) for name in _RATIOS)
    return ratio * share / 10_000


@warning("B3 计提百分之二，基层工会留成百分之六十")
def ratio_differs(record: Budget, facts: Facts) -> Findings:
    """计提比例和留成比例与规则 B3 一致。"""
    base = record.payroll_base
    if base is None:
        return
    ruled_ones = tuple(ruled(facts, "B3", name) for name in _RATIOS)
    if (base.share * 100, base.ratio * 100) == ruled_ones and base.share != base.ratio:
        message = f"计提比例 {_percent(base.ratio * 100)}、留成比例 {_percent(base.share * 100)} 像是写反了"
        yield Finding(("payroll_base", "ratio"), message, "对照规则 B3，把两个比例换过来")
        return
    for key, name, written in (("ratio", "计提比例", base.ratio), ("share", "留成比例", base.share)):
        wanted = ruled(facts, "B3", name)
        if written * 100 != wanted:
            message = f"{name}写的是 {_percent(written * 100)}，规则 B3 是 {_percent(wanted)}"
            remedy = "查对比例；本省另有规定的，改 data/rules/B3.yml 并写明依据"
            yield Finding(("payroll_base", key), message, remedy)


@warning("B3 基数年度通常是上一年")
def base_year_far(record: Budget, facts: Facts) -> Findings:
    """工资总额的基数年度在上一年和期间的最后一年之间。"""
    base = record.payroll_base
    first, last = record.period.days
    if (
        base is not None
        and dated(record)
        and not doubtful(record, facts)
        and not first.year - 1 <= base.year <= last.year
    ):
        message = f"{record.period.label}的账，工资总额却是 {base.year} 年的"
        yield Finding(("payroll_base", "year"), message, "查对基数年度，一般是上一年")


@warning("B3 一年只有一个工资总额")
def payroll_differs(record: Budget, facts: Facts) -> Findings:
    """同一账户两份账写的同一年的工资总额相同，按两份账里较粗的精度比较。"""
    base, own = record.payroll_base, accounts_of(record, facts)
    if base is None or contested(record, facts):
        return
    mine = in_yuan(base.amount, record.unit)
    for other in same_account(own, facts):
        theirs = other.record.payroll_base
        if theirs is None or theirs.year != base.year or not comparable(other.record, facts):
            continue
        amount, unit = in_yuan(theirs.amount, other.record.unit), other.record.unit
        steps = in_yuan(step_of([base.amount]), record.unit), in_yuan(step_of([theirs.amount]), unit)
        if agree(mine, amount, steps) or _usual(other.record) < _usual(record):
            continue
        if _usual(other.record) == _usual(record) and other.record.period.days > record.period.days:
            continue  # said at the later one
        message = f"{base.year} 年的工资总额写的是 {plain(base.amount)} {record.unit}，{other.record.id} 里是 {plain(theirs.amount)} {unit}"
        yield Finding(("payroll_base",), message, "查对基数年度和金额，改正写错的一个")


def _usual(record: Budget) -> bool:
    """Whether the base is that of the year before, as usual: of two the other one is more likely wrong."""
    base = record.payroll_base
    return base is not None and base.year == record.period.days[0].year - 1


def _percent(number: Decimal) -> str:
    return f"{number.normalize():f}%"


OF_AMOUNTS = (contribution_unexpected,)
"""The one that a wrong amount breaks."""
CHECKS = (ratio_differs, base_year_far, payroll_differs)
