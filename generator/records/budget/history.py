"""The same line in other years: from yearly amounts of one account, from the accounts before and after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from generator.dataset import Facts
from generator.model import Phase
from generator.records.budget.accounts import Accounts, value, year_value
from generator.records.budget.links import same_account
from generator.records.budget.money import in_yuan
from generator.records.budget.sums import Total, total, year_total
from generator.records.classification.model import Classification, Direction

TOTALS = {
    "收入": Direction.INCOME,
    "收入合计": Direction.INCOME,
    "支出": Direction.EXPENDITURE,
    "支出合计": Direction.EXPENDITURE,
}
"""What may stand in place of a code: the total of a direction."""


class Unknowable(LookupError):
    """A figure that cannot be computed from the records; its text says why, in Chinese."""


def amount_in_phase(accounts: Accounts, code: str, phase: Phase) -> Decimal:
    """The amount of a code, or of a direction's total, in the record's unit. Raises `Unknowable`."""
    if code in TOTALS:
        return complete(total(accounts, TOTALS[code], phase), f"{TOTALS[code].value}合计").amount
    placed = accounts.find(code)
    if placed is None:
        raise Unknowable(f"{accounts.record.id} 里没有科目「{code}」")
    amount = value(placed.line, phase)
    if amount is None:
        raise Unknowable(f"「{accounts.name(placed.line)}」没有公布{phase.label}")
    return amount


def complete(found: Total | None, what: str) -> Total:
    """A total with nothing missing. Raises `Unknowable`."""
    if found is None:
        raise Unknowable(f"记录里没有{what}的科目")
    if found.missing:
        raise Unknowable(f"「{found.missing[0]}」没有公布金额，算不出{what}")
    return found


def amount_in_year(accounts: Accounts, code: str, year: int, facts: Facts) -> Decimal:
    """What was executed under a code in a year, in 元: here, else in the owner's other accounts. Raises `Unknowable`."""
    reason = f"没有 {year} 年的账"
    for other in _this_and_others(accounts, facts):
        if not _covers(other, year):
            continue
        theirs = code if code in TOTALS else translated(code, accounts.chart, other.chart, facts)
        if theirs is None:
            reason = f"「{code}」在 {other.chart.id} 里没有一一对应的科目，两版之间不能直接比较"
            continue
        try:
            return in_yuan(_of_year(other, theirs, year), other.record.unit)
        except Unknowable as unknown:
            reason = str(unknown)
    raise Unknowable(reason)


def _this_and_others(accounts: Accounts, facts: Facts) -> Iterator[Accounts]:
    """The record itself, and only where it does not say, the others: they may be beyond reading."""
    yield accounts
    yield from same_account(accounts, facts)


def _of_year(accounts: Accounts, code: str, year: int) -> Decimal:
    if accounts.record.period.days == (date(year, 1, 1), date(year, 12, 31)):
        return amount_in_phase(accounts, code, Phase.EXECUTED)
    if code in TOTALS:
        return complete(year_total(accounts, TOTALS[code], year), f"{year} 年{TOTALS[code].value}合计").amount
    placed = accounts.find(code)
    amount = year_value(placed.line, year) if placed else None
    if amount is None:
        raise Unknowable(f"{accounts.record.id} 里没有「{code}」{year} 年的金额")
    return amount


def _covers(accounts: Accounts, year: int) -> bool:
    first, last = accounts.record.period.days
    return first <= date(year, 1, 1) and date(year, 12, 31) <= last


def translated(code: str, chart: Classification, other: Classification, facts: Facts) -> str | None:
    """A code in another version of its chart, where the same line goes on; else None."""
    if chart.id == other.id:
        return code
    back = _back(code, chart, other.id, facts)
    if back is not None:
        return back
    return next((one.code for one in other.lines if _back(one.code, other, chart.id, facts) == code), None)


def _back(code: str, chart: Classification, target: str, facts: Facts) -> str | None:
    """A code in an earlier version of its chart."""
    was: str | None = code
    seen = {chart.id}
    while was is not None:
        earlier = facts.find(chart.predecessor)
        if not isinstance(earlier, Classification) or earlier.id in seen:
            return None
        was = chart.continues(was, earlier)
        chart = earlier
        seen.add(chart.id)
        if chart.id == target:
            return was
    return None
