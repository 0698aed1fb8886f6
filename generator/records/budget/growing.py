"""Growth: between two years, over several by compound interest, on the account before; as a rate and in money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from generator.dataset import Facts
from generator.model import Phase, StatedOf
from generator.records.budget.accounts import PLANNED, Accounts
from generator.records.budget.asked import Asked, years_of
from generator.records.budget.computed import Computed, basis_of, rated
from generator.records.budget.history import (
    Known,
    Unknowable,
    known_in_phase,
    not_in,
    quoted_over_years,
    told_in_year,
    translated,
)
from generator.records.budget.links import before
from generator.records.budget.mistaken import Hint, growth_hints, yearly_growth_hints


def growth(ask: Asked, facts: Facts) -> Computed:
    """From the first year asked to the last, as a rate."""
    first, last = ends(ask.of, ask.accounts)
    start, end = (told_in_year(ask.accounts, ask.code, year, facts, ask.phase) for year in (first, last))
    hints = [*growth_hints(start.amount, end.amount), *_on_other_hints(ask, first, end, facts)]
    grown = rated(end, start, hints, basis_of(start, end))
    return replace(grown, amount=grown.amount - 1)


def _on_other_hints(ask: Asked, first: int, end: Known, facts: Facts) -> Iterator[Hint]:
    """A plan measured by what was spent; an account of several years measured by the one before."""
    if ask.phase in PLANNED and (spent := _told(ask, first, facts, Phase.EXECUTED)):
        yield end.amount / spent - 1, f"正好是与 {first} 年的决算相比，不是与{ask.phase.label}相比"
    try:
        now, then = _now_and_before(ask, facts)
    except Unknowable:
        return
    if then.amount and then.amount != end.amount:
        yield now.amount / then.amount - 1, "正好是整个期间比上一个期间的增长，原文如此 figure 就写「比上期增长」"


def increase(ask: Asked, facts: Facts) -> Computed:
    """The same in money."""
    first, last = ends(ask.of, ask.accounts)
    start, end = (told_in_year(ask.accounts, ask.code, year, facts, ask.phase) for year in (first, last))
    return _difference(start, end, ask.accounts)


def growth_on_last(ask: Asked, facts: Facts) -> Computed:
    """How much more a whole account comes to than the one before, as a rate."""
    now, then = _now_and_before(ask, facts)
    grown = rated(now, then, growth_hints(then.amount, now.amount), basis_of(then))
    return replace(grown, amount=grown.amount - 1)


def increase_on_last(ask: Asked, facts: Facts) -> Computed:
    """The same in money."""
    now, then = _now_and_before(ask, facts)
    return _difference(then, now, ask.accounts)


def _difference(start: Known, end: Known, accounts: Accounts) -> Computed:
    amount, basis = end.amount - start.amount, basis_of(start, end)
    hints = ((-amount, "方向相反，增加和减少写反了"), (end.amount, "正好是后一个数本身，不是增加了多少"))
    return Computed(amount, start.slack + end.slack, accounts.step_in_yuan, hints, basis=basis)


def _now_and_before(ask: Asked, facts: Facts) -> tuple[Known, Known]:
    """What a code came to in the whole account, and in the one that ends where it begins. Raises `Unknowable`."""
    accounts, code = ask.accounts, ask.code
    now = known_in_phase(accounts, code, ask.phase)
    reason = "没有上一个期间的账，也没有照录它的数（写 from 和 to）"
    for earlier in before(accounts, facts):
        theirs = translated(code, accounts.chart, earlier.chart, facts)
        if theirs is None:
            reason = not_in(earlier.chart, code)
            continue
        try:
            return now, known_in_phase(earlier, theirs, ask.phase)
        except Unknowable as unknown:
            reason = str(unknown)
    printed = quoted_over_years(accounts, code, accounts.record.period.days[0].year - 1, ask.phase)
    if printed is None:
        raise Unknowable(reason)
    return now, printed


def yearly_growth(ask: Asked, facts: Facts) -> Computed:
    """What growth comes to in each year, by compound interest."""
    first, last = ends(ask.of, ask.accounts)
    series = [_told(ask, year, facts, ask.phase) for year in range(first, last + 1)]
    start, end = (told_in_year(ask.accounts, ask.code, year, facts, ask.phase) for year in (first, last))
    if start.amount <= 0 or end.amount <= 0:
        raise Unknowable("起止年有零或负数，没有年均增长")
    whole = rated(end, start, yearly_growth_hints(series, last - first), basis_of(start, end))
    each = whole.amount ** (Decimal(1) / (last - first))
    return replace(whole, amount=each - 1, slack=whole.slack * each / whole.amount / (last - first))


def _told(ask: Asked, year: int, facts: Facts, phase: Phase) -> Decimal | None:
    try:
        return told_in_year(ask.accounts, ask.code, year, facts, phase).amount
    except Unknowable:
        return None


def ends(of: StatedOf, accounts: Accounts) -> tuple[int, int]:
    """The years of a growth: as written, else over the period of several years, else on the year before. Raises `Unknowable`."""
    years_of(of)  # that they are written in one way
    begins, ending = (one.year for one in accounts.record.period.days)
    last = of.year or of.end or ending
    first = of.start or (begins if begins < last and of.year is None else last - 1)
    if first >= last:
        raise Unknowable("起始年要早于终止年")
    return first, last
