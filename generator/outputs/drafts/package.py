"""The package that a draft as a Word file is put into, and its fonts."""

from __future__ import annotations

from msgspec import Struct

BODY, HEADS, LATIN = "宋体", "黑体", "Times New Roman"
WORDS, LINKS, ABOUT = "word/document.xml", "word/_rels/document.xml.rels", "docProps/core.xml"
"""The parts of the package that differ between documents."""


class Blank(Struct, frozen=True):
    """A document that says nothing yet."""

    package: bytes
    """What is the same in every document, packed."""
    words: str
    links: str
    about: str
    """Who and what, with `{title}`, `{note}` and `{site}` to be filled in."""
