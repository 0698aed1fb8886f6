"""Lines that a chart names itself, as a parent and in its crosswalk, and does not have."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.nearest import slips
from generator.records.classification.model import Classification

_FEWEST = 2
"""Places of a chart that name a code, for it to be the line that is missing and not these that are wrong."""


class Lacking(Struct, frozen=True):
    """A line that a chart does not have, or has under a code with a slip."""

    code: str
    children: tuple[int, ...]
    """The lines that name it as their parent."""
    row: int | None
    """Its row of the crosswalk."""
    meant: int | None
    """The line that may be it, under another code."""


@derived
def lacking_lines(chart: Classification, facts: Facts) -> tuple[Lacking, ...]:
    """The lines that several places of a chart name; one that only the crosswalk names, where no line may be it."""
    return tuple(_lacking(chart))


def numbered_below(chart: Classification, code: str, above: str) -> bool:
    """Whether a chart has all lines whose codes begin with another's below that one, this line alone left out."""
    others = [one for one in chart.lines if one.code.startswith(above) and one.code not in (above, code)]
    return code.startswith(above) and len(others) > 1 and all(chart.within(one.code, above) for one in others)


def lacking_code(chart: Classification, code: str, facts: Facts) -> bool:
    """Whether a code is one of them: said at the chart, once."""
    return code not in chart.by_code and any(one.code == code for one in lacking_lines(chart, facts))


def _lacking(chart: Classification) -> Iterator[Lacking]:
    parents = [(one.parent, index) for index, one in enumerate(chart.lines) if one.parent is not None]
    rows = {one.code: index for index, one in reversed(list(enumerate(chart.crosswalk)))}
    named = dict.fromkeys((*(code for code, _ in parents), *rows))
    for code in named:
        if code in chart.by_code:
            continue
        children, row = tuple(index for parent, index in parents if parent == code), rows.get(code)
        meant = _meant(code, chart, rows)
        if len(children) + (row is not None) >= _FEWEST or (not children and meant is None):
            yield Lacking(code, children, row, meant)


def line_meant(chart: Classification, code: str) -> int | None:
    """The line that a row of the crosswalk may speak of under another code."""
    return _meant(code, chart, {one.code: index for index, one in enumerate(chart.crosswalk)})


def _meant(code: str, chart: Classification, rows: dict[str, int]) -> int | None:
    """The line whose code has a slip: it has no row of its own, and none stands below it."""
    parents = {one.parent for one in chart.lines}
    free = (
        index
        for index, one in enumerate(chart.lines)
        if one.code not in rows and one.code not in parents and slips(code, one.code) == 1
    )
    return next(free, None)
