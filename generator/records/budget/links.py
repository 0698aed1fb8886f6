"""The accounts that a budget hangs together with: the year before, the branches it pays, the school."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from generator.dataset import Facts
from generator.model import Phase, Reference
from generator.records.budget.accounts import Accounts, accounts_of, value
from generator.records.budget.model import Budget
from generator.records.budget.money import in_yuan
from generator.records.classification.model import Classification, LineRole
from generator.records.unit.model import Unit


def same_account(accounts: Accounts, facts: Facts) -> tuple[Accounts, ...]:
    """The owner's other accounts of the same subject (union money, a college's money), earliest first."""
    found = [
        one
        for one in budgets_of(accounts.record.owner, facts)
        if one.chart.subject == accounts.chart.subject and one.record.id != accounts.record.id
    ]
    return tuple(sorted(found, key=lambda one: (one.record.period.days, one.record.id)))


def budgets_of(owner: Reference[Unit], facts: Facts) -> Iterator[Accounts]:
    """A unit's accounts whose charts are known, by id."""
    unit = facts.find(owner)
    if unit is None:
        return
    for record in facts.referrers(unit, Budget):
        if record.owner == owner and isinstance(facts.find(record.classification), Classification):
            yield accounts_of(record, facts)


def before(accounts: Accounts, facts: Facts) -> tuple[Accounts, ...]:
    """The same account's records that end on the day before this one begins: more than one only by mistake."""
    last = accounts.record.period.days[0] - timedelta(days=1)
    return tuple(one for one in same_account(accounts, facts) if one.record.period.days[1] == last)


def agree(one: Decimal, other: Decimal, steps: tuple[Decimal, Decimal]) -> bool:
    """Whether two amounts in 元 from two records are the same, at the coarser of their precisions."""
    return abs(one - other) <= max(steps) / 2


def received(accounts: Accounts, role: LineRole, phase: Phase) -> tuple[Decimal, ...]:
    """What the lines of a role came to in 元, first the whole, then each of its details, as any may be meant."""
    whole = accounts.role_amount(role, phase)
    if whole is None:
        return ()
    lines = accounts.with_role(role)
    details = (value(one.line, phase) for one in accounts.lines if any(map(one.under, lines)))
    return tuple(in_yuan(one, accounts.record.unit) for one in (whole, *details) if one is not None)
