"""What was spent against what was planned, and the four phases."""

from __future__ import annotations

from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.model import Phase
from generator.record_type import Findings, error, warning
from generator.records.budget.accounts import PLANNED, accounts_of, dated, placed_lines, value
from generator.records.budget.attributed import (
    ahead,
    executed_of,
    not_begun,
    place_of_period,
    years_beyond,
    years_of_id,
)
from generator.records.budget.deviation import deviation, explained
from generator.records.budget.misread import misread_of
from generator.records.budget.model import Budget, StepKind
from generator.records.budget.money import grouped, plain
from generator.records.rule.model import ruled
from generator.records.unit.model import called

_CLOSING = (StepKind.FINAL_ACCOUNTS, StepKind.AUDITED, StepKind.REPORTED)


@warning("B7 差异超过规定比例要有说明")
def unexplained_difference(record: Budget, facts: Facts) -> Findings:
    """决算与预算相差超过规定比例的科目，都写明了原因。

    预算数按调整预算，没有调整的按批准预算，再没有的按草案。预算为 0 而有决算的，是预算外的收支，也要说明；
    没有公布预算的不比较；期间没有结束的不比较。上级科目的原因可以写在它的明细里。只写「无」「略」「见附件」的不算说明。
    """
    accounts = accounts_of(record, facts)
    threshold = ruled(facts, "B7", "差异比例") / 100
    if not accounts.ended(facts.as_of):
        return
    for placed in accounts.lines:
        found = deviation(placed.line)
        if found is None or not found.beyond(threshold) or explained(placed.line):
            continue
        if found.executed < 0 < found.planned and placed.line.note is None:
            continue  # a sign too many, most likely: negative_without_note asks
        rate = found.rate
        how = (
            "预算是 0"
            if rate is None
            else f"{'超过' if rate > 0 else '少于'}预算 {grouped(abs(rate) * 100, 1)}%（{plain(found.planned)}）"
        )
        written = placed.line.explanation
        why = f"说明只写了「{written.strip()}」" if written is not None else "没有说明原因"
        message = f"「{accounts.name(placed.line)}」决算 {plain(found.executed)}，{how}，{why}"
        yield Finding((*placed.place, "executed"), message, "在这个科目写 explanation，说明差在哪里、为什么")


@error("B6 调整预算以批准预算为基础")
def adjusted_without_approved(record: Budget, facts: Facts) -> Findings:
    """有调整预算的科目，先有批准预算。"""
    for placed in placed_lines(record):
        if placed.line.adjusted is not None and placed.line.approved is None:
            message = f"调整预算写了「{plain(placed.line.adjusted)}」，却没有批准预算"
            yield Finding((*placed.place, "adjusted"), message, "补上 approved；调整时新增的科目写 approved: 0")


@error("B6 调整预算是完整的一份，不是增减数")
def adjusted_incomplete(record: Budget, facts: Facts) -> Findings:
    """调整预算列全最上一级的科目，没有调整的照写批准数。

    只写变动的科目，调整后的合计就算不出来。
    """
    if all(line.adjusted is None for line in record.lines):
        return
    accounts = accounts_of(record, facts)
    for index, line in enumerate(record.lines):
        if line.approved is not None and line.adjusted is None:
            message = f"别的科目有调整预算，「{accounts.name(line)}」只有批准预算「{plain(line.approved)}」"
            remedy = f"没有调整的照写 adjusted: {plain(line.approved)}；取消的写 adjusted: 0"
            yield Finding(("lines", index), message, remedy)


@warning("B4 决算要经过程序")
def executed_without_step(record: Budget, facts: Facts) -> Findings:
    """有决算数的账，写明了经过的程序；期间已经结束的，其中有决算、审计或报告。"""
    if record.audit is not None or all(line.executed is None for line in record.lines):
        return
    remedy = "在 steps 里写上决算、审计、报告的日期和机构"
    if not record.steps:
        yield Finding(("lines",), "写了决算数，却没有写经过哪些程序", remedy)
    elif (
        dated(record) and record.period.days[1] < facts.as_of and not any(one.step in _CLOSING for one in record.steps)
    ):
        yield Finding(("steps",), "写了决算数，程序里却没有决算、审计，也没有报告", remedy)


@error("B4 先执行，后决算")
def executed_too_early(record: Budget, facts: Facts) -> Findings:
    """期间还没有开始的账，没有决算数。

    写明了期间开始以后的决算、审计日期的，是在更早的日子回看这份账，不算错。
    几个科目都写了决算数的，多半是期间写错了：只在期间那里说一次，不再拿这份账与别的账比较。
    """
    if not not_begun(record, facts) or years_beyond(record):
        return
    if ahead(record, facts):
        yield _ahead(record, facts)
        return
    found: list[tuple[Place, Decimal | None]] = [
        ((*one.place, "executed"), one.line.executed) for one in executed_of(record)
    ]
    found.append((("closing_balance",), record.closing_balance))
    for place, amount in found:
        if amount is not None:
            message = f"{record.period.label}还没有开始（{facts.as_of}），不会有「{plain(amount)}」的执行数"
            remedy = "删去；是预算数就写进 approved，预计的期末结余写进 planned_balances"
            yield Finding(place, message, remedy)


def _ahead(record: Budget, facts: Facts) -> Finding:
    """Said of the period, as what was executed cannot all be wrong."""
    named = years_of_id(record, facts)
    written = f"，编号里写的是 {named[0]} 年" if named else ""
    count = len(executed_of(record))
    message = f"{record.period.label}还没有开始（{facts.as_of}），却有 {count} 个科目写了决算数{written}"
    remedy = "查对期间，多半是年份写错了；期间没有错的，这些是预算数，executed 改成 approved，预计的期末结余写进 planned_balances"
    return Finding(place_of_period(record), message, remedy)


@warning("B4 先执行，后决算")
def executed_before_end(record: Budget, facts: Facts) -> Findings:
    """期间还没有结束的账，先不写决算数。

    写明了决算、审计日期的除外。期间没有结束时，页面上不显示决算数，以免被当作全年的数。
    """
    begins, ends = record.period.days
    made = any(one.step in (StepKind.FINAL_ACCOUNTS, StepKind.AUDITED) for one in record.steps) or record.audit
    if not begins <= facts.as_of <= ends or made:
        return
    executed = next((one for one in placed_lines(record) if one.line.executed is not None), None)
    if executed is not None:
        message = f"期间到 {ends} 才结束，已经写了决算数「{plain(executed.line.executed or Decimal(0))}」等"
        yield Finding((*executed.place, "executed"), message, "到期间结束、编成决算以后再写；进度写在 text 里")


@error("B10 金额按原文记录")
def impossible_negative(record: Budget, facts: Facts) -> Findings:
    """工资总额、人均标准、返还基数和拨付金额不是负数。"""
    base = record.payroll_base
    if base is not None and base.amount < 0:
        yield Finding(("payroll_base", "amount"), f"工资总额写成了「{plain(base.amount)}」", "去掉负号")
    for index, one in enumerate(record.transfers):
        for key, amount in (("rate", one.rate), ("base", one.base), ("amount", one.amount)):
            if amount is not None and amount < 0:
                message = f"拨付给{called(one.unit, facts.find)}的数写成了「{plain(amount)}」"
                yield Finding(("transfers", index, key), message, "去掉负号；收回的款项写进 other_movements")


@warning("B10 金额按原文记录")
def negative_without_note(record: Budget, facts: Facts) -> Findings:
    """收入或支出是负数的科目，写明了缘由。

    冲回、退款会使一个科目成为负数，但更常见的是多写了负号。
    """
    accounts = accounts_of(record, facts)
    said = {one.place for one in misread_of(record, facts)}
    for placed in accounts.lines:
        line = placed.line
        if line.note is not None or line.explanation is not None:
            continue
        for phase in Phase:
            amount = line.amount(phase)
            if amount is not None and amount < 0 and (*placed.place, phase.value) not in said:
                message = f"「{accounts.name(line)}」{phase.label}是负数「{plain(amount)}」，没有说明"
                remedy = "支出不写负号；确实是冲回、退款的，在 note 里说明"
                yield Finding((*placed.place, phase.value), message, remedy)


@warning("B6 没有公布的阶段不当作零")
def executed_left_out(record: Budget, facts: Facts) -> Findings:
    """本级和其余各明细都有决算数的，这一项明细也有；其余各项已经加到本级的除外。"""
    accounts = accounts_of(record, facts)
    for placed in accounts.lines:
        whole, details = placed.line.executed, placed.line.lines
        given = [one.executed for one in details if one.executed is not None]
        left = [index for index, one in enumerate(details) if value(one, Phase.EXECUTED) is None]
        if whole is None or not given or len(left) != 1 or len(given) + 1 < len(details) or sum(given) == whole:
            continue
        one = details[left[0]]
        if any(one.amount(phase) is not None for phase in PLANNED):
            message = f"「{accounts.name(one)}」没有决算数，「{accounts.name(placed.line)}」和其余明细都有"
            yield Finding((*placed.place, "lines", left[0]), message, "补上 executed；没有发生的写 0")


OF_AMOUNTS = (unexplained_difference,)
"""Those that a wrong amount breaks."""
CHECKS = (
    adjusted_without_approved,
    adjusted_incomplete,
    executed_without_step,
    executed_too_early,
    executed_before_end,
    impossible_negative,
    negative_without_note,
    executed_left_out,
)
