"""An opening balance that is written wrong: every balance of the record is off by the same."""

from __future__ import annotations

from decimal import Decimal

from generator.dataset import Facts
from generator.records.budget.accounts import Accounts
from generator.records.budget.links import agree, before
from generator.records.budget.money import from_yuan, in_yuan
from generator.records.budget.premises import comparable
from generator.records.budget.slipped import slip_of
from generator.records.budget.sums import Kind, Sum, balance_sums

_SEVERAL = 2
"""Balances that have to be off by the same."""


def resting_on_opening(accounts: Accounts) -> tuple[Sum, ...]:
    """The balances that begin with the opening balance and are broken."""
    planned = accounts.record.planned_balances
    estimated = planned is not None and planned.opening is not None
    found = (one for one in balance_sums(accounts) if one.broken and not one.missing)
    return tuple(one for one in found if one.kind is Kind.BALANCE or not estimated)


def told_by_opening(one: Sum, accounts: Accounts, facts: Facts) -> bool:
    """Whether a balance would close with last year's closing balance: then the opening one is said to differ."""
    opening = accounts.record.opening_balance
    rounded = one.rounded and one.kind in (Kind.BALANCE, Kind.PLANNED)
    if opening is None or not (rounded or one in resting_on_opening(accounts)):
        return False
    return any(
        (one.gap == off) if rounded else abs(one.gap - off) <= one.slack for off in openings_off(accounts, facts)
    )


def told_by_balance(one: Sum, accounts: Accounts) -> bool:
    """Whether a planned balance is off by as much as the executed one: that is said there."""
    broken = resting_on_opening(accounts)
    closing = [each for each in broken if each.kind is Kind.BALANCE]
    return one.kind is Kind.PLANNED and one in broken and any(each.gap == one.gap for each in closing)


def estimate_off(accounts: Accounts) -> Decimal | None:
    """By how much the estimated opening balance is too large, where every planned balance is off by that alone.

    Only where a common slip makes it of the right one: a line left out that is planned alike in each phase does the same.
    """
    planned = accounts.record.planned_balances
    sums = [one for one in balance_sums(accounts) if one.kind is Kind.PLANNED]
    if planned is None or planned.opening is None or len(sums) < _SEVERAL:
        return None
    gaps = {one.gap for one in sums}
    if len(gaps) > 1 or not all(one.broken and not one.missing for one in sums):
        return None
    gap = gaps.pop()
    return gap if slip_of(planned.opening, planned.opening - gap) else None


def openings_off(accounts: Accounts, facts: Facts) -> tuple[Decimal, ...]:
    """By how much the opening balance differs from the closing one before it, in the record's unit."""
    record = accounts.record
    if record.opening_balance is None:
        return ()
    opening = in_yuan(record.opening_balance, record.unit)
    found = []
    for earlier in before(accounts, facts):
        last = earlier.record.closing_balance
        steps = (accounts.step_in_yuan, earlier.step_in_yuan)
        if last is None or not comparable(earlier.record, facts):
            continue
        theirs = in_yuan(last, earlier.record.unit)
        if not agree(opening, theirs, steps) and not closes_at(earlier, opening, steps):
            found.append(from_yuan(opening - theirs, record.unit))
    return tuple(found)


def closes_at(earlier: Accounts, opening: Decimal, steps: tuple[Decimal, Decimal]) -> bool:
    """Whether an account's closing balance is broken and comes to what the next one opens with: it is wrong there."""
    broken = (one for one in balance_sums(earlier) if one.kind is Kind.BALANCE and one.broken and not one.missing)
    return any(agree(in_yuan(one.computed, earlier.record.unit), opening, steps) for one in broken)
