"""The table of a budget's lines: the four phases side by side, differences, shares, last year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Phase
from generator.publication import State, Tone
from generator.records.budget.accounts import PLANNED, Accounts, Placed, value
from generator.records.budget.deviation import deviation, explained
from generator.records.budget.history import translated
from generator.records.budget.money import from_yuan, in_yuan, ratio
from generator.records.budget.sums import total
from generator.records.budget.views.amounts import Money, from_record, money, rate
from generator.records.classification.model import Direction

UNEXPLAINED = State("没有说明", "▲", Tone.LATE)
EXPLAINED = State("已说明", "◆", Tone.RUN)


class Measured(Struct, frozen=True):
    """An execution beside its budget."""

    difference: Money | None = None
    execution: str = ""


class Before(Struct, frozen=True):
    """Last year's amount, and this year's growth over it."""

    amount: Money | None = None
    growth: str = ""


class Row(Struct, frozen=True):
    """A line, or a total."""

    name: str
    code: str
    level: int
    amounts: tuple[Money | None, ...]
    measured: Measured
    mark: State | None
    share: str
    last: Before
    note: str
    partial: bool
    total: bool = False


class Table(Struct, frozen=True):
    """The lines of one direction."""

    direction: str
    phases: tuple[str, ...]
    measured: bool
    """Whether there are a budget and an execution to measure it by."""
    last: str
    """The label of last year's column, '' where there is none."""
    share_of: str
    """The phase that shares are computed of."""
    rows: tuple[Row, ...]


class Reader(Struct, frozen=True):
    """What rows are made from."""

    accounts: Accounts
    last: Accounts | None
    """The same account's year before, as known."""
    threshold: Decimal | None
    """The difference from which a line wants an explanation; None where the period is not over."""
    facts: Facts


def tables(reader: Reader) -> tuple[Table, ...]:
    """A table for each direction that has lines."""
    return tuple(_table(one, reader) for one in Direction if reader.accounts.top(one))


def _table(direction: Direction, reader: Reader) -> Table:
    accounts = reader.accounts
    measured = Phase.EXECUTED in accounts.phases and any(one in accounts.phases for one in PLANNED)
    latest = accounts.latest
    rows = (*_rows(direction, reader), _total(direction, reader))
    return Table(
        direction=direction.value,
        phases=tuple(one.label for one in accounts.phases),
        measured=measured,
        last=f"{reader.last.record.period.label}决算" if reader.last is not None else "",
        share_of=latest.label if latest is not None else "",
        rows=rows,
    )


def _rows(direction: Direction, reader: Reader) -> Iterator[Row]:
    accounts, latest = reader.accounts, reader.accounts.latest
    whole = total(accounts, direction, latest) if latest is not None else None
    for placed in accounts.lines:
        if accounts.direction(placed) is not direction:
            continue
        line = placed.line
        now = value(line, latest) if latest is not None else None
        part = now is not None and whole is not None and not whole.missing and bool(whole.amount)
        yield Row(
            name=accounts.name(line),
            code=line.code or "",
            level=min(len(placed.parents), 4),
            amounts=tuple(money(value(line, phase), accounts) for phase in accounts.phases),
            measured=_measured(deviation_of(placed), accounts),
            mark=mark(placed, reader),
            share=rate(now / whole.amount) if part and now is not None and whole is not None else "",
            last=_last(reader, now, partial(_same_line, placed, reader)),
            note=line.note or "",
            partial=line.partial and bool(line.lines),
        )


def _total(direction: Direction, reader: Reader) -> Row:
    accounts = reader.accounts

    def of(phase: Phase, book: Accounts = accounts) -> Decimal | None:
        found = total(book, direction, phase)
        return found.amount if found is not None and not found.missing else None

    now = of(accounts.latest) if accounts.latest is not None else None
    plans = [one for one in accounts.phases if one in PLANNED]
    plan, real = (of(plans[-1]) if plans else None), of(Phase.EXECUTED)
    return Row(
        name=f"{direction.value}合计",
        code="",
        level=0,
        amounts=tuple(money(of(phase), accounts) for phase in accounts.phases),
        measured=_measured((plan, real), accounts),
        mark=None,
        share="100%" if now else "",
        last=_last(reader, now, partial(of, Phase.EXECUTED)),
        note="",
        partial=False,
        total=True,
    )


def deviation_of(placed: Placed) -> tuple[Decimal | None, Decimal | None]:
    """The budget and the execution that are compared, both or none."""
    found = deviation(placed.line)
    return (found.planned, found.executed) if found is not None else (None, None)


def mark(placed: Placed, reader: Reader) -> State | None:
    """Whether the line differs so far from its budget that it wants an explanation, and has one."""
    found = deviation(placed.line)
    if found is None or reader.threshold is None or not found.beyond(reader.threshold):
        return None
    return EXPLAINED if explained(placed.line) else UNEXPLAINED


def _measured(pair: tuple[Decimal | None, Decimal | None], accounts: Accounts) -> Measured:
    plan, real = pair
    if plan is None or real is None:
        return Measured()
    return Measured(money(real - plan, accounts, signed=True), rate(ratio(real, plan)))


def _last(reader: Reader, now: Decimal | None, ask: Callable[[Accounts], Decimal | None]) -> Before:
    last = reader.last
    before = ask(last) if last is not None else None
    if last is None or before is None:
        return Before()
    yuan = in_yuan(before, last.record.unit)
    here = from_yuan(yuan, reader.accounts.record.unit)
    growth = rate(ratio(now - here, abs(here)), signed=True) if now is not None else ""
    return Before(from_record(yuan, last, reader.accounts.record.unit), growth)


def _same_line(placed: Placed, reader: Reader, last: Accounts) -> Decimal | None:
    """What was executed last year under the same line: by code through the crosswalk, details by their name."""
    nearest = next((one.code for one in (placed.line, *reversed(placed.parents)) if one.code is not None), None)
    code = translated(nearest, reader.accounts.chart, last.chart, reader.facts) if nearest is not None else None
    above = last.find(code) if code is not None else None
    if above is None:
        return None
    if placed.line.code is not None:
        return value(above.line, Phase.EXECUTED)
    named = [one for one in last.lines if one.under(above) and one.line.name == placed.line.name]
    return value(named[0].line, Phase.EXECUTED) if len(named) == 1 else None
