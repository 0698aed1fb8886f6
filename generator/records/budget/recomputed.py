"""The figures that documents print of a budget, computed from the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from generator.dataset import Facts
from generator.model import Phase, StatedOf
from generator.records.budget.accounts import PLANNED, Accounts
from generator.records.budget.asked import Asked, added, asked
from generator.records.budget.computed import Computed, basis_of, rated
from generator.records.budget.growing import growth, growth_on_last, increase, increase_on_last, yearly_growth
from generator.records.budget.history import (
    BALANCES,
    Known,
    Unknowable,
    known_in_year,
    quoted_in_phase,
)
from generator.records.budget.links import before
from generator.records.budget.mistaken import (
    Hint,
    closing_hints,
    execution_hints,
    other_years_hints,
    share_hints,
    total_hints,
)
from generator.records.budget.money import from_yuan, in_yuan
from generator.records.budget.sums import ZERO, Total, remainder, total
from generator.records.classification.model import Direction
from generator.stated_figures import StatedFigure


def compute(of: StatedOf, accounts: Accounts, facts: Facts) -> Computed:
    """A figure from the records. Raises `Unknowable`."""
    how = _FIGURES.get(of.figure)
    if how is None:
        raise Unknowable(f"「{of.figure.value}」不是预算和决算的指标")
    return how(Asked(of, accounts) if of.figure in BETWEEN else asked(of, accounts, facts), facts)


def _money(accounts: Accounts, amount: Decimal, terms: int = 1) -> Computed:
    step = accounts.step_in_yuan
    return Computed(in_yuan(amount, accounts.record.unit), step / 2 * terms, step)


def _known(ask: Asked, code: str, facts: Facts) -> Computed:
    found = ask.known(code, facts)
    hints = tuple(other_years_hints(ask.accounts, code, ask.years))
    return Computed(found.amount, found.slack, ask.accounts.step_in_yuan, hints)


def _summed(accounts: Accounts, found: Total | None, what: str, hints: tuple[Hint, ...] = ()) -> Computed:
    """A total; where lines are missing, it holds only if the document says the same."""
    if found is None:
        raise Unknowable(f"记录里没有{what}的数")
    money = _money(accounts, found.amount, found.terms)
    doubt = f"「{found.missing[0]}」没有公布金额，算不准{what}" if found.missing else ""
    return replace(money, hints=hints, doubt=doubt)


def _total(direction: Direction) -> Callable[[Asked, Facts], Computed]:
    what = f"{direction.value}合计"

    def run(ask: Asked, facts: Facts) -> Computed:
        if ask.years:
            return _known(ask, what, facts)
        accounts, phase = ask.accounts, ask.phase
        hints = (*total_hints(accounts, direction, phase), *other_years_hints(accounts, what, ()))
        return _summed(accounts, total(accounts, direction, phase), what, hints)

    return run


def _amount(ask: Asked, facts: Facts) -> Computed:
    """A line, several together, or one of the balances by name."""
    if not ask.of.also and ask.code not in _BALANCES:
        return _known(ask, ask.code, facts)
    found = added([_told(ask, code, facts, ask.phase) for code in ask.codes])
    return Computed(found.amount, found.slack, ask.accounts.step_in_yuan, basis=basis_of(found))


def _told(ask: Asked, code: str, facts: Facts, phase: Phase) -> Known:
    """A line or a total in a phase, or one of the balances. Raises `Unknowable`."""
    balance = _BALANCES.get(code)
    if balance is None:
        return ask.told(code, facts, phase)
    found = balance(ask, facts)
    return Known(found.amount, found.slack)


def _share(ask: Asked, facts: Facts) -> Computed:
    accounts, code = ask.accounts, ask.code
    part = added([_told(ask, one, facts, ask.phase) for one in ask.codes])
    placed = accounts.find(code)
    direction = accounts.direction(placed) if placed else None
    if ask.of.base is None and direction is None:
        raise Unknowable(f"「{code}」不是一个科目，没有占比；占别的科目的比例，在 base 里写是哪个科目")
    base = ask.of.base or f"{direction.value if direction else ''}合计"
    alone = placed is not None and not ask.years and not ask.of.also
    hints = share_hints(accounts, placed, ask.phase, base) if placed is not None and alone else ()
    whole = _told(ask, base, facts, ask.phase)
    return rated(part, whole, hints, basis_of(part, whole))


def _execution(ask: Asked, facts: Facts) -> Computed:
    accounts, code = ask.accounts, ask.of.code or "支出"
    executed, planned, phase = _against_budget(ask, (code,) if ask.of.code is None else ask.codes, facts)
    hints: tuple[Hint, ...] = ()
    if not ask.of.also:
        hints = tuple(execution_hints(accounts, code, from_yuan(executed.amount, accounts.record.unit), phase))
    return rated(executed, planned, hints, basis_of(executed, planned))


def _over_budget(ask: Asked, facts: Facts) -> Computed:
    """How much more was executed than budgeted."""
    executed, planned, _ = _against_budget(ask, ask.codes, facts)
    amount, slack = executed.amount - planned.amount, executed.slack + planned.slack
    hints = ((-amount, "方向相反，增加和减少写反了"),) if amount else ()
    return Computed(amount, slack, ask.accounts.step_in_yuan, hints, basis=basis_of(executed, planned))


def _against_budget(ask: Asked, codes: Sequence[str], facts: Facts) -> tuple[Known, Known, Phase]:
    """What was executed, and in which phase it was budgeted how: as asked, else the latest. Raises `Unknowable`."""
    accounts = ask.accounts
    if ask.years:
        raise Unknowable("几年合编的账没有分年的预算数，一年的数不能与预算相比")
    executed = added([ask.told(code, facts, Phase.EXECUTED) for code in codes])
    phases = [
        phase
        for phase in PLANNED
        if phase in accounts.phases or all(quoted_in_phase(accounts, code, phase) is not None for code in codes)
    ]
    if ask.of.phase in PLANNED:
        phases = [ask.of.phase]
    if not phases:
        raise Unknowable("没有公布预算数，不能与预算相比")
    return executed, added([ask.told(code, facts, phases[-1]) for code in codes]), phases[-1]


def _opening(ask: Asked, facts: Facts) -> Computed:
    accounts = ask.accounts
    if ask.years and ask.years[0] != accounts.record.period.days[0].year:
        return _left(accounts, ask.years[0] - 1, facts)
    if accounts.record.opening_balance is not None:
        return _money(accounts, accounts.record.opening_balance)
    for earlier in before(accounts, facts):
        if earlier.record.closing_balance is not None:
            return _money(earlier, earlier.record.closing_balance)
    raise Unknowable("记录里没有年初结余，也没有上年的年末结余")


def _closing(ask: Asked, facts: Facts) -> Computed:
    if ask.years and ask.years[-1] != ask.accounts.record.period.days[1].year:
        return _left(ask.accounts, ask.years[-1], facts)
    accounts = ask.accounts
    record, phase = accounts.record, ask.phase
    planned = record.planned_balances.amount(phase) if record.planned_balances else None
    written = record.closing_balance if phase is Phase.EXECUTED else planned
    hints = tuple(closing_hints(accounts, phase))
    if written is not None:
        return replace(_money(accounts, written), hints=hints)
    return _summed(accounts, remainder(accounts, phase, record.opening_balance), "年末结余", hints)


def _surplus(ask: Asked, facts: Facts) -> Computed:
    """What came in less what went out, without the balance from before; other movements may be counted in."""
    came, went = (ask.known(code, facts) for code in ("收入合计", "支出合计"))
    amount = came.amount - went.amount
    hints = [(-amount, "符号相反：支出大于收入的，结余是负数")] if amount else []
    if not ask.years and ask.accounts.record.opening_balance:
        left = amount + in_yuan(ask.accounts.record.opening_balance, ask.accounts.record.unit)
        hints.append((left, "正好是加上年初结余以后的数，原文如此 figure 就写「年末结余」"))
    moved = [one.executed for one in ask.accounts.record.other_movements if one.executed is not None]
    with_moved = amount + in_yuan(sum(moved, ZERO), ask.accounts.record.unit)
    return Computed(
        amount,
        came.slack + went.slack,
        ask.accounts.step_in_yuan,
        tuple(hints),
        or_else=(with_moved,) if moved and not ask.years else (),
    )


def _per_head(ask: Asked, facts: Facts) -> Computed:
    """A line, or a total, by the heads that the record gives."""
    heads = ask.accounts.record.heads
    if ask.years:
        raise Unknowable("几年合编的账没有分年的人数，算不出一年的人均")
    if not heads:
        raise Unknowable("记录里没有写人数（heads），算不出人均")
    found = added([_told(ask, code, facts, ask.phase) for code in ask.codes])
    return Computed(found.amount / heads, found.slack / heads, ask.accounts.step_in_yuan, basis=f"按 {heads:,} 人计算")


def _left(accounts: Accounts, year: int, facts: Facts) -> Computed:
    """What a year inside an account over several years leaves."""
    record = accounts.record
    first, last = (one.year for one in record.period.days)
    if not first <= year < last:
        raise Unknowable(f"没有 {year} 年的账")
    if record.other_movements:
        raise Unknowable("其他变动没有分年，算不出各年的结余")
    if record.opening_balance is None:
        raise Unknowable("没有公布年初结余")
    amount, slack = in_yuan(record.opening_balance, record.unit), accounts.step_in_yuan / 2
    for one in range(first, year + 1):
        came, went = (known_in_year(accounts, code, one, facts) for code in ("收入合计", "支出合计"))
        amount, slack = amount + came.amount - went.amount, slack + came.slack + went.slack
    return Computed(amount, slack, accounts.step_in_yuan)


def _examined(ask: Asked, facts: Facts) -> Computed:
    """What the audit committee looked at, all together."""
    audit = ask.accounts.record.audit
    amounts = [one.amount for one in audit.examined if one.amount is not None] if audit is not None else []
    if not amounts:
        raise Unknowable("审计意见里没有写抽查的金额（examined 的 amount）")
    return _money(ask.accounts, sum(amounts, Decimal(0)), len(amounts))


BETWEEN = {
    StatedFigure.GROWTH,
    StatedFigure.YEARLY_GROWTH,
    StatedFigure.GROWTH_ON_LAST,
    StatedFigure.INCREASE,
    StatedFigure.INCREASE_ON_LAST,
}
"""What lies between two years or two accounts; what other figures say is said of one period."""
RATES = {
    StatedFigure.SHARE,
    StatedFigure.EXECUTION,
    StatedFigure.GROWTH,
    StatedFigure.YEARLY_GROWTH,
    StatedFigure.GROWTH_ON_LAST,
}
"""The figures that are rates; the others are money."""

_BALANCES: Mapping[str, Callable[[Asked, Facts], Computed]] = dict(
    zip(BALANCES, (_opening, _closing, _surplus, _examined), strict=True)
)
_FIGURES: dict[StatedFigure, Callable[[Asked, Facts], Computed]] = {
    StatedFigure.INCOME: _total(Direction.INCOME),
    StatedFigure.EXPENDITURE: _total(Direction.EXPENDITURE),
    StatedFigure.AMOUNT: _amount,
    StatedFigure.SHARE: _share,
    StatedFigure.GROWTH: growth,
    StatedFigure.YEARLY_GROWTH: yearly_growth,
    StatedFigure.GROWTH_ON_LAST: growth_on_last,
    StatedFigure.INCREASE: increase,
    StatedFigure.INCREASE_ON_LAST: increase_on_last,
    StatedFigure.OPENING: _opening,
    StatedFigure.CLOSING: _closing,
    StatedFigure.OVER_BUDGET: _over_budget,
    StatedFigure.SURPLUS: _surplus,
    StatedFigure.PER_HEAD: _per_head,
    StatedFigure.EXECUTION: _execution,
}
