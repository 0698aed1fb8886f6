"""Figures that a decision states, counted again from its list of names."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Stated, StatedOf
from generator.quoted import Quoted, quoted
from generator.quoted_keys import Uses
from generator.records.commendation.model import Award, Commendation
from generator.records.commendation.numerals import TIMES, in_digits, measured
from generator.records.title.model import AwardObject
from generator.stated_figures import StatedFigure

_COUNTS = (StatedFigure.AWARDED, StatedFigure.TOTAL)
USES: Uses = dict.fromkeys(_COUNTS, frozenset({"label", "also"}))
"""What a count of awards is counted by."""


class Compared(Struct, frozen=True):
    """A stated figure beside the counted one."""

    index: int
    stated: Stated
    what: str
    """`表彰个数`, with the honour or the object that it speaks of."""
    printed: Quoted | None
    """None where the document prints no single number."""
    listed: int | None
    """How many stand on the list; None where the record's list has no such thing to count."""
    people: int
    """The same, with each of those counted who received one together."""
    measure: str
    """The word that counts them: 名, 个, or what is printed of works (60 件)."""
    again: bool
    """Whether one person is among them more than once."""
    partial: bool
    """Whether only a part of these names was published, so that there may be more than can be counted."""

    @property
    def counted(self) -> int | None:
        """What is set beside the printed number; None where nothing can be."""
        return None if self.printed is None else self.listed

    @property
    def exact(self) -> bool:
        """Whether the list comes to what is printed: in items, or in people."""
        return self.printed is not None and any(self.printed.agrees(Decimal(one)) for one in self._counts)

    @property
    def agrees(self) -> bool:
        """Whether the printed number follows from the list; of a part of it, whether it is not too small."""
        if self.partial and self.printed is not None and self.printed.most >= min(self._counts, default=0):
            return True
        return self.exact

    @property
    def _counts(self) -> tuple[int, ...]:
        if self.listed is None:
            return ()
        return (self.people,) if self.measure == TIMES else (self.listed, self.people)

    @property
    def number(self) -> str:
        """`3 个`, `2 名`, `1 个（共 2 人）`, `3 个（3 人次）`, `32 人次`."""
        if self.measure == TIMES:
            return f"{self.people} {TIMES}"
        if self.people == self.listed:
            return f"{self.listed} {self.measure}"
        return f"{self.listed} {self.measure}（{f'{self.people} {TIMES}' if self.again else f'共 {self.people} 人'}）"

    @property
    def shown(self) -> str:
        """`3 个`, `3 个（名单只公布了一部分）`, `没有公布名单`, `—`."""
        if self.counted is None:
            return "—"
        if self.partial and not self.counted:
            return "没有公布名单"
        return f"{self.number}{'（名单只公布了一部分）' if self.partial else ''}"

    @property
    def checked(self) -> bool | None:
        """Whether it agrees, None where that cannot be told: of a part of the names only too few would be wrong."""
        return None if self.counted is None or (self.partial and self.agrees) else self.agrees


def compared(record: Commendation, facts: Facts) -> tuple[Compared, ...]:
    """Every stated figure with what the list of names says of it."""
    return tuple(_compared(record, facts, index, one) for index, one in enumerate(record.stated))


def counts_awards(figure: StatedFigure) -> bool:
    """Whether a figure is a count of what is on the list."""
    return figure in _COUNTS


def labels(record: Commendation, facts: Facts) -> tuple[str, ...]:
    """What a stated figure of this record may speak of, in the order of its list."""
    return tuple(dict.fromkeys(name for one in record.awards for name in _names(one, facts)))


def spoken_of(record: Commendation, facts: Facts, label: str | None) -> frozenset[int]:
    """The places of the awards that a label means; of all where there is none."""
    return frozenset(n for n, one in enumerate(record.awards) if label is None or label in _names(one, facts))


def places_of(record: Commendation, facts: Facts, of: StatedOf) -> frozenset[int]:
    """The places of the awards that a stated figure counts together; none where one of its labels means nothing here."""
    every = [spoken_of(record, facts, one) for one in (of.label, *of.also)]
    unclear = of.also and of.label is None
    return frozenset() if unclear or not all(every) else frozenset().union(*every)


def named(of: StatedOf) -> str:
    """`一等奖、二等奖和三等奖`, '' for a total."""
    *others, last = (one for one in (of.label or "", *of.also))
    return f"{'、'.join(others)}和{last}" if others else last


def _compared(record: Commendation, facts: Facts, index: int, stated: Stated) -> Compared:
    what = f"{named(stated.of)}{stated.of.figure.label}"
    kind = measured(stated.value)
    awards = [record.awards[place] for place in sorted(places_of(record, facts, stated.of))]
    if kind.times:  # of a list of both it is the persons that are counted so
        awards = [one for one in awards if one.object is AwardObject.PERSON] or awards
    printed = quoted(in_digits(stated.value))
    if not kind.counts:
        printed = None
    if not counts_awards(stated.of.figure) or not awards:
        return Compared(index, stated, what, printed, None, 0, "个", again=False, partial=False)
    listed = sum(len(one.recipients) for one in awards)
    persons = all(one.object is AwardObject.PERSON for one in awards)
    people = sum(
        one.people if award.object is AwardObject.PERSON else 1 for award in awards for one in award.recipients
    )
    each = [
        who
        for award in awards
        if award.object is AwardObject.PERSON
        for one in award.recipients
        for who in one.persons()
    ]
    echoed = kind.works or kind.times or kind.word == "个"
    measure = kind.word if echoed else "名" if persons and people == listed else "个"
    return Compared(
        index,
        stated,
        what,
        printed,
        listed,
        people,
        measure,
        len(set(each)) < len(each),
        any(one.partial for one in awards),
    )


def _names(award: Award, facts: Facts) -> tuple[str, ...]:
    """What a document may call an award: its honour with and without the grade, the grade, the object."""
    title = facts.find(award.honour)
    name = title.name if title else award.honour.id
    graded = (f"{name}{award.grade}", award.grade) if award.grade is not None else ()
    return (name, award.object.value, *graded)
