"""What the text of an account says of its totals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from re import Match

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.late import late
from generator.model import Phase
from generator.nearest import slips
from generator.quoted import quoted
from generator.record_type import Findings, warning
from generator.records.budget.accounts import Accounts, accounts_of, dated
from generator.records.budget.links import same_account
from generator.records.budget.model import Budget
from generator.records.budget.money import grouped, in_yuan, rounded
from generator.records.budget.sums import total, year_total
from generator.records.classification.model import Direction

_WHEN = r"(?:(?:[本全当今]年度?|(?P<year>20\d\d)年度?)(?:工会)?(?:经费)?)?"
_AMOUNT = r"(?P<amount>\d[\d,]*(?:\.\d+)?(?:余|多)?万?(?:余|多)?元)"
_NAMED = late(
    rf"(?<![\u4e00-\u9fff\d]){_WHEN}(?P<what>总收入|收入[合总]计|收入总额|总支出|支出[合总]计|支出总额)[为是共达]?计?{_AMOUNT}"
)
_BEGINS = late(rf"(?:\A|(?<=[。\n]))\s*{_WHEN}(?P<what>收入|支出){_AMOUNT}")
"""A bare 收入 is a total where a sentence begins with it; elsewhere it may be of anything that was spoken of."""
_FEWEST = 3
"""Digits that a number has at least, for one of them to be called a slip."""


@warning("B5 说明里的合计由金额算出")
def text_total_differs(record: Budget, facts: Facts) -> Findings:
    """说明里写的总收入和总支出，是按各科目算出的。

    只看与算出的数差一个数字、或者两个数字写反了的：与哪个阶段、哪一年的合计相符都算对，四舍五入和截去尾数都可以。
    """
    text = record.text or ""
    if not dated(record) or ("收入" not in text and "支出" not in text):
        return
    accounts = accounts_of(record, facts)
    found = (*_NAMED.finditer(text), *_BEGINS.finditer(text)) if not accounts.undirected else ()
    for one in found:
        direction = Direction.INCOME if "收入" in one["what"] else Direction.EXPENDITURE
        own = _latest(accounts, direction)
        if (
            own is None
            or not _slip(one["amount"], own)
            or not _of_period(one, record)
            or _known(one["amount"], direction, accounts, facts)
        ):
            continue
        written, shown = one[0].strip(), grouped(own / 10_000, 2)
        message = f"说明里写「{written}」，按记录算出{direction.value}合计 {shown} 万元"
        yield Finding(
            ("text",),
            message,
            "查对说明和各科目金额，改正写错的一个；说的是别的数的，写明是什么",
            offset=one.start("what"),
        )


def _latest(accounts: Accounts, direction: Direction) -> Decimal | None:
    """What came in, or went out, in 元: executed, else as planned last; None where a line is missing."""
    found = total(accounts, direction, accounts.latest) if accounts.latest is not None else None
    return in_yuan(found.amount, accounts.record.unit) if found is not None and not found.missing else None


def _of_period(found: Match[str], record: Budget) -> bool:
    first, last = (day.year for day in record.period.days)
    return found["year"] is None or first <= int(found["year"]) <= last


def _known(amount: str, direction: Direction, accounts: Accounts, facts: Facts) -> bool:
    """Whether it is a total of this account, with what there was before or without, or of one beside it."""
    every = (accounts, *same_account(accounts, facts))
    return any(_says(amount, one) for each in every for one in _totals(each, direction))


def _totals(accounts: Accounts, direction: Direction) -> Iterator[Decimal]:
    """What came in, or went out, in 元, in each phase and each year, with what there was before and without."""
    first, last = (day.year for day in accounts.record.period.days)
    found = [total(accounts, direction, phase) for phase in reversed(Phase)]
    found += [year_total(accounts, direction, year) for year in range(first, last + 1) if first < last]
    for one in found:
        if one is not None and not one.missing:
            yield in_yuan(one.amount, accounts.record.unit)
            if accounts.record.opening_balance is not None:
                yield in_yuan(one.amount + accounts.record.opening_balance, accounts.record.unit)


def _says(written: str, amount: Decimal) -> bool:
    """Whether a number stands for an amount: rounded, or with the rest cut off."""
    read = quoted(written)
    if read is None:
        return True
    step = Decimal(1).scaleb(read.power - read.places)
    return read.agrees(amount) or 0 <= amount - read.value < step


def _slip(written: str, amount: Decimal) -> bool:
    """Whether a number is an amount but for one digit, or two in each other's place."""
    read = quoted(written)
    if read is None:
        return False
    scaled = amount.scaleb(-read.power)
    shown = {rounded(scaled, read.places), scaled.quantize(Decimal(1).scaleb(-read.places), ROUND_DOWN)}
    printed = read.value.scaleb(-read.power)
    digits = f"{printed:.{read.places}f}"
    alike = [f"{one:.{read.places}f}" for one in shown]
    return len(digits) >= _FEWEST and any(len(one) == len(digits) and slips(digits, one) == 1 for one in alike)


CHECKS = (text_total_differs,)
