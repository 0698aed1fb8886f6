"""An account over several years, and the yearly accounts of the same years: published twice, they say the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.model import Phase
from generator.record_type import Findings, warning
from generator.records.budget.accounts import Accounts, Placed, accounts_of, dated, value
from generator.records.budget.history import translated
from generator.records.budget.links import agree, same_account
from generator.records.budget.model import Budget
from generator.records.budget.money import in_yuan, plain, unit_hint
from generator.records.budget.premises import comparable, contested


@warning("B10 期间可以跨几年")
def differs_from_yearly_accounts(record: Budget, facts: Facts) -> Findings:
    """几年合编的账与同一账户各年的账一致：各年执行数、几年的合计、头尾的结余都一样，按两份账里较粗的精度比较。

    两版科目表之间不能一一对应的科目不比较；有一年的账没有公布，就只比较公布了的那几年。
    """
    accounts = accounts_of(record, facts)
    first, last = record.period.days
    if not dated(record) or first.year == last.year or contested(record, facts):
        return
    books = {
        year: book
        for book in same_account(accounts, facts)
        if (year := _year(book)) and first.year <= year <= last.year and comparable(book.record, facts)
    }
    if not books:
        return
    yield from _balances(accounts, books)
    for placed in accounts.lines:
        if placed.line.code is None:
            continue
        amounts = {year: _amount(placed.line.code, accounts, book, facts) for year, book in books.items()}
        given = {year: amount for year, amount in amounts.items() if amount is not None}
        wrong = list(_by_year(placed, accounts, books, given))
        yield from wrong
        if not wrong and len(given) == last.year - first.year + 1:
            yield from _in_all(placed, accounts, books, given)


def _year(book: Accounts) -> int:
    """The calendar year that an account is of, 0 where its period is another."""
    first, last = book.record.period.days
    whole = dated(book.record) and (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31))
    return first.year if whole else 0


def _amount(code: str, accounts: Accounts, book: Accounts, facts: Facts) -> Decimal | None:
    """What a year's own account says was executed under a code, in 元."""
    theirs = translated(code, accounts.chart, book.chart, facts)
    placed = book.find(theirs) if theirs is not None else None
    amount = value(placed.line, Phase.EXECUTED) if placed is not None else None
    return in_yuan(amount, book.record.unit) if amount is not None else None


def _by_year(
    placed: Placed, accounts: Accounts, books: dict[int, Accounts], given: dict[int, Decimal]
) -> Iterator[Finding]:
    name, unit = accounts.name(placed.line), accounts.record.unit
    for index, one in enumerate(placed.line.years):
        other = given.get(one.year)
        if other is None:
            continue
        book = books[one.year]
        if not agree(in_yuan(one.amount, unit), other, (accounts.step_in_yuan, book.step_in_yuan)):
            message = (
                f"「{name}」{one.year} 年是 {plain(one.amount)} {unit.value}，{book.record.id} 里是 {plain(other)} 元"
                f"{unit_hint(in_yuan(one.amount, unit), other)}"
            )
            yield Finding((*placed.place, "years", index, "amount"), message, _REMEDY)


def _in_all(
    placed: Placed, accounts: Accounts, books: dict[int, Accounts], given: dict[int, Decimal]
) -> Iterator[Finding]:
    written, record = value(placed.line, Phase.EXECUTED), accounts.record
    if written is None:
        return
    slack = accounts.step_in_yuan / 2 + sum((books[year].step_in_yuan / 2 for year in given), Decimal(0))
    added = sum(given.values(), Decimal(0))
    if abs(added - in_yuan(written, record.unit)) > slack:
        years = "、".join(str(year) for year in sorted(given))
        message = (
            f"「{accounts.name(placed.line)}」是 {plain(written)} {record.unit.value}，"
            f"{years}年各年的账相加是 {plain(added)} 元{unit_hint(in_yuan(written, record.unit), added)}"
        )
        own = placed.line.executed is not None
        yield Finding((*placed.place, "executed") if own else placed.place, message, _REMEDY)


def _balances(accounts: Accounts, books: dict[int, Accounts]) -> Iterator[Finding]:
    record = accounts.record
    ends: tuple[tuple[int, Place, str, Decimal | None], ...] = (
        (record.period.days[0].year, ("opening_balance",), "年初结余", record.opening_balance),
        (record.period.days[1].year, ("closing_balance",), "年末结余", record.closing_balance),
    )
    for year, place, what, here in ends:
        book = books.get(year)
        if book is None or here is None:
            continue
        there = book.record.opening_balance if place == ("opening_balance",) else book.record.closing_balance
        if there is None:
            continue
        sides = in_yuan(here, record.unit), in_yuan(there, book.record.unit)
        if not agree(*sides, (accounts.step_in_yuan, book.step_in_yuan)):
            message = f"{what}是 {plain(here)} {record.unit.value}，{book.record.id} 的{what}是 {plain(there)} {book.record.unit.value}{unit_hint(*sides)}"
            yield Finding(place, message, _REMEDY)


_REMEDY = "对照原文查对两份账；年度账审计以后调整过的，在 text 里说明"
CHECKS = (differs_from_yearly_accounts,)
"""The checks of accounts over several years."""
