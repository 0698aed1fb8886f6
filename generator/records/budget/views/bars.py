"""Bars of a budget, drawn when the site is built: the budget as an outline, the execution as a fill, one scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from generator.model import Phase
from generator.records.budget.accounts import PLANNED, Accounts, value
from generator.records.budget.model import BudgetLine
from generator.records.budget.money import rounded
from generator.records.budget.views.amounts import Money, money, rate
from generator.records.classification.model import Direction

WIDTH = 1000
"""Units of a bar's drawing from end to end."""


class Stroke(Struct, frozen=True):
    """A rectangle on the scale: where it begins and how long it is."""

    x: str
    width: str


class Bar(Struct, frozen=True):
    """A line with its budget and its execution."""

    name: str
    planned: Money | None
    executed: Money | None
    difference: Money | None
    execution: str
    plan: Stroke | None
    real: Stroke | None
    said: str
    """The bar in words."""
    bars: tuple[Bar, ...]


class Bars(Struct, frozen=True):
    """The bars of one direction, with where zero lies."""

    direction: str
    zero: str
    bars: tuple[Bar, ...]


class Scale(Struct, frozen=True):
    """Amounts to places on a drawing; negative amounts go left of zero."""

    low: Decimal
    high: Decimal

    def at(self, amount: Decimal) -> Decimal:
        """Where an amount lies."""
        span = self.high - self.low
        return (amount - self.low) * WIDTH / span if span else Decimal(0)

    def stroke(self, amount: Decimal | None) -> Stroke | None:
        """From zero to an amount; something that is not zero can be seen."""
        if amount is None:
            return None
        zero, end = self.at(Decimal(0)), self.at(amount)
        width = max(abs(end - zero), Decimal(2 if amount else 0))
        return Stroke(_number(min(zero, end)), _number(width))


def scale_of(amounts: Iterable[Decimal]) -> Scale:
    """A scale that holds all amounts and zero."""
    found = [Decimal(0), *amounts]
    return Scale(min(found), max(found))


def bars(accounts: Accounts) -> tuple[Bars, ...]:
    """The bars of both directions, on one scale."""
    scale = scale_of(amount for line in accounts.lines for amount in _amounts(line.line))
    return tuple(
        Bars(one.value, _number(scale.at(Decimal(0))), tuple(_bar(line, accounts, scale) for line in accounts.top(one)))
        for one in Direction
        if accounts.top(one)
    )


def planned(line: BudgetLine) -> Decimal | None:
    """The budget that a line is measured by: adjusted, else approved, else proposed."""
    found = (value(line, phase) for phase in reversed(PLANNED))
    return next((one for one in found if one is not None), None)


def _amounts(line: BudgetLine) -> Iterator[Decimal]:
    for one in (planned(line), value(line, Phase.EXECUTED)):
        if one is not None:
            yield one


def _bar(line: BudgetLine, accounts: Accounts, scale: Scale) -> Bar:
    plan, real = planned(line), value(line, Phase.EXECUTED)
    both = plan is not None and real is not None
    shown = [("预算", money(plan, accounts)), ("决算", money(real, accounts))]
    unit = accounts.record.unit.value
    return Bar(
        name=accounts.name(line),
        planned=money(plan, accounts),
        executed=money(real, accounts),
        difference=money(real - plan, accounts, signed=True) if plan is not None and real is not None else None,
        execution=rate(real / plan) if both and real is not None and plan else "",
        plan=scale.stroke(plan),
        real=scale.stroke(real),
        said="，".join(f"{word} {one.own} {unit}" for word, one in shown if one is not None) or "没有公布金额",
        bars=tuple(_bar(one, accounts, scale) for one in line.lines),
    )


def _number(amount: Decimal) -> str:
    return f"{rounded(amount, 1):f}"
