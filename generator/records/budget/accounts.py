"""A budget read with its chart of accounts: which line is which, its direction, its role, its amounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from generator.dataset import Facts, Missing, derived
from generator.diagnostics import Place
from generator.model import Phase
from generator.records.budget.model import Budget, BudgetLine
from generator.records.budget.money import in_yuan, step_of
from generator.records.classification.model import ChartLine, Classification, Direction, LineRole

T = TypeVar("T")
FEN = Decimal("0.01")
"""The least that is paid, in 元."""
PLANNED = (Phase.PROPOSED, Phase.APPROVED, Phase.ADJUSTED)
"""The phases before the money is spent, earliest first."""


class Placed(Struct, frozen=True):
    """A line where it stands, with the lines it is nested in, outermost first."""

    place: Place
    line: BudgetLine
    parents: tuple[BudgetLine, ...] = ()

    def under(self, other: Placed) -> bool:
        """Whether the line is one of another's details, at any depth."""
        return len(self.place) > len(other.place) and self.place[: len(other.place)] == other.place


def dated(record: Budget) -> bool:
    """Whether the period is written clearly; the common checks report where it is not."""
    return record.period.days[0] != date.max


def placed_lines(record: Budget) -> Iterator[Placed]:
    """Every line of a record, nested ones after their parent."""
    yield from _placed(record.lines, ("lines",), ())


def _placed(lines: tuple[BudgetLine, ...], place: Place, parents: tuple[BudgetLine, ...]) -> Iterator[Placed]:
    for index, line in enumerate(lines):
        yield Placed((*place, index), line, parents)
        yield from _placed(line.lines, (*place, index, "lines"), (*parents, line))


def value(line: BudgetLine, phase: Phase) -> Decimal | None:
    """The amount of a line in a phase: as written, else what its details add up to, where all are given."""
    own = line.amount(phase)
    return (
        own
        if own is not None or not line.lines
        else _from_details([value(one, phase) for one in line.lines], line.partial)
    )


def year_value(line: BudgetLine, year: int) -> Decimal | None:
    """What was executed in one year of an account over several years, likewise."""
    own = next((one.amount for one in line.years if one.year == year), None)
    return own if own is not None else _from_details([year_value(one, year) for one in line.lines], line.partial)


def _from_details(details: list[Decimal | None], partial: bool) -> Decimal | None:
    given = [one for one in details if one is not None]
    return sum(given, Decimal(0)) if given and len(given) == len(details) and not partial else None


class Accounts(Struct, frozen=True, dict=True):
    """A budget with its chart."""

    record: Budget
    chart: Classification

    @cached_property
    def _kept(self) -> dict[Any, Any]:
        return {}

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """What is asked again and again of the same accounts is computed once."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    @cached_property
    def lines(self) -> tuple[Placed, ...]:
        """Every line, nested ones after their parent."""
        return tuple(placed_lines(self.record))

    @cached_property
    def step(self) -> Decimal:
        """The unit of the last digit the record's amounts are written to, in its own unit."""
        return step_of(_written(self.record, self.lines))

    @property
    def step_in_yuan(self) -> Decimal:
        """The same in 元."""
        return in_yuan(self.step, self.record.unit)

    @property
    def to_the_fen(self) -> bool:
        """Whether amounts are written to the fen, the least there is of money."""
        return self.step_in_yuan <= FEN

    def charted(self, line: BudgetLine) -> ChartLine | None:
        """The line of the chart that a line's code names."""
        return self.chart.by_code.get(line.code) if line.code is not None else None

    def name(self, line: BudgetLine) -> str:
        """What readers call a line: its own name, else the chart's, else its code."""
        charted = self.charted(line)
        return line.name or (charted.name if charted else "") or line.code or "没有名称的科目"

    def direction(self, placed: Placed) -> Direction | None:
        """Income or expenditure, from the nearest code; None where no code says it."""
        for line in (placed.line, *reversed(placed.parents)):
            charted = self.charted(line)
            if charted is not None:
                return charted.direction
        return None

    @cached_property
    def undirected(self) -> bool:
        """Whether a top-level line is neither income nor expenditure: then no total holds."""
        return any(not one.parents and self.direction(one) is None for one in self.lines)

    def top(self, direction: Direction) -> tuple[BudgetLine, ...]:
        """The top-level lines of a direction: the only ones that totals add up."""
        return self.once(
            direction,
            lambda: tuple(one.line for one in self.lines if not one.parents and self.direction(one) is direction),
        )

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """The phases in which at least one line has an amount, in order."""
        return tuple(phase for phase in Phase if any(one.line.amount(phase) is not None for one in self.lines))

    @property
    def latest(self) -> Phase | None:
        """Executed where there is any, else the latest planned phase."""
        return self.phases[-1] if self.phases else None

    def find(self, code: str) -> Placed | None:
        """The line of a code; failing that, of a name that only one line bears."""
        coded = next((one for one in self.lines if one.line.code == code), None)
        named = [one for one in self.lines if self.name(one.line) == code]
        return coded or (named[0] if len(named) == 1 else None)

    def with_role(self, role: LineRole) -> tuple[Placed, ...]:
        """The outermost lines that play a role."""

        def plays(line: BudgetLine) -> bool:
            charted = self.charted(line)
            return charted is not None and charted.role is role

        return self.once(
            role,
            lambda: tuple(one for one in self.lines if plays(one.line) and not any(map(plays, one.parents))),
        )

    def role_amount(self, role: LineRole, phase: Phase) -> Decimal | None:
        """What the lines of a role come to in a phase; None where one of them does not say."""
        amounts = [value(one.line, phase) for one in self.with_role(role)]
        given = [one for one in amounts if one is not None]
        return sum(given, Decimal(0)) if given and len(given) == len(amounts) else None

    def role_latest(self, role: LineRole) -> tuple[Phase, Decimal] | None:
        """What the lines of a role come to: executed where that is given, else in the latest planned phase."""
        for phase in reversed(Phase):
            amount = self.role_amount(role, phase)
            if amount is not None:
                return phase, amount
        return None

    def ended(self, day: date) -> bool:
        """Whether the period is over on a day."""
        return self.record.period.days[1] < day


@derived
def accounts_of(record: Budget, facts: Facts) -> Accounts:
    """A record with its chart. Raises `Missing` where there is no such chart, which the common checks report."""
    chart = facts.find(record.classification)
    if not isinstance(chart, Classification):
        raise Missing(record.classification.id)
    return Accounts(record, chart)


def _written(record: Budget, lines: Sequence[Placed]) -> Iterator[Decimal]:
    """Every amount of money that a record's table holds."""
    candidates: list[Decimal | None] = [record.opening_balance, record.closing_balance]
    for part in (*(one.line for one in lines), *record.other_movements):
        candidates.extend(part.amount(phase) for phase in Phase)
    for placed in lines:
        candidates.extend(one.amount for one in placed.line.years)
    yield from (one for one in candidates if one is not None)
