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

import numpy as np
from numpy.typing import NDArray

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
_DICTIONARY = "dictionary/TSCharacters.txt"
"""OpenCC's table of traditional characters, as opencc-python-reimplemented ships it."""


@cache
def simplified() -> dict[str, str]:
    """Traditional character -> simplified one, of OpenCC's table."""
    rows = (line.split("\t") for line in (files("opencc") / _DICTIONARY).read_text("utf-8").splitlines())
    pairs = ((row[0], row[1].split(" ")[0]) for row in rows if len(row) == 2)
    return {old: new for old, new in pairs if old != new and len(old) == len(new) == 1 and max(old, new) < "\U00010000"}


@cache
def table() -> Units:
    """What each code unit folds to; the ones that `lengthening` names fold to themselves."""
    to_simplified = simplified()
    made = np.arange(_BMP, dtype=np.uint16)
    for code in range(_BMP):
        if 0xD800 <= code < 0xE000:
            continue
        char = unicodedata.normalize("NFKC", chr(code)).lower()
        char = SAME.get(char, char)
        char = to_simplified.get(char, char)
        if _single(char):
            made[code] = ord(char)
    made[[0x09, 0x0B, 0x0C, 0x0D, 0xA0, 0x3000]] = 0x20
    return made


@cache
def lengthening() -> re.Pattern[str]:
    """Characters that become several, combine with their neighbours, or lie beyond the BMP."""
    found = [
        char
        for char in map(chr, (code for code in range(_BMP) if not 0xD800 <= code < 0xE000))
        if not _single(unicodedata.normalize("NFKC", char).lower())
        or unicodedata.combining(char)
        or unicodedata.category(char) in ("Mn", "Mc", "Me")
        or 0x1100 <= ord(char) < 0x1200
    ]
    return re.compile("[" + "".join(re.escape(char) for char in found) + "\U00010000-\U0010ffff]")


def _single(char: str) -> bool:
    return len(char) == 1 and ord(char) < _BMP


def prepared(text: str) -> str:
    """A text in which every character that is left to fold becomes one other."""
    return unicodedata.normalize("NFKC", text).lower() if lengthening().search(text) else text


def units(text: str) -> Units:
    """The code units of a text."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")


def tight(folded: Units) -> NDArray[np.bool_]:
    """Which units stay: a space stays only between two latin letters or digits, so that 第 8 届 is 第8届."""
    space = folded == 0x20
    word = ((folded >= 0x30) & (folded <= 0x39)) | ((folded >= 0x61) & (folded <= 0x7A))
    before = np.zeros(len(folded), dtype=bool)
    after = np.zeros(len(folded), dtype=bool)
    before[1:], after[:-1] = word[:-1], _next(word, space)
    return np.asarray(~space | (before & after))


def _next(word: NDArray[np.bool_], space: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each unit but the last: whether what follows it, spaces passed over, is a letter or digit."""
    places = np.where(space, len(space), np.arange(len(space)))
    following = np.minimum.accumulate(places[::-1])[::-1][1:]
    return np.asarray(word[np.minimum(following, len(word) - 1)] & (following < len(word)))


@cache
def _changes() -> dict[int, str]:
    made = table()
    return {code: chr(made[code]) for code in np.flatnonzero(made != np.arange(_BMP)).tolist()}


_LOOSE = re.compile(r"(?<![0-9a-z]) +| +(?![0-9a-z ])|(?<= ) +")


def fold(text: str) -> str:
    """A single text, folded; for a short one this is quicker than arrays are."""
    return _LOOSE.sub("", prepared(text).translate(_changes()))
