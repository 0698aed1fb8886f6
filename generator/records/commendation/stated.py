"""Figures that a decision states, counted again from its list of names."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Stated
from generator.quoted import quoted
from generator.records.commendation.model import Award, Commendation
from generator.stated_figures import StatedFigure


class Compared(Struct, frozen=True):
    """A stated figure beside the counted one."""

    index: int
    stated: Stated
    what: str
    """`表彰个数`, with the honour or the object that it speaks of."""
    counted: int | None
    """None where the record's list has no such thing to count, or the document prints no single number."""
    partial: bool
    """Whether only a part of these names was published, so that there may be more than can be counted."""
    agrees: bool

    @property
    def shown(self) -> str:
        """`3 个`, `3 个（名单只公布了一部分）`, `—`."""
        if self.counted is None:
            return "—"
        return f"{self.counted} 个{'（名单只公布了一部分）' if self.partial else ''}"

    @property
    def checked(self) -> bool | None:
        """Whether it agrees, None where that cannot be told: of a part of the names only too few would be wrong."""
        return None if self.counted is None or (self.partial and self.agrees) else self.agrees


def compared(record: Commendation, facts: Facts) -> tuple[Compared, ...]:
    """Every stated figure with what the list of names says of it."""
    return tuple(_compared(record, facts, index, one) for index, one in enumerate(record.stated))


def _compared(record: Commendation, facts: Facts, index: int, stated: Stated) -> Compared:
    label = stated.of.label
    what = f"{label}{stated.of.figure.label}" if label else stated.of.figure.label
    awards = [one for one in record.awards if label is None or label in _names(one, facts)]
    printed = quoted(stated.value)
    if stated.of.figure not in (StatedFigure.AWARDED, StatedFigure.TOTAL) or not awards or printed is None:
        return Compared(index, stated, what, None, partial=False, agrees=False)
    counted = sum(len(one.recipients) for one in awards)
    partial = any(one.partial for one in awards)
    agrees = printed.most >= counted if partial else printed.agrees(Decimal(counted))
    return Compared(index, stated, what, counted, partial, agrees)


def _names(award: Award, facts: Facts) -> tuple[str, ...]:
    """What a document may call an award: its honour with and without the grade, the grade, the object."""
    title = facts.find(award.honour)
    name = title.name if title else award.honour.id
    graded = (f"{name}{award.grade}", award.grade) if award.grade is not None else ()
    return (name, award.object.value, *graded)
