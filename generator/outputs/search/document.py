"""A page as the index knows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec import Struct

from generator.outputs.search.grams import Words

LIST = ("list", "列表")
_BRACKETS = str.maketrans("", "", "[]()〔〕［］（）【】")


class Document(Struct, frozen=True):
    """A page as the index knows it."""

    address: str
    id: str
    title: str
    kind: tuple[str, str]
    """Its type: name and Chinese name."""
    unit: str
    state: tuple[str, str, str]
    """Shape, word and tone."""
    day: date | None
    year: int | None
    category: str
    clauses: tuple[str, ...]
    names: tuple[str, ...]
    """What puts it first when it is typed as it is: id, titles, document numbers."""
    digest: str
    """Hash of its words."""
    heading: str = ""
    """The first heading of its page."""
    numbers: tuple[str, ...] = ()
    """The document numbers that its page bears as its own (文号)."""

    @property
    def order(self) -> tuple[bool, int, str]:
        """Newest first; lists, which only repeat what records say, last."""
        return self.kind == LIST, -(self.day.toordinal() if self.day else 0), self.address

    @property
    def row(self) -> list[str]:
        """What is shown of it in a list of results, and what its order by day needs."""
        shape, word, tone = self.state
        day = self.day.isoformat() if self.day else ""
        return [
            self.address.removesuffix(".html"),
            self.id,
            self.title,
            self.kind[1],
            self.unit,
            shape + word,
            tone,
            day,
        ]

    @property
    def found_by(self) -> tuple[object, ...]:
        """What its words come from: while it is the same, so are they."""
        return self.digest, self.id, self.names, self.unit

    def words(self, text: str) -> Words:
        """What it is found by. Names count where the page shows them; a document number also without its brackets."""
        shown = [one for one in self.names if one == self.id or one in text]
        whole = tuple(
            dict.fromkeys(one for one in (*shown, *(one.translate(_BRACKETS) for one in shown)) if len(one) > 1)
        )
        return Words(text, (*whole, self.unit) if self.unit and self.unit in text else whole, whole)

    def to_list(self) -> list[Any]:
        """As JSON can hold it."""
        day = self.day.toordinal() if self.day else None
        mine = (self.address, self.id, self.title, self.kind, self.unit, self.state, day, self.year)
        return [*mine, self.category, self.clauses, self.names, self.digest, self.heading, self.numbers]

    @classmethod
    def from_list(cls, row: list[Any]) -> Document:
        """What `to_list` gave."""
        address, one_id, title, kind, unit, state, day, year, category, clauses, names, digest, heading, numbers = row
        return cls(
            address,
            one_id,
            title,
            tuple(kind),
            unit,
            tuple(state),
            date.fromordinal(day) if day is not None else None,
            year,
            category,
            tuple(clauses),
            tuple(names),
            digest,
            heading,
            tuple(numbers),
        )
