"""Where a wrong figure comes from: what reports print by mistake, computed as the mistake would have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from generator.diagnostics import Place
from generator.model import Phase
from generator.nearest import swapped
from generator.records.budget.accounts import Accounts, Placed, value
from generator.records.budget.history import Unknowable, amount_in_phase, amount_of_year, known_in_phase
from generator.records.budget.money import decimals_of, in_yuan, plain, rounded
from generator.records.budget.sums import Kind, Sum, balance_sums, total
from generator.records.classification.model import Direction

Hint = tuple[Decimal, str]
"""Another number, and what it would mean if that is what was printed."""


def total_hints(accounts: Accounts, direction: Direction, phase: Phase) -> Iterator[Hint]:
    """The balance counted in, the details counted again."""
    record, found = accounts.record, total(accounts, direction, phase)
    if found is None:
        return
    income = direction is Direction.INCOME
    balance = record.opening_balance if income else record.closing_balance
    if balance:
        said = "正好是收入加年初结余，年初结余不是收入" if income else "正好是支出加年末结余，年末结余不是支出"
        yield in_yuan(found.amount + balance, record.unit), said
    nested = [one.line for one in accounts.lines if one.parents and accounts.direction(one) is direction]
    again = sum((amount for one in nested if (amount := value(one, phase)) is not None), Decimal(0))
    if again:
        yield in_yuan(found.amount + again, record.unit), "正好是把明细又加了一遍，合计只加最上一级科目"


def other_years_hints(accounts: Accounts, code: str, years: tuple[int, ...]) -> Iterator[Hint]:
    """Of an account over several years: one year where the whole is asked, the whole where years are."""
    begins, ends = (one.year for one in accounts.record.period.days)
    if begins == ends:
        return
    try:
        if years:
            yield known_in_phase(accounts, code, Phase.EXECUTED).amount, f"正好是{accounts.record.period.label}的数"
    except Unknowable:
        pass
    for year in range(begins, ends + 1):
        amount = amount_of_year(accounts, code, year)
        if amount is not None and (year,) != years:
            yield amount, f"正好是 {year} 年一年的数，原文如此就写 year: {year}"


def share_hints(accounts: Accounts, placed: Placed, phase: Phase, base: str) -> Iterator[Hint]:
    """A share of something else than its base: of a total, of the opening balance too, of the line it is nested in."""
    direction, amount = accounts.direction(placed), value(placed.line, phase)
    if amount is None or direction is None:
        return
    meant = f"，不是占「{base}」的比例"
    for other in Direction:
        found, name = total(accounts, other, phase), f"{other.value}合计"
        if found is None or found.missing:
            continue
        opening = accounts.record.opening_balance
        if other is Direction.INCOME and opening and found.amount + opening:
            yield amount / (found.amount + opening), "正好是占收入加年初结余的比例，年初结余不是收入"
        if name != base and found.amount:
            yield amount / found.amount, f"正好是占{name}的比例{meant}"
    for parent in placed.parents:
        above, name = value(parent, phase), accounts.name(parent)
        if above and base not in (name, parent.code):
            yield amount / above, f"正好是占「{name}」的比例{meant}；原文如此就写 base: {parent.code or name}"


def execution_hints(accounts: Accounts, code: str, executed: Decimal, measured: Phase) -> Iterator[Hint]:
    """Measured by the budget of another phase: the approved one before the draft, where both are the same."""
    amounts = {}
    for phase in (Phase.APPROVED, Phase.ADJUSTED, Phase.PROPOSED):
        with suppress(Unknowable):
            amounts[phase] = amount_in_phase(accounts, code, phase)
    for phase, planned in amounts.items():
        if planned and phase is not measured and planned != amounts.get(measured):
            said = f"正好是与{phase.label}相比，不是与{measured.label}相比；原文如此就写 phase: {phase.value}"
            yield executed / planned, said


def closing_hints(accounts: Accounts, phase: Phase) -> Iterator[Hint]:
    """What the year alone leaves."""
    income, expenditure = (total(accounts, one, phase) for one in Direction)
    if income is not None and expenditure is not None and accounts.record.opening_balance:
        left = in_yuan(income.amount - expenditure.amount, accounts.record.unit)
        yield left, "正好是当年收入减支出，没有加年初结余"


def growth_hints(start: Decimal, end: Decimal) -> Iterator[Hint]:
    """A growth with another sign, or measured by the later year."""
    if start:
        yield 1 - end / start, "方向相反，增长和下降写反了"
    if end:
        yield (end - start) / end, "正好是以终止年作分母，增长要以起始年作分母"


def yearly_growth_hints(series: Sequence[Decimal | None], years: int) -> Iterator[Hint]:
    """An arithmetic mean in place of a compound rate, or one year too many."""
    start, end = series[0], series[-1]
    if start is None or end is None or start <= 0 or end <= 0:
        return
    given = [one for one in series if one]
    if len(given) == len(series):
        mean = sum((later / earlier - 1 for earlier, later in pairwise(given)), Decimal(0)) / (len(given) - 1)
        yield mean, "正好是各年增长的算术平均数，年均增长要按复利算"
    whole = end / start
    yield (whole - 1) / years, "正好是总增长除以年数，年均增长要按复利算"
    many = f"从头到尾 {years + 1} 个年份，只增长了 {years} 次"
    yield (whole - 1) / (years + 1), f"正好是总增长除以 {years + 1}；{many}，而且年均增长要按复利算"
    yield whole ** (Decimal(1) / (years + 1)) - 1, f"正好是开了 {years + 1} 次方；{many}"
    yield whole - 1, "正好是总增长，不是年均增长"


def sum_hint(one: Sum, accounts: Accounts) -> str:
    """What a gap between a sum and what is written looks like, '' where it looks like nothing."""
    gap, opening = abs(one.gap), accounts.record.opening_balance
    if not one.broken:
        return ""
    if opening and gap == abs(opening):
        balance = one.kind in (Kind.BALANCE, Kind.PLANNED)
        said = "收入里又列了年初结余，或者年末结余没有把它算进去" if balance else "年初结余不是收入"
        return f"差额正好是年初结余 {plain(opening)}：{said}"
    pair = swapped(plain(one.written), plain(one.computed)) if _alone(one, accounts) else None
    if pair:
        return f"像是把「{pair[1]}」写成了「{pair[0]}」"
    if one.kind is Kind.DETAILS and not one.at_most:
        wrong = shifted(one, accounts)
        return wrong.said if wrong is not None else ""
    if one.kind is Kind.BALANCE:
        moved = [part for part in accounts.record.other_movements if abs(part.executed or 0) == gap]
        if len(moved) == 1:
            return f"差额正好是其他变动里的「{moved[0].name}」；动用以前的结余不是变动，支出大于收入就是动用了"
        same = [line for line in accounts.lines if value(line.line, Phase.EXECUTED) == gap]
        if len(same) == 1:
            return f"差额正好是「{accounts.name(same[0].line)}」的 {plain(gap)}，查查是不是漏列、重列或者列反了方向"
    return ""


def _alone(one: Sum, accounts: Accounts) -> bool:
    """Whether no other balance is off by the same: what they have in common is wrong then, not each of them."""
    balances = (each for each in balance_sums(accounts) if each.place != one.place)
    return one.kind not in (Kind.BALANCE, Kind.PLANNED) or all(each.gap != one.gap for each in balances)


class Shifted(NamedTuple):
    """A detail whose decimal point is one or two places off."""

    place: Place
    said: str
    more: Decimal
    """By how much it is too small."""


def shifted(one: Sum, accounts: Accounts) -> Shifted | None:
    """The one detail whose decimal point is off, None where there is none or more than one."""
    if not isinstance(one.place[-1], str) or "years" in one.place:
        return None
    phase, parent = Phase(one.place[-1]), one.place[:-1]
    below = [each for each in accounts.lines if each.place[:-2] == parent]
    meant = [
        (each, amount, amount.scaleb(way), abs(way))
        for each in below
        for way in (1, -1, 2, -2)
        if (amount := value(each.line, phase)) and abs(amount.scaleb(way) - amount + one.gap) <= one.slack
    ]
    if len(meant) != 1:
        return None
    placed, amount, right, places = meant[0]
    shown = plain(rounded(right, decimals_of(accounts.step)))
    count = "一" if places == 1 else "两"
    said = f"「{accounts.name(placed.line)}」的 {plain(amount)} 像是小数点错了{count}位，写成 {shown} 就对得上"
    return Shifted((*placed.place, phase.value), said, right - amount)
