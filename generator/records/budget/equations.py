"""Which written numbers each sum of an account is made of: lines, years, balances, and the totals that documents print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts
from generator.diagnostics import Place
from generator.model import Phase, Stated
from generator.records.budget.accounts import Accounts
from generator.records.budget.asked import asked
from generator.records.budget.history import TOTALS, Unknowable
from generator.records.budget.model import BudgetLine
from generator.records.budget.money import from_yuan
from generator.records.budget.stated import judge
from generator.records.budget.sums import Kind, Sum, all_sums
from generator.records.classification.model import Direction
from generator.stated_figures import StatedFigure

Column = Phase | int
"""A phase, or one year of what was executed."""


class Equation(Struct, frozen=True):
    """A sum with the numbers that are in it."""

    cells: Mapping[Place, int]
    """Where each stands, and by how much the gap changes where it is one more."""
    gap: Decimal
    slack: Decimal
    sum: Sum | None = None
    """None where a published document prints what it comes to."""

    @property
    def at_most(self) -> bool:
        """Whether only part of what makes up the number is known."""
        return self.sum is not None and self.sum.at_most

    def holds(self, more: Decimal = Decimal(0)) -> bool:
        """Whether it holds where its gap is more."""
        gap = self.gap + more
        return (gap if self.at_most else abs(gap)) <= self.slack


def equations(accounts: Accounts, facts: Facts) -> Iterator[Equation]:
    """Everything of an account that must add up, and every amount of it that is quoted."""
    for one in all_sums(accounts):
        if not one.missing and one.kind is not Kind.TRANSFER:
            yield Equation(_cells(one, accounts), one.gap, one.slack, one)
    for quoted in accounts.record.stated if not accounts.undirected else ():
        if quoted.of.figure in _QUOTED and not quoted.of.also:
            with suppress(Unknowable):
                yield from _printed(quoted, accounts, facts)


def _cells(one: Sum, accounts: Accounts) -> dict[Place, int]:
    if one.kind in (Kind.BALANCE, Kind.PLANNED):
        phase = Phase.EXECUTED if one.kind is Kind.BALANCE else Phase(str(one.place[-1]))
        return {**_total(accounts, Direction.INCOME, phase, 1), **_total(accounts, Direction.EXPENDITURE, phase, -1)}
    if one.kind is Kind.TRANSFERS:
        return {one.place: -1}
    of_year = one.place[-1] == "amount"
    place = one.place[:-3] if of_year else one.place[:-1]
    line = next(each.line for each in accounts.lines if each.place == place)
    if one.kind is Kind.YEARS:
        parts: dict[Place, int] = {(*place, "years", index, "amount"): 1 for index in range(len(line.years))}
        return {**parts, one.place: -1}
    column: Column = line.years[int(one.place[-2])].year if of_year else Phase(str(one.place[-1]))
    return {**_of_lines(line.lines, (*place, "lines"), column, 1), one.place: -1}


def _total(accounts: Accounts, direction: Direction, column: Column, sign: int) -> dict[Place, int]:
    found: dict[Place, int] = {}
    for one in accounts.lines:
        if not one.parents and accounts.direction(one) is direction:
            found |= _of_line(one.line, one.place, column, sign)
    return found


def _of_lines(lines: tuple[BudgetLine, ...], place: Place, column: Column, sign: int) -> dict[Place, int]:
    found: dict[Place, int] = {}
    for index, line in enumerate(lines):
        found |= _of_line(line, (*place, index), column, sign)
    return found


def _of_line(line: BudgetLine, place: Place, column: Column, sign: int) -> dict[Place, int]:
    """A line's own amount, else those of its details."""
    if isinstance(column, Phase):
        own: Place | None = (*place, column.value) if line.amount(column) is not None else None
    else:
        index = next((number for number, one in enumerate(line.years) if one.year == column), None)
        own = (*place, "years", index, "amount") if index is not None else None
    return {own: sign} if own is not None else _of_lines(line.lines, (*place, "lines"), column, sign)


def _printed(quoted: Stated, accounts: Accounts, facts: Facts) -> Iterator[Equation]:
    """What a document prints of a total or of a line. Raises `Unknowable`."""
    verdict, ask = judge(quoted, accounts, facts), asked(quoted.of, accounts, facts)
    printed, computed = verdict.printed, verdict.computed
    if ask.accounts is not accounts or printed is None or computed is None or verdict.unknown:
        return
    columns: tuple[Column, ...] = ask.years or (ask.phase,)
    code = _QUOTED[quoted.of.figure] or ask.code
    placed, cells = accounts.find(code), dict[Place, int]()
    for column in columns:
        if code in TOTALS:
            cells |= _total(accounts, TOTALS[code], column, 1)
        elif placed is not None:
            cells |= _of_line(placed.line, placed.place, column, 1)
    unit = accounts.record.unit
    gap = Decimal(0) if verdict.agrees else from_yuan(computed.amount - printed.amount, unit)
    yield Equation(cells, gap, from_yuan(printed.step / 2 + computed.slack, unit))


_QUOTED = {StatedFigure.INCOME: "收入合计", StatedFigure.EXPENDITURE: "支出合计", StatedFigure.AMOUNT: ""}
