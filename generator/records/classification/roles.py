"""Roles that lines of a chart cannot play, or leave to nobody: their names say otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.records.classification.model import Classification, Direction, LineRole

_NAMED = tuple(one for one in LineRole if one is not LineRole.SCHOOL_LINE)
"""Roles whose lines are called so; what a school calls its line for the union is its own affair."""
_UNASKED = (LineRole.DUES, LineRole.FROM_ABOVE, LineRole.FROM_SCHOOL)
"""Those of which nothing else says that no line plays them."""


class Unlike(Struct, frozen=True):
    """A line whose name says another role than it has."""

    index: int
    role: LineRole
    """The one that its name says."""


def unlike_roles(chart: Classification) -> tuple[Unlike, ...]:
    """The lines that bear the name of another role, and not of their own."""
    found = []
    for index, line in enumerate(chart.lines):
        if line.role in _NAMED and line.role is not None and line.role.value not in line.name:
            other = next((one for one in _NAMED if one.value in line.name), None)
            found += [Unlike(index, other)] if other is not None else []
    return tuple(found)


def named_twice(chart: Classification) -> Iterator[tuple[int, str]]:
    """Lines that bear the name of one beside them, with that one's code."""
    seen: dict[tuple[str, Direction, str], str] = {}
    for index, one in enumerate(chart.lines):
        first = seen.setdefault((one.parent or "", one.direction, one.name), one.code)
        if first != one.code:
            yield index, first


def second_lines(chart: Classification) -> Iterator[tuple[int, str]]:
    """Lines with a role that another line is named after, with that one's code: details of it left out."""
    for index, line in enumerate(chart.lines):
        if line.role not in _NAMED or line.role is None or line.role.value in line.name:
            continue
        same = (one for one in chart.lines if one.role is line.role and one.code != line.code)
        first = next((one.code for one in same if line.role.value in one.name), None)
        if first is not None and not chart.within(line.code, first):
            yield index, first


def unplayed(chart: Classification) -> Iterator[tuple[int, LineRole]]:
    """Lines of a chart of union money that are named after a role which no line has."""
    roles = {one.role for one in chart.lines}
    if LineRole.TRANSFER_IN not in roles:
        return
    for role in _UNASKED:
        named = [index for index, one in enumerate(chart.lines) if one.name.startswith(role.value) and not one.parent]
        if role not in roles and len(named) == 1:
            yield named[0], role
