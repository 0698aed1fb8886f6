"""Whether the numbers that a congress's documents print of its proposals agree with each other (P15), records or none.

A contradiction is what no choice of the numbers that are not printed can mend, so that where a part is not printed only
an excess is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from generator.model import Find, Stated
from generator.quoted import document_of, quoted
from generator.records.proposal.bounds import UNKNOWN, Bounds
from generator.records.proposal.scopes import Scope, scope_of
from generator.records.proposal.together import cannot_join, stem, together
from generator.stated_figures import StatedFigure

_COUNT = "件数"


class Entry(NamedTuple):
    """A figure that can be read as a number, and the place that it has among those of its congress."""

    place: int
    figure: StatedFigure
    bounds: Bounds
    written: str
    document: str
    scope: Scope = Scope()
    others: tuple[StatedFigure, ...] = ()
    """What is added to the figure, where only the sum is printed."""

    @property
    def text(self) -> str:
        """`立案 50件`."""
        return f"{self.name} {self.written}"

    @property
    def name(self) -> str:
        """`立案`, `「民生保障」立案`."""
        return stem(self.figures, self.scope)

    @property
    def figures(self) -> tuple[StatedFigure, ...]:
        """All that is added; one alone where the number is no sum."""
        return (self.figure, *self.others)

    @property
    def is_count(self) -> bool:
        """Whether it counts, and is no rate."""
        return self.figure.value.endswith(_COUNT)


class Contradiction(NamedTuple):
    """Numbers that cannot all be right; it is said at the first of them."""

    entries: tuple[Entry, ...]
    text: str


def added(entries: Sequence[Entry]) -> str:
    """`立案 50件＋意见建议 25件`."""
    return "＋".join(one.text for one in entries)


class Printed(Struct, frozen=True, dict=True):
    """The figures of one document, or of several, where one of each is enough."""

    entries: tuple[Entry, ...]

    @cached_property
    def _by_figure(self) -> Mapping[StatedFigure, tuple[Entry, ...]]:
        found: dict[StatedFigure, tuple[Entry, ...]] = {}
        for one in self.entries:
            if not one.others:
                found[one.figure] = (*found.get(one.figure, ()), one)
        return found

    @cached_property
    def figures(self) -> tuple[StatedFigure, ...]:
        """What is printed by itself, in the order in which it is first named."""
        return tuple(self._by_figure)

    @cached_property
    def sums(self) -> tuple[Entry, ...]:
        """The numbers that are printed for several figures together."""
        return tuple(one for one in self.entries if one.others)

    def of(self, *figures: StatedFigure) -> tuple[Entry, ...]:
        """The entries of figures, in the figures' order."""
        return tuple(entry for figure in figures for entry in self._by_figure.get(figure, ()))

    def has(self, *figures: StatedFigure) -> bool:
        """Whether all of these are printed."""
        return all(figure in self._by_figure for figure in figures)

    def bounds(self, figure: StatedFigure) -> Bounds:
        """What a figure can be; printed twice it may be either."""
        known = self._by_figure.get(figure)
        if known is None:
            return UNKNOWN
        found = known[0].bounds
        for one in known[1:]:
            found = found.joined(one.bounds)
        return found

    def parts(self, figures: Sequence[StatedFigure]) -> tuple[Bounds, ...]:
        """What parts of a whole can be: each, or those together of which only the sum is printed."""
        sums, left = self._parted(figures)
        return (*(one.bounds for one in sums), *(self.bounds(one) for one in left))

    def shown(self, *figures: StatedFigure) -> tuple[Entry, ...]:
        """The entries that tell of parts of a whole, those of their sums too."""
        sums, left = self._parted(figures)
        return (*sums, *self.of(*left))

    def _parted(self, figures: Sequence[StatedFigure]) -> tuple[list[Entry], list[StatedFigure]]:
        left, sums = list(dict.fromkeys(figures)), []
        for one in self.sums:
            if set(one.figures) <= set(left) and not any(self.has(part) for part in one.figures):
                sums.append(one)
                left = [part for part in left if part not in one.figures]
        return sums, left

    def only(self, figures: frozenset[StatedFigure]) -> Printed:
        """Those of some figures."""
        return Printed(tuple(one for one in self.entries if one.figure in figures))

    def by_scope(self) -> Mapping[Scope, Printed]:
        """The figures that speak of the same proposals, by what they speak of."""
        found: dict[Scope, tuple[Entry, ...]] = {}
        for one in self.entries:
            found[one.scope] = (*found.get(one.scope, ()), one)
        return {scope: Printed(entries) for scope, entries in found.items()}

    def nudged(self, entry: Entry) -> Iterator[Printed]:
        """The same with one number a little less, and with that number a little more."""
        (least, most), places = entry.bounds, list(self.entries)
        step = 2 * (most - least) + (1 if entry.is_count else 0)
        for by in (-step, step):
            places[self.entries.index(entry)] = entry._replace(bounds=Bounds(least + by, most + by))
            yield Printed(tuple(places))

    def by_document(self) -> Iterator[Printed]:
        """The figures of each document, in the order in which they are first named."""
        for document in dict.fromkeys(one.document for one in self.entries):
            yield Printed(tuple(one for one in self.entries if one.document == document))


def printed(stated: Sequence[Stated], find: Find) -> Printed:
    """The figures that a record states, without those that are no number."""
    return Printed(tuple(entry for index, one in enumerate(stated) if (entry := _entry(index, one, find)) is not None))


def _entry(index: int, one: Stated, find: Find) -> Entry | None:
    number, (figure, *others) = quoted(one.value), together(one.of)
    if number is None or cannot_join(one.of):
        return None
    ends = Bounds(number.least, number.most)
    if figure.value.endswith(_COUNT):
        ends = Bounds(ends.least.to_integral(ROUND_CEILING), ends.most.to_integral(ROUND_FLOOR))
        if number.unit or ends.least > ends.most:
            return None
    return Entry(index, figure, ends, one.value, document_of(one.source), scope_of(one.of, find), tuple(others))
