"""The money chain: the school's line, what the union took in, what each branch got, what it spent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Phase
from generator.prose import Link
from generator.publication import State, Tone
from generator.reader_text import link
from generator.records.budget.accounts import Accounts
from generator.records.budget.links import (
    agree,
    arrived,
    budgets_of,
    paid_to,
    payers_of,
    received,
    school_of,
    unions_of,
    ways_of_paying,
)
from generator.records.budget.model import MoneyUnit, Transfer
from generator.records.budget.money import grouped, in_yuan, percentage
from generator.records.budget.paid import by_heads, heads_paid, per_head, purpose, units_paid, way
from generator.records.budget.sums import ZERO, total, transfers_line
from generator.records.budget.views.amounts import Money, from_record, money, rate
from generator.records.budget.views.summary import read
from generator.records.classification.model import Direction, LineRole
from generator.records.unit.model import Unit

SAME = State("一致", "●", Tone.DONE)
OTHERWISE = State("不一致", "▲", Tone.LATE)
UNKNOWN = State("没有公布", "○", Tone.IDLE)


class Hop(Struct, frozen=True):
    """One station of the money, with whether it agrees with the one before."""

    what: str
    link: Link | None
    amount: Money | None
    note: str
    state: State | None


class Branch(Struct, frozen=True):
    """What a branch union was paid, and what its own account says; of several rows only the first tells of the account."""

    unit: Link
    what: str
    heads: int | None
    rate: Money | None
    share: str
    base: Money | None
    amount: Money | None
    first: bool
    account: Link | None
    spent: Money | None
    state: State


class Branches(Struct, frozen=True):
    """All of them."""

    rows: tuple[Branch, ...]
    units: int
    by_heads: bool
    heads: str
    amount: Money | None
    published: int


def chain(accounts: Accounts, facts: Facts, unit: MoneyUnit) -> tuple[Hop, ...]:
    """The stations of the money in the period of a record, as far as they are published: fewer than two are no chain.

    `unit` is the one that amounts are shown in first.
    """
    union = _union(accounts, facts)
    if union is None:
        return ()
    branch = accounts if accounts.with_role(LineRole.FROM_ABOVE) and union is not accounts else None
    hops = tuple(_hops(union, branch, facts, unit))
    return hops if len(hops) > 1 else ()


def _union(accounts: Accounts, facts: Facts) -> Accounts | None:
    if accounts.with_role(LineRole.TRANSFER_IN):
        return accounts
    if accounts.with_role(LineRole.SCHOOL_LINE):
        return next((read(one.record, facts) for one in unions_of(accounts, facts)), None)
    subject = accounts.chart.subject  # a college's own money is not what its branch union is paid
    paid = (read(one.record, facts) for one in payers_of(accounts, facts) if one.chart.subject == subject)
    return next((one for one in paid if paid_to(one, accounts.record.owner)), None)


def _hops(union: Accounts, branch: Accounts | None, facts: Facts, unit: MoneyUnit) -> Iterator[Hop]:
    ways, step = ways_of_paying(union), union.step_in_yuan
    for school in (read(one.record, facts) for one in school_of(union, facts)):
        line = school.role_amount(LineRole.SCHOOL_LINE, Phase.EXECUTED)
        if line is not None:
            paid = in_yuan(line, school.record.unit)
            way = next((one for one in ways if agree(paid, one.paid, (step, school.step_in_yuan))), None)
            note = "学校账上的工会经费一行"
            yield Hop("学校列支", _to(school, facts), from_record(paid, school, unit), note, None)
            if way is not None and way.share is not None:
                said = f"按留成 {rate(way.share)} 推算，校工会没有收到这一部分"
                yield Hop("上缴上级工会", None, from_record(way.paid - way.kept, union, unit), said, None)
            if ways:
                shown, state = way or ways[0], SAME if way is not None else OTHERWISE
                yield Hop("校工会收到", _to(union, facts), from_record(shown.kept, union, unit), shown.words, state)
            break
    if branch is not None:
        yield from _to_branch(union, branch, facts, unit)
    elif union.record.transfers:
        yield _to_branches(union, facts, unit)
        spent, published = _spent_by_branches(union, facts)
        if published:
            yield Hop("分工会支出", None, from_record(spent, union, unit), f"{published} 个分工会公布了账目", None)


def _to_branches(union: Accounts, facts: Facts, unit: MoneyUnit) -> Hop:
    transfers = union.record.transfers
    paid = sum((one.amount for one in transfers), ZERO)
    line = transfers_line(union)
    state = None if line is None else SAME if line[2] == paid else OTHERWISE
    amount = from_record(in_yuan(paid, union.record.unit), union, unit)
    return Hop(
        "拨付分工会",
        _to(union, facts),
        amount,
        f"{'按人头' if by_heads(transfers) else ''}拨给 {units_paid(transfers)} 个分工会",
        state,
    )


def _to_branch(union: Accounts, branch: Accounts, facts: Facts, unit: MoneyUnit) -> Iterator[Hop]:
    paid = in_yuan(paid_to(union, branch.record.owner), union.record.unit)
    ways = [way(one) for one in union.record.transfers if one.unit == branch.record.owner]
    yield Hop(
        "校工会拨付", _to(union, facts), from_record(paid, union, unit), "；".join(one for one in ways if one), None
    )
    got = received(branch, LineRole.FROM_ABOVE, Phase.EXECUTED)
    same = arrived(union, branch)
    meant = same[1] if same is not None else got[0] if got else None
    rest = got[0] - meant if meant is not None else ZERO
    note = f"上级补助收入中的一项，另有 {grouped(rest)} 元" if rest else "上级补助收入"
    if same is not None and same[0] != paid:
        note += f"，校工会拨付的另外 {grouped(paid - same[0])} 元不按人头，列在别的科目"
    shown = from_record(meant, branch, unit) if meant is not None else None
    yield Hop("本分工会收到", None, shown, note, _received(union, branch))
    spent = total(branch, Direction.EXPENDITURE, Phase.EXECUTED)
    if spent is not None:
        yield Hop("本分工会支出", None, from_record(in_yuan(spent.amount, branch.record.unit), branch, unit), "", None)


def _received(union: Accounts, branch: Accounts) -> State:
    if not received(branch, LineRole.FROM_ABOVE, Phase.EXECUTED):
        return UNKNOWN
    return SAME if arrived(union, branch) else OTHERWISE


def branches(accounts: Accounts, facts: Facts) -> Branches | None:
    """The transfers with what the branches' own accounts say of them; None where there are none."""
    transfers = accounts.record.transfers
    if not transfers:
        return None
    seen: set[str] = set()
    rows = []
    for one in transfers:
        rows.append(_branch(one, one.unit.id not in seen, accounts, facts))
        seen.add(one.unit.id)
    heads = heads_paid(transfers)
    return Branches(
        rows=tuple(rows),
        units=units_paid(transfers),
        by_heads=by_heads(transfers),
        heads=f"{heads:,}" if heads is not None else "",
        amount=money(sum((one.amount for one in transfers), ZERO), accounts),
        published=sum(one.first and one.account is not None for one in rows),
    )


def _branch(transfer: Transfer, first: bool, accounts: Accounts, facts: Facts) -> Branch:
    unit = facts.find(transfer.unit)
    words = unit.short if isinstance(unit, Unit) else transfer.unit.id
    target = link(facts, transfer.unit)
    book = _account_of(transfer, accounts, facts)
    spent = total(book, Direction.EXPENDITURE, Phase.EXECUTED) if book is not None else None
    return Branch(
        unit=Link(target.address if target is not None else "", words),
        what=purpose(transfer),
        heads=transfer.heads,
        rate=money(per_head(transfer, accounts.record.unit), accounts),
        share=percentage(transfer.share) if transfer.share is not None else "",
        base=money(transfer.base, accounts),
        first=first,
        amount=money(transfer.amount, accounts),
        account=_to(book, facts) if book is not None else None,
        spent=from_record(in_yuan(spent.amount, book.record.unit), book, accounts.record.unit)
        if spent and book
        else None,
        state=_received(accounts, book) if book is not None else UNKNOWN,
    )


def _account_of(transfer: Transfer, accounts: Accounts, facts: Facts) -> Accounts | None:
    """The branch's own account of the same period."""
    days = accounts.record.period.days
    for book in budgets_of(transfer.unit, facts):
        if book.record.period.days == days and book.chart.subject == accounts.chart.subject:
            return read(book.record, facts)
    return None


def _spent_by_branches(union: Accounts, facts: Facts) -> tuple[Decimal, int]:
    """What the branches with published accounts spent, in 元, and how many they are."""
    spent = []
    for transfer in {one.unit.id: one for one in union.record.transfers}.values():
        book = _account_of(transfer, union, facts)
        out = total(book, Direction.EXPENDITURE, Phase.EXECUTED) if book is not None else None
        if book is not None and out is not None:
            spent.append(in_yuan(out.amount, book.record.unit))
    return sum(spent, ZERO), len(spent)


def _to(accounts: Accounts, facts: Facts) -> Link:
    return Link(accounts.record.address, accounts.record.heading(facts.find))
