"""Which documents make a section of the index.

Sections are by year. Years before the current one are one tier, everything that still changes is another, so
that an edit of today rewrites no file of a closed year.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b

from msgspec import Struct

from generator.outputs.search.document import Document

VERSION = 3
"""Of the format; raised with every change of it, here and in search.js."""
LIVE = "live"
"""The section of pages that belong to no year."""
_ENOUGH = 1000
"""Documents of which closed years make a section of their own."""


class Span(Struct, frozen=True):
    """The years of one section."""

    name: str
    years: tuple[int | None, ...]
    closed: bool
    """Whether its years are over."""


class Part(Struct, frozen=True, dict=True):
    """A section's documents, newest first, which are only looked at where it is not what it was."""

    span: Span
    size: int
    digest: str
    """Hash of all that the index holds of them."""
    look: Callable[[], Sequence[Document]]

    @cached_property
    def documents(self) -> Sequence[Document]:
        """The documents, newest first."""
        return self.look()


def spans(sizes: Mapping[int | None, int], year: int) -> list[Span]:
    """The sections, the newest years first, pages of no year last: that is the order of results that rank the same."""
    groups = _groups({one: size for one, size in sizes.items() if one is not None}, year)
    made = [
        Span(f"{years[0]}-{years[-1]}" if len(years) > 1 else f"{years[0]}", tuple(years), years[-1] < year)
        for years in reversed(groups)
    ]
    return [*made, Span(LIVE, (None,), closed=False)]


def _groups(sizes: Mapping[int, int], year: int) -> list[list[int]]:
    """Years that share a section, oldest first: closed years of few pages are put together, from the oldest on."""
    groups: list[list[int]] = []
    held = _ENOUGH
    for one in sorted(sizes):
        if held >= _ENOUGH or one >= year:
            groups.append([])
            held = 0
        groups[-1].append(one)
        held += sizes[one]
    return groups


def part_of(span: Span, documents: Iterable[Document]) -> Part:
    """The section of these documents."""
    ordered = sorted(documents, key=lambda one: one.order)
    digest = digest_of(repr((one.digest, one.row, one.names, one.category, one.clauses, one.year)) for one in ordered)
    return Part(span, len(ordered), digest, lambda: ordered)


def parts_of(documents: Collection[Document], year: int) -> list[Part]:
    """All sections of these documents. `year` is the current one; earlier years are closed."""
    by_year: dict[int | None, list[Document]] = {}
    for one in documents:
        by_year.setdefault(one.year, []).append(one)
    return [
        part_of(span, [one for number in span.years for one in by_year.get(number, ())])
        for span in spans({number: len(members) for number, members in by_year.items()}, year)
    ]


def digest_of(described: Iterable[str]) -> str:
    """A short hash over descriptions."""
    whole = blake2b(str(VERSION).encode(), digest_size=5)
    for one in described:
        whole.update(one.encode("utf-8", "surrogatepass"))
    return whole.hexdigest()
