"""The nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or '' where none is near; ties go to the first in order."""
    words = sorted(set(known))
    folded = {one.casefold(): one for one in reversed(words)}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    return close[0] if close else ""
