"""What documents print of the single years of an account that is published for several years in one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from generator.model import Phase, Stated, StatedOf
from generator.records.budget.accounts import Accounts
from generator.records.budget.history import (
    Unknowable,
    amount_of_year,
    code_quoted,
    known_in_phase,
    of_calendar_years,
    quoted_in_year,
)
from generator.records.budget.money import decimals_of, from_yuan, grouped
from generator.records.budget.sums import ZERO


class QuotedYears(Struct, frozen=True):
    """The same figure, quoted for each year of an account, beside what the account says of all of them. In 元."""

    index: int
    """Which of the record's quotations is the first."""
    of: StatedOf
    """What is quoted, without the year."""
    added: Decimal
    whole: Decimal
    slack: Decimal

    @property
    def broken(self) -> bool:
        """Whether rounding does not explain the gap."""
        return abs(self.added - self.whole) > self.slack

    def said(self, accounts: Accounts) -> str:
        """Both amounts in the record's unit, in Chinese."""
        unit, places = accounts.record.unit, max(2, decimals_of(accounts.step))
        added, whole = (f"{grouped(from_yuan(one, unit), places)} {unit.value}" for one in (self.added, self.whole))
        return f"各年印的数相加是 {added}，几年合计是 {whole}"


def is_base_of_growth(one: Stated, accounts: Accounts) -> bool:
    """Whether a quotation is of a single year of an account that gives no years: growth is reckoned from it."""
    first, last = (day.year for day in accounts.record.period.days)
    code, year = code_quoted(one.of), one.of.year
    several = first < last and year is not None and first <= year <= last
    return (
        several
        and code is not None
        and all(amount_of_year(accounts, code, each) is None for each in range(first, last + 1))
    )


def quoted_years(accounts: Accounts) -> Iterator[QuotedYears]:
    """Each figure that is quoted for every year of an account that gives no years itself."""
    first, last = (day.year for day in accounts.record.period.days)
    if first == last or not of_calendar_years(accounts, first, last):
        return
    for index, one in enumerate(accounts.record.stated):
        code = code_quoted(one.of)
        if one.of.year != first or code is None or not is_base_of_growth(one, accounts):
            continue
        found = [quoted_in_year(accounts, code, year) for year in range(first, last + 1)]
        given = [each for each in found if each is not None]
        try:
            whole = known_in_phase(accounts, code, Phase.EXECUTED)
        except Unknowable:
            continue
        if len(given) == len(found):
            slack = sum((each.slack for each in given), whole.slack)
            added = sum((each.amount for each in given), ZERO)
            yield QuotedYears(index, one.of.model_copy(update={"year": None}), added, whole.amount, slack)
