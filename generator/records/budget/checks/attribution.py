"""Whose account a record is, and of which years: id, owner, period, title and amounts say the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Findings, warning
from generator.records.budget.accounts import Placed, accounts_of, dated, placed_lines
from generator.records.budget.attributed import (
    ahead,
    empty_years,
    odd_end,
    owner_of_id,
    period_doubted,
    years_beyond,
    years_of_id,
)
from generator.records.budget.model import Budget
from generator.records.budget.premises import out_of_use
from generator.records.budget.titles import range_of_title, years_of_title
from generator.records.classification.model import Classification
from generator.records.unit.model import Unit, called

_SHORTEST = 3
"""Signs that a unit's name has at least, for a title to be said to begin with it."""


@warning("编写规则：编号里写的单位就是记录的单位")
def owner_unlike_id(record: Budget, facts: Facts) -> Findings:
    """编号里写着单位的账，是这个单位的账。

    单位对不上，就不拿它与别的账比较。
    """
    named = owner_of_id(record, facts)
    if named:
        message = f"编号「{record.id}」里写的是 {named}，owner 却是{called(record.owner, facts.find)}"
        yield Finding(("owner",), message, f"查对 owner，多半应是 {named}；编号写错而又没有公开过的，改文件名")


@warning("编写规则：编号里写的年度就是账的年度")
def period_unlike_id(record: Budget, facts: Facts) -> Findings:
    """编号里写着年度的账，期间里有这一年；本站的编号多半不写账的年度的，不比较。

    年度对不上，就不拿它与别的账比较；那一年科目表不在用，或者还没有开始的，是错误，在那里说。
    """
    years = years_of_id(record, facts) if not years_beyond(record) and not ahead(record, facts) else ()
    chart = facts.find(record.classification) if years else None
    if years and not (isinstance(chart, Classification) and out_of_use(record, chart)):
        message = f"编号「{record.id}」里写的是 {years[0]} 年，期间却是{record.period.label}"
        yield Finding(("period",), message, "查对 period 和编号，改正写错的；编号公开过的不改")


@warning("编写规则：标题写的单位和年度就是这份账的")
def title_of_another_account(record: Budget, facts: Facts) -> Findings:
    """标题里写的年份在期间里，从哪年到哪年与期间的首尾一致；标题以一个单位的名称开头的，是这份账的单位，或者它的上级单位。

    标题里的规划（十四五）和科目表的版本（2022年版）不是账的年份，不比较；期间已经与编号或各科目的年份不一致的，先改期间。
    """
    if record.title is None:
        return
    if dated(record) and not period_doubted(record, facts):
        yield from _years_of_title(record, record.title)
    other = _begins_with_another(record.title, record, facts)
    if other is not None:
        message = f"标题写的是「{other.name}」，owner 却是{called(record.owner, facts.find)}"
        yield Finding(("title",), message, "查对标题和 owner，改正写错的一个")


def _years_of_title(record: Budget, title: str) -> Iterator[Finding]:
    first, last = record.period.days
    years, asked = years_of_title(title), range_of_title(record)
    remedy = "查对标题和 period，改正写错的一个"
    if not years.meets(first.year, last.year):
        yield Finding(("title",), f"标题写的是 {years.said} 年，期间却是{record.period.label}", remedy)
    elif asked is not None and not _covers(asked, record):
        in_id = all(str(year) in record.id for year in asked)
        also = "，编号也这样写" if in_id else ""
        message = f"标题写的是 {asked[0]}—{asked[1]} 年{also}，期间却是{record.period.label}"
        yield Finding(("period",) if in_id else ("title",), message, remedy)


def _covers(years: tuple[int, int], record: Budget) -> bool:
    """Whether a range of years is that of the period; a year of which the period is only a part may be left out."""
    first, last = record.period.days
    begins = {first.year} | ({first.year + 1} if (first.month, first.day) != (1, 1) else set())
    ends = {last.year} | ({last.year - 1} if (last.month, last.day) != (12, 31) else set())
    return years[0] in begins and years[1] in ends


def _begins_with_another(title: str, record: Budget, facts: Facts) -> Unit | None:
    """The unit whose name a title begins with, the longest that fits, where that is neither the owner nor above it."""
    named: dict[str, Unit] = {}
    for unit in facts.of_type(Unit):
        for name in unit.names():
            if len(name) >= _SHORTEST and title.startswith(name):
                named.setdefault(name, unit)
    found = named[max(named, key=len)] if named else None
    own = facts.find(record.owner)
    way: list[Unit] = []
    while own is not None and own not in way:
        way.append(own)
        own = facts.find(own.parent)
    return None if found is None or found in way else found


@warning("B10 期间可以跨几年；会计年度为公历年度")
def period_cut_short(record: Budget, facts: Facts) -> Findings:
    """几年合编的账从 1 月 1 日到 12 月 31 日，各年都有执行数。

    首尾不是年初年末，或者有一年每个科目都没有数，多半是 period 写错了；期间不对，就不拿它与别的账比较。
    """
    key = odd_end(record)
    if key:
        day = record.period.days[0 if key == "from" else 1]
        wanted = f"{day.year}-01-01" if key == "from" else f"{day.year}-12-31"
        message = f"期间{'从' if key == 'from' else '到'} {day}，不是{'年初' if key == 'from' else '年末'}"
        yield Finding(("period", key), message, f"多半应是 {wanted}；确实如此的不用改")
    empty = empty_years(record)
    if empty and not years_beyond(record):
        key = "from" if empty[0] == record.period.days[0].year else "to"
        said = "、".join(map(str, empty))
        message = f"期间是{record.period.label}，各科目的分年执行数相加已经等于决算数，却没有一个科目写了 {said} 年"
        yield Finding(("period", key), message, "查对期间的起止；确实有这一年的，补上各科目的数，没有发生的写 0")


@warning("B10 期间可以跨几年")
def year_left_out(record: Budget, facts: Facts) -> Findings:
    """别的科目都写了的一年，这个科目也写；各年相加已经等于决算数的除外。"""
    accounts = accounts_of(record, facts)
    those = [one for one in placed_lines(record) if one.line.years]
    for placed in those:
        mine, others = _years(placed), [_years(one) for one in those if one is not placed]
        left = sorted(set.intersection(*others) - mine) if len(others) > 1 else []
        whole = placed.line.executed == sum((one.amount for one in placed.line.years), Decimal(0))
        if left and not whole:
            said = "、".join(map(str, left))
            message = f"「{accounts.name(placed.line)}」没有写 {said} 年的执行数，别的科目都写了"
            yield Finding((*placed.place, "years"), message, "补上这一年；没有发生的写 0")


def _years(placed: Placed) -> set[int]:
    return {one.year for one in placed.line.years}


CHECKS = (
    owner_unlike_id,
    period_unlike_id,
    title_of_another_account,
    period_cut_short,
    year_left_out,
)
