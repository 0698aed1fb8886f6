"""The nearest known word to one that is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

_NUMBER = re.compile(r"\d+", re.ASCII)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or '' where none is near; ties go to the first in order."""
    words = sorted(set(known))
    folded = {one.casefold(): one for one in reversed(words)}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = get_close_matches(word, words, n=5, cutoff=0.6)
    return next((one for one in close if _same_number(word, one)), "")


def _same_number(word: str, known: str) -> bool:
    """Whether the digits of two words are the same but for one slip: TA-0803-999 is no slip for TA-0803-069."""
    written, wanted = _NUMBER.findall(word), _NUMBER.findall(known)
    if list(map(int, written)) == list(map(int, wanted)):
        return True
    one, other = "".join(written), "".join(wanted)
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    unlike = [at for at, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    swapped = len(unlike) == 2 and unlike[1] == unlike[0] + 1 and one[unlike[0]] == other[unlike[1]]
    return len(unlike) < 2 or (swapped and one[unlike[1]] == other[unlike[0]])
