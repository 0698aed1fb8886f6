"""Balances: the opening one is last year's closing one, and never income; nothing is overdrawn."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.record_type import Findings, error, warning
from generator.records.budget.accounts import PLANNED, accounts_of
from generator.records.budget.attributed import executed_of, original
from generator.records.budget.links import after, agree, before
from generator.records.budget.model import Budget
from generator.records.budget.money import in_yuan, plain, unit_hint
from generator.records.budget.openings import closes_at, openings_off, resting_on_opening, told_by_opening
from generator.records.budget.premises import comparable, contested
from generator.records.budget.sums import remainder
from generator.records.classification.model import Direction

_BALANCE = r"(?:工会|会费|经费|资金|财政){0,2}(?:滚存|累计|净)?(?:结余|结转|余额|节余|盈余){1,2}"
_TAIL = r"(?:结转)?(?:资金|经费|款项?|收入|数)?[）)]?$"
_OPENING = re.compile(
    rf"(?:(?:上|去|往|前|历)(?:一?年|一?年度|期)|年初|期初|以前年度|以前|(?:19|20)\d\d年度?)末?的?{_BALANCE}{_TAIL}"
    r"|结转(?:上年|以前年度)(?:结余|资金|经费)[）)]?$"
)
_INCLUDED = re.compile(
    rf"(?<!不)(?:含|包括|其中)[^，；。]{{0,6}}(?:(?:上|去|往)年(?:度|末)?|年初|期初|以前年度)的?{_BALANCE}"
)
_CLOSING = re.compile(rf"(?:年末|期末|本年|本期|当年)的?{_BALANCE}{_TAIL}|结转(?:下年|以后年度|下期)")


@error("B5 年初结余不是收入")
def opening_counted_as_income(record: Budget, facts: Facts) -> Findings:
    """年初结余不列作收入。

    上年结余是以前的收入，当时已经计过一次；再列进收入，收入合计就虚高了。动用结余体现为支出大于收入。
    """
    accounts = accounts_of(record, facts)
    for placed in accounts.lines:
        if accounts.direction(placed) is not Direction.EXPENDITURE and _named(accounts.name(placed.line), _OPENING):
            message = f"「{accounts.name(placed.line)}」列在收入里；年初结余不是本年的收入，列进去会使收入合计虚高"
            remedy = "删去这一行，金额写进 opening_balance（年初结余）"
            yield Finding((*placed.place, "name" if placed.line.name else "code"), message, remedy)
        elif accounts.direction(placed) is Direction.INCOME and _INCLUDED.search(placed.line.note or ""):
            message = f"「{accounts.name(placed.line)}」的备注说其中含年初结余；年初结余不是本年的收入"
            remedy = "从这个科目减去年初结余，金额写进 opening_balance（年初结余）"
            yield Finding((*placed.place, "note"), message, remedy)


@error("B5 年末结余不是支出")
def closing_counted_as_expenditure(record: Budget, facts: Facts) -> Findings:
    """年末结余和结转下年不列作支出。

    收支平衡表为了两边相等，常把年末结余放在支出一边；它没有花出去。
    """
    accounts = accounts_of(record, facts)
    for placed in accounts.lines:
        if accounts.direction(placed) is Direction.EXPENDITURE and _named(accounts.name(placed.line), _CLOSING):
            message = f"「{accounts.name(placed.line)}」列在支出里；年末结余没有花出去，列进去会使支出合计虚高"
            remedy = "删去这一行，金额写进 closing_balance（年末结余），预计数写进 planned_balances"
            yield Finding((*placed.place, "name" if placed.line.name else "code"), message, remedy)


def _named(name: str, pattern: re.Pattern[str]) -> bool:
    return pattern.search(re.sub(r"\s", "", name)) is not None


@error("B5 本年年初结余等于上年年末结余")
def opening_differs_from_last_closing(record: Budget, facts: Facts) -> Findings:
    """年初结余等于同一账户上年的年末结余，按两份账里较粗的精度比较。"""
    accounts = accounts_of(record, facts)
    if record.opening_balance is None or contested(record, facts):
        return
    opening = in_yuan(record.opening_balance, record.unit)
    for earlier in before(accounts, facts):
        last = earlier.record.closing_balance
        steps = (accounts.step_in_yuan, earlier.step_in_yuan)
        if (
            last is None
            or not comparable(earlier.record, facts)
            or agree(opening, in_yuan(last, earlier.record.unit), steps)
            or closes_at(earlier, opening, steps)
            or original(record, facts)
        ):
            continue
        message = (
            f"年初结余「{plain(record.opening_balance)}」{record.unit.value}，"
            f"{earlier.record.id} 的年末结余却是 {plain(last)} {earlier.record.unit.value}"
            f"{unit_hint(opening, in_yuan(last, earlier.record.unit))}"
        )
        if any(told_by_opening(one, accounts, facts) for one in resting_on_opening(accounts)):
            message += "；照后者，本年的结余就对得上，多半是这里写错了"
        remedy = "查对两份账；年初作过调整的，年初结余照写上年年末数，调整数写进 other_movements"
        yield Finding(("opening_balance",), message, remedy)


@warning("B5 本年年初结余等于上年年末结余")
def balance_left_out(record: Budget, facts: Facts) -> Findings:
    """头尾两个结余只写了一个的账，另一个也写：前一份账的年末结余、后一份账的年初结余已经有记录的。

    少了一个，这份账的结余就无从核对，也接不上前后的账。
    """
    accounts = accounts_of(record, facts)
    if contested(record, facts):
        return
    planned, closing = record.planned_balances, record.closing_balance
    if record.opening_balance is None and (closing is not None or (planned is not None and planned.opening is None)):
        for earlier in before(accounts, facts):
            last = earlier.record.closing_balance
            if last is not None and comparable(earlier.record, facts):
                place: Place = ("planned_balances",) if closing is None else ("closing_balance",)
                yield Finding(place, *_left_out("年初", earlier.record, "年末", last, "opening_balance"))
                return
    if closing is None and record.opening_balance is not None and executed_of(record):
        for later in after(accounts, facts):
            first = later.record.opening_balance
            if first is not None and comparable(later.record, facts):
                yield Finding(("opening_balance",), *_left_out("年末", later.record, "年初", first, "closing_balance"))
                return


def _left_out(which: str, other: Budget, its: str, amount: Decimal, key: str) -> tuple[str, str]:
    message = f"没有写{which}结余，结余无从核对；{other.id} 的{its}结余是 {plain(amount)} {other.unit.value}"
    return message, f"查对原文，{which}结余写进 {key}；原文没有公布的不用改"


@warning("B5 结余不能透支")
def overdrawn(record: Budget, facts: Facts) -> Findings:
    """预算和决算都不透支：期末结余不小于零。"""
    accounts = accounts_of(record, facts)
    planned = record.planned_balances
    for phase in PLANNED:
        opening = record.opening_balance
        if planned is not None and planned.opening is not None:
            opening = planned.opening
        elif openings_off(accounts, facts):
            continue  # said of the opening balance
        left = remainder(accounts, phase, opening)
        if left is not None and not left.missing and left.amount < 0:
            given = planned is not None and planned.amount(phase) is not None
            place: Place = ("planned_balances", phase.value) if given else ("lines",)
            message = f"按{phase.label}，期末会透支 {plain(-left.amount)} {record.unit.value}"
            yield Finding(place, message, "查对各科目预算数；预算确实透支的，在 text 里说明怎样弥补")
    for key, balance in (("opening_balance", record.opening_balance), ("closing_balance", record.closing_balance)):
        if balance is not None and balance < 0 and record.text is None:
            yield Finding((key,), f"结余是负数「{plain(balance)}」，又没有说明", "查对正负号；确实透支的在 text 里说明")


CHECKS = (
    opening_counted_as_income,
    closing_counted_as_expenditure,
    opening_differs_from_last_closing,
    balance_left_out,
    overdrawn,
)
