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
    agrees: bool


def compared(record: Commendation, facts: Facts) -> tuple[Compared, ...]:
    """Every stated figure with what the list of names says of it."""
    return tuple(_compared(record, facts, index, one) for index, one in enumerate(record.stated))


def _compared(record: Commendation, facts: Facts, index: int, stated: Stated) -> Compared:
    label = stated.of.label
    what = f"{label}{stated.of.figure.label}" if label else stated.of.figure.label
    awards = [one for one in record.awards if label is None or label in (_name(one, facts), one.object.value)]
    printed = quoted(stated.value)
    if stated.of.figure not in (StatedFigure.AWARDED, StatedFigure.TOTAL) or not awards or printed is None:
        return Compared(index, stated, what, None, agrees=False)
    counted = sum(len(one.recipients) for one in awards)
    agrees = printed.agrees(Decimal(counted))
    return Compared(index, stated, what, counted, agrees)


def _name(award: Award, facts: Facts) -> str:
    title = facts.find(award.honour)
    return title.name if title else award.honour.id
