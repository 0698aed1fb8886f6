"""The records that are evidence for a clause: in which school years, of which kinds, and how strong that is.

A record is evidence in every school year in which something happened to it: a proposal that was handed in in one
and answered in the next says something about both. Several kinds are stronger than one: a budget, a report and a
proposal come from different hands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.leaves import happenings
from generator.model import Record, marked
from generator.parts import school_year_of
from generator.publication import State, Tone
from generator.records.clause.model import Clause

DEMANDS = "catalogue"
"""The type whose records say what must be published under a clause, not that it was."""

SEVERAL = State("多种材料", "●", Tone.DONE)
ONE = State("一种材料", "◐", Tone.RUN)
NONE = State("暂无公开记录", "✕", Tone.LATE)
NOT_YET = State("本学年还没有", "○", Tone.IDLE)
LEGEND = (
    (SEVERAL, "两种以上的记录，例如预算和提案，可以互相印证"),
    (ONE, "只有一种记录"),
    (NONE, "没有公开的记录"),
    (NOT_YET, "学年还没有过完，还没有记录"),
)


class Piece(Struct, frozen=True):
    """A record that is evidence, and its days."""

    record: Record
    days: tuple[date, ...]
    """When something happened to it, the latest first; () where it bears no day."""
    years: frozenset[int]
    """The school years for which it is evidence."""

    def latest(self, year: int | None = None) -> date | None:
        """Its latest day, of all or of those in a school year."""
        return next((day for day in self.days if year is None or school_year_of(day) == year), None)


Pieces = tuple[Piece, ...]


@derived
def evidence(clause: Clause, facts: Facts) -> Pieces:
    """The public records that name a clause, the latest first: not those that were withdrawn, nor what is not yet published."""
    found = [
        _piece(one, facts.as_of)
        for one in facts.referrers(clause, Record)
        if one.paged and one.type_name != DEMANDS and one.withdrawn is None and _begun(one) and _names(one, clause)
    ]
    return tuple(sorted(found, key=lambda one: (-(one.latest() or date.min).toordinal(), one.record.id)))


def _piece(record: Record, as_of: date) -> Piece:
    days = _days(record, as_of)
    return Piece(record, days, frozenset(school_year_of(day) for day in days))


def _names(record: Record, clause: Clause) -> bool:
    """Whether a record says that it is evidence for a clause."""
    return clause.id in {one.id for one in record.clauses}


def _begun(record: Record) -> bool:
    """Whether a record that begins on a day has begun."""
    return not any(
        marked(info, "begins") and getattr(record, name) is None for name, info in type(record).model_fields.items()
    )


def _days(record: Record, as_of: date) -> tuple[date, ...]:
    """The days on which something happened to a record; of one that tells none, the first day that it speaks of."""
    found = {day for _, day in happenings(record)}
    span = record.span()
    if not found and span is not None:
        found = {span[0]}
    return tuple(sorted((day for day in found if day <= as_of), reverse=True))


def in_year(pieces: Sequence[Piece], year: int) -> Pieces:
    """The evidence of a school year."""
    return tuple(one for one in pieces if year in one.years)


def by_kind(pieces: Sequence[Piece]) -> Mapping[str, Pieces]:
    """Evidence by the label of its type, the kind with most first."""
    found: dict[str, list[Piece]] = {}
    for one in pieces:
        found.setdefault(one.record.type_label, []).append(one)
    order = sorted(found, key=lambda label: (-len(found[label]), label))
    return {label: tuple(found[label]) for label in order}


def strength(pieces: Sequence[Piece]) -> State:
    """How strong evidence is: of several kinds, of one, none."""
    kinds = {one.record.type_name for one in pieces}
    return SEVERAL if len(kinds) > 1 else ONE if kinds else NONE


def strength_in(pieces: Sequence[Piece], year: int, facts: Facts) -> State:
    """The same of a school year; the running one may still bring some."""
    found = strength(in_year(pieces, year))
    return NOT_YET if found is NONE and year >= school_year_of(facts.as_of) else found


def said(pieces: Sequence[Piece]) -> str:
    """`公开事项 3 条、预算 1 条`."""
    return "、".join(f"{label} {len(own)} 条" for label, own in by_kind(pieces).items())


def years_of(every: Sequence[Pieces], facts: Facts) -> list[int]:
    """The school years from the first evidence to now, the latest first."""
    now = school_year_of(facts.as_of)
    known = [year for pieces in every for one in pieces for year in one.years]
    return list(range(now, min(known, default=now) - 1, -1))
