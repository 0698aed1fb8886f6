"""Lines, details, years and balances add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.model import Phase
from generator.record_type import Findings, error, warning
from generator.records.budget.accounts import PLANNED, Accounts, accounts_of, dated, placed_lines
from generator.records.budget.attributed import years_beyond
from generator.records.budget.checks.left_out import said_together
from generator.records.budget.exchanged import exchanged_of
from generator.records.budget.fen import finer_than_fen
from generator.records.budget.lacking import lacking_with
from generator.records.budget.misread import Misread, borne_out, misread_of
from generator.records.budget.mistaken import sum_hint
from generator.records.budget.model import Budget
from generator.records.budget.money import plain
from generator.records.budget.openings import estimate_off, resting_on_opening, told_by_balance, told_by_opening
from generator.records.budget.slipped import written_at
from generator.records.budget.sums import (
    Kind,
    Sum,
    all_sums,
    balance_sums,
    broken_sums,
    detail_sums,
    left_out,
    year_sums,
)
from generator.values import first_of


def describe(one: Sum, accounts: Accounts) -> str:
    """What is wrong with a sum, with both numbers, and what the gap looks like."""
    if one.at_most:
        said = f"{one.what}是 {plain(one.computed)}，超过了「{plain(one.written)}」，多 {plain(one.gap)}"
    else:
        word = "多" if one.gap > 0 else "少"
        said = f"{one.what}是 {plain(one.computed)}，比写的「{plain(one.written)}」{word} {plain(abs(one.gap))}"
    hint = sum_hint(one, accounts)
    return f"{said}；{hint}" if hint else said


@error("B5 各科目之和等于合计")
def details_do_not_add_up(record: Budget, facts: Facts) -> Findings:
    """明细之和等于本级，每个阶段、每一年都是这样。

    有的明细没有公布金额，或者本级写了 partial: 是（只列出部分明细），就只要求明细之和不超过本级。
    一个数使几处合计都对不上，改了它就都对得上的，只报这个数：明细、本级、各年、结余和文件里印的合计一起看。
    """
    accounts = accounts_of(record, facts)
    for one in detail_sums(accounts):
        told = _told_by(one, record, facts) if one.broken else None
        together = lacking_with(one, record, facts) if one.broken else None
        if told is not None:
            yield from _misread(told, one, accounts)
        elif together is not None:
            yield from said_together(together, one, accounts, facts)
        elif one.broken:
            remedy = "对照原文改正本级或明细"
            if not one.at_most and one.gap < 0 and not _listed_in_full(one, detail_sums(accounts)):
                remedy += "；原文只列出部分明细的，在本级写 partial: 是"
            also = "；本级与别处对得上，多半是明细写错了" if one.place in borne_out(record, facts) else ""
            yield Finding(one.place, f"{describe(one, accounts)}{also}", remedy)


def _told_by(one: Sum, record: Budget, facts: Facts) -> Misread | None:
    """The one number that breaks this sum and others."""
    return next((each for each in misread_of(record, facts) if one in each.sums), None)


def _misread(told: Misread, one: Sum, accounts: Accounts) -> Iterator[Finding]:
    """Said of the first of the sums that it breaks."""
    if one != told.sums[0]:
        return
    of_year = told.place[-1] == "amount"
    place = told.place[:-3] if of_year else told.place[:-1]
    line = next(each.line for each in accounts.lines if each.place == place)
    if of_year:
        year = line.years[int(told.place[-2])]
        column, written = f"{year.year}年", year.amount
    else:
        phase = Phase(str(told.place[-1]))
        column, written = phase.label, line.amount(phase) or Decimal(0)
    places = "现在对不上的几处就都对得上" if len(told.sums) > 1 else "就对得上"
    message = (
        f"「{accounts.name(line)}」{column}「{plain(written)}」{told.slip or '像是写错了'}：写成 "
        f"{plain(written + told.more)}，{places}；{describe(one, accounts)}"
    )
    yield Finding(told.place, message, "对照原文查对这个数；这个数没有错的，查对同它相加的各数")


def _listed_in_full(one: Sum, sums: Sequence[Sum]) -> bool:
    """Whether the details of the same line add up in another phase or year: then none of them is left out."""
    line = _line_of(one)
    return any(_line_of(each) == line and not each.broken and not each.at_most for each in sums)


def _line_of(one: Sum) -> Place:
    """The place of the line whose amount, or whose amount in one year, is made up of details."""
    return one.place[:-3] if "years" in one.place else one.place[:-1]


@error("B6 各阶段的金额各归各的")
def phases_exchanged(record: Budget, facts: Facts) -> Findings:
    """一个科目两个阶段的金额没有写反。

    换过来就处处对得上的，多半是写反了；只报这一处，改好以后再查合计，也再与别的账比较。
    """
    found = exchanged_of(record, facts)
    if found is None:
        return
    line, phases = found.placed.line, (found.earlier, found.later)
    name = accounts_of(record, facts).name(line)
    written = "、".join(f"{phase.label}「{plain(line.amount(phase) or Decimal(0))}」" for phase in phases)
    message = f"「{name}」的{written}像是写反了：换过来，现在对不上的几处就都对得上"
    yield Finding(found.place, message, "对照原文，把两个数换过来；没有写反的，查对同它们相加的各数")


@error("B10 期间可以跨几年")
def years_do_not_add_up(record: Budget, facts: Facts) -> Findings:
    """各年执行数之和等于决算数；年份没有列全的，不超过决算数。"""
    accounts = accounts_of(record, facts)
    for one in year_sums(accounts):
        told = _told_by(one, record, facts) if one.broken else None
        if told is not None:
            yield from _misread(told, one, accounts)
        elif one.broken:
            also = "；决算数与别处对得上，多半是有一年写错了" if one.place in borne_out(record, facts) else ""
            remedy = "对照原文改正决算数或分年执行数"
            yield Finding(one.place, f"{describe(one, accounts)}{also}", remedy)


@error("B10 期间可以跨几年")
def year_outside_period(record: Budget, facts: Facts) -> Findings:
    """分年执行数的年份在账的期间里，每年写一次。

    科目大多写了期间以外的一年，是期间写错了：只在期间那里说一次，不再拿这份账与别的账比较。
    """
    first, last = record.period.days
    beyond = years_beyond(record)
    if beyond:
        yield _period_too_short(record, beyond)
    for placed in placed_lines(record) if dated(record) else ():
        seen: set[int] = set()
        for index, one in enumerate(placed.line.years):
            place = (*placed.place, "years", index, "year")
            if not first.year <= one.year <= last.year and one.year not in beyond:
                yield Finding(place, f"{one.year} 年不在{record.period.label}里", "改正年份，或改正 period")
            elif one.year in seen:
                yield Finding(place, f"{one.year} 年写了两次", "合成一行，或改正年份")
            seen.add(one.year)


def _period_too_short(record: Budget, beyond: tuple[int, ...]) -> Finding:
    first, last = (day.year for day in record.period.days)
    lines = [one.line for one in placed_lines(record) if one.line.years]
    those = sum(any(each.year in beyond for each in one.years) for one in lines)
    early, late = beyond[0] < first, beyond[-1] > last
    years = sorted({each.year for one in lines for each in one.years})
    place: Place = ("period",)
    if record.period.start is not None and early != late and any(first <= year <= last for year in years):
        place = ("period", "from" if early else "to")
    elif record.period.year is not None:
        place = ("period", "year")
    message = (
        f"{len(lines)} 个科目里有 {those} 个写了 {'、'.join(map(str, beyond))} 年的数，期间却是{record.period.label}"
    )
    remedy = f"多半是 period 写错了，各科目写的是 {years[0]}—{years[-1]} 年；期间没有错的，改正各科目的年份"
    return Finding(place, message, remedy)


@error("B5 年初结余加收入减支出加其他变动等于年末结余")
def balance_does_not_close(record: Budget, facts: Facts) -> Findings:
    """年初结余加收入、减支出、加其他变动，等于年末结余。

    支出大于当年收入没有关系，差额从以前的结余里来；对不上的只能是漏了科目或者写错了数。
    """
    accounts = accounts_of(record, facts)
    for one in balance_sums(accounts):
        if one.kind is not Kind.BALANCE or not one.broken or one.missing or told_by_opening(one, accounts, facts):
            continue
        wrong = _told_by(one, record, facts)
        if wrong is not None:
            yield from _misread(wrong, one, accounts)
            continue
        together = lacking_with(one, record, facts)
        if together is not None:
            yield from said_together(together, one, accounts, facts)
            continue
        said = describe(one, accounts)
        if any(told_by_balance(each, accounts) for each in resting_on_opening(accounts)):
            said += "；预计结余也差同样多，多半是年初结余写错了"
        remedy = "查对结余和各科目决算数；既不是收入也不是支出的变动写进 other_movements"
        yield Finding(one.place, said, remedy)


@warning("B6 没有公布的阶段不当作零")
def balance_not_checkable(record: Budget, facts: Facts) -> Findings:
    """能够核对结余的账，各科目都公布了金额。

    缺了金额的科目不当作零。缺了以后仍然对得上的不提示，对不上的提示缺了哪几个；只缺一个的，报在那个科目。
    """
    accounts = accounts_of(record, facts)
    alone = left_out(accounts)
    for place, one in alone.items():
        if one.place[-1] == Phase.ADJUSTED.value and written_at(record, (*place, Phase.APPROVED.value)):
            continue  # an adjusted budget that is not complete: said there
        name = one.missing[0]
        message = f"「{name}」没有公布金额，结余无法核对：{describe(one, accounts)}"
        yield Finding(place, message, "补上缺的金额；确实没有发生的写 0")
    for one in balance_sums(accounts):
        if one.missing and one.broken and one not in alone.values():
            message = f"{describe(one, accounts)}；{first_of(one.missing, 3)}没有公布金额，无法核对"
            yield Finding(one.place, message, "补上缺的金额；确实没有发生的写 0")


@error("B5 年初结余加收入减支出加其他变动等于年末结余")
def planned_balance_differs(record: Budget, facts: Facts) -> Findings:
    """预计结余由各阶段的预算算出。"""
    accounts = accounts_of(record, facts)
    off = estimate_off(accounts)
    if off is not None and record.planned_balances is not None:
        opening = record.planned_balances.opening or Decimal(0)
        message = (
            f"各阶段的预计结余都{'少' if off > 0 else '多'}写了 {plain(abs(off))}，多半是预计年初结余"
            f"「{plain(opening)}」写错了：写成 {plain(opening - off)} 就都对得上"
        )
        yield Finding(
            ("planned_balances", "opening"), message, "对照原文查对预计年初结余；没有写错的，查对各阶段的预计结余"
        )
        return
    for one in balance_sums(accounts):
        told = told_by_opening(one, accounts, facts) or told_by_balance(one, accounts)
        wrong = _told_by(one, record, facts) if one.kind is Kind.PLANNED and one.broken else None
        together = lacking_with(one, record, facts) if one.kind is Kind.PLANNED else None
        if wrong is not None:
            yield from _misread(wrong, one, accounts)
        elif together is not None:
            yield from said_together(together, one, accounts, facts)
        elif one.kind is Kind.PLANNED and one.broken and not one.missing and not told:
            remedy = "查对预计结余和预算数；编制时用的是估计的年初结余，就把它写进 planned_balances 的 opening"
            yield Finding(one.place, describe(one, accounts), remedy)


@warning("B5、B10 金额精确到原文的最后一位")
def rounding_difference(record: Budget, facts: Facts) -> Findings:
    """合计与各数之和一分不差；差在四舍五入范围里的提示，超出的是错误。

    逐个四舍五入以后再相加，每个数最多差末位的一半。记到分的账，实际收支没有比分更小的数，差一分也不像四舍五入，照样只提示：原文可能就印错了。
    """
    accounts = accounts_of(record, facts)
    if finer_than_fen(accounts):  # said there
        return
    paid_wrong = any(one.kind is Kind.TRANSFER for one in broken_sums(accounts))
    for one in all_sums(accounts):
        if one.kind is Kind.TRANSFERS and paid_wrong:  # said there
            continue
        if one.rounded and not one.missing and not told_by_opening(one, accounts, facts):
            paid = accounts.to_the_fen and one.place[-1] not in PLANNED
            why = "记到分的账不该有这样的出入，多半是抄错或原文算错" if paid else "在四舍五入的范围里"
            remedy = "对照原文查对；原文就是这样的不用改，页面上会注明"
            yield Finding(one.place, f"{describe(one, accounts)}，{why}", remedy)


CHECKS = (
    details_do_not_add_up,
    years_do_not_add_up,
    year_outside_period,
    balance_does_not_close,
    balance_not_checkable,
    planned_balance_differs,
    rounding_difference,
)
EXCHANGED = (phases_exchanged,)
"""The one that the others wait for."""
