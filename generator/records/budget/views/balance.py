"""Where a budget balances and where it does not, phase by phase; and the account over the years."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from generator.model import Phase
from generator.prose import Link
from generator.publication import State, Tone
from generator.records.budget.accounts import Accounts, dated
from generator.records.budget.links import agree
from generator.records.budget.model import MoneyUnit
from generator.records.budget.money import from_yuan, in_yuan, plain
from generator.records.budget.sums import Sum, all_sums, balance_sums, remainder, total
from generator.records.budget.views.amounts import Money, from_record, money, words
from generator.records.budget.views.bars import Scale, Stroke, scale_of
from generator.records.classification.model import Direction


class Statement(Struct, frozen=True):
    """One phase: what there was, came in, went out, is left; computed and as written."""

    phase: str
    opening: Money | None
    income: Money | None
    expenditure: Money | None
    moved: Money | None
    computed: Money | None
    written: Money | None
    state: State


class Year(Struct, frozen=True):
    """One record of an account in the row of the years."""

    link: Link
    here: bool
    opening: Money | None
    income: Money | None
    expenditure: Money | None
    closing: Money | None
    planned: bool
    """Whether the amounts are those of a budget that is not executed yet."""
    averaged: bool
    """Whether the bars are those of a year on average, as the period is of several."""
    came: Stroke | None
    went: Stroke | None
    said: str
    chain: State | None
    """Whether it opens with what the year before closed with; None where there is no year before."""
    chart: str
    """The chart's title where it changes; '' where it is that of the year before."""


def statements(accounts: Accounts) -> tuple[Statement, ...]:
    """The balance of every phase that has amounts."""
    found = {one.place: one for one in balance_sums(accounts)}
    return tuple(_statement(phase, accounts, found) for phase in accounts.phases)


def _statement(phase: Phase, accounts: Accounts, sums: dict[tuple[str | int, ...], Sum]) -> Statement:
    record, planned = accounts.record, accounts.record.planned_balances
    executed = phase is Phase.EXECUTED
    opening = record.opening_balance
    if not executed and planned is not None and planned.opening is not None:
        opening = planned.opening
    written = record.closing_balance if executed else planned.amount(phase) if planned is not None else None
    moved = [one.amount(phase) for one in record.other_movements]
    left = remainder(accounts, phase, opening)
    income, expenditure = (total(accounts, one, phase) for one in Direction)
    return Statement(
        phase=phase.label,
        opening=money(opening, accounts),
        income=money(income.amount if income else None, accounts),
        expenditure=money(expenditure.amount if expenditure else None, accounts),
        moved=money(sum((one for one in moved if one is not None), Decimal(0)), accounts) if any(moved) else None,
        computed=money(left.amount if left else None, accounts),
        written=money(written, accounts),
        state=_judged(sums.get(("closing_balance",) if executed else ("planned_balances", phase.value)), accounts),
    )


def _judged(one: Sum | None, accounts: Accounts) -> State:
    """What the comparison of the computed with the written balance says."""
    if one is None:
        return State("没有公布，不核对", "○", Tone.IDLE)
    if one.gap == 0:
        return State("相符", "●", Tone.DONE)
    gap = f"相差 {words(abs(one.gap), accounts)}"
    if one.missing:
        return State(f"{gap}：有科目没有公布", "◆", Tone.RUN)
    return State(f"{gap}，四舍五入", "◆", Tone.RUN) if one.rounded else State(gap, "▲", Tone.LATE)


def rounding(accounts: Accounts) -> tuple[str, ...]:
    """Sums that differ by rounding, in words."""
    return tuple(
        f"{one.what}是 {plain(one.computed)}，写的是 {plain(one.written)}" for one in all_sums(accounts) if one.rounded
    )


def years(books: Iterable[Accounts], unit: MoneyUnit, here: str = "") -> tuple[Year, ...]:
    """An account's records from first to last, shown in one unit; `here` is the id of the one that is being read."""
    books = sorted(books, key=lambda one: (one.record.period.days, one.record.id))
    scale = scale_of(amount for book in books for one in Direction if (amount := _average(book, one)) is not None)
    return tuple(
        _year(book, before, unit, scale, here) for before, book in pairwise((None, *books)) if book is not None
    )


def _year(book: Accounts, before: Accounts | None, unit: MoneyUnit, scale: Scale, here: str) -> Year:
    income, expenditure = (_total(book, one) for one in Direction)
    record = book.record
    left = record.closing_balance
    if left is None and record.planned_balances is not None and book.latest is not None:
        left = record.planned_balances.amount(book.latest)
    words_of = (("收入", income), ("支出", expenditure))
    return Year(
        link=Link(record.address, record.period.label),
        here=record.id == here,
        opening=_shown(record.opening_balance, book, unit),
        income=_shown(_own(income, book), book, unit),
        expenditure=_shown(_own(expenditure, book), book, unit),
        closing=_shown(left, book, unit),
        planned=book.latest is not Phase.EXECUTED,
        averaged=_length(book) > 1,
        came=scale.stroke(_average(book, Direction.INCOME)),
        went=scale.stroke(_average(book, Direction.EXPENDITURE)),
        said="，".join(
            f"{word} {words(from_yuan(one, record.unit), book)}" for word, one in words_of if one is not None
        ),
        chain=_chain(book, before),
        chart=book.chart.title if before is not None and before.chart.id != book.chart.id else "",
    )


def _total(book: Accounts, direction: Direction) -> Decimal | None:
    """What came in or went out by the latest phase, in 元; None where it is not all published."""
    found = total(book, direction, book.latest) if book.latest is not None else None
    return in_yuan(found.amount, book.record.unit) if found is not None and not found.missing else None


def _length(book: Accounts) -> int:
    """How many years a period has, at least one."""
    first, last = book.record.period.days
    return max(1, last.year - first.year + (last.month - first.month >= 0)) if dated(book.record) else 1


def _average(book: Accounts, direction: Direction) -> Decimal | None:
    """What came in or went out in a year of the period, in 元."""
    whole = _total(book, direction)
    return whole / _length(book) if whole is not None else None


def _own(yuan: Decimal | None, book: Accounts) -> Decimal | None:
    return from_yuan(yuan, book.record.unit) if yuan is not None else None


def _shown(amount: Decimal | None, book: Accounts, unit: MoneyUnit) -> Money | None:
    return from_record(in_yuan(amount, book.record.unit), book, unit) if amount is not None else None


def _chain(book: Accounts, before: Accounts | None) -> State | None:
    if before is None or not follows(book, before):
        return None
    opening, closing = book.record.opening_balance, before.record.closing_balance
    if opening is None or closing is None:
        return None
    sides = (in_yuan(opening, book.record.unit), in_yuan(closing, before.record.unit))
    same = agree(*sides, (book.step_in_yuan, before.step_in_yuan))
    return State("与上年衔接", "●", Tone.DONE) if same else State("与上年不符", "▲", Tone.LATE)


def follows(book: Accounts, before: Accounts) -> bool:
    """Whether one record's period begins on the day after another's ends."""
    return (book.record.period.days[0] - before.record.period.days[1]).days == 1


def previous(accounts: Accounts, others: Iterable[Accounts]) -> Accounts | None:
    """The year before this one, where both are of the same length and it is executed."""
    first, last = accounts.record.period.days
    for one in others:
        begins, ends = one.record.period.days
        alike = abs((last - first).days - (ends - begins).days) <= 1
        if follows(accounts, one) and alike and one.latest is Phase.EXECUTED:
            return one
    return None
