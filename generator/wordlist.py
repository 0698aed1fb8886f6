"""Words that texts are asked for: a text is searched only for those of whose signs none is missing in it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cache


class Wordlist:
    """Some words. Of most one sign at least is not in a text, and to see that is quicker than to search for the word."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple((one, frozenset(one)) for one in words)

    def among(self, text: str, signs: Set[str]) -> tuple[str, ...]:
        """Those that stand in a text, whose signs are known."""
        return tuple([one for one, own in self._words if own <= signs and one in text])

    def any_in(self, text: str, signs: Set[str]) -> bool:
        """Whether one of them does."""
        return any(one in text for one, own in self._words if own <= signs)


@cache
def wordlist(words: tuple[str, ...]) -> Wordlist:
    """The list of some words, made once."""
    return Wordlist(words)
