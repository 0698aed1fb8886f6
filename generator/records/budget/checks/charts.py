"""Charts of accounts, by the accounts that use them: their years, and the roles that checks ask for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.model import Reference
from generator.record_type import Check, Findings, error, warning
from generator.records.budget.accounts import accounts_of
from generator.records.budget.attributed import by_spending, original
from generator.records.budget.model import Budget
from generator.records.budget.premises import MANY, fitting_chart, misusers, out_of_use, used_otherwise
from generator.records.classification.lacking import lacking_code, lacking_lines
from generator.records.classification.model import Classification, LineRole
from generator.values import first_of


@error("B2 科目表有版本，各版有启用年和停用年")
def accounts_outside_its_years(chart: Classification, facts: Facts) -> Findings:
    """用这一版科目表的账，没有许多份都在它有效的年份以外。

    许多账都在外面，多半是启用年或停用年写错了：只在科目表这里说一次。
    """
    those = misusers(chart, facts)
    if len(those) < MANY or (chart.end is not None and chart.end < chart.start):
        return
    early = sum(one.period.days[1].year < chart.start for one in those)
    key, said = ("from", f"{chart.start} 年才起用") if early * 2 > len(those) else ("to", f"只用到 {chart.end} 年")
    message = f"{first_of([one.id for one in those])} {len(those)} 份账用「{chart.id}」，它{said}"
    yield Finding((key,), message, "多半是这个年份写错了，查对后改正；年份没有错的，改那些账的 classification")


@error("B2 科目由科目表规定")
def line_in_use_missing(chart: Classification, facts: Facts) -> Findings:
    """许多账都在用的科目代码，科目表里有。

    表里漏了一个科目，用它的每份账都对不上；只在科目表这里说一次。科目表自己别处写着这个代码的，在那里说。
    """
    crossed = {one.code for one in chart.crosswalk}
    for code, those in used_otherwise(chart, facts).unknown.items():
        if len(those) >= MANY and code not in crossed and not lacking_code(chart, code, facts):
            message = f"{first_of(those)} {len(those)} 份账用「{code}」，科目表里没有它"
            yield Finding(
                ("lines",), message, f"多半是漏了、删掉了或代码写错了，在 lines 里写上 {code}；没有这个科目的，改那些账"
            )


@error("B2 科目逐级列明细")
def parent_unlike_accounts(chart: Classification, facts: Facts) -> Findings:
    """科目表里的上级科目，与许多账里的列法一致。

    上级写错一个，列了它的每份账都对不上；只在科目表这里说一次。
    """
    for (code, above), those in used_otherwise(chart, facts).elsewhere.items():
        if len(those) >= MANY:
            index = next(number for number, one in enumerate(chart.lines) if one.code == code)
            line = chart.lines[index]
            said = f"上级写的是「{line.parent}」" if line.parent else "没有写上级"
            message = f"「{code} {line.name}」{said}，{first_of(those)} {len(those)} 份账都把它列在「{above}」下面"
            place = ("lines", index, "parent") if line.parent else ("lines", index)
            yield Finding(place, message, f"多半是这里写错了，parent 改成 {above}；没有写错的，改那些账")


@warning("编写规则：一份账录入一次")
def accounts_copied(chart: Classification, facts: Facts) -> Findings:
    """用这一版科目表的两份账，决算数不会逐个科目都相同。

    报在像是从另一份复制来、还没有改完的那份账里。
    """
    those = [one for one in facts.referrers(chart, Budget) if one.classification.id == chart.id]
    several = {one.id for same in by_spending(facts).values() if len(same) > 1 for one in same} if those else set()
    for record in those:
        first = original(record, facts) if record.id in several else ""
        if first and not _alike(record, facts.find(Reference[Budget](first))):
            message = f"各科目的决算数与 {first} 完全相同，像是从那份账复制来的"
            remedy = "照本单位、本年度的账改写；重复录入的删去一份"
            yield Finding(("lines",), message, remedy, record_id=record.id)


def _alike(record: Budget, other: Budget | None) -> bool:
    """Whether two accounts say the very same: that is said of every record."""
    return other is not None and record.model_copy(update={"id": other.id}) == other


@warning("B3、B8 拨缴和拨付按科目的用途核对")
def no_line_of_role(chart: Classification, facts: Facts) -> Findings:
    """账里写了工资总额的科目表，有用途是「拨缴经费」的科目；写了拨付分工会的，有用途是「补助下级」的。

    没有这个用途，应拨数和拨付的合计就无从核对，也不会有提示。用错了科目表的账不算：那里已经说了。
    """
    for role, those in _needing(chart, facts):
        if those and not any(one.role is role for one in chart.lines) and not _lacks_a_line(chart, facts):
            count = f"等 {len(those)} 份账" if len(those) > 1 else ""
            said = "写了工资总额" if role is LineRole.TRANSFER_IN else "写了拨付分工会"
            message = f"没有一个科目的用途是「{role.value}」，{those[0].id} {count}{said}，无法核对"
            yield Finding(("lines",), message, f"在相应的科目写 role: {role.value}")


def _lacks_a_line(chart: Classification, facts: Facts) -> bool:
    """Whether a line is known to be missing: it may be the one that plays the role."""
    used = used_otherwise(chart, facts)
    return bool(lacking_lines(chart, facts)) or any(map(used.many_unknown, used.unknown))


def _needing(chart: Classification, facts: Facts) -> Iterator[tuple[LineRole, list[Budget]]]:
    """The roles that records ask for, with the records."""
    asking = (one for one in facts.referrers(chart, Budget) if one.payroll_base is not None or one.transfers)
    using = (one for one in asking if one.classification.id == chart.id and not out_of_use(one, chart))
    those = [one for one in using if fitting_chart(accounts_of(one, facts), facts) is None]
    yield LineRole.TRANSFER_IN, [one for one in those if one.payroll_base is not None]
    yield LineRole.TO_BRANCHES, [one for one in those if one.transfers]


CHECKS: tuple[Check[Classification], ...] = (
    accounts_outside_its_years,
    line_in_use_missing,
    parent_unlike_accounts,
    accounts_copied,
    no_line_of_role,
)
