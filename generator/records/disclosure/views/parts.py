"""Disclosures in the order of lists, in parts under their own headings, in tables of a readable length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from generator.dataset import Facts
from generator.publication import LONGEST_LIST, Summary
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import Disclosures


class Part(Struct, frozen=True):
    """A part of a list under its own heading, in tables of a readable length."""

    key: str
    title: str
    count: int
    tables: tuple[tuple[Summary, ...], ...]


def shown(facts: Facts) -> Disclosures:
    """Every disclosure that lists may show, the latest first."""
    return latest_first(one for one in facts.of_type(Disclosure) if one.withdrawn is None)


def latest_first(records: Iterable[Disclosure]) -> Disclosures:
    def order(one: Disclosure) -> tuple[int, str]:
        day = one.published or one.produced or (one.request.received if one.request else None)
        return (-day.toordinal() if day else 0, one.id)

    return tuple(sorted(records, key=order))


def tables(rows: Sequence[Summary]) -> tuple[tuple[Summary, ...], ...]:
    """Rows in tables of a readable length."""
    return tuple(tuple(rows[start : start + LONGEST_LIST]) for start in range(0, len(rows), LONGEST_LIST))
