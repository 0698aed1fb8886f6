"""The entries of feeds: every event of every record, and what has come due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import quote, urlsplit

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.due import Due, clocked, open_deadlines
from generator.publication import Clock, Event
from generator.record_type import AnyType

_YEAR = 2026
"""A year in which the host of a site was its holder's, as tag URIs want it: part of every id, and never changed."""


class Entry(Struct, frozen=True):
    """An entry of a feed."""

    key: str
    """What tells it from all others, for ever."""
    day: date
    title: str
    text: str
    address: str
    """Its page, from the root of the site."""
    record_id: str
    kind: str
    """The Chinese name of the record's type."""


def entries(types: Iterable[AnyType], facts: Facts) -> dict[str, list[Entry]]:
    """What happened to the records of each type that has pages, by the type's name; newest first."""
    found = {}
    for kind in types:
        if kind.views.page is not None:
            made = (one for record in facts.of_type(kind.model) for one in _of_record(record, kind, facts))
            found[kind.name] = newest_first(made)
    return found


def newest_first(found: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of feeds; ties by key."""
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.key))


def _of_record(record: Record, kind: AnyType, facts: Facts) -> Iterator[Entry]:
    """A record's entries; of a withdrawn one its withdrawal, and nothing of what it said."""
    if record.withdrawn is not None:
        gone = record.withdrawn
        events: list[Event] = [Event(gone.on, "撤回公开", f"{gone.by}：{gone.reason}", record.id)]
        title = record.id
    else:
        events = (
            [one for one in kind.views.events(record, facts) if one.day <= facts.as_of] if kind.views.events else []
        )
        title = record.heading(facts.find)
    seen: Counter[tuple[date, str]] = Counter()
    for one in events:
        seen[one.day, one.kind] += 1
        again = seen[one.day, one.kind]
        key = f"{record.id}/{one.day}/{one.kind}" + (f"/{again}" if again > 1 else "")
        yield Entry(key, one.day, f"{one.kind}：{title}", one.text, record.address, record.id, kind.model.type_label)


def due_entries(types: Sequence[AnyType], facts: Facts) -> list[Entry]:
    """What is overdue or soon due, dated by the day on which it came to be so; newest first."""
    return newest_first(_due(clock, due) for clock, due in clocked(open_deadlines(types, facts)))


def _due(clock: Clock, due: Due) -> Entry:
    if clock.overdue:
        day, word, state = clock.due + timedelta(days=1), "逾期", "overdue"
    else:
        day, word, state = clock.due - timedelta(days=clock.notice_days), "将到期", "due-soon"
    row, what = due.row, f"{due.deadline.what}{word}"
    key = f"{row.id}/{due.deadline.key}/{state}/{clock.due}"
    text = f"{row.unit}，期限 {clock.due}" if row.unit else f"期限 {clock.due}"
    return Entry(key, day, f"{what}：{row.title}", text, row.address, row.id, row.type_label)


def tag(site_url: str, key: str) -> str:
    """A tag URI (RFC 4151): an id that stays the same wherever the site moves its pages."""
    parts = urlsplit(site_url)
    return f"tag:{parts.hostname},{_YEAR}:{quote(parts.path.lstrip('/') + key)}"
