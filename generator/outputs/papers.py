"""What stands at the end of every record's page: attachments, clauses, related records, where the numbers come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Record, Reference
from generator.prose import Link
from generator.reader_text import links
from generator.record_type import AnyType

ATTACHMENTS = "attachments/"
_MOST_REFERRERS = 12


class Papers(Struct, frozen=True):
    """The last part of a record's page."""

    attachments: tuple[Link, ...]
    clauses: tuple[Link, ...]
    related: tuple[Link, ...]
    referrers: tuple[Link, ...]
    latest: date | None
    """The day of the latest thing that happened to the record."""
    as_of: date
    source: str


def papers(record: Record, kind: AnyType, types: Sequence[AnyType], facts: Facts) -> Papers:
    """The papers of a record."""
    return Papers(
        attachments=tuple(Link(ATTACHMENTS + quote(one.file), one.title) for one in record.attachments),
        clauses=links(facts, record.clauses),
        related=links(facts, record.related),
        referrers=() if kind.views.subject else _referrers(record, types, facts),
        latest=facts.last_of(record),
        as_of=facts.as_of,
        source=facts.path_of(record),
    )


def _referrers(record: Record, types: Sequence[AnyType], facts: Facts) -> tuple[Link, ...]:
    """The records that name this one as related; what a type's own page says of its referrers is not repeated."""
    found = [
        one
        for kind in types
        if kind.views.page is not None
        for one in facts.referrers(record, kind.model)
        if Reference[Record](record.id) in one.related and one.id not in {reference.id for reference in record.related}
    ]
    return links(facts, [Reference(one.id) for one in found[:_MOST_REFERRERS]])
