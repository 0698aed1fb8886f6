"""What documents print of the single years of an account that is published for several years in one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from generator.model import Phase, Stated, StatedOf
from generator.records.budget.accounts import Accounts
from generator.records.budget.history import (
    TOTALS,
    Unknowable,
    amount_of_year,
    code_quoted,
    known_in_phase,
    of_calendar_years,
    quoted_in_year,
    same_line,
)
from generator.records.budget.money import decimals_of, from_yuan, grouped
from generator.records.budget.recomputed import BETWEEN
from generator.records.budget.sums import ZERO
from generator.stated_figures import StatedFigure


class QuotedYears(Struct, frozen=True):
    """The same figure, quoted for years of an account, beside what the account says of all of them. In 元."""

    index: int
    """Which of the record's quotations is the first."""
    places: tuple[int, ...]
    """Which are those of all years."""
    complete: bool
    """Whether every year is quoted: else they only may not be more than the whole."""
    of: StatedOf
    """What is quoted, without the year."""
    added: Decimal
    whole: Decimal
    slack: Decimal

    @property
    def broken(self) -> bool:
        """Whether rounding does not explain the gap."""
        return (abs(self.added - self.whole) if self.complete else self.added - self.whole) > self.slack

    def said(self, accounts: Accounts) -> str:
        """Both amounts in the record's unit, in Chinese."""
        unit, places = accounts.record.unit, max(2, decimals_of(accounts.step))
        added, whole = (f"{grouped(from_yuan(one, unit), places)} {unit.value}" for one in (self.added, self.whole))
        return f"{'各年' if self.complete else '其中几年'}印的数相加是 {added}，几年合计是 {whole}"


def is_of_use(one: Stated, accounts: Accounts) -> bool:
    """Whether a quotation that no account can prove is of use all the same.

    A growth or another rate is reckoned from it, or it is one of the years that together make up the account.
    """
    code = code_quoted(one.of)
    if code is None:
        return False
    whole = one.of.year is None and one.of.start is None
    if whole and code not in TOTALS:
        return False  # of one line of the account more likely a slip
    used = (name for each in accounts.record.stated for name in _used(each.of))
    return any(same_line(code, name, accounts) for name in used) or _without_years(code, accounts)


def _used(of: StatedOf) -> Iterator[str]:
    """The lines, or totals, that a rate or an increase is reckoned from."""
    if of.figure in BETWEEN and of.code is not None:
        yield of.code
    elif of.figure in (StatedFigure.EXECUTION, StatedFigure.OVER_BUDGET):
        yield from (of.code or "支出合计", *of.also)
    elif of.figure is StatedFigure.SHARE:
        yield from (of.code, *of.also) if of.code is not None else ()
        yield from (of.base,) if of.base is not None else ("收入合计", "支出合计")


def _without_years(code: str, accounts: Accounts) -> bool:
    """Whether every year of an account is quoted of a line, or a total, and the account itself gives none."""
    years = _years(accounts)
    return bool(years) and all(
        amount_of_year(accounts, code, year) is None and quoted_in_year(accounts, code, year) is not None
        for year in years
    )


def _years(accounts: Accounts) -> range:
    first, last = (day.year for day in accounts.record.period.days)
    return range(first, last + 1) if first < last and of_calendar_years(accounts, first, last) else range(0)


def quoted_years(accounts: Accounts) -> Iterator[QuotedYears]:
    """Each figure that is quoted for years of an account that gives no years itself."""
    years = _years(accounts)
    for index, one in enumerate(accounts.record.stated):
        code = code_quoted(one.of)
        if code is None or one.of.year not in years:
            continue
        places = tuple(_of_line(code, years, accounts))
        if index != places[0] or any(amount_of_year(accounts, code, year) is not None for year in years):
            continue
        given = [each for year in years if (each := quoted_in_year(accounts, code, year)) is not None]
        try:
            whole = known_in_phase(accounts, code, Phase.EXECUTED)
        except Unknowable:
            continue
        of, complete = one.of.model_copy(update={"year": None}), len(given) == len(years)
        added, slack = sum((each.amount for each in given), ZERO), sum((each.slack for each in given), whole.slack)
        yield QuotedYears(index, places, complete, of, added, whole.amount, slack)


def _of_line(code: str, years: range, accounts: Accounts) -> Iterator[int]:
    for index, one in enumerate(accounts.record.stated):
        named = code_quoted(one.of)
        if one.of.year in years and named is not None and same_line(named, code, accounts):
            yield index
