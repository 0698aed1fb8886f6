"""A day to show to somebody who wrote one that is none: as much of it as can be kept is kept."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange

from generator.late import late

_WRITTEN = late(
    r"\D{0,3}((?:19|20|21)\d{2})(?:(\d{2})(\d{2})(?!\d)|\D{1,3}(\d{1,2})(?:\D{1,3}(\d{1,2}))?(?!\d)|(?!\d))", re.ASCII
)
_ANY_YEAR, _FEBRUARY = 2026, 2


def example_day(text: str) -> str:
    """`2025-02-28` for `2025-02-30` or `2025年2月`, `2026-05-13` for `2026-13-05`; any day where nothing can be kept."""
    match = _WRITTEN.match(unicodedata.normalize("NFKC", text))
    if match is None:
        return _day(_ANY_YEAR, _FEBRUARY, 0)
    year, month, day = int(match[1]), int(match[2] or match[4] or 0), int(match[3] or match[5] or 0)
    if month > 12 and 1 <= day <= 12:
        month, day = day, month
    return _day(year, month, day) if 1 <= month <= 12 else _day(year, _FEBRUARY, 0)


def _day(year: int, month: int, day: int) -> str:
    last = monthrange(year, month)[1]
    return f"{year}-{month:02d}-{day if 1 <= day <= last else last:02d}"
