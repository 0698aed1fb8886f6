"""Figures quoted from published documents follow from the records."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.model import StatedOf
from generator.quoted_keys import idle_findings
from generator.record_type import Findings, warning
from generator.records.budget.accounts import Accounts, accounts_of
from generator.records.budget.history import TOTALS
from generator.records.budget.links import same_account
from generator.records.budget.model import Budget
from generator.records.budget.money import apart
from generator.records.budget.premises import amounts_doubted
from generator.records.budget.printed_shares import unlike_wholes
from generator.records.budget.quoted_years import is_of_use, quoted_years
from generator.records.budget.recomputed import BETWEEN
from generator.records.budget.stated import USES, Verdict, judge, subject
from generator.records.budget.sums import left_out
from generator.records.budget.whole_units import doubt_of
from generator.stated_figures import StatedFigure


@warning("B5 比例和增长一律由金额算出")
def stated_differs(record: Budget, facts: Facts) -> Findings:
    """文件里印的合计、占比和增长，与按金额算出的一致，误差不超过末位的一半。

    印错的照录：页面上把原文和算出的数并列，读者看得见差在哪里。
    """
    accounts = accounts_of(record, facts)
    for index, one in enumerate(record.stated if not accounts.undirected else ()):
        verdict = judge(one, accounts, facts)
        if verdict.printed is None or verdict.unknown or verdict.agrees or _waits(one.of, accounts, facts):
            continue
        if (doubt := doubt_of(record, facts)) is not None and not doubt.sure and _is_apart(verdict):
            continue
        message = f"{subject(one.of, accounts)}印的是「{one.value}」，按记录算出 {verdict.shown}"
        if verdict.hint:
            message += f"；「{one.value}」{verdict.hint}"
        remedy = f"对照{one.source}查对抄写和各科目金额；原文就是这样的不用改"
        yield Finding(("stated", index, "value"), message, remedy)


def _is_apart(verdict: Verdict) -> bool:
    """Whether a figure would be right in the other unit of money: where the whole record may be in it, that is said there."""
    printed, computed = verdict.printed, verdict.computed
    return printed is not None and computed is not None and apart(printed.amount, computed.amount)


def _waits(of: StatedOf, accounts: Accounts, facts: Facts) -> bool:
    """Whether a figure may rest on another account of the owner's, in which something is known to be wrong."""
    first, last = (day.year for day in accounts.record.period.days)
    named = [year for year in (of.year, of.start, of.end) if year is not None]
    if of.figure not in BETWEEN and all(first <= year <= last for year in named):
        return False
    return any(amounts_doubted(one.record, facts) for one in same_account(accounts, facts))


def _of_left_out(of: StatedOf, accounts: Accounts) -> bool:
    """Whether a figure rests on a line, or on the total of one, without which a balance does not close: said there."""
    places = left_out(accounts)
    return any(
        one.place in places and (of.code is None or of.code in TOTALS or accounts.find(of.code) == one)
        for one in accounts.lines
    )


@warning("B10 金额是确切的数")
def stated_not_a_number(record: Budget, facts: Facts) -> Findings:
    """文件里印的合计、占比和增长，是读得出的数，单位与指标相符。"""
    accounts = accounts_of(record, facts)
    for index, one in enumerate(record.stated if not accounts.undirected else ()):
        verdict = judge(one, accounts, facts)
        if verdict.printed is None and not (verdict.computed is None and verdict.why):
            beside = f"，按记录算出 {verdict.shown}" if verdict.shown else ""
            message = f"{subject(one.of, accounts)}印的是「{one.value}」，读不出是多少{beside}"
            remedy = "查对抄写：千分位三位一组，金额写 元 或 万元，比例写 % 或 ‰；原文就是这样的不用改"
            yield Finding(("stated", index, "value"), message, remedy)


@warning("B5 比例和增长一律由金额算出")
def stated_not_checkable(record: Budget, facts: Facts) -> Findings:
    """照录的数都能由记录重算。

    账上没有的数，照录下来核对增长、占比和执行率的，不算无法重算；缺金额的科目已经在结余那里说了的，也不再说。
    """
    accounts = accounts_of(record, facts)
    for index, one in enumerate(record.stated if not accounts.undirected else ()):
        why = judge(one, accounts, facts).unknown
        reversed_years = one.of.start is not None and one.of.end is not None and one.of.start > one.of.end
        waits = _of_left_out(one.of, accounts) or _waits(one.of, accounts, facts)
        if why and not reversed_years and not is_of_use(one, accounts) and not waits:
            message = f"{subject(one.of, accounts)}「{one.value}」无法重算：{why}"
            yield Finding(
                ("stated", index, "of"), message, "补上缺的金额或年份，或改正 of 里写的科目、年份；原文没有公布的不用改"
            )


@warning("B5 比例和增长一律由金额算出")
def stated_years_differ(record: Budget, facts: Facts) -> Findings:
    """几年合编的账没有分年数的，照录的各年的数相加，等于几年的数；只照录了其中几年的，不多于几年的数。"""
    accounts = accounts_of(record, facts)
    for one in quoted_years(accounts) if not accounts.undirected else ():
        if one.broken:
            message = f"{subject(one.of, accounts)}{one.said(accounts)}"
            remedy = "对照原文查对抄写和各科目金额；原文就是这样的不用改"
            yield Finding(("stated", one.index, "value"), message, remedy)


@warning("B5 比例和增长一律由金额算出")
def stated_shares_unlike_whole(record: Budget, facts: Facts) -> Findings:
    """没有公布金额的，印的占比合起来不超过 100%；每个科目都印了占比、其中有「其他」的，合起来正好 100%，误差不超过各数末位的一半。

    有金额的，每个占比都由金额核对。
    """
    if not any(one.of.figure is StatedFigure.SHARE for one in record.stated):
        return
    accounts = accounts_of(record, facts)
    for one in unlike_wholes(accounts, facts) if not accounts.undirected else ():
        printed = [record.stated[share.index] for share in one.shares]
        listed = "、".join(f"{subject(each.of, accounts)}「{each.value}」" for each in printed)
        together = f"{(one.added * 100).normalize():f}%"
        said = f"{together}，超过 100%" if one.too_much else f"只有 {together}，不到 100%"
        remedy = f"对照{printed[-1].source}查对抄写；原文就是这样的不用改"
        yield Finding(("stated", one.shares[-1].index, "value"), f"{listed}，合起来{said}", remedy)


@warning("B5 比例和增长一律由金额算出")
def stated_key_idle(record: Budget, facts: Facts) -> Findings:
    """照录的数，of 里只写这个指标用得上的内容。"""
    yield from idle_findings(record.stated, USES, _remedy)


_ON_LAST = (StatedFigure.GROWTH_ON_LAST, StatedFigure.INCREASE_ON_LAST)
_REMEDIES = {
    "code": "删去这一行；说的是一个科目的数，figure 写「金额」",
    "base": "删去这一行；说的是比例，figure 写「占比」",
    "from": "只说一年的写 year",
    "to": "只说一年的写 year",
}


def _remedy(of: StatedOf, key: str) -> str:
    last = of.figure in _ON_LAST and key in ("year", "from", "to")
    return "删去这一行：上期由前一份账认出" if last else _REMEDIES.get(key, "")


CHECKS = (
    stated_differs,
    stated_not_a_number,
    stated_not_checkable,
    stated_years_differ,
    stated_shares_unlike_whole,
    stated_key_idle,
)
