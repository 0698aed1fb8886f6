"""Amounts that were written in another unit of money than their record: 元 for 万元, or 万元 for 元.

One such slip breaks every sum that it is in. So it is looked for first, named as what it is, and the checks
that would only say its consequences wait until it is mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.diagnostics import Place
from generator.model import Phase
from generator.records.budget.accounts import Accounts, accounts_of, dated, value
from generator.records.budget.deviation import Deviation
from generator.records.budget.links import before
from generator.records.budget.model import Budget, MoneyUnit
from generator.records.budget.money import WAYS, apart, in_yuan, plain
from generator.records.budget.sums import Kind, Sum, broken_sums
from generator.records.budget.whole_units import Doubt, alike, doubt_of
from generator.records.classification.model import LineRole
from generator.records.rule.model import ruled
from generator.records.unit.model import called
from generator.values import first_of


class Slip(Struct, frozen=True):
    """An amount, or a whole record, in the wrong unit of money."""

    place: Place
    message: str
    remedy: str


@derived
def slips_of(record: Budget, facts: Facts) -> tuple[Slip, ...]:
    """Every amount of a record that is in another unit of money; the whole record comes first."""
    accounts = accounts_of(record, facts)
    broken = broken_sums(accounts)
    doubt = doubt_of(record, facts)
    lines = tuple(_lines(accounts, broken, facts))
    return (
        *((whole(record, doubt),) if doubt is not None and doubt.sure else ()),
        *_balances(accounts, broken, facts),
        *lines,
        *(_payroll(accounts, facts) if not _of_contribution(lines, accounts) else ()),
        *_transfers(accounts, broken, facts),
    )


def _of_contribution(slips: Sequence[Slip], accounts: Accounts) -> bool:
    """Whether one is the contribution itself, or of its details: then the payroll beside it is none."""
    places = [one.place for one in accounts.with_role(LineRole.TRANSFER_IN)]
    return any(slip.place[: len(one)] == one for slip in slips for one in places)


def _balances(accounts: Accounts, broken: Sequence[Sum], facts: Facts) -> Iterator[Slip]:
    record = accounts.record
    opening = record.opening_balance
    closes = not any(one.kind is Kind.BALANCE for one in broken)
    for earlier in before(accounts, facts) if opening is not None and dated(record) else ():
        last = earlier.record.closing_balance
        if opening is None or last is None or (closes and not alike(accounts, earlier)):
            continue
        if apart(in_yuan(opening, record.unit), in_yuan(last, earlier.record.unit)):
            beside = f"{earlier.record.id} 的年末结余 {plain(last)} {earlier.record.unit.value}"
            yield _slip(("opening_balance",), f"年初结余「{plain(opening)}」{record.unit.value}", beside)
            return
    for one in broken:
        if one.kind in (Kind.BALANCE, Kind.PLANNED) and apart(one.written, one.computed):
            yield _slip(one.place, f"结余「{plain(one.written)}」", f"算出的 {plain(one.computed)}")


def whole(record: Budget, doubt: Doubt) -> Slip:
    """What is said at the unit of a whole record."""
    other = MoneyUnit.YUAN if record.unit is MoneyUnit.WAN else MoneyUnit.WAN
    message = f"金额单位写的是「{record.unit.value}」，{doubt.vote.here}，{doubt.vote.there}，正好差一万倍"
    if doubt.others:
        count = f" {len(doubt.others)} 份账" if len(doubt.others) > 1 else ""
        message += f"；与 {first_of(doubt.others)}{count}也差一万倍"
    if doubt.printed:
        verb = "应当是" if doubt.sure else "可能要写"
        remedy = f"查对原文的金额单位，{verb} unit: {other.value}；写错的是照录的数的，改正那些数的单位"
        return Slip(("unit",), f"{message}；照录的 {doubt.printed} 个金额都差一万倍", remedy)
    if doubt.tied and doubt.vote.partner is not None:
        both = f"{record.id} 和 {doubt.vote.partner.id}"
        remedy = f"查对 {both} 原文的金额单位，改正写错的一份；是这份写错的，改成 unit: {other.value}"
        return Slip(("unit",), f"{message}，两份里有一份写错了", remedy)
    return Slip(("unit",), message, f"查对原文的金额单位，应当是 unit: {other.value}")


def _slip(place: Place, written: str, beside: str) -> Slip:
    message = f"{written}，{beside}，相差一万倍，像是元和万元写混了"
    return Slip(place, message, "查对原文，换算成这份记录的金额单位（unit）；正负号和小数点也查对")


def _lines(accounts: Accounts, broken: Sequence[Sum], facts: Facts) -> Iterator[Slip]:
    """A line that broke a sum of its phase, and would be near its other phases were it in the other unit."""
    if not broken:
        return
    near = ruled(facts, "B7", "差异比例") / 100
    for placed in accounts.lines:
        for phase in _broken_phases(accounts, broken):
            amount = placed.line.amount(phase)
            if not amount:
                continue
            for other in (one for one in reversed(Phase) if one is not phase):
                beside = value(placed.line, other)
                if beside and any(not Deviation(other, beside, amount.scaleb(way)).beyond(near) for way in WAYS):
                    written = f"「{accounts.name(placed.line)}」{phase.label}「{plain(amount)}」"
                    yield _slip((*placed.place, phase.value), written, f"{other.label} {plain(beside)}")
                    break


def _broken_phases(accounts: Accounts, broken: Sequence[Sum]) -> list[Phase]:
    """The phases of which a sum is broken; that of balances at the end of the period is what was executed."""
    keys = {one.place[-1] for one in broken} | (
        {"executed"} if any(one.kind is Kind.BALANCE for one in broken) else set()
    )
    return [phase for phase in Phase if phase.value in keys]


def _payroll(accounts: Accounts, facts: Facts) -> Iterator[Slip]:
    base, got = accounts.record.payroll_base, accounts.role_latest(LineRole.TRANSFER_IN)
    if base is None or got is None or not got[1]:
        return
    allowed = ruled(facts, "B3", "允许偏差") / 100
    due = base.amount * base.ratio * base.share
    if any(not Deviation(got[0], got[1], due.scaleb(way)).beyond(allowed) for way in WAYS):
        written = f"工资总额「{plain(base.amount)}」，按比例算出的应拨数"
        yield _slip(("payroll_base", "amount"), written, f"拨缴经费收入 {plain(got[1])}")


def _transfers(accounts: Accounts, broken: Sequence[Sum], facts: Facts) -> Iterator[Slip]:
    gap = next((one.gap for one in broken if one.kind is Kind.TRANSFERS), Decimal(0))
    computed = {one.place: one.computed for one in broken if one.kind is Kind.TRANSFER}
    for index, one in enumerate(accounts.record.transfers):
        place: Place = ("transfers", index, "amount")
        written = f"拨给{called(one.unit, facts.find)}的「{plain(one.amount)}」"
        if place in computed and apart(one.amount, computed[place]):
            yield _slip(place, written, f"按人数和标准算出的 {plain(computed[place])}")
        elif gap and place not in computed and apart(one.amount, one.amount - gap):
            yield _slip(place, written, f"补助下级支出减去其余各分工会 {plain(one.amount - gap)}")
