"""How large an account is beside the others of its owner: whether its unit of money can be right."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.dataset import Facts
from generator.records.budget.accounts import Accounts, accounts_of, dated
from generator.records.budget.links import budgets_of, same_account
from generator.records.budget.model import Budget, MoneyUnit
from generator.records.budget.money import grouped
from generator.records.budget.slips import slips_of
from generator.records.budget.whole_units import FAR, size


def sizes_beside(record: Budget, facts: Facts) -> Iterator[tuple[str, str]]:
    """Where a year's account would be of the size of those beside it only in another unit: its own, and theirs in words."""
    accounts = accounts_of(record, facts)
    own = size(accounts) if _of_a_year(accounts) else Decimal(0)
    if not own:
        return
    beside = [one for one in same_account(accounts, facts) if _of_a_year(one)]
    if beside and not any(_misfits(own, size(one), record.unit) for one in beside):
        return
    others = [one for one in beside if not slips_of(one.record, facts)]
    far = [one for one in others if _misfits(own, size(one), record.unit)]
    later = all(one.record.period.days < record.period.days for one in others)
    if len(far) * 2 > len(others) and (len(others) > 1 or later):
        yield _yuan(own), f"{far[0].record.id} 的却是 {_yuan(size(far[0]))} 元"
    if others or record.unit is MoneyUnit.WAN:
        return
    for one in budgets_of(record.owner, facts):
        same = one.record.period.days == record.period.days and one.chart.subject != accounts.chart.subject
        if same and not slips_of(one.record, facts) and own * FAR < size(one) < own * FAR * FAR:
            yield _yuan(own), f"同一单位的 {one.record.id} 却是 {_yuan(size(one))} 元"
            return


def _of_a_year(accounts: Accounts) -> bool:
    first, last = accounts.record.period.days
    return dated(accounts.record) and (last - first).days in (364, 365)


def _misfits(own: Decimal, other: Decimal, unit: MoneyUnit) -> bool:
    """Whether two totals are more than a hundred times apart, in the way that the unit of the one explains."""
    smaller = own * FAR < other
    return bool(other) and (smaller if unit is MoneyUnit.YUAN else own > other * FAR)


def _yuan(amount: Decimal) -> str:
    return grouped(amount, 2)
