"""Everything in a budget that must add up, computed once: for the checks and for the pages.

Rounding: amounts that were rounded one by one may differ from their rounded sum by half the last written
digit for each addend. Up to that a gap is a rounding difference, beyond it an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import Enum, auto

from msgspec import Struct

from generator.diagnostics import Place
from generator.model import Phase
from generator.records.budget.accounts import PLANNED, Accounts, Placed, value, year_value
from generator.records.budget.model import BudgetLine
from generator.records.budget.paid import products
from generator.records.classification.model import Direction, LineRole

ZERO = Decimal(0)


class Kind(Enum):
    """What is being added up."""

    DETAILS = auto()
    YEARS = auto()
    BALANCE = auto()
    PLANNED = auto()
    TRANSFER = auto()
    TRANSFERS = auto()


class Sum(Struct, frozen=True):
    """A number that was written, and what it comes to when computed."""

    kind: Kind
    place: Place
    """Where the number is written."""
    what: str
    """What was computed, in words: 「文体活动」决算明细之和."""
    computed: Decimal
    written: Decimal
    slack: Decimal
    """The largest gap that rounding explains."""
    at_most: bool = False
    """Whether only part of what makes up the number is known: then it must not be exceeded, no more."""
    missing: tuple[str, ...] = ()
    """Lines that give no amount, where the sum was made without them."""

    @property
    def gap(self) -> Decimal:
        """Computed less written."""
        return self.computed - self.written

    @property
    def broken(self) -> bool:
        """Whether rounding does not explain the gap."""
        return (self.gap if self.at_most else abs(self.gap)) > self.slack

    @property
    def rounded(self) -> bool:
        """Whether there is a gap that rounding explains."""
        return not self.broken and self.gap != 0 and not (self.at_most and self.gap < 0)


class Total(Struct, frozen=True):
    """The top-level lines of one direction in one phase."""

    amount: Decimal
    terms: int
    missing: tuple[str, ...]
    """The lines that give no amount in this phase: what is not published is never 0."""


def total(accounts: Accounts, direction: Direction, phase: Phase) -> Total | None:
    """What came in, or went out, in a phase; None where no line says. A line counts once, its details never."""
    return accounts.once((direction, phase), lambda: _total(accounts, direction, lambda line: value(line, phase)))


def year_total(accounts: Accounts, direction: Direction, year: int) -> Total | None:
    """The same for one year of an account over several years."""
    return accounts.once((direction, year), lambda: _total(accounts, direction, lambda line: year_value(line, year)))


def left_out(accounts: Accounts) -> dict[Place, Sum]:
    """Lines at the top without which alone a balance does not close, each with the balance."""
    return accounts.once("left out", lambda: dict(_left_out(accounts)))


def _left_out(accounts: Accounts) -> Iterator[tuple[Place, Sum]]:
    for one in balance_sums(accounts):
        if len(one.missing) == 1 and one.broken:
            phase = Phase.EXECUTED if one.kind is Kind.BALANCE else Phase(str(one.place[-1]))
            top = (each for each in accounts.lines if not each.parents and value(each.line, phase) is None)
            places = [each.place for each in top if accounts.name(each.line) in one.missing]
            if len(places) == 1:
                yield places[0], one


def _total(accounts: Accounts, direction: Direction, ask: Callable[[BudgetLine], Decimal | None]) -> Total | None:
    lines = accounts.top(direction)
    amounts = [ask(line) for line in lines]
    given = [one for one in amounts if one is not None]
    missing = tuple(accounts.name(line) for line, amount in zip(lines, amounts, strict=True) if amount is None)
    return Total(sum(given, ZERO), len(given), missing) if given else None


def all_sums(accounts: Accounts) -> tuple[Sum, ...]:
    """Everything within a record that must add up."""
    return (*detail_sums(accounts), *year_sums(accounts), *balance_sums(accounts), *transfer_sums(accounts))


def broken_sums(accounts: Accounts) -> tuple[Sum, ...]:
    """Those of them that rounding does not explain, where every amount is given."""
    return accounts.once("broken", lambda: tuple(one for one in all_sums(accounts) if one.broken and not one.missing))


def detail_sums(accounts: Accounts) -> tuple[Sum, ...]:
    """Each line that has details, in each phase and each year: the details make up the line."""
    return accounts.once("details", lambda: tuple(_detail_sums(accounts)))


def year_sums(accounts: Accounts) -> tuple[Sum, ...]:
    """Each line with yearly amounts: the years make up what was executed."""
    return accounts.once("years", lambda: tuple(_year_sums(accounts)))


def balance_sums(accounts: Accounts) -> tuple[Sum, ...]:
    """Opening balance, income, expenditure, other movements: what they leave, executed and planned."""
    return accounts.once("balances", lambda: tuple(_balance_sums(accounts)))


def transfer_sums(accounts: Accounts) -> tuple[Sum, ...]:
    """Heads times rate, or base times share, is what a branch gets; what the branches get is the line that pays them."""
    return accounts.once("transfers", lambda: tuple(_transfer_sums(accounts)))


def _detail_sums(accounts: Accounts) -> Iterator[Sum]:
    for placed in accounts.lines:
        if not placed.line.lines:
            continue
        name = accounts.name(placed.line)
        for phase in Phase:
            own = placed.line.amount(phase)
            details = [value(one, phase) for one in placed.line.lines]
            if own is not None:
                place = (*placed.place, phase.value)
                yield from _details(accounts, placed, place, f"「{name}」{phase.label}的明细之和", own, details)
        for index, year in enumerate(placed.line.years):
            details = [year_value(one, year.year) for one in placed.line.lines]
            place = (*placed.place, "years", index, "amount")
            yield from _details(accounts, placed, place, f"「{name}」{year.year}年的明细之和", year.amount, details)


def _details(
    accounts: Accounts, placed: Placed, place: Place, what: str, own: Decimal, details: Sequence[Decimal | None]
) -> Iterator[Sum]:
    given = [one for one in details if one is not None]
    part = len(given) < len(details) or placed.line.partial
    if not given or (part and any(one < 0 for one in (own, *given))):
        return
    slack = accounts.step / 2 * len(given)
    yield Sum(Kind.DETAILS, place, what, sum(given, ZERO), own, slack, at_most=part)


def _year_sums(accounts: Accounts) -> Iterator[Sum]:
    first, last = accounts.record.period.days
    for placed in accounts.lines:
        line = placed.line
        if not line.years or line.executed is None:
            continue
        part = len({one.year for one in line.years}) < last.year - first.year + 1
        if part and any(one.amount < 0 for one in line.years):
            continue
        computed = sum((one.amount for one in line.years), ZERO)
        what = f"「{accounts.name(line)}」各年执行数之和"
        slack = accounts.step / 2 * len(line.years)
        yield Sum(Kind.YEARS, (*placed.place, "executed"), what, computed, line.executed, slack, at_most=part)


def _balance_sums(accounts: Accounts) -> Iterator[Sum]:
    record = accounts.record
    closing: Place = ("closing_balance",)
    found = [(Kind.BALANCE, Phase.EXECUTED, record.closing_balance, record.opening_balance, closing)]
    planned = record.planned_balances
    if planned is not None:
        opening = record.opening_balance if planned.opening is None else planned.opening
        for phase in PLANNED:
            found.append((Kind.PLANNED, phase, planned.amount(phase), opening, ("planned_balances", phase.value)))
    for kind, phase, written, opening, place in found:
        left = remainder(accounts, phase, opening)
        if written is not None and left is not None:
            moved = "＋其他变动" if any(one.amount(phase) for one in record.other_movements) else ""
            what = f"{phase.label}的年初结余＋收入－支出{moved}"
            slack = accounts.step / 2 * left.terms
            yield Sum(kind, place, what, left.amount, written, slack, missing=left.missing)


def remainder(accounts: Accounts, phase: Phase, opening: Decimal | None) -> Total | None:
    """What a phase leaves at the end of the period; None where that cannot be said."""
    income = total(accounts, Direction.INCOME, phase)
    expenditure = total(accounts, Direction.EXPENDITURE, phase)
    if opening is None or accounts.undirected or (income is None and expenditure is None):
        return None
    moved = [one.amount(phase) for one in accounts.record.other_movements]
    missing = [] if income else ["收入"]
    missing += [] if expenditure else ["支出"]
    for one in (income, expenditure):
        missing += one.missing if one else ()
    missing += [one.name for one in accounts.record.other_movements if one.amount(phase) is None]
    amount = opening + (income.amount if income else ZERO) - (expenditure.amount if expenditure else ZERO)
    amount += sum((one for one in moved if one is not None), ZERO)
    terms = 1 + sum(one.terms for one in (income, expenditure) if one) + sum(one is not None for one in moved)
    return Total(amount, terms, tuple(missing))


def _transfer_sums(accounts: Accounts) -> Iterator[Sum]:
    transfers = accounts.record.transfers
    for index, one in enumerate(transfers):
        for what, computed in products(one):
            yield Sum(Kind.TRANSFER, ("transfers", index, "amount"), what, computed, one.amount, accounts.step / 2)
    written = transfers_line(accounts)
    if transfers and written is not None:
        placed, phase, amount = written
        computed = sum((one.amount for one in transfers), ZERO)
        slack = accounts.step / 2 * len(transfers)
        what = "拨付各分工会的合计"
        yield Sum(Kind.TRANSFERS, (*placed.place, phase.value), what, computed, amount, slack)


def transfers_line(accounts: Accounts) -> tuple[Placed, Phase, Decimal] | None:
    """The line that pays the branches, with its amount: executed, else of the latest phase.

    A line that pays more than the per-head transfers may have them as one of its details: then that one.
    """
    computed = sum((one.amount for one in accounts.record.transfers), ZERO)
    latest = accounts.role_latest(LineRole.TO_BRANCHES)
    if latest is None:
        return None
    phase, whole = latest
    lines = accounts.with_role(LineRole.TO_BRANCHES)
    if whole != computed:
        for placed in accounts.lines:
            if value(placed.line, phase) == computed and any(map(placed.under, lines)):
                return placed, phase, computed
    return lines[0], phase, whole
