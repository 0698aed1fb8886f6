"""What the text of a congress says of this sitting, sentence by sentence, with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.late import late
from generator.records.congress.model import Congress

_OF_ANOTHER = late("上一?次|上一?届|去年|往年|历[次届年]")


class Sentence(Struct, frozen=True):
    """A sentence without its spaces."""

    text: str
    places: tuple[int, ...]
    """Where each of its signs stands in the text of the congress."""

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern is found in it."""
        return pattern.finditer(self.text)

    def offset(self, found: re.Match[str]) -> int:
        """Where what was found stands in the text of the congress."""
        return self.places[found.start()]


def sentences(congress: Congress) -> Iterator[Sentence]:
    """The sentences that speak of this sitting, and not of another."""
    signs, places = list[str](), list[int]()
    for place, sign in enumerate((congress.text or "") + "。"):
        if sign not in "。；":
            if not sign.isspace():
                signs.append(sign)
                places.append(place)
            continue
        one = "".join(signs)
        if one and not _OF_ANOTHER.search(one):
            yield Sentence(one, tuple(places))
        signs, places = [], []
