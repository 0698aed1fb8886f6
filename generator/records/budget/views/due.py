"""What the employer should have paid by its payroll (domain rule B3) beside what it paid, in pictures and words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import State, Tone
from generator.records.budget.accounts import Accounts
from generator.records.budget.model import MoneyUnit
from generator.records.budget.money import in_yuan, percentage
from generator.records.budget.views.amounts import Money, from_record, rate
from generator.records.budget.views.bars import Scale, Stroke, scale_of
from generator.records.classification.model import LineRole
from generator.records.rule.model import ruled


class Due(Struct, frozen=True):
    """A year's contribution: due, received, and how far they are apart."""

    link: Link
    base_year: int
    payroll: Money
    formula: str
    due: Money
    received: Money | None
    phase: str
    gap: Money | None
    state: State
    plan: Stroke
    real: Stroke | None
    said: str


class Dues(Struct, frozen=True):
    """The contributions of an account over the years."""

    rows: tuple[Due, ...]
    allowed: str
    """How far apart due and received may be."""


class Reckoned(Struct, frozen=True):
    """The same as numbers, in 元."""

    due: Decimal
    received: Decimal | None
    phase: str

    @property
    def rate(self) -> Decimal | None:
        """How far what came in is from what was due, as a fraction of it."""
        return (self.received - self.due) / self.due if self.received is not None and self.due else None


def reckoned(accounts: Accounts) -> Reckoned | None:
    """What was due and what came in; None where no payroll base is given."""
    base, unit = accounts.record.payroll_base, accounts.record.unit
    if base is None:
        return None
    due = in_yuan(base.amount * base.ratio * base.share, unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
    latest = accounts.role_latest(LineRole.TRANSFER_IN)
    if latest is None:
        return Reckoned(due, None, "")
    return Reckoned(due, in_yuan(latest[1], unit), latest[0].label)


def allowed(facts: Facts) -> Decimal:
    """How far apart they may be, as a fraction."""
    return ruled(facts, "B3", "允许偏差") / 100


def dues(books: Sequence[Accounts], facts: Facts, unit: MoneyUnit) -> Dues | None:
    """The contributions of an account over the years, the latest last, on one scale; None where no payroll is given."""
    found = [(book, one) for book in books if (one := reckoned(book)) is not None]
    found.sort(key=lambda pair: (pair[0].record.period.days, pair[0].record.id))
    scale = scale_of(amount for _, one in found for amount in (one.due, one.received) if amount is not None)
    if not found:
        return None
    return Dues(tuple(_due(book, one, scale, facts, unit) for book, one in found), percentage(allowed(facts)))


def _due(book: Accounts, one: Reckoned, scale: Scale, facts: Facts, unit: MoneyUnit) -> Due:
    base, record = book.record.payroll_base, book.record
    plan = scale.stroke(one.due)
    assert base is not None
    assert plan is not None
    received = from_record(one.received, book, unit) if one.received is not None else None
    due = from_record(one.due, book, unit)
    return Due(
        link=Link(record.address, record.period.label),
        base_year=base.year,
        payroll=from_record(in_yuan(base.amount, record.unit), book, unit),
        formula=f"× {percentage(base.ratio)} × {percentage(base.share)}",
        due=due,
        received=received,
        phase=one.phase if one.phase != "决算" else "",
        gap=_signed(one.received - one.due, book, unit) if one.received is not None else None,
        state=judged(one, facts),
        plan=plan,
        real=scale.stroke(one.received),
        said=f"应拨 {due.own}，实拨 {received.own if received else '没有公布'}（{unit.value}）",
    )


def judged(one: Reckoned, facts: Facts) -> State:
    """Whether what came in is as near to what was due as the rule wants it."""
    if one.rate is None:
        return State("没有公布", "○", Tone.IDLE)
    off = rate(one.rate, 2, signed=True)
    return State(off, "●", Tone.DONE) if abs(one.rate) <= allowed(facts) else State(f"{off}，超出允许", "▲", Tone.LATE)


def _signed(yuan: Decimal, book: Accounts, unit: MoneyUnit) -> Money:
    money = from_record(yuan, book, unit)
    return Money(f"+{money.own}", f"+{money.other}") if yuan > 0 else money
