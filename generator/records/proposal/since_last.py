"""How much a count grew since the last sitting, as reports print it: 比上届增加 12 件, 增长 18.2%."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from generator.dataset import Facts
from generator.model import Stated, StatedOf
from generator.publication import percent
from generator.quoted import quoted
from generator.records.congress.model import Congress
from generator.records.proposal.counts import COUNTED, proposals_of, tally
from generator.records.proposal.scopes import proposals_in, scope_of
from generator.stated_figures import StatedFigure

_COUNTS = {one.value: one for one in COUNTED}


class Grown(NamedTuple):
    """What a change can be, and how it is said."""

    value: Decimal
    text: str


def counted_by(of: StatedOf) -> StatedFigure | None:
    """The count that is said to have grown: what was collected, unless `code` names another; None where it names none."""
    return StatedFigure.COLLECTED if of.code is None else _COUNTS.get(of.code)


def grown(one: Stated, congress: Congress, facts: Facts) -> tuple[Grown, ...]:
    """What the change since the last sitting can be; nothing where this sitting's count or the last one's is not known.

    A count is known by the records where all of them are public, and by what the documents of that sitting print.
    上届 is in use for the sitting before this one and for those of the last term: where none gives what is printed,
    the sitting before is meant.
    """
    figure, written = counted_by(one.of), quoted(one.value)
    if figure is None:
        return ()
    found = [_changes(figure, one.of, congress, before, facts) for before in _before(congress, facts)]
    agreeing = (each for each in found if written is not None and any(written.agrees(n.value) for n in each))
    return next(agreeing, next(iter(found), ()))


def _changes(figure: StatedFigure, of: StatedOf, now: Congress, before: Congress, facts: Facts) -> tuple[Grown, ...]:
    found = dict[Decimal, Grown]()
    for then in _known(figure, of, before, facts):
        for count in _known(figure, of, now, facts):
            one = _change(of.figure, count, then, before.heading(facts.find))
            if one is not None:
                found.setdefault(one.value, one)
    return tuple(found.values())


def _change(figure: StatedFigure, now: int, then: int, last: str) -> Grown | None:
    how = f"{now} 件，{last} {then} 件"
    if figure is StatedFigure.MORE_THAN_LAST:
        words = f"多 {now - then}" if now > then else f"少 {then - now}" if now < then else "相差 0"
        return Grown(Decimal(now - then), f"{words} 件（{how}）")
    return Grown(Decimal(now - then) / then, f"{percent(now - then, then)}（{how}）") if then else None


def _before(congress: Congress, facts: Facts) -> Iterator[Congress]:
    """The sitting before this one; of the last term the one of the same number, and the last."""
    earlier = [
        one for one in facts.of_type(Congress) if one.unit == congress.unit and one.held.start < congress.held.start
    ]
    earlier.sort(key=lambda one: (one.held.start, one.id), reverse=True)
    yield from earlier[:1]
    last_term = [one for one in earlier if congress.term and one.term == congress.term - 1]
    yield from (one for one in last_term if one.session == congress.session)
    yield from last_term[:1]


def _known(figure: StatedFigure, of: StatedOf, congress: Congress, facts: Facts) -> Iterator[int]:
    """What a count of a sitting can be: by its records, and as its documents print it."""
    if not congress.partial and proposals_of(congress, facts):
        yield len(COUNTED[figure](tally(proposals_in(scope_of(of, facts.find), congress, facts), facts.as_of)))
    wanted = StatedOf(figure=figure, label=of.label, unit=of.unit)
    for one in congress.stated:
        written = quoted(one.value) if one.of.model_copy(update={"on": None}) == wanted else None
        if written is not None and written.least <= written.value <= written.most:
            yield int(written.value)
