"""Patterns that are compiled when they are first used: most of those that find or word a fault are not, where there is none.

To compile one takes up to some milliseconds, a range of Chinese characters alone one of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a compiled pattern, whose methods it takes over as soon as one of them is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._written)
        for one in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "pattern"):
            setattr(self, one, getattr(compiled, one))
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is not compiled yet."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
