"""Calendars (RFC 5545): what is due, when congresses sit, how long public notices run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from msgspec import Struct

from generator.dataset import Facts
from generator.outputs.due import open_deadlines
from generator.outputs.open_data.descriptor import Publisher
from generator.record_type import AnyType

if TYPE_CHECKING:
    from icalendar import Event

_SHANGHAI = timezone(timedelta(hours=8))


class Dated(Struct, frozen=True):
    """An entry of a calendar: whole days, both included."""

    key: str
    title: str
    text: str
    start: date
    end: date
    known: date
    """The day of the latest thing that happened to the record: the entry is as of then."""
    address: str
    category: str


def due_days(types: Sequence[AnyType], facts: Facts) -> Iterator[Dated]:
    """Every deadline that is still open, the overdue ones included."""
    for one in open_deadlines(types, facts):
        due, row = one.deadline.reckoning.due, one.row
        if due is not None:
            key, text = (
                f"{row.id}-due-{one.deadline.key}",
                "；".join(filter(None, (row.unit, one.deadline.reckoning.how))),
            )
            yield Dated(
                key,
                f"{one.deadline.what}期限：{row.title}",
                text,
                due,
                due,
                row.day or due,
                row.address,
                row.type_label,
            )


def occasions(kind: AnyType, facts: Facts) -> Iterator[Dated]:
    """The occasions of a type's records."""
    if kind.views.occasions is None:
        return
    for record in facts.of_type(kind.model):
        for one in kind.views.occasions(record, facts) if record.withdrawn is None else ():
            key, page = f"{record.id}-{one.key}", record.address
            yield Dated(key, one.title, one.text, one.start, one.end, one.start, page, kind.model.type_label)


def calendar(title: str, found: Iterable[Dated], publisher: Publisher) -> bytes:
    """A calendar."""
    from icalendar import Calendar  # takes longer to import than to use; most builds do not need it

    made = Calendar()
    made.add("prodid", "-//gongkai//calendar//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    made.add("x-wr-timezone", "Asia/Shanghai")
    for one in sorted(found, key=lambda one: (one.start, one.key)):
        made.add_component(_event(one, publisher.site_url))
    content: bytes = made.to_ical()
    return content


def _event(one: Dated, url: str) -> Event:
    from icalendar import Event

    made = Event()
    made.add("uid", f"{one.key}@{urlsplit(url).hostname}")
    made.add("dtstamp", datetime.combine(one.known, time(), _SHANGHAI).astimezone(UTC))
    made.add("dtstart", one.start)
    made.add("dtend", one.end + timedelta(days=1))
    made.add("summary", one.title)
    made.add("url", url + quote(one.address))
    made.add("categories", [one.category])
    made.add("transp", "TRANSPARENT")
    if one.text:
        made.add("description", one.text)
    return made
