"""Drafts that a record type offers and an office finishes: the same parts as a page and as a Word file.

What records say is written out; what only people can write is marked, never invented.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from generator.prose import Link
from generator.publication import Figure

Inline = str | Link
"""Words, or words that lead to a page; without an address a link is words."""


class Words(Struct, frozen=True):
    """A paragraph."""

    kind: ClassVar[str] = "words"
    runs: tuple[Inline, ...]


class ToWrite(Struct, frozen=True):
    """What people still have to write, and about what."""

    kind: ClassVar[str] = "to-write"
    what: str


class Grid(Struct, frozen=True):
    """A table under its caption."""

    kind: ClassVar[str] = "grid"
    key: str
    """Its anchor on the page."""
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    right: frozenset[int] = frozenset()
    """Columns of numbers."""


Block = Words | ToWrite | Grid


class DraftPart(Struct, frozen=True):
    """A part under its own heading: its figures, then what is said."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    blocks: tuple[Block, ...]


class Draft(Struct, frozen=True):
    """A document: its file's path, the page that shows the same, its title, a word about where it comes from."""

    path: str
    page: str
    title: str
    note: str
    parts: tuple[DraftPart, ...]
