"""The figures that documents print of a budget, computed from the records."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from generator.dataset import Facts
from generator.model import Phase, StatedOf
from generator.records.budget.accounts import PLANNED, Accounts
from generator.records.budget.history import TOTALS, Unknowable, amount_in_phase, amount_in_year, complete
from generator.records.budget.links import before
from generator.records.budget.mistaken import (
    Hint,
    closing_hints,
    execution_hints,
    growth_hints,
    share_hints,
    total_hints,
    yearly_growth_hints,
)
from generator.records.budget.money import in_yuan
from generator.records.budget.sums import Total, remainder, total
from generator.records.classification.model import Direction
from generator.stated_figures import StatedFigure


class Computed(Struct, frozen=True):
    """A figure computed again: in 元, or as a fraction."""

    amount: Decimal
    slack: Decimal = Decimal(0)
    """What the rounding of the record's own amounts may make of it, where a document prints finer."""
    step: Decimal = Decimal(0)
    hints: tuple[Hint, ...] = ()
    doubt: str = ""
    """Why it may be another number after all."""


def compute(of: StatedOf, accounts: Accounts, facts: Facts) -> Computed:
    """A figure from the records. Raises `Unknowable`."""
    how = _FIGURES.get(of.figure)
    if how is None:
        raise Unknowable(f"「{of.figure.value}」不是预算和决算的指标")
    return how(of, accounts, facts)


def phase_of(of: StatedOf, accounts: Accounts) -> Phase:
    """The phase a figure speaks of: as written, else executed, else the latest planned one. Raises `Unknowable`."""
    phase = of.phase or accounts.latest
    if phase is None:
        raise Unknowable("记录里没有任何金额")
    return phase


def _money(accounts: Accounts, amount: Decimal, terms: int = 1) -> Computed:
    step = accounts.step_in_yuan
    return Computed(in_yuan(amount, accounts.record.unit), step / 2 * terms, step)


def _summed(accounts: Accounts, found: Total | None, what: str, hints: tuple[Hint, ...] = ()) -> Computed:
    """A total; where lines are missing, it holds only if the document says the same."""
    if found is None:
        raise Unknowable(f"记录里没有{what}的数")
    money = _money(accounts, found.amount, found.terms)
    doubt = f"「{found.missing[0]}」没有公布金额，算不准{what}" if found.missing else ""
    return replace(money, hints=hints, doubt=doubt)


def _total(direction: Direction) -> Callable[[StatedOf, Accounts, Facts], Computed]:
    def run(of: StatedOf, accounts: Accounts, facts: Facts) -> Computed:
        phase = phase_of(of, accounts)
        hints = tuple(total_hints(accounts, direction, phase))
        return _summed(accounts, total(accounts, direction, phase), f"{direction.value}合计", hints)

    return run


def _amount(of: StatedOf, accounts: Accounts, facts: Facts) -> Computed:
    return _money(accounts, amount_in_phase(accounts, _code(of), phase_of(of, accounts)))


def _share(of: StatedOf, accounts: Accounts, facts: Facts) -> Computed:
    phase, code = phase_of(of, accounts), _code(of)
    amount = amount_in_phase(accounts, code, phase)
    placed = accounts.find(code)
    direction = accounts.direction(placed) if placed else None
    if placed is None or direction is None:
        raise Unknowable(f"「{code}」不是一个科目，没有占比")
    whole = complete(total(accounts, direction, phase), f"{direction.value}合计").amount
    return Computed(_divided(amount, whole), hints=tuple(share_hints(accounts, placed, phase, amount)))


def _execution(of: StatedOf, accounts: Accounts, facts: Facts) -> Computed:
    code = of.code or "支出"
    executed = amount_in_phase(accounts, code, Phase.EXECUTED)
    phases = [one for one in accounts.phases if one in PLANNED]
    if of.phase in PLANNED:
        phases = [of.phase]
    if not phases:
        raise Unknowable("没有公布预算数，算不出执行率")
    hints = tuple(execution_hints(accounts, code, executed, phases[-1]))
    return Computed(_divided(executed, amount_in_phase(accounts, code, phases[-1])), hints=hints)


def _opening(of: StatedOf, accounts: Accounts, facts: Facts) -> Computed:
    if accounts.record.opening_balance is not None:
        return _money(accounts, accounts.record.opening_balance)
    for earlier in before(accounts, facts):
        if earlier.record.closing_balance is not None:
            return _money(earlier, earlier.record.closing_balance)
    raise Unknowable("记录里没有年初结余，也没有上年的年末结余")


def _closing(of: StatedOf, accounts: Accounts, facts: Facts) -> Computed:
    record, phase = accounts.record, phase_of(of, accounts)
    planned = record.planned_balances.amount(phase) if record.planned_balances else None
    written = record.closing_balance if phase is Phase.EXECUTED else planned
    hints = tuple(closing_hints(accounts, phase))
    if written is not None:
        return replace(_money(accounts, written), hints=hints)
    return _summed(accounts, remainder(accounts, phase, record.opening_balance), "年末结余", hints)


def _growth(of: StatedOf, accounts: Accounts, facts: Facts) -> Computed:
    first, last = _years(of, accounts)
    start, end = (amount_in_year(accounts, _code(of), year, facts) for year in (first, last))
    return Computed(_divided(end, start) - 1, hints=tuple(growth_hints(start, end)))


def _yearly_growth(of: StatedOf, accounts: Accounts, facts: Facts) -> Computed:
    first, last = _years(of, accounts)
    start, end = (amount_in_year(accounts, _code(of), year, facts) for year in (first, last))
    if start <= 0 or end <= 0:
        raise Unknowable("起止年有零或负数，没有年均增长")
    compound = (end / start) ** (Decimal(1) / (last - first)) - 1
    series = [_known_amount(accounts, _code(of), year, facts) for year in range(first, last + 1)]
    return Computed(compound, hints=tuple(yearly_growth_hints(series, last - first)))


def _known_amount(accounts: Accounts, code: str, year: int, facts: Facts) -> Decimal | None:
    try:
        return amount_in_year(accounts, code, year, facts)
    except Unknowable:
        return None


def _years(of: StatedOf, accounts: Accounts) -> tuple[int, int]:
    """The years of a growth: as written, else over the period of several years, else on the year before."""
    begins, ends = (one.year for one in accounts.record.period.days)
    last = of.end or ends
    first = of.start or (begins if begins < last else last - 1)
    if first >= last:
        raise Unknowable("起始年要早于终止年")
    return first, last


def _code(of: StatedOf) -> str:
    if of.code is None:
        raise Unknowable(f"没有写是哪个科目的{of.figure.value}（{'、'.join(TOTALS)} 或科目代码）")
    return of.code


def _divided(part: Decimal, whole: Decimal) -> Decimal:
    if not whole:
        raise Unknowable("作分母的数是零")
    return part / whole


RATES = {StatedFigure.SHARE, StatedFigure.GROWTH, StatedFigure.YEARLY_GROWTH, StatedFigure.EXECUTION}
"""The figures that are rates; the others are money."""

_FIGURES: dict[StatedFigure, Callable[[StatedOf, Accounts, Facts], Computed]] = {
    StatedFigure.INCOME: _total(Direction.INCOME),
    StatedFigure.EXPENDITURE: _total(Direction.EXPENDITURE),
    StatedFigure.AMOUNT: _amount,
    StatedFigure.SHARE: _share,
    StatedFigure.GROWTH: _growth,
    StatedFigure.YEARLY_GROWTH: _yearly_growth,
    StatedFigure.OPENING: _opening,
    StatedFigure.CLOSING: _closing,
    StatedFigure.EXECUTION: _execution,
}
