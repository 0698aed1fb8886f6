"""A line that was left out, or one too many: no single number, but all of a line's sums are off the same way."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.diagnostics import Place
from generator.model import Phase
from generator.records.budget.accounts import Accounts, accounts_of
from generator.records.budget.links import same_account
from generator.records.budget.misread import misread_of
from generator.records.budget.model import Budget
from generator.records.budget.money import plain
from generator.records.budget.openings import estimate_off
from generator.records.budget.slipped import year_at
from generator.records.budget.sums import Kind, Sum, balance_sums, detail_sums
from generator.records.classification.model import ChartLine
from generator.values import first_of

_FEWEST = 2
"""Sums that have to be off the same way."""


class Lacking(Struct, frozen=True):
    """All sums of one line, or all balances, that are off the same way."""

    sums: tuple[Sum, ...]
    above: Place
    """The line whose details they are; () where they are the balances."""
    columns: tuple[str, ...]
    """Which phase or year each of them is of."""

    @property
    def too_little(self) -> bool:
        """Whether the lines come to less than they should."""
        return self.sums[0].gap < 0

    @property
    def said(self) -> str:
        """`预算草案少 42000.00、决算少 38950.00`."""
        word = "少" if self.too_little else "多"
        return "、".join(
            f"{column}{word} {plain(abs(one.gap))}" for column, one in zip(self.columns, self.sums, strict=True)
        )


@derived
def lacking_of(record: Budget, facts: Facts) -> tuple[Lacking, ...]:
    """What a record most likely lacks, or has once too often, where no single number explains it."""
    if misread_of(record, facts):
        return ()
    accounts = accounts_of(record, facts)
    groups: dict[Place, list[Sum]] = {}
    for one in detail_sums(accounts):
        groups.setdefault(one.place[:-3] if "years" in one.place else one.place[:-1], []).append(one)
    groups[()] = list(balance_sums(accounts))
    estimated = record.planned_balances is not None and record.planned_balances.opening is not None
    return tuple(
        Lacking(tuple(those), place, tuple(_column(one, record) for one in those))
        for place, those in groups.items()
        if _alike(those, estimated=estimated) and (place or estimate_off(accounts) is None)
    )


@derived
def sums_doubted(record: Budget, facts: Facts) -> bool:
    """Whether one number, or one line, is known to break several sums."""
    return bool(misread_of(record, facts) or lacking_of(record, facts))


def lacking_with(one: Sum, record: Budget, facts: Facts) -> Lacking | None:
    """What a sum is told with."""
    return next((each for each in lacking_of(record, facts) if one in each.sums), None)


def _alike(those: list[Sum], *, estimated: bool) -> bool:
    """All off, all too little or all too much; balances not all by the same, for then it is the opening one.

    Where the planned balances begin with another one than the executed balance, that cannot be wrong for both.
    """
    whole = all(one.broken and not one.missing and not one.at_most for one in those)
    if len(those) < _FEWEST or not whole or len({one.gap > 0 for one in those}) > 1:
        return False
    balances = those[0].kind is not Kind.DETAILS
    return not balances or estimated or len({one.gap for one in those}) > 1


def _column(one: Sum, record: Budget) -> str:
    if one.kind is Kind.BALANCE:
        return Phase.EXECUTED.label
    if "years" in one.place:
        return f"{year_at(record, one.place)}年"
    return Phase(str(one.place[-1])).label


def lines_meant(told: Lacking, accounts: Accounts, facts: Facts) -> str:
    """Which lines may be meant: those of the chart that are not listed and that other years have; '' where none is."""
    chart = accounts.chart
    above = next((one.line.code for one in accounts.lines if one.place == told.above), None)
    if told.above and above is None:
        return ""
    listed = {one.line.code for one in accounts.lines}
    used = {one.line.code for other in same_account(accounts, facts) for one in other.lines if other.chart is chart}
    found = (one for one in chart.lines if one.parent == above and one.code not in listed and one.code in used)
    return first_of(tuple(_named(found)), 3)


def _named(lines: Iterator[ChartLine]) -> Iterator[str]:
    return (f"{one.code} {one.name}" for one in lines)
