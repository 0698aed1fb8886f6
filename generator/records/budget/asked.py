"""Which account a quoted figure speaks of, and which of its years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.dataset import Facts
from generator.model import Phase, StatedOf
from generator.records.budget.accounts import Accounts
from generator.records.budget.history import (
    TOTALS,
    Known,
    Unknowable,
    known_in_phase,
    known_in_year,
    not_in,
    of_calendar_years,
    quoted_in_phase,
    told_in_year,
    translated,
)
from generator.records.budget.links import same_account
from generator.records.budget.sums import ZERO


class Asked(NamedTuple):
    """What a quoted figure speaks of."""

    of: StatedOf
    """The figure, its codes in the words of the account's chart."""
    accounts: Accounts
    years: tuple[int, ...] = ()
    """The years of an account that is of more than these; none where its whole period is meant."""

    @property
    def phase(self) -> Phase:
        """As written, else executed, else the latest planned one. Raises `Unknowable`."""
        phase = self.of.phase or (Phase.EXECUTED if self.years else self.accounts.latest)
        if phase is None:
            raise Unknowable("记录里没有任何金额")
        return phase

    @property
    def code(self) -> str:
        """The line that is meant. Raises `Unknowable`."""
        if self.of.code is None:
            raise Unknowable(f"没有写是哪个科目的{self.of.figure.value}（{'、'.join(TOTALS)} 或科目代码）")
        return self.of.code

    @property
    def codes(self) -> tuple[str, ...]:
        """The line that is meant, and those that are added to it. Raises `Unknowable`."""
        every = (self.code, *self.of.also)
        placed = [self.accounts.find(one) for one in every]
        for number, one in enumerate(placed):
            for other in placed[:number]:
                if one is None or other is None:
                    continue
                if one == other:
                    raise Unknowable(f"「{self.accounts.name(one.line)}」写了两次")
                if one.under(other) or other.under(one):
                    names = "」和「".join(self.accounts.name(each.line) for each in (other, one))
                    raise Unknowable(f"「{names}」一个包含另一个，加起来就重复了")
        return every

    def known(self, code: str, facts: Facts) -> Known:
        """What a code, or a direction's total, came to in what is asked. Raises `Unknowable`."""
        if not self.years:
            return known_in_phase(self.accounts, code, self.phase)
        return added([known_in_year(self.accounts, code, year, facts, self.phase) for year in self.years])

    def told(self, code: str, facts: Facts, phase: Phase) -> Known:
        """The same in a phase, and where no account says it, as a published document prints it. Raises `Unknowable`."""
        if self.years:
            return added([told_in_year(self.accounts, code, year, facts, phase) for year in self.years])
        try:
            return known_in_phase(self.accounts, code, phase)
        except Unknowable:
            printed = quoted_in_phase(self.accounts, code, phase)
            if printed is None:
                raise
            return printed


def added(those: Sequence[Known]) -> Known:
    """Several amounts as one."""
    source = next((one.source for one in those if one.source), "")
    return Known(sum((one.amount for one in those), ZERO), sum((one.slack for one in those), ZERO), source)


def asked(of: StatedOf, accounts: Accounts, facts: Facts) -> Asked:
    """What a figure of a record speaks of: the record, another account of its owner, or years of one. Raises `Unknowable`."""
    first, last = years_of(of)
    if not first or of_calendar_years(accounts, first, last):
        return Asked(of, accounts)
    for other in same_account(accounts, facts):
        if of_calendar_years(other, first, last):
            codes: dict[str, object] = {
                key: _translated(getattr(of, key), accounts, other, facts) for key in ("code", "base")
            }
            codes["also"] = tuple(_translated(one, accounts, other, facts) for one in of.also)
            return Asked(of.model_copy(update=codes), other)
    return Asked(of, accounts, tuple(range(first, last + 1)))


def years_of(of: StatedOf) -> tuple[int, int]:
    """The first and last year that a figure names, zeros where it names none. Raises `Unknowable`."""
    if of.year is not None and (of.start is not None or of.end is not None):
        raise Unknowable("year 和 from、to 只写一种：一年的写 year，几年的写 from 和 to")
    first, last = of.year or of.start or of.end or 0, of.year or of.end or of.start or 0
    if first > last:
        raise Unknowable("起始年不能晚于终止年")
    return first, last


def _translated(code: str | None, accounts: Accounts, other: Accounts, facts: Facts) -> str | None:
    if code is None:
        return None
    placed = accounts.find(code)
    written = placed.line.code if placed is not None and placed.line.code is not None else code
    theirs = translated(written, accounts.chart, other.chart, facts)
    if theirs is None:
        raise Unknowable(not_in(other.chart, code))
    return theirs
