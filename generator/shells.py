"""A page that MkDocs rendered once, cut at its tokens; stamping puts facts into the slots, escaped as each slot needs.

Two shapes: the *prototype* of a record type's pages, whose title, description, address, edit link and body
are all slots, and a *handwritten page*, whose only slot is the place behind its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from html import escape
from urllib.parse import quote

from msgspec import Struct

ROOT = "~/"
"""How templates write an address from the root of the site: `href="~/proposals/TA-0803-001.html"`."""

_ADDRESSES = ("href", "src", "action")


class Slot(Enum):
    """What may be stamped, with the token that stands for it in a shell."""

    TITLE = "gkslottitle"
    DESCRIPTION = "gkslotdescription"
    ADDRESS = "gkslotaddress"
    EDIT = "gkslotedit"
    HEAD = "gkslothead"
    BODY = "gkslotbody"

    def safe(self, value: str) -> str:
        """The value as it may stand in this slot: text and attributes, a path, or HTML that is safe already."""
        if self in (Slot.BODY, Slot.HEAD):
            return value
        if self in (Slot.ADDRESS, Slot.EDIT):
            return escape(quote(value, safe="/-._~"), quote=True)
        return escape(value, quote=True)


class Landing(Struct, frozen=True):
    """A record type as MkDocs has to know it: its folder, its landing section, its name in the navigation."""

    folder: str
    section: str
    label: str


class Rendered(Struct, frozen=True):
    """What MkDocs made: every page by path, and which of them want a section."""

    pages: Mapping[str, str]
    sections: Mapping[str, str]
    """Path of a page -> the name of its section."""
    sources: Mapping[str, str]
    """Path of a page -> the file below `content/` that it was written in, '' for generated ones."""


BODY_TOKEN = re.compile(r"<(p|h1)>" + Slot.BODY.value + r"</\1>")
HEAD_TOKEN = f'<meta name="{Slot.HEAD.value}">'
_LINE = [slot.value for slot in Slot if slot not in (Slot.BODY, Slot.HEAD)]
_TOKENS = re.compile("|".join([BODY_TOKEN.pattern, re.escape(HEAD_TOKEN), *_LINE]))
_LAYOUT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)|[ \t]*\n\s*", re.DOTALL)
"""What is kept as it is, or, without a group, indentation."""


class ShellError(Exception):
    """A token is missing from a shell, or has survived stamping: the theme and the plugin do not fit."""


class Shell(Struct, frozen=True):
    """A page in pieces: text, slot, text, slot … text."""

    path: str
    """Where MkDocs would have written the page, from the root of the site."""
    pieces: tuple[str | Slot, ...]

    @property
    def slots(self) -> frozenset[Slot]:
        """The slots that the page has."""
        return frozenset(piece for piece in self.pieces if isinstance(piece, Slot))

    def stamp(self, values: Mapping[Slot, str]) -> str:
        """The page with its slots filled. Raises `ShellError` where a slot has no value."""
        depth = self.path.count("/")
        out: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, str):
                out.append(piece)
            elif piece is Slot.HEAD:
                out.append(values.get(piece, ""))
            elif piece not in values:
                raise ShellError(f"{self.path}: nothing to stamp into {piece.name}")
            elif piece is Slot.BODY:
                out.append(relative(values[piece], depth))
            else:
                out.append(piece.safe(values[piece]))
        return "".join(out)


def relative(html: str, depth: int) -> str:
    """Addresses from the root made relative to a page that lies `depth` folders deep."""
    html, up = str(html), "../" * depth or "./"  # not as Markup, which would escape what is put in
    for attribute in _ADDRESSES:
        html = html.replace(f'{attribute}="{ROOT}', f'{attribute}="{up}')
    return html


def squeezed(html: str) -> str:
    """A rendered page without the indentation that templates leave: a fifth of it."""
    return _LAYOUT.sub(lambda match: match[1] or "\n", html)


def cut(path: str, html: str, required: frozenset[Slot]) -> Shell:
    """A rendered page in pieces. Raises `ShellError` where a required token is missing."""
    pieces: list[str | Slot] = []
    end = 0
    for match in _TOKENS.finditer(html):
        pieces.append(html[end : match.start()])
        token = Slot.BODY.value if match[1] else Slot.HEAD.value if match[0] == HEAD_TOKEN else match[0]
        pieces.append(Slot(token))
        end = match.end()
    pieces.append(html[end:])
    shell = Shell(path, tuple(pieces))
    missing = required - shell.slots
    if missing:
        names = ", ".join(sorted(slot.name for slot in missing))
        raise ShellError(f"{path}: the theme rendered no {names}")
    if any(isinstance(piece, str) and "gkslot" in piece for piece in shell.pieces):
        raise ShellError(f"{path}: a token stands where it cannot be stamped")
    return shell


PROTOTYPE_SLOTS = frozenset({Slot.TITLE, Slot.DESCRIPTION, Slot.BODY})
"""What a prototype must have; an address and an edit link are there when the site's address and repository are known."""
PROTOTYPE = f"{Slot.ADDRESS.value}.html"
"""The file name of the prototype in each type's folder."""


def prototypes(rendered: Rendered) -> dict[str, Shell]:
    """The prototype of each type's pages, by the type's folder."""
    return {
        path.rpartition("/")[0]: cut(path, html, PROTOTYPE_SLOTS)
        for path, html in sorted(rendered.pages.items())
        if path.endswith(f"/{PROTOTYPE}")
    }


def handwritten(rendered: Rendered) -> dict[str, Shell]:
    """The pages of `content/`, by path."""
    return {
        path: cut(path, html, frozenset({Slot.BODY}) if path in rendered.sections else frozenset())
        for path, html in sorted(rendered.pages.items())
        if not path.endswith(f"/{PROTOTYPE}")
    }
