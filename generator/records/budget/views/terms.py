"""What the accounts of a union committee's term come to: one account over several years, or yearly ones added up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Phase
from generator.publication import State, Tone
from generator.records.budget.accounts import Accounts, dated
from generator.records.budget.money import in_yuan
from generator.records.budget.views.amounts import Money
from generator.records.budget.views.compared import Column, Piece, Row, compared, in_both, notes
from generator.records.classification.model import Direction
from generator.records.congress.model import in_chinese


class Term(Struct, frozen=True):
    """A term in one column: how it was added up, how it began and ended."""

    column: Column
    opening: Money | None
    closing: Money | None
    state: State


class Terms(Struct, frozen=True):
    """The terms of an account side by side."""

    key: str
    terms: tuple[Term, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def terms(key: str, books: Sequence[Accounts], facts: Facts) -> Terms | None:
    """The terms of an account; None where no record says which term it belongs to."""
    executed = [one for one in books if one.latest is Phase.EXECUTED and one.record.term and dated(one.record)]
    numbers = sorted({one.record.term or 0 for one in executed})
    found = tuple(_term(number, [one for one in executed if one.record.term == number]) for number in numbers)
    if not found:
        return None
    columns = [one.column for one in found]
    return Terms(key, found, compared(columns, facts), notes(columns))


def _term(number: int, books: Sequence[Accounts]) -> Term:
    """A year that an account over several years covers is not added again."""
    books = sorted(
        books, key=lambda one: (one.record.period.days[0], -one.record.period.days[1].toordinal(), one.record.id)
    )
    kept: list[Accounts] = []
    for one in books:
        if not kept or one.record.period.days[0] > kept[-1].record.period.days[1]:
            kept.append(one)
    first, last = kept[0], kept[-1]
    begins, ends = first.record.period.days[0].year, last.record.period.days[1].year
    years = str(begins) if begins == ends else f"{begins}—{ends}"
    column = Column(f"第{in_chinese(number)}届（{years}）", tuple(map(Piece, kept)), _how(kept, len(books) - len(kept)))
    opening, closing = first.record.opening_balance, last.record.closing_balance
    return Term(
        column=column,
        opening=_shown(opening, first, column),
        closing=_shown(closing, last, column),
        state=_state(column),
    )


def _how(kept: Sequence[Accounts], within: int) -> str:
    whole = len(kept) == 1 and kept[0].record.period.days[0].year < kept[0].record.period.days[1].year
    said = "一份合编的账" if whole else f"{len(kept)} 份年度决算相加" if len(kept) > 1 else "一份年度决算"
    gaps = [
        f"{one.record.period.days[1].year + 1} 年起有缺"
        for one, other in pairwise(kept)
        if (other.record.period.days[0] - one.record.period.days[1]).days > 1
    ]
    also = [f"另有 {within} 份年度账，已在其中，不重复相加"] if within else []
    return "；".join((said, *also, *gaps))


def _shown(amount: Decimal | None, book: Accounts, column: Column) -> Money | None:
    return in_both(in_yuan(amount, book.record.unit), column.step) if amount is not None else None


def _state(column: Column) -> State:
    """Whether the term ends with what it began with, what came in and what went out."""
    first, last = column.pieces[0].book.record, column.pieces[-1].book.record
    flows = [[one.total(way) for one in column.pieces] for way in Direction]
    known = [amount for flow in flows for amount in flow if amount is not None]
    if first.opening_balance is None or last.closing_balance is None or len(known) < 2 * len(column.pieces):
        return State("没有公布全，不核对", "○", Tone.IDLE)
    moved = [
        in_yuan(one.executed, piece.book.record.unit)
        for piece in column.pieces
        for one in piece.book.record.other_movements
        if one.executed is not None
    ]
    count = len(column.pieces)
    left = in_yuan(first.opening_balance, first.unit) + sum(known[:count], Decimal(0)) - sum(known[count:], Decimal(0))
    gap = abs(left + sum(moved, Decimal(0)) - in_yuan(last.closing_balance, last.unit))
    slack = sum((one.book.step_in_yuan * len(one.book.record.lines) / 2 for one in column.pieces), Decimal(0))
    if gap > slack:
        return State(f"相差 {in_both(gap, Decimal('0.01')).own} 元", "▲", Tone.LATE)
    return State("相符", "●", Tone.DONE) if not gap else State("相符，差在四舍五入", "◆", Tone.RUN)
