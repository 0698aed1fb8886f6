"""Where the numbers that a decision prints of its awards contradict each other, whether the names are published or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import NamedTuple

from generator.dataset import Facts
from generator.model import Stated
from generator.quoted import document_of, quoted
from generator.records.commendation.model import Commendation
from generator.records.commendation.numerals import Measure, in_digits, measured
from generator.records.commendation.stated import counts_awards, named, places_of

_WHOLE = "总数"


class Printed(NamedTuple):
    """A number that a document prints, and the awards that it counts."""

    place: int
    """Its place among what the record states."""
    name: str
    """What it counts, `一等奖`, `总数`."""
    written: str
    least: int
    most: int
    measure: Measure
    document: str
    awards: frozenset[int]

    @property
    def text(self) -> str:
        """`一等奖 9个`, `总数 60件`."""
        return f"{self.name} {self.written}"


class Contradiction(NamedTuple):
    """Numbers that cannot all be right; it is said at the first of them."""

    place: int
    text: str


def contradictions(record: Commendation, facts: Facts) -> tuple[Contradiction, ...]:
    """What one document prints and cannot be right together: parts that exceed their whole, or do not make it up."""
    every = [one for n, stated in enumerate(record.stated) if (one := _printed(record, facts, n, stated)) is not None]
    documents = dict.fromkeys(one.document for one in every)
    joint = any(len(one.members) > 1 for award in record.awards for one in award.recipients)
    return tuple(
        found for name in documents for found in _within([one for one in every if one.document == name], joint=joint)
    )


def _printed(record: Commendation, facts: Facts, place: int, stated: Stated) -> Printed | None:
    number, awards = quoted(in_digits(stated.value)), places_of(record, facts, stated.of)
    if number is None or number.unit or not awards or not counts_awards(stated.of.figure):
        return None
    least, most = number.least.to_integral(ROUND_CEILING), number.most.to_integral(ROUND_FLOOR)
    name, written = named(stated.of) or _WHOLE, stated.value
    return Printed(
        place, name, written, int(least), int(most), measured(stated.value), document_of(stated.source), awards
    )


def _within(every: Sequence[Printed], *, joint: bool) -> Iterator[Contradiction]:
    """One for each number at most, once for numbers of the same awards; `joint`: persons may be more than awards."""
    seen: list[frozenset[int]] = []
    for whole in sorted(every, key=lambda one: one.name != _WHOLE):
        if whole.awards in seen:
            continue
        seen.append(whole.awards)
        fitting = [one for one in every if one is not whole and one.measure.fits(whole.measure, joint=joint)]
        same = [(one,) for one in fitting if one.awards == whole.awards]
        less = [one for one in fitting if one.awards < whole.awards]
        found = (_held(whole, parts) for parts in (*same, *(_apart(one, less) for one in less)))
        yield from (one for one in (next(filter(None, found), None),) if one is not None)


def _apart(first: Printed, others: Sequence[Printed]) -> tuple[Printed, ...]:
    """Numbers that count different awards: one, and those after it in the document's order that fit in."""
    kept, counted = [first], first.awards
    for one in others:
        if not one.awards & counted:
            kept.append(one)
            counted |= one.awards
    return tuple(sorted(kept))


def _held(whole: Printed, parts: Sequence[Printed]) -> Contradiction | None:
    """Parts are together no more than the whole; no less, where they are all of it."""
    least, most = sum(one.least for one in parts), sum(one.most for one in parts)
    complete = frozenset().union(*(one.awards for one in parts)) == whole.awards
    over = least > whole.most
    if not over and not (complete and most < whole.least):
        return None
    place = min(one.place for one in (whole, *parts))
    if [one.name for one in parts] == [whole.name]:
        return Contradiction(place, f"{whole.name}前后不同：{whole.written}、{parts[0].written}")
    words = {one.measure.word for one in parts}
    count = f"＝{least} {words.pop() if len(words) == 1 else '个'}" if least == most and len(parts) > 1 else ""
    text = f"{'＋'.join(one.text for one in parts)}{count}，{'多于' if over else '少于'}{whole.text}"
    return Contradiction(place, text)
