"""What is owed by which day: of a record, for its page, and of all of them, for the list, the feed and the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from generator.dataset import Facts
from generator.deadlines import Deadline, Reckoning
from generator.model import Record
from generator.publication import LONGEST_LIST, Clock, Fragment, Summary
from generator.record_type import AnyType


class Due(Struct, frozen=True):
    """A record's row with one of its deadlines."""

    row: Summary
    """The row as it stands to this deadline: what is owed in the place of the type, its clock."""
    deadline: Deadline


class Group(Struct, frozen=True):
    """What of one kind is due."""

    title: str
    rows: tuple[Summary, ...]


def deadlines_of(record: Record, types: Iterable[AnyType], facts: Facts) -> list[Deadline]:
    """Every deadline of a record, whichever type knows of it; the earliest first, those that cannot be told last."""
    if record.withdrawn is not None:
        return []
    makers = (make for kind in types for model, make in kind.views.deadlines.items() if isinstance(record, model))
    found = (one for make in makers for one in make(record, facts))
    return sorted(found, key=lambda one: (one.reckoning.due or date.max, one.key))


def open_deadlines(types: Sequence[AnyType], facts: Facts) -> Iterator[Due]:
    """Every deadline that is listed and not met, in the order of types and ids; those that cannot be told too."""
    return (one for one in dated(types, facts) if one.deadline.listed and one.deadline.done is None)


def dated(types: Sequence[AnyType], facts: Facts) -> Iterator[Due]:
    """Every deadline, in the order of types and ids."""
    ask = dues_of(tuple(types))
    for kind in types:
        if kind.views.summarize is not None:
            for record in facts.of_type(kind.model):
                yield from facts.derive(ask, record)


@cache
def dues_of(types: tuple[AnyType, ...]) -> Callable[[Record, Facts], tuple[Due, ...]]:
    """What says a record's deadlines, each with its row; many ask for it, so that the facts are to make it once."""
    rows = {kind.name: kind.views.summarize for kind in types}
    named = {model.type_name for kind in types for model in kind.views.deadlines}

    def dues(record: Record, facts: Facts) -> tuple[Due, ...]:
        summarize = rows[record.type_name]
        if summarize is None or record.withdrawn is not None:
            return ()
        row = summarize(record, facts)
        found = deadlines_of(record, types, facts) if record.type_name in named else _plain(row)
        return tuple(Due(replace(row, clock=one.clock, type_label=one.what), one) for one in found)

    return dues


def _plain(row: Summary) -> Iterator[Deadline]:
    """The clock of a record whose type does not say how it came about."""
    if row.clock is not None:
        clock = row.clock
        reckoning = Reckoning(clock.due, f"期限 {clock.due}")
        yield Deadline("due", row.type_label, reckoning, clock.done, clock.as_of, clock.notice_days)


def clocked(found: Iterable[Due]) -> list[tuple[Clock, Due]]:
    """What is overdue or due soon, the most overdue first, each with its clock."""
    due = [(one.row.clock, one) for one in found if one.row.clock is not None and one.row.clock.kind != "未到期"]
    return sorted(due, key=lambda pair: (pair[0].due, pair[1].row.id, pair[1].deadline.key))


def owed(types: Sequence[AnyType], facts: Facts) -> list[Summary]:
    """The rows of what is overdue or due soon, the most overdue first."""
    return [one.row for _, one in clocked(open_deadlines(types, facts))]


def due_section(types: Sequence[AnyType], facts: Facts) -> Fragment:
    """What is overdue, what is due soon, and what cannot be told as a calendar is wanted."""
    found = list(open_deadlines(types, facts))
    rows = [one.row for _, one in clocked(found)]
    unknown = [one for one in found if one.row.clock is None]
    overdue = [row for row in rows if row.clock is not None and row.clock.overdue]
    soon = [row for row in rows if row.clock is not None and not row.clock.overdue]
    later = sum(one.row.clock is not None for one in found) - len(rows)
    context = {
        "as_of": facts.as_of,
        "overdue": _grouped(overdue),
        "overdue_count": len(overdue),
        "soon": _grouped(soon),
        "soon_count": len(soon),
        "later": later,
        "unknown": _by_year(unknown),
    }
    return Fragment("due.html", context)


def _grouped(rows: Sequence[Summary]) -> list[Group]:
    """One table, or one for each kind of deadline where it would be too long."""
    if len(rows) <= LONGEST_LIST:
        return [Group("", tuple(rows))] if rows else []
    kinds = dict.fromkeys(row.type_label for row in rows)
    return [Group(kind, tuple(row for row in rows if row.type_label == kind)) for kind in kinds]


def _by_year(unknown: Sequence[Due]) -> list[Group]:
    """Deadlines that cannot be told, by the year whose calendar is wanted."""
    rows: dict[int, list[Summary]] = {}
    for one in sorted(unknown, key=lambda one: (one.row.id, one.deadline.key)):
        rows.setdefault(one.deadline.reckoning.unknown_year or 0, []).append(one.row)
    return [Group(f"日历里没有 {year} 年", tuple(rows[year])) for year in sorted(rows)]
