"""Sections made of pages: those that have to be made anew, of several large ones some in a second process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from generator.beside import can_fork
from generator.meeting import Meeting, Parts
from generator.outputs.search.document import Document
from generator.outputs.search.grams import pairs_of
from generator.outputs.search.kept import Earlier
from generator.outputs.search.postings import Holders, Section, encoded, revised
from generator.outputs.search.sections import Part
from generator.outputs.search.shards import Cut, whole

WORTH = 500
"""Documents of sections made anew that are worth a second process."""


class Making:
    """Makes sections, which are to be asked for in the order in which they are given."""

    def __init__(self, fresh: Sequence[Part], text: Callable[[Document], str], earlier: Earlier) -> None:
        self._fresh = fresh
        self._text = text
        self._earlier = earlier
        self._numbers = {part.span.name: number for number, part in enumerate(fresh)}
        several = len(fresh) > 1 and sum(part.size for part in fresh) >= WORTH and can_fork()
        self._other = Meeting.begun(len(fresh), self._told) if several else None

    def section(self, part: Part, before: Cut | None) -> Section:
        """A section; its postings as plain numbers are kept for the next build."""
        number = self._numbers.get(part.span.name)
        heard = self._other.take(number) if self._other is not None and number is not None else None
        section, holders = self._made(part, before) if heard is None else _heard(heard, part.size)
        self._earlier.keep_holders(part.span.name, part.digest, holders)
        return section

    def done(self) -> None:
        """Let the second process go."""
        if self._other is not None:
            self._other.leave()

    def _told(self, number: int) -> Iterator[bytes]:
        """A section as the second process tells it."""
        part = self._fresh[number]
        section, holders = self._made(part, self._earlier.cut(part.span.name))
        arrays = (section.keys, section.sizes, holders.counts, holders.owners)
        yield " ".join(one.dtype.str for one in arrays).encode()
        yield section.lists
        yield from (one.tobytes() for one in arrays)

    def _made(self, part: Part, before: Cut | None) -> tuple[Section, Holders]:
        """A section of its pages, of which only those are read that have changed."""
        holders = self._earlier.holders(part.span.name) if before is not None else None
        old = self._earlier.documents(part.span.name) if holders is not None else {}
        places = np.full(len(old), -1, dtype=np.int64)
        numbers = {address: number for number, address in enumerate(old)}
        fresh: list[int] = []
        for number, one in enumerate(part.documents):
            known = old.get(one.address)
            if known is not None and known.found_by == one.found_by:
                places[numbers[one.address]] = number
            else:
                fresh.append(number)
        pairs = pairs_of((number, self._words(part.documents[number])) for number in fresh)
        if before is None or holders is None or not old:
            return encoded(pairs, part.size)
        every = np.concatenate([np.zeros(0, dtype=np.uint64), *pairs])
        return revised(whole(before), holders, places, every, part.size)

    def _words(self, one: Document) -> Any:
        return one.words(self._text(one))


def _heard(parts: Parts, documents: int) -> tuple[Section, Holders]:
    """What `Making` tells, taken in."""
    kinds, lists, *contents = parts
    arrays = zip(contents, kinds.decode().split(), strict=True)
    keys, sizes, counts, owners = (np.frombuffer(one, dtype=kind) for one, kind in arrays)
    return Section(documents, keys, sizes, lists), Holders(counts, owners)
