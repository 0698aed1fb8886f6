"""The periods of figures (`2024年`, `2023—2024学年`): their order in time, and which of two a growth lies between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.late import late
from generator.records.disclosure.model import Figure

_YEAR = late(r"(?:19|20|21)\d{2}")
_BETWEEN = late(r"[\s~～—–－-]|至")
Pair = tuple[Figure, Figure]
"""An earlier figure and a later one."""


def years_of(period: str | None) -> list[int]:
    """The years that a period names, as they stand there."""
    return [int(one) for one in _YEAR.findall(period or "")]


def in_time(periods: Iterable[str | None]) -> list[str | None]:
    """Periods in the order of their years; as they are listed where one of them names no year, and within a year."""
    listed = list(dict.fromkeys(periods))
    return sorted(listed, key=years_of) if all(map(years_of, listed)) else listed


def pair_of(figures: Sequence[Figure], ends: tuple[int, int] | None) -> Pair | None:
    """The two figures of one label that a growth between two years lies between; never one that is set beside itself.

    A school year is called by the year in which it begins, or by that in which it ends where only so both are there.
    Where no years are given, two figures of years that follow each other are meant.
    """
    if ends is None:
        ordered = sorted(figures, key=lambda one: years_of(one.period))
        return (ordered[0], ordered[1]) if len(ordered) == 2 and _follows(*ordered) else None
    both: list[Pair] = []
    for of in (min, max):
        first, last = ([one for one in figures if of(years_of(one.period), default=0) == year] for year in ends)
        both += [(one, other) for one in first for other in last if one is not other]
    return next((pair for pair in both if _kind(pair[0]) == _kind(pair[1])), both[0] if both else None)


def _follows(earlier: Figure, later: Figure) -> bool:
    """Whether a figure is of the year after another's: of the same months, the same term."""
    next_years = [year + 1 for year in years_of(earlier.period)]
    return bool(next_years) and next_years == years_of(later.period) and _kind(earlier) == _kind(later)


def _kind(figure: Figure) -> str:
    """What a period is beside its years: `学年`."""
    return _BETWEEN.sub("", _YEAR.sub("", figure.period or ""))
