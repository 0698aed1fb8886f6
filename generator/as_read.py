"""A text as its reader sees it: without the marks of Markdown, each sign with its place in the source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from generator.late import late

_MAY_BE_MARKED = re.compile("[*`~\\\\&<\\]\u00ad\u200b-\u200d\u2060\ufeff\n]")
_MARKED = re.compile("[*`~\\\\&<\\]\u00ad\u200b-\u200d\u2060\ufeff]|[0-9@][ \t]*\n[ \t]*[0-9]|\n@|@\n")
"""What stands in a text that is read otherwise than it is written: most texts have nothing of the kind."""
_PAIR = late(r"(?<![*~\\])([*~])(?![\s*~])[^*~\n]*(?<![\s*~])\1(?![*~])")
"""One mark of emphasis before and behind: a single one is a sign of its own, 15000*18 or 15000~18000."""
_UNSEEN = late(
    r"(?P<reference>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,16});)"
    r"|\\(?=[!-/:-@\[-`{-~\n])(?P<kept>[!-/:-@\[-`{-~])?"
    r"|\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|</?[A-Za-z][^<>]{0,200}>|<!--.{0,200}?-->"
    r"|\*{2,}|~~|`+|\[|\]|[\u00ad\u200b-\u200d\u2060\ufeff]|(?P<end>[ \t]*\n[ \t]*)"
)
"""Character references, escapes, addresses of links, tags, marks, signs without width, and broken lines."""


class AsRead(NamedTuple):
    """What is read, and where it is written."""

    text: str
    places: Sequence[int]
    """Where each sign stands in the source; the source's end behind the last."""

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of what is read stands in the source."""
        return self.places[start], self.places[end - 1] + 1


def may_be_marked(text: str) -> bool:
    """Whether a text may be read otherwise than it is written."""
    return bool(_MAY_BE_MARKED.search(text) and _MARKED.search(text))


def as_read(text: str) -> AsRead | None:
    """A text as it is read, None where it is read as it is written. A broken line is read as a space."""
    if not may_be_marked(text):
        return None
    dropped = {place for pair in _PAIR.finditer(text) for place in (pair.start(), pair.end() - 1)}
    signs: list[str] = []
    places = array("I")

    def take(start: int, end: int) -> None:
        if dropped:
            kept = [place for place in range(start, end) if place not in dropped]
            signs.extend(text[place] for place in kept)
            places.extend(kept)
        else:
            signs.append(text[start:end])
            places.extend(range(start, end))

    done = 0
    for match in _UNSEEN.finditer(text):
        take(done, match.start())
        done = match.end()
        left = unescape(match["reference"]) if match["reference"] else match["kept"] or (" " if match["end"] else "")
        signs.extend(left)
        places.extend([match.start()] * len(left))
    take(done, len(text))
    places.append(len(text))
    return AsRead("".join(signs), places)
