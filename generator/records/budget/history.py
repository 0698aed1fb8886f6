"""The same line in other years: from yearly amounts of one account, from the accounts before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from generator.dataset import Facts
from generator.model import Phase, StatedOf
from generator.records.budget.accounts import Accounts, value, year_value
from generator.records.budget.links import same_account
from generator.records.budget.money import in_yuan
from generator.records.budget.printed import read_printed
from generator.records.budget.sums import Total, total, year_total
from generator.records.classification.model import Classification, Direction
from generator.stated_figures import StatedFigure

TOTALS = {
    "收入": Direction.INCOME,
    "收入合计": Direction.INCOME,
    "支出": Direction.EXPENDITURE,
    "支出合计": Direction.EXPENDITURE,
}
"""What may stand in place of a code: the total of a direction."""
BALANCES = ("年初结余", "年末结余", "当年结余", "抽查金额")
"""The same, of what is no line either: what there was, what is left, what came in more than went out, and what of it
all the audit committee looked at."""
_QUOTED_TOTALS = {StatedFigure.INCOME: "收入合计", StatedFigure.EXPENDITURE: "支出合计"}


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


class Known(NamedTuple):
    """An amount in 元, as far as it is known."""

    amount: Decimal
    slack: Decimal = Decimal(0)
    """What rounding may have taken or added: half of the last digit that it was written to, for each addend."""
    source: str = ""
    """The document that prints it, where no account holds it."""


def known_in_phase(accounts: Accounts, code: str, phase: Phase) -> Known:
    """The amount of a code, or of a direction's total, in a phase. Raises `Unknowable`."""
    found = total(accounts, TOTALS[code], phase) if code in TOTALS else None
    amount = in_yuan(amount_in_phase(accounts, code, phase), accounts.record.unit)
    return Known(amount, accounts.step_in_yuan / 2 * (found.terms if found is not None else 1))


def known_in_year(accounts: Accounts, code: str, year: int, facts: Facts, phase: Phase = Phase.EXECUTED) -> Known:
    """What a code came to in a year: here, else in the owner's other accounts. Raises `Unknowable`."""
    reason = f"没有 {year} 年的账"
    for other in _this_and_others(accounts, facts):
        if not _covers(other, year):
            continue
        theirs = translated(code, accounts.chart, other.chart, facts)
        if theirs is None:
            reason = not_in(other.chart, code)
            continue
        try:
            return _of_year(other, theirs, year, phase)
        except Unknowable as unknown:
            reason = str(unknown)
    raise Unknowable(reason)


def told_in_year(accounts: Accounts, code: str, year: int, facts: Facts, phase: Phase = Phase.EXECUTED) -> Known:
    """The same, and where no account says it, as a published document prints it (`stated`). Raises `Unknowable`."""
    try:
        return known_in_year(accounts, code, year, facts, phase)
    except Unknowable:
        for other in _this_and_others(accounts, facts):
            theirs = translated(code, accounts.chart, other.chart, facts)
            printed = quoted_in_year(other, theirs, year, phase) if theirs is not None else None
            if printed is not None:
                return printed
        raise


def quoted_in_year(accounts: Accounts, code: str, year: int, phase: Phase = Phase.EXECUTED) -> Known | None:
    """What a document that a record quotes prints of a code in a year; None where none does."""
    return _quoted(accounts, code, phase, lambda of: of.year == year)


def quoted_in_phase(accounts: Accounts, code: str, phase: Phase) -> Known | None:
    """What a document prints of a code for the whole account in a phase; None where none does."""
    return _quoted(accounts, code, phase, lambda of: of.year is None and of.start is None and of.end is None)


def quoted_over_years(accounts: Accounts, code: str, last: int, phase: Phase) -> Known | None:
    """What a document prints of a code over several years, or one, that end with a year; None where none does."""
    return _quoted(accounts, code, phase, lambda of: last in (of.end, of.year))


def _quoted(accounts: Accounts, code: str, phase: Phase, of_those: Callable[[StatedOf], bool]) -> Known | None:
    for one in accounts.record.stated:
        right = of_those(one.of) and (one.of.phase or Phase.EXECUTED) is phase
        if not right or not _speaks_of(one.of, code, accounts):
            continue
        printed = read_printed(one.value, Decimal(accounts.record.unit.yuan))
        if printed is not None and not printed.rate and printed.read.most.is_finite():
            return Known(printed.amount, (printed.read.most - printed.read.least) / 2, one.source)
    return None


def code_quoted(of: StatedOf) -> str | None:
    """Of which code, or of which direction's total, a quotation tells the amount; None where it tells another thing."""
    if of.also:
        return None
    return _QUOTED_TOTALS.get(of.figure, of.code if of.figure is StatedFigure.AMOUNT else None)


def _speaks_of(of: StatedOf, code: str, accounts: Accounts) -> bool:
    named = code_quoted(of)
    return named is not None and same_line(named, code, accounts)


def same_line(named: str, code: str, accounts: Accounts) -> bool:
    """Whether two ways of writing mean the same line, or the same total."""
    if code in TOTALS or named in TOTALS:
        return TOTALS.get(named, named) == TOTALS.get(code, code)
    placed = accounts.find(code)
    return named == code or (placed is not None and accounts.find(named) == placed)


def _this_and_others(accounts: Accounts, facts: Facts) -> Iterator[Accounts]:
    """The record itself, and only where it does not say, the others: they may be beyond reading."""
    yield accounts
    yield from same_account(accounts, facts)


def _of_year(accounts: Accounts, code: str, year: int, phase: Phase) -> Known:
    if of_calendar_years(accounts, year, year):
        return known_in_phase(accounts, code, phase)
    if phase is not Phase.EXECUTED:
        raise Unknowable(f"{accounts.record.id} 是几年合编的账，没有 {year} 年的{phase.label}")
    if code in TOTALS:
        found = year_total(accounts, TOTALS[code], year)
        if found is None:
            raise Unknowable(f"账上没有列出 {year} 年的{TOTALS[code].value}")
        complete(found, f"{year} 年{TOTALS[code].value}合计")
    amount = amount_of_year(accounts, code, year)
    if amount is None:
        said = accounts.name(placed.line) if (placed := accounts.find(code)) is not None else code
        raise Unknowable(f"{accounts.record.id} 里没有「{said}」{year} 年的金额")
    terms = len(accounts.top(TOTALS[code])) if code in TOTALS else 1
    return Known(amount, accounts.step_in_yuan / 2 * terms)


def amount_of_year(accounts: Accounts, code: str, year: int) -> Decimal | None:
    """What an account over several years gives for one of them, in 元; None where it does not say, or not all of it."""
    if code in TOTALS:
        found = year_total(accounts, TOTALS[code], year)
        amount = found.amount if found is not None and not found.missing else None
    else:
        placed = accounts.find(code)
        amount = year_value(placed.line, year) if placed else None
    return None if amount is None else in_yuan(amount, accounts.record.unit)


def of_calendar_years(accounts: Accounts, first: int, last: int) -> bool:
    """Whether an account is just of these calendar years."""
    return accounts.record.period.days == (date(first, 1, 1), date(last, 12, 31))


def _covers(accounts: Accounts, year: int) -> bool:
    first, last = accounts.record.period.days
    return first <= date(year, 1, 1) and date(year, 12, 31) <= last


def translated(code: str, chart: Classification, other: Classification, facts: Facts) -> str | None:
    """A code in another version of its chart, where the same line goes on; else None. A total is one in every version."""
    if chart.id == other.id or code in TOTALS or code in BALANCES:
        return code
    back = _back(code, chart, other.id, facts)
    if back is not None:
        return back
    return next((one.code for one in other.lines if _back(one.code, other, chart.id, facts) == code), None)


def not_in(chart: Classification, code: str) -> str:
    """That a line does not go on in another version, in Chinese."""
    return f"「{code}」在 {chart.id} 里没有一一对应的科目，两版之间不能直接比较"


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
