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
        referrers=() if kind.views.subject else _referrers(record, kind, types, facts),
        latest=facts.last_of(record),
        as_of=facts.as_of,
        source=facts.path_of(record),
    )


def _referrers(record: Record, kind: AnyType, types: Sequence[AnyType], facts: Facts) -> tuple[Link, ...]:
    """The records that name this one as related, or at all where its type wants it; what is said already is not repeated."""
    this, said = Reference[Record](record.id), {reference.id for reference in record.related}
    found = [
        one
        for other in types
        if other.views.page is not None
        for one in facts.referrers(record, other.model)
        if (kind.views.named_by or this in one.related) and one.id not in said and one.withdrawn is None
    ]
    return links(facts, [Reference(one.id) for one in found])
