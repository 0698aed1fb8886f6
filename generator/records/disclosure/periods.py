"""The periods of figures (`2024年`, `2023—2024学年`): their order, what a growth lies between, what a total is over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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


def added_up(figures: Sequence[Figure], ends: tuple[int, int] | None) -> Iterator[tuple[Figure, ...]]:
    """The figures of one label that a total over several periods may be added up from: all, or those of one kind (年, 学年).

    What covers the same months twice (2024年 and 2024年上半年) is never added. Of years from one to another each must be there.
    """
    for of in (min, max) if ends else (min,):
        kinds: dict[tuple[str, int], list[Figure]] = {}
        for one in figures:
            years = years_of(one.period)
            if ends is None or (years and ends[0] <= of(years) <= ends[1] and _within(one, ends)):
                kinds.setdefault((_kind(one).rstrip("年度"), max(years, default=0) - min(years, default=0)), []).append(
                    one
                )
        every = [one for those in kinds.values() for one in those]
        for those in ([every] if len(kinds) > 1 and not _overlap(kinds) else []) + list(kinds.values()):
            covered = {year for one in those for year in _covered(one, of)} if ends else set()
            if covered >= set(_span(ends)) if ends else len(those) > 1:
                yield tuple(those)


def _within(figure: Figure, ends: tuple[int, int]) -> bool:
    """Whether a row over several years (2023—2025年) lies between two; a school year belongs to either of its own."""
    years = years_of(figure.period)
    return "学" in (figure.period or "") or (ends[0] <= min(years) and max(years) <= ends[1])


def _covered(figure: Figure, of: Callable[[list[int]], int]) -> Iterable[int]:
    years = years_of(figure.period)
    return (of(years),) if "学" in (figure.period or "") else _span((min(years), max(years)))


def _span(ends: tuple[int, int]) -> range:
    return range(ends[0], ends[1] + 1)


def _overlap(kinds: Mapping[tuple[str, int], Sequence[Figure]]) -> bool:
    """Whether whole years stand beside parts of them, or several years beside one of them."""
    whole = {kind for kind in kinds if kind[0] in ("", "学")}
    years = {kind: {year for one in those for year in _years_between(one)} for kind, those in kinds.items()}
    return any(years[one] & years[other] for one in whole for other in kinds if one != other)


def _years_between(figure: Figure) -> Iterable[int]:
    years = years_of(figure.period)
    return _span((min(years), max(years))) if years else ()
