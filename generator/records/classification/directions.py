"""Lines of a chart whose direction cannot be right: their role, their details or the version before say otherwise."""

from __future__ import annotations

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.records.classification.model import ChartLine, Classification, Direction, LineRole

_OF_ROLE = dict.fromkeys(LineRole, Direction.INCOME) | {
    LineRole.TO_BRANCHES: Direction.EXPENDITURE,
    LineRole.SCHOOL_LINE: Direction.EXPENDITURE,
}


class Turned(Struct, frozen=True):
    """A line that has the other direction than it must have."""

    index: int
    line: ChartLine
    why: str


@derived
def turned_lines(chart: Classification, facts: Facts) -> tuple[Turned, ...]:
    """The lines of a chart whose direction is the wrong way round, each with the evidence."""
    earlier = facts.find(chart.predecessor)
    before = earlier if isinstance(earlier, Classification) else None
    found = ((index, line, _evidence(line, chart, before)) for index, line in enumerate(chart.lines))
    return tuple(Turned(index, line, why) for index, line, why in found if why)


def _evidence(line: ChartLine, chart: Classification, before: Classification | None) -> str:
    if line.role is not None and _OF_ROLE[line.role] is not line.direction:
        return f"用途「{line.role.value}」只能是{_OF_ROLE[line.role].value}"
    below = [one for one in chart.lines if one.parent == line.code]
    other = [one for one in below if one.direction is not line.direction]
    if len(other) > 1 and len(other) * 2 > len(below):
        return f"它的 {len(other)} 个下级科目却是{other[0].direction.value}，例如「{other[0].code} {other[0].name}」"
    was = _was(line, chart, before)
    if was is not None and was.direction is not line.direction and was.name == line.name:
        return f"上一版同名的「{was.code} {was.name}」是{was.direction.value}"
    return ""


def _was(line: ChartLine, chart: Classification, before: Classification | None) -> ChartLine | None:
    """The one line that it comes from; None where that one's own direction is doubtful."""
    row = next((one for one in chart.crosswalk if one.code == line.code), None)
    if before is None or row is None or len(row.was) != 1 or row.note is not None:
        return None
    was = before.by_code.get(row.was[0])
    return was if was is not None and not _evidence(was, before, None) else None
