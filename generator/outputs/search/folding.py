"""The form in which words are compared: NFKC, lower case, simplified, brackets and dashes of one kind.

The client folds what a reader types by the same rules (`fold` in site_templates/theme/assets/search.js); tests
run both over every character of the Basic Multilingual Plane. Where folding changes one character into one
other, a table says so, and whole segments are folded at once; the few characters that become several, and
those that combine, take the slow way first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from generator.outputs.installed import once

Units = NDArray[np.uint16]
"""Text as UTF-16 code units, as a browser counts them."""

SAME = {
    **dict.fromkeys("〔［【[{", "("),
    **dict.fromkeys("〕］】]}", ")"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("・‧•", "·"),
    "ς": "σ",
}
"""Characters that count as the same beyond what Unicode says: a reader does not care which bracket it was."""

_BMP = 0x10000
_BEYOND = "\U00010000"
_COMBINING = ("Mn", "Mc", "Me")
_DICTIONARY = "dictionary/TSCharacters.txt"
"""OpenCC's table of traditional characters, as opencc-python-reimplemented ships it."""


@cache
def simplified() -> dict[str, str]:
    """Traditional character -> simplified one, of OpenCC's table."""
    rows = (line.split("\t") for line in (files("opencc") / _DICTIONARY).read_text("utf-8").splitlines())
    pairs = ((row[0], row[1].split(" ")[0]) for row in rows if len(row) == 2)
    return {old: new for old, new in pairs if old != new and len(old) == len(new) == 1 and max(old, new) < _BEYOND}


@cache
def _tables() -> tuple[Units, NDArray[np.bool_]]:
    """What units fold to, and which of them `prepared` has to see first (Korean letters combine to syllables)."""
    kept = once("folding", lambda: b"".join(one.tobytes() for one in _made()))
    return np.frombuffer(kept, np.uint16, _BMP), np.frombuffer(kept, np.bool_, _BMP, 2 * _BMP)


def _made() -> tuple[Units, NDArray[np.bool_]]:
    """Both tables, of Unicode as this Python has it and OpenCC's table.

    Ideographs and Korean syllables are their own NFKC: looking at each of them would take longer than all else here.
    """
    to_simplified = simplified()
    made = np.arange(_BMP, dtype=np.uint16)
    several = np.zeros(_BMP, dtype=bool)
    several[0xD800:0xE000] = True
    for old, new in to_simplified.items():
        made[ord(old)] = ord(new)
    for char in map(chr, chain(range(0x4E00), range(0xA000, 0xAC00), range(0xF900, _BMP))):
        folded = unicodedata.normalize("NFKC", char).lower()
        if len(folded) == 1 and folded < _BEYOND:
            same = SAME.get(folded, folded)
            made[ord(char)] = ord(to_simplified.get(same, same))
            several[ord(char)] = unicodedata.category(folded) in _COMBINING or "\u1100" <= folded < "\u1200"
        else:
            several[ord(char)] = True
    made[[0x09, 0x0B, 0x0C, 0x0D, 0xA0, 0x3000]] = 0x20
    return made, several


def table() -> Units:
    """What each code unit folds to; those that become several fold to themselves."""
    return _tables()[0]


def becomes_several() -> NDArray[np.bool_]:
    """For each code unit whether it becomes several, combines with its neighbours, or is half of a character."""
    return _tables()[1]


def prepared(text: str) -> str:
    """A text in which every character that is left to fold becomes one other."""
    return unicodedata.normalize("NFKC", text).lower()


def units(text: str) -> Units:
    """The code units of a text."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")


def tight(folded: Units) -> NDArray[np.bool_]:
    """Which units stay: a space stays only between two latin letters or digits, so that 第 8 届 is 第8届."""
    stays = np.ones(len(folded), dtype=bool)
    spaces = np.flatnonzero(folded == 0x20)
    if len(spaces):
        ends = spaces[np.r_[spaces[1:] != spaces[:-1] + 1, True]]
        behind = ends[np.searchsorted(ends, spaces)] + 1
        between = (spaces > 0) & (behind < len(folded))
        around = (folded[spaces - 1], folded[np.minimum(behind, len(folded) - 1)])
        stays[spaces] = between & _latin(around[0]) & _latin(around[1])
    return stays


def _latin(folded: Units) -> NDArray[np.bool_]:
    return ((folded >= 0x30) & (folded <= 0x39)) | ((folded >= 0x61) & (folded <= 0x7A))


@cache
def _changes() -> dict[int, str]:
    made = table()
    return {code: chr(made[code]) for code in np.flatnonzero(made != np.arange(_BMP)).tolist()}


_LOOSE = re.compile(r"(?<![0-9a-z]) +| +(?![0-9a-z ])|(?<= ) +")


def fold(text: str) -> str:
    """A single text, folded; for a short one this is quicker than arrays are."""
    return _LOOSE.sub("", prepared(text).translate(_changes()))
