"""The money chain of a year as a picture and a table: each link with both its ends, compared to the fen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Phase
from generator.prose import Link
from generator.publication import State, Tone
from generator.records.budget.accounts import Accounts
from generator.records.budget.links import agree, arrived, budgets_of, paid_to, received, school_of, ways_of_paying
from generator.records.budget.money import grouped, in_yuan, rounded
from generator.records.budget.paid import heads_paid, units_paid
from generator.records.budget.sums import ZERO, total, transfers_line
from generator.records.budget.views.amounts import Money, rate
from generator.records.budget.views.compared import in_both
from generator.records.budget.views.summary import read
from generator.records.classification.model import Direction, LineRole
from generator.records.unit.model import short_of

WIDTH, STEP, BAR = 400, 62, 18
"""The drawing: its width, the distance from one station to the next, the height of a bar."""


class End(Struct, frozen=True):
    """One end of a link: an amount in an account, or in several."""

    what: str
    amount: Decimal
    """In 元."""
    step: Decimal
    links: tuple[Link, ...]

    @property
    def shown(self) -> Money:
        """The amount as readers see it."""
        return in_both(self.amount, self.step)


class Joint(Struct, frozen=True):
    """A link of the chain: what one account paid, and what the other took in."""

    key: str
    what: str
    paid: End
    got: End
    state: State
    note: str

    @property
    def gap(self) -> Money:
        """What the paying end has more, to the fen."""
        gap = self.got.amount - self.paid.amount
        money = in_both(gap, Decimal("0.01"))
        return Money(f"+{money.own}", f"+{money.other}") if gap > 0 else money


class Station(Struct, frozen=True):
    """A bar in the picture with its words, and the band that leads to the next one."""

    y: str
    label: str
    labelled: str
    width: str
    band: str
    said: str
    told: str


class Flow(Struct, frozen=True):
    """The chain of a year."""

    joints: tuple[Joint, ...]
    stations: tuple[Station, ...]
    height: int
    said: str
    books: tuple[Link, ...]
    """The branches' accounts that ends are added up from."""


def flow(union: Accounts, facts: Facts) -> Flow | None:
    """The chain of a union's year; None where fewer than two of its accounts are published."""
    joints = tuple(joints_of(union, facts))
    if not joints:
        return None
    stations = tuple(_stations(joints))
    said = "；".join(
        f"{one.what}：{one.paid.shown.own} 元到 {one.got.shown.own} 元，{one.state.word}" for one in joints
    )
    books = next((one.got.links for one in joints if one.key == "branches"), ())
    return Flow(joints, stations, STEP * len(stations) - STEP + 46, f"{said}。", books if len(books) > 1 else ())


def joints_of(union: Accounts, facts: Facts) -> Iterator[Joint]:
    """The links of a union's chain, from the school down."""
    here = (Link(union.record.address, union.record.heading(facts.find)),)
    step = union.step_in_yuan
    yield from _from_school(union, here, facts)
    line, transfers = transfers_line(union), union.record.transfers
    if line is not None and transfers:
        spent = End("校工会补助下级支出", in_yuan(line[2], union.record.unit), step, here)
        listed = in_yuan(sum((one.amount for one in transfers), ZERO), union.record.unit)
        paid = End("拨付表合计", listed, step, here)
        heads = heads_paid(transfers)
        note = f"{units_paid(transfers)} 个分工会" + (f"，{heads:,} 人" if heads is not None else "")
        yield _joint("transfers", "校工会账 → 拨付表", spent, paid, note)
    yield from _to_branches(union, here, facts)


def _from_school(union: Accounts, here: tuple[Link, ...], facts: Facts) -> Iterator[Joint]:
    ways = ways_of_paying(union)
    for school in (read(one.record, facts) for one in school_of(union, facts)):
        line = school.role_amount(LineRole.SCHOOL_LINE, Phase.EXECUTED)
        if line is None or not ways:
            continue
        there = (Link(school.record.address, school.record.heading(facts.find)),)
        paid = End("学校工会经费", in_yuan(line, school.record.unit), school.step_in_yuan, there)
        steps = (union.step_in_yuan, school.step_in_yuan)
        way = next((one for one in ways if agree(paid.amount, one.paid, steps)), ways[0])
        up = f"校工会{way.words}" if way.share is None else f"校工会{way.words}，连同上缴上级工会的一份（推算）"
        note = ""
        if way.share is not None:
            note = f"校工会实收 {grouped(way.kept)} 元，其余按留成 {rate(way.share)} 推算为上缴"
        got = End(up, way.paid, union.step_in_yuan, here)
        yield _joint("school", "学校账 → 校工会账", paid, got, note)
        return


def _to_branches(union: Accounts, here: tuple[Link, ...], facts: Facts) -> Iterator[Joint]:
    """What the branches with published accounts were paid, took in, and spent."""
    pairs = list(_branches(union, facts))
    if not pairs:
        return
    links = tuple(Link(book.record.address, book.record.heading(facts.find)) for book, _, _ in pairs)
    step = max(union.step_in_yuan, *(book.step_in_yuan for book, _, _ in pairs))
    paid = End(f"拨给这 {len(pairs)} 个分工会", sum((one for _, one, _ in pairs), ZERO), union.step_in_yuan, here)
    got = End(f"这 {len(pairs)} 个分工会的上级补助收入", sum((one for _, _, one in pairs), ZERO), step, links)
    units = {one.unit for one in union.record.transfers}
    off = [book.record for book, one, other in pairs if not agree(one, other, (union.step_in_yuan, book.step_in_yuan))]
    note = f"{len(units)} 个分工会里 {len(pairs)} 个公布了账"
    if off:
        note += f"；不一致的：{'、'.join(short_of(one.owner, facts.find) for one in off)}"
    yield _joint("branches", "拨付 → 分工会账", paid, got, note, same=not off)
    spent = [total(book, Direction.EXPENDITURE, Phase.EXECUTED) for book, _, _ in pairs]
    if all(one is not None and not one.missing for one in spent):
        out = [in_yuan(one.amount, book.record.unit) for one, (book, _, _) in zip(spent, pairs, strict=True) if one]
        end = End(f"这 {len(pairs)} 个分工会的支出", sum(out, ZERO), step, links)
        state = State("不必相等", "○", Tone.IDLE)
        yield Joint("spending", "分工会收入 → 支出", got, end, state, "分工会另有其他收入和以前年度结余")


def _branches(union: Accounts, facts: Facts) -> Iterator[tuple[Accounts, Decimal, Decimal]]:
    """The branches' accounts of the same period: what each was paid, and what it says it took in."""
    seen: set[str] = set()
    for transfer in union.record.transfers:
        if transfer.unit.id in seen:
            continue
        seen.add(transfer.unit.id)
        for found in budgets_of(transfer.unit, facts):
            if found.record.period.days != union.record.period.days:
                continue
            book = read(found.record, facts)
            got = received(book, LineRole.FROM_ABOVE, Phase.EXECUTED)
            if got:
                paid = in_yuan(paid_to(union, transfer.unit), union.record.unit)
                yield (book, *(arrived(union, book) or (paid, got[0])))
                break


def _joint(key: str, what: str, paid: End, got: End, note: str, same: bool = True) -> Joint:
    coarse = max(paid.step, got.step)
    if not same or not agree(paid.amount, got.amount, (paid.step, got.step)):
        state = State("不一致", "▲", Tone.LATE)
    elif paid.amount == got.amount:
        state = State("分毫不差", "●", Tone.DONE)
    else:
        state = State("一致", "●", Tone.DONE)
        rule = f"一方只精确到 {grouped(coarse.normalize() if coarse < 1 else coarse, 0 if coarse >= 1 else None)} 元，按它比较"
        note = f"{note}；{rule}" if note else rule
    return Joint(key, what, paid, got, state, note)


def _stations(joints: Sequence[Joint]) -> Iterator[Station]:
    """Every end once, where two links meet in the same amount."""
    ends: list[tuple[End, Joint | None]] = []
    for one in joints:
        if ends and ends[-1][0] == one.paid:
            ends[-1] = (one.paid, one)
        else:
            ends.append((one.paid, one))
        ends.append((one.got, None))
    most = max((end.amount for end, _ in ends), default=ZERO) or Decimal(1)
    widths = [max(end.amount, ZERO) / most * WIDTH for end, _ in ends]
    for index, ((end, joint), width) in enumerate(zip(ends, widths, strict=True)):
        top = index * STEP
        bar = top + 16
        band = ""
        if joint is not None and index + 1 < len(ends):
            narrow = min(width, widths[index + 1])
            below = top + STEP + 16
            band = f"M0 {bar + BAR}H{_number(narrow)}V{below}H0Z"
        yield Station(
            y=str(bar),
            label=f"{end.what} {grouped(end.amount.scaleb(-4), 2)} 万元",
            labelled=str(top + 12),
            width=_number(max(width, Decimal(2))),
            band=band,
            said=f"{joint.state.shape} {joint.state.word}" if joint is not None else "",
            told=str(bar + BAR + 14),
        )


def _number(amount: Decimal) -> str:
    return f"{rounded(amount, 1).normalize():f}"
