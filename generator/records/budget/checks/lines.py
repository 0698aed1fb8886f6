"""Lines and the chart: every line is known, stands where the chart has it, and stands there once."""

from __future__ import annotations

import re

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.nearest import all_nearest, nearest
from generator.record_type import Findings, error, warning
from generator.records.budget.accounts import Accounts, Placed, accounts_of, placed_lines
from generator.records.budget.attributed import ahead, period_doubted, place_of_period, years_beyond, years_of_id
from generator.records.budget.editions import chart_of_text
from generator.records.budget.model import Budget, BudgetLine
from generator.records.budget.premises import (
    MANY,
    fitting_chart,
    misplaced,
    misusers,
    out_of_use,
    used_otherwise,
    wrong_above,
    years_of,
)
from generator.records.budget.standing import beside_parent, raised
from generator.records.classification.lacking import lacking_code, numbered_below
from generator.records.classification.model import Classification
from generator.values import narrowed


@error("B2 科目由科目表规定")
def chart_does_not_fit(record: Budget, facts: Facts) -> Findings:
    """科目表是这份账所用的一版：科目代码大多在它里面。

    科目表写错，每个代码都会不对；只报科目表这一处。
    """
    accounts = accounts_of(record, facts)
    better = fitting_chart(accounts, facts)
    if better is not None:
        codes = [one.line.code for one in accounts.lines if one.line.code is not None]
        unknown = sum(code not in accounts.chart.by_code for code in codes)
        message = f"{len(codes)} 个科目代码里有 {unknown} 个不在「{accounts.chart.id}」里，科目表可能写错了"
        yield Finding(("classification",), message, f"是不是「{better.id}」（{better.title}）？")


@error("B2 工会支出科目；科目由科目表规定")
def unknown_code(record: Budget, facts: Facts) -> Findings:
    """每个科目代码都在所用的科目表里。

    许多账都用一个表里没有的代码，或者科目表自己也写着它，多半是科目表漏了：只在科目表那里说一次。
    """
    accounts = accounts_of(record, facts)
    for placed in accounts.lines:
        code = placed.line.code
        if code is None or code in accounts.chart.by_code:
            continue
        if lacking_code(accounts.chart, code, facts) or used_otherwise(accounts.chart, facts).many_unknown(code):
            continue
        near = _meant(code, placed.line.name, accounts.chart) or _beside(code, placed, accounts)
        hint = f"是不是「{near}」（{accounts.chart.by_code[near].name}）？" if near else "对照科目表改正代码"
        yield Finding((*placed.place, "code"), f"科目表 {accounts.chart.id} 里没有代码「{code}」", hint)


def _meant(code: str, name: str | None, chart: Classification) -> str:
    """The code of the chart that an editor may have meant: by the line's name, by a name written as code, by likeness."""
    plain = narrowed(code)
    named = [one.code for one in chart.lines if one.name in (name, plain) or plain == f"{one.code}{one.name}"]
    begun = [one.code for one in chart.lines if re.match(rf"{re.escape(one.code)}(?!\d)", plain)]
    if named or begun:
        return (named or begun)[0]
    near = nearest(plain, [one.name for one in chart.lines])
    return next((one.code for one in chart.lines if one.name == near), "")


def _beside(code: str, placed: Placed, accounts: Accounts) -> str:
    """The code that a slip may have made another of: of those that stand where the line does, and are not listed."""
    chart = accounts.chart
    listed = {one.line.code for one in accounts.lines}
    above = [one for one in placed.parents if one.code in chart.by_code]
    there = [
        one.code
        for one in chart.lines
        if one.code not in listed
        and (chart.within(one.code, above[-1].code or "") if above else one.parent is None or not placed.parents)
    ]
    near = all_nearest(narrowed(code), there)
    return near[0] if len(near) == 1 else ""


@error("B2 科目表有版本，各版有启用年和停用年")
def classification_not_in_use(record: Budget, facts: Facts) -> Findings:
    """所用的科目表在这个期间里是有效的。

    科目表不对，其余的都不必查；许多账都这样，多半是科目表的年份写错了，只在科目表那里说一次。期间不对的，先改期间。
    """
    accounts = accounts_of(record, facts)
    chart = accounts.chart
    reversed_years = chart.end is not None and chart.end < chart.start
    if not out_of_use(record, chart) or reversed_years or fitting_chart(accounts, facts) is not None:
        return
    named = years_of_id(record, facts)
    if period_doubted(record, facts):
        if named and not years_beyond(record) and not ahead(record, facts):
            message = f"编号里写的是 {named[0]} 年，期间却是{record.period.label}，那时「{chart.id}」不在用"
            remedy = "查对期间，多半是年份写错了；期间没有错的，改成当时有效的一版科目表"
            yield Finding(place_of_period(record), message, remedy)
    elif len(misusers(chart, facts)) < MANY:
        used = f"{chart.start} 年起用" + (f"，用到 {chart.end} 年" if chart.end else "")
        message = f"「{chart.id}」{used}，而这份账是{record.period.label}的"
        fits = (one for one in facts.of_type(Classification) if one.subject == chart.subject)
        meant = next((one for one in fits if not out_of_use(record, one)), None)
        remedy = f"改成当时有效的一版科目表{f'「{meant.id}」（{meant.title}）' if meant else ''}"
        yield Finding(("classification",), message, remedy)


@warning("B2 跨版比较应当注明")
def classification_changes(record: Budget, facts: Facts) -> Findings:
    """期间跨过科目表换版的账，说明（text）里写明了科目是怎样折算的。

    几年合编的账只能用一版科目，另一版那几年的数是折算过来的；页面上有提示。
    """
    if "科目" in (record.text or "") or period_doubted(record, facts):
        return
    years = years_of(record)
    chart = accounts_of(record, facts).chart
    if not years or years[1] < chart.start or (chart.end is not None and chart.end < years[0]):
        return
    if years[0] < chart.start or (chart.end is not None and chart.end < years[1]):
        used = f"{chart.start}—{chart.end or ''}"
        message = f"账的期间是{record.period.label}，「{chart.id}」只在 {used} 年有效"
        yield Finding(("classification",), message, "在 text 里写明其余各年的科目是怎样归到这一版的")


@warning("B1、B2 科目表有版本，2022 年换过一版")
def chart_of_another_edition(record: Budget, facts: Facts) -> Findings:
    """说明里写明按哪一年版科目编列的，用的就是那一版科目表。

    同一个代码在两版里可能是两个科目；没有写名称的，用错一版就看不出来。
    """
    meant = chart_of_text(record, facts)
    if meant is not None:
        chart = accounts_of(record, facts).chart
        message = f"说明里写的是 {meant.start} 年版科目，classification 却是「{chart.id}」（{chart.title}）"
        yield Finding(("classification",), message, f"多半应是「{meant.id}」（{meant.title}）；没有写错的，改正说明")


@error("B5 每个科目只计一次")
def code_twice(record: Budget, facts: Facts) -> Findings:
    """一份账里每个科目代码只出现一次。

    写了两次，合计就会多算；只报这一处，改好以后再查合计，也再与别的账比较。
    """
    seen: dict[str, BudgetLine] = {}
    for placed in placed_lines(record):
        code = placed.line.code
        if code is not None and code in seen:
            same = seen[code] == placed.line
            remedy = "删去重复的一份" if same else "合成一个科目，或改正其中一个代码"
            said = "，两份一模一样" if same else ""
            yield Finding((*placed.place, "code"), f"科目「{code}」写了两次{said}", remedy)
        seen.setdefault(code or "", placed.line)


@warning("B5 每个科目只计一次")
def name_twice(record: Budget, facts: Facts) -> Findings:
    """同一个科目之下，没有代码的明细名称各不相同。"""
    seen: set[tuple[Place, str]] = set()
    for placed in placed_lines(record):
        line = placed.line
        if line.code is not None or line.name is None or not placed.parents:
            continue
        key = (placed.place[:-1], line.name)
        if key in seen:
            remedy = "改正名称，或合成一项；确实是两项的，名称写出区别"
            yield Finding((*placed.place, "name"), f"明细「{line.name}」写了两次", remedy)
        seen.add(key)


@error("B1、B2 收入和支出由科目代码区分")
def top_line_without_code(record: Budget, facts: Facts) -> Findings:
    """最上一级的科目都有代码。

    没有代码就不知道是收入还是支出，合计也就算不出来。
    """
    accounts = accounts_of(record, facts)
    for index, line in enumerate(record.lines):
        if line.code is None and line.name is not None:
            near = nearest(line.name, (one.name for one in accounts.chart.lines))
            found = next((one for one in accounts.chart.lines if one.name == near), None)
            hint = f"写上科目代码，可能是 {found.code}（{found.name}）" if found else "写上它在科目表里的代码"
            yield Finding(("lines", index), f"最上一级的「{line.name}」没有代码", hint)


@error("B10 明细可以只有名称")
def nameless_line(record: Budget, facts: Facts) -> Findings:
    """每个科目或明细至少有代码和名称中的一样。"""
    for placed in placed_lines(record):
        if placed.line.code is None and placed.line.name is None:
            yield Finding(placed.place, "这一行没有代码，也没有名称", "写上科目代码 code；没有代码的明细写名称 name")


@error("B10 科目逐级列明细")
def misplaced_line(record: Budget, facts: Facts) -> Findings:
    """明细的代码是上级科目的下级。

    多半是缩进错了；只报这一处，改好以后再查合计，也再与别的账比较。
    许多账都这样列，多半是科目表里的上级写错了：只在科目表那里说一次。
    """
    accounts = accounts_of(record, facts)
    for placed, wrong in wrong_above(accounts):
        meant = accounts.chart.by_code[wrong]
        message = f"「{placed.line.code}」下面列的都是「{meant.code} {meant.name}」的下级，不是它的"
        yield Finding(
            (*placed.place, "code"), message, f"多半应是 {meant.code}；没有写错的，把明细移到 {meant.code} 下面"
        )
    told = {placed.place for placed, _ in wrong_above(accounts)}
    for placed, above in misplaced(accounts):
        code = placed.line.code or ""
        if placed.place[:-2] in told or used_otherwise(accounts.chart, facts).many_elsewhere(code, above):
            continue
        message = f"「{code} {accounts.name(placed.line)}」不是「{above} {accounts.chart.by_code[above].name}」的下级"
        belongs = accounts.chart.ancestors(code)
        hint = f"移到 {belongs[0]} 下面，或改正代码" if belongs else "移到最上一级，或改正代码"
        if numbered_below(accounts.chart, code, above):
            hint = f"这样列没有错的，在科目表 {accounts.chart.id} 的 {code} 写 parent: {above}，编号相近的科目都在它下面；列错的，{hint}"
        yield Finding((*placed.place, "code"), message, hint)


@error("B2 科目由科目表规定")
def code_of_another_name(record: Budget, facts: Facts) -> Findings:
    """科目的名称不是科目表里另一个代码的名称。

    代码和名称对不上，不知道钱记在哪个科目；学校自己起的名称可以写。
    """
    accounts = accounts_of(record, facts)
    for placed in accounts.lines:
        line, own = placed.line, accounts.charted(placed.line)
        if own is None or line.name is None or line.name == own.name:
            continue
        named = [one.code for one in accounts.chart.lines if one.name == line.name]
        if named:
            message = f"代码「{line.code}」是「{own.name}」，名称却写「{line.name}」，那是 {named[0]} 的名称"
            yield Finding((*placed.place, "name"), message, f"改代码为 {named[0]}，或改名称为「{own.name}」")


@error("B5 每个科目只计一次")
def counted_twice(record: Budget, facts: Facts) -> Findings:
    """上级科目列出以后，它的下级不再单列在最上一级。

    多半是缩进少了；只报这一处，改好以后再查合计，也再与别的账比较。
    """
    accounts = accounts_of(record, facts)
    for index, above in beside_parent(accounts):
        line = record.lines[index]
        message = f"「{line.code} {accounts.name(line)}」与上级「{above}」并列，合计时会算两次"
        yield Finding(("lines", index, "code"), message, f"移到 {above} 的 lines 下面，缩进与它的其他明细一样")


@error("B10 科目逐级列明细")
def detail_raised(record: Budget, facts: Facts) -> Findings:
    """没有代码的明细列在它自己的上级之下，不与上级并列。

    上级的明细少的，正好是再上一级多出来的，就是缩进少了；只报这一处，改好以后再查合计。
    """
    accounts = accounts_of(record, facts)
    for place, meant in raised(accounts):
        line = next(one.line for one in accounts.lines if one.place == place)
        message = f"明细「{line.name}」与「{accounts.name(meant)}」并列，移到它下面，两级的合计就都对得上"
        remedy = f"移到「{accounts.name(meant)}」的 lines 下面，缩进与它的其他明细一样；确实并列的，查对这两级的金额"
        yield Finding((*place, "name"), message, remedy)


CHECKS = (
    chart_does_not_fit,
    classification_not_in_use,
    classification_changes,
    chart_of_another_edition,
    code_twice,
    name_twice,
    nameless_line,
)
CODES = (
    unknown_code,
    top_line_without_code,
    misplaced_line,
    counted_twice,
    detail_raised,
    code_of_another_name,
)
"""Those that take the chart's word."""
