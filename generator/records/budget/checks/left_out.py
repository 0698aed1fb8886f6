"""A line that was left out of an account, or stands in it once too often, said once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.records.budget.accounts import Accounts
from generator.records.budget.lacking import Lacking, lines_meant
from generator.records.budget.sums import Sum


def said_together(told: Lacking, one: Sum, accounts: Accounts, facts: Facts) -> Iterator[Finding]:
    """Said of the first of the sums that are off the same way."""
    if one is not told.sums[0]:
        return
    if told.above:
        yield _of_details(told, one, accounts, facts)
        return
    lost, doubled = ("收入", "支出") if told.too_little else ("支出", "收入")
    named = lines_meant(told, accounts, facts)
    also = f"；这个账户别的年份有「{named}」，这里没有" if named else ""
    message = (
        f"每个阶段的年初结余＋收入－支出都与写的结余不符：{told.said}，"
        f"像是漏了一个{lost}科目，或者多列了一个{doubled}科目{also}"
    )
    remedy = f"对照原文补上漏列的{lost}科目；没有漏的，查对多列的{doubled}，再查年初结余和年末结余"
    yield Finding(one.place, message, remedy)


def _of_details(told: Lacking, one: Sum, accounts: Accounts, facts: Facts) -> Finding:
    line = next(each.line for each in accounts.lines if each.place == told.above)
    message = f"「{accounts.name(line)}」的明细之和处处与本级不符：{told.said}"
    if not told.too_little:
        return Finding(
            one.place, f"{message}，像是多列了一项明细", "对照原文删去重复的、不属于它的明细；没有多列的，改正本级"
        )
    named = lines_meant(told, accounts, facts)
    also = f"；这个账户别的年份有「{named}」，这里没有" if named else ""
    remedy = "对照原文补上漏列的明细；原文只列出部分明细的，在本级写 partial: 是；没有漏的，改正本级"
    return Finding(one.place, f"{message}，像是漏了一项明细{also}", remedy)
