"""The money chain: from the school to the union, by heads to the branches, and into their accounts."""

from __future__ import annotations

from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.model import Phase
from generator.record_type import Findings, error, warning
from generator.records.budget.accounts import Accounts, accounts_of, value
from generator.records.budget.attributed import by_school_year, original, owner_of_id
from generator.records.budget.checks.adding_up import describe
from generator.records.budget.links import (
    agree,
    arrived,
    budgets_of,
    may_have_paid,
    paid_to,
    payers_of,
    received,
    unions_of,
)
from generator.records.budget.model import Budget
from generator.records.budget.money import from_yuan, in_yuan, plain, unit_hint
from generator.records.budget.odd_transfers import odd_units, paid_elsewhere, wrong_cell
from generator.records.budget.paid import purpose, way
from generator.records.budget.premises import comparable, contested
from generator.records.budget.sums import Kind, transfer_sums
from generator.records.classification.model import Classification, Direction, LineRole
from generator.records.unit.model import UnitKind, called


@error("B8 拨付等于人数乘以标准；工会意见第五条")
def transfer_miscalculated(record: Budget, facts: Facts) -> Findings:
    """拨付各分工会的金额等于人数乘以人均标准；按比例返还的，等于基数乘以比例。"""
    accounts = accounts_of(record, facts)
    for one in transfer_sums(accounts):
        if one.kind is Kind.TRANSFER and one.broken:
            wrong = wrong_cell(record, int(one.place[1]), facts)
            place, said = wrong if wrong is not None else (one.place, "")
            message = f"{describe(one, accounts)}；{said}" if said else describe(one, accounts)
            yield Finding(place, message, "查对人数、标准（或基数、比例）和金额")


def _miscalculated(accounts: Accounts) -> dict[int, Decimal]:
    """The transfers that are not heads by rate, or base by share, and by how much each is too small."""
    broken = (one for one in transfer_sums(accounts) if one.kind is Kind.TRANSFER and one.broken)
    return {int(one.place[1]): one.gap for one in broken}


@warning("B8 拨付有标准可查")
def transfer_half_said(record: Budget, facts: Facts) -> Findings:
    """拨付按人头的写人数和人均标准，按比例返还的写基数和比例，定额的写名目。

    原文只列人数和金额、没有标准的，只写人数。
    """
    for index, one in enumerate(record.transfers):
        place = ("transfers", index)
        if one.rate is not None and one.heads is None:
            yield Finding((*place, "rate"), "写了人均标准，没有写按多少人拨付", "补上 heads")
        if one.share is not None and one.base is None:
            yield Finding(
                (*place, "share"), "写了返还比例，没有写按多少钱返还", "补上 base；原文没有的，写在 purpose 里"
            )
        if one.share is not None and not 0 < one.share <= 1:
            yield Finding((*place, "share"), f"返还比例写成了 {one.share * 100:f}%", "比例在 0 到 100% 之间，例如 60%")
        if one.base is not None and one.share is None:
            yield Finding((*place, "base"), "写了返还基数，没有写返还比例", "补上 share，例如 60%")
        if not way(one) and one.rate is None and one.base is None:
            yield Finding(
                place, "只有金额，看不出是按什么拨的", "按人头的写 heads 和 rate；不按人头的写 purpose，例如 会费返还"
            )


@error("B8 各分工会之和等于补助下级支出；工会意见第五条")
def transfers_differ_from_line(record: Budget, facts: Facts) -> Findings:
    """拨付各分工会的合计等于补助下级支出，或者等于它的一项明细。

    差额正好是一笔与人数、标准不符的拨付的，在那一笔那里说。
    """
    accounts = accounts_of(record, facts)
    off = sum(_miscalculated(accounts).values(), Decimal(0))
    for one in transfer_sums(accounts):
        if one.kind is Kind.TRANSFERS and one.broken and abs(one.gap + off) > one.slack:
            remedy = "补上漏列的分工会，或改正金额；另有专项补助的，在这个科目下分列明细"
            yield Finding(one.place, describe(one, accounts), remedy)
    charted = any(one.role is LineRole.TO_BRANCHES for one in accounts.chart.lines)
    if (
        record.transfers
        and record.lines
        and charted
        and not accounts.undirected
        and accounts.role_latest(LineRole.TO_BRANCHES) is None
    ):
        total = sum((one.amount for one in record.transfers), Decimal(0))
        message = f"拨付各分工会合计 {plain(total)}，科目里却没有补助下级支出的金额"
        yield Finding(("transfers",), message, "在 lines 里写上补助下级支出")


@warning("B8 每个分工会拨付一次")
def transfer_twice(record: Budget, facts: Facts) -> Findings:
    """每个分工会在拨付表里每个名目列一次。"""
    seen: set[tuple[str, str]] = set()
    for index, one in enumerate(record.transfers):
        key = one.unit.id, purpose(one)
        if key in seen:
            remedy = "单位写错的改正；分批拨付的合成一行，写合计；是另一笔钱的，写上 purpose"
            yield Finding(("transfers", index, "unit"), f"{called(one.unit, facts.find)}列了两次", remedy)
        seen.add(key)


@error("B8 拨付与分工会的收入逐笔衔接，分毫不差")
def branch_received_otherwise(record: Budget, facts: Facts) -> Findings:
    """拨给分工会的钱，等于它同一期间账上的上级补助收入。

    只比较双方的决算数：编预算时人数还会变。分工会另有专项补助的，与其中几项明细相等也可以；返还的会费等不按人头的，
    分工会也可以列在别的科目里。
    """
    accounts = accounts_of(record, facts)
    if accounts.role_amount(LineRole.TO_BRANCHES, Phase.EXECUTED) is None or contested(record, facts):
        return
    off = _miscalculated(accounts)
    for index, transfer in {one.unit.id: (index, one) for index, one in enumerate(record.transfers)}.values():
        paid = in_yuan(paid_to(accounts, transfer.unit), record.unit)
        unit = facts.find(transfer.unit)
        if index in odd_units(record, facts) and unit is not None and not unit.branch_union:
            continue  # said of the unit
        for branch in budgets_of(transfer.unit, facts):
            if branch.record.period.days != record.period.days or not comparable(branch.record, facts):
                continue
            got = received(branch, LineRole.FROM_ABOVE, Phase.EXECUTED)
            if paid + in_yuan(off.get(index, Decimal(0)), record.unit) in got[:1] and index in off:
                continue  # said of the heads and the rate
            if got and got[0] >= 0 and not arrived(accounts, branch) and not original(branch.record, facts):
                message = f"拨给{called(transfer.unit, facts.find)} {plain(paid)} 元，{branch.record.id} 里的上级补助却是 {plain(got[0])} 元{unit_hint(paid, got[0])}"
                yield Finding(("transfers", index, "amount"), message, "对照拨款凭证，改正两份账中错的一份")


@warning("B8 按人头拨付")
def heads_differ(record: Budget, facts: Facts) -> Findings:
    """拨付所按的人数，在单位上年末和本年末的教职工人数之间。

    没有登记人数的单位不比较，登记了以后年份的先改单位。
    """
    year = record.period.days[0].year
    told = {*odd_units(record, facts), *_miscalculated(accounts_of(record, facts))}
    for index, transfer in enumerate(record.transfers if not contested(record, facts) else ()):
        if index in told:
            continue
        unit = facts.find(transfer.unit)
        known = [one for one in unit.headcount if one.year in (year - 1, year)] if unit else []
        if unit is not None and any(one.year > facts.as_of.year for one in unit.headcount):
            continue  # a year is wrong there, where it is said
        counts = [one.heads for one in known]
        if counts and transfer.heads is not None and not min(counts) <= transfer.heads <= max(counts):
            ends = "，".join(f"{one.year} 年末 {one.heads} 人" for one in known)
            message = f"按 {transfer.heads} 人拨付，登记的教职工人数是{ends}"
            yield Finding(("transfers", index, "heads"), message, "查对人数；登记有误的改单位记录")


@warning("B8 学校工会经费与工会收入衔接；工会意见第五条")
def school_line_differs(record: Budget, facts: Facts) -> Findings:
    """学校账上的工会经费，等于工会同一期间收到的拨缴经费，或者拨缴经费加行政补助。

    上缴上级工会的部分也列在学校这一行的，按留成比例还原后比较。
    """
    school = accounts_of(record, facts)
    line = school.role_amount(LineRole.SCHOOL_LINE, Phase.EXECUTED)
    if line is None or contested(record, facts):
        return
    paid = in_yuan(line, record.unit)
    place = (*school.with_role(LineRole.SCHOOL_LINE)[0].place, "executed")
    for union in unions_of(school, facts):
        known = comparable(union.record, facts) and not union.undirected
        expected = may_have_paid(union) if known else ()
        steps = (school.step_in_yuan, union.step_in_yuan)
        if expected and not any(agree(paid, one, steps) for one in expected):
            message = f"学校工会经费是 {plain(paid)} 元，{union.record.id} 的拨缴经费（连同行政补助）是 {plain(expected[0])} 元"
            message += next((hint for one in expected if (hint := unit_hint(paid, one))), "")
            yield Finding(place, message, "查对两份账；口径不同的，在 text 里说明差在哪里")


@warning("B8 拨付与分工会的收入逐笔衔接")
def branch_income_from_nowhere(record: Budget, facts: Facts) -> Findings:
    """分工会账上有上级补助收入的，同一期间校工会的拨付表里有它。

    校工会同一期间的拨付表还没有公布的不比较。
    """
    accounts = accounts_of(record, facts)
    unit = facts.find(record.owner)
    got = received(accounts, LineRole.FROM_ABOVE, Phase.EXECUTED)
    if unit is None or not unit.branch_union or not got or got[0] <= 0:
        return
    those = [one for one in facts.of_type(Budget) if one.transfers and one.period.days == record.period.days]
    lists = [one.id for one in those if _judged(one, facts)] if not contested(record, facts) else []
    if any(paid_elsewhere(one, from_yuan(got[0], one.unit), facts) for one in those):
        return  # said of the unit there
    if lists and not any(transfer.unit.id == unit.id for one in those for transfer in one.transfers):
        place = (*accounts.with_role(LineRole.FROM_ABOVE)[0].place, "executed")
        message = f"上级补助收入 {plain(got[0])} 元，{lists[0]} 的拨付表里却没有{unit.called}"
        yield Finding(place, message, "补上漏列的拨付，或改正收入科目；由别处补助的，在 note 里说明")


@warning("B8 拨付与分工会的收入逐笔衔接")
def transfer_not_received(record: Budget, facts: Facts) -> Findings:
    """校工会按人头拨了款、公布了决算收入的分工会，账上有上级补助收入；分工会把它记作拨缴经费的除外。"""
    accounts = accounts_of(record, facts)
    incomes = [one for one in accounts.top(Direction.INCOME) if value(one, Phase.EXECUTED)]
    known = accounts.with_role(LineRole.FROM_ABOVE) or accounts.role_amount(LineRole.TRANSFER_IN, Phase.EXECUTED)
    asked = any(one.role is LineRole.FROM_ABOVE for one in accounts.chart.lines)
    if not incomes or not asked or known or accounts.undirected or contested(record, facts):
        return
    for payer in payers_of(accounts, facts):
        rows = [one for one in payer.record.transfers if one.unit == record.owner and one.purpose is None]
        paid = in_yuan(sum((one.amount for one in rows), Decimal(0)), payer.record.unit)
        executed = payer.role_amount(LineRole.TO_BRANCHES, Phase.EXECUTED)
        if paid <= 0 or executed is None or not _judged(payer.record, facts):
            continue
        message = f"{payer.record.id} 拨来 {plain(paid)} 元，这份账上没有上级补助收入"
        steps = (accounts.step_in_yuan, payer.step_in_yuan)
        for index, line in enumerate(record.lines):
            got = value(line, Phase.EXECUTED)
            if line in incomes and got is not None and agree(in_yuan(got, record.unit), paid, steps):
                message += f"，「{line.code} {accounts.name(line)}」却正好是这个数"
                yield Finding(("lines", index, "code"), message, "多半是科目代码写错了，改成上级补助收入的代码")
                return
        yield Finding(("lines",), message, "补上上级补助收入，或改正写错的科目代码")


def _judged(record: Budget, facts: Facts) -> bool:
    """Whether what a record lists can be relied on: it is published, and its chart is known."""
    charted = isinstance(facts.find(record.classification), Classification)
    return record.withdrawn is None and charted and comparable(record, facts)


@warning("B8 按人头拨付分工会；工会意见第五条")
def no_branch_union(record: Budget, facts: Facts) -> Findings:
    """收到拨付的单位，和有工会经费账的单位，都设有分工会；校工会自己除外。"""
    mend = "改正单位编号；设有分工会的，在它的单位记录里写 branch_union: 是"
    for index, one in enumerate(record.transfers):
        unit = facts.find(one.unit)
        if unit is not None and not unit.branch_union and unit.kind is not UnitKind.BRANCH:
            yield Finding(("transfers", index, "unit"), f"{unit.called}没有登记设有分工会", mend)
    owner = facts.find(record.owner)
    if owner is None or owner.branch_union or owner.kind in (UnitKind.UNION, UnitKind.BRANCH):
        return
    if owner_of_id(record, facts):
        return  # said of the owner
    chart = accounts_of(record, facts).chart
    if any(one.role is LineRole.TRANSFER_IN for one in chart.lines):
        message = f"{chart.subject}的账，单位却是{owner.called}，没有登记设有分工会"
        yield Finding(("owner",), message, mend)


@warning("《工会会计制度》：会计年度为公历年度")
def union_money_by_school_year(record: Budget, facts: Facts) -> Findings:
    """工会经费的账按公历年度，不按学年。

    期间不对，就不拿它与别的账和各年的人数比较。
    """
    if by_school_year(record, facts):
        message = f"{accounts_of(record, facts).chart.subject}的账，期间写的是{record.period.label}"
        yield Finding(("period",), message, "查对年度，删去 school_year，写 year：公历 1 月 1 日到 12 月 31 日")


CHECKS = (
    transfer_miscalculated,
    transfer_half_said,
    transfers_differ_from_line,
    transfer_twice,
    branch_received_otherwise,
    heads_differ,
    school_line_differs,
    branch_income_from_nowhere,
    transfer_not_received,
    no_branch_union,
    union_money_by_school_year,
)
