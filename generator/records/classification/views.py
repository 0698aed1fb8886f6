"""How charts of accounts show themselves: the tree of lines, the crosswalk, the accounts that use them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.prose import Link
from generator.publication import Fragment, Page, State, Summary, Tone
from generator.reader_text import link, linked
from generator.records.classification.model import ChartLine, Classification, Direction

LANDING = Link("classifications.html", "科目表")


class Row(Struct, frozen=True):
    """A line of the chart with where it came from."""

    code: str
    name: str
    level: int
    role: str
    was: str
    note: str


class Version(Struct, frozen=True):
    """A chart in the list of charts."""

    link: Link
    used: str
    state: State


class Side(Struct, frozen=True):
    """The lines of one direction."""

    direction: str
    rows: tuple[Row, ...]


@derived
def summarize(record: Classification, facts: Facts) -> Summary:
    """The chart in one row."""
    return Summary(
        id=record.id,
        type_name=record.type_name,
        type_label=record.type_label,
        address=record.address,
        title=record.title,
        day=None,
        year=record.start,
        stage=_stage(record, facts),
    )


def _stage(record: Classification, facts: Facts) -> State:
    if record.end is not None and record.end < facts.as_of.year:
        return State("已停用", "○", Tone.IDLE)
    if record.start > facts.as_of.year:
        return State("尚未启用", "○", Tone.IDLE)
    return State("在用", "●", Tone.DONE)


def page(record: Classification, facts: Facts) -> Page:
    """The page of a chart."""
    earlier = link(facts, record.predecessor)
    later = [one for one in facts.referrers(record, Classification) if one.predecessor is not None]
    rows = [
        ("核算对象", record.subject),
        ("使用年份", _used(record)),
        ("上一版", linked([earlier]) if earlier else None),
        ("下一版", linked(Link(one.address, one.title) for one in later) if later else None),
        ("依据", record.basis if record.verified else f"{record.basis}（尚未对照原文）"),
    ]
    context = {
        "crumbs": [LANDING],
        "id": record.id,
        "title": record.title,
        "states": [_stage(record, facts)],
        "facts": tuple((label, value) for label, value in rows if value is not None),
        "sides": tuple(_side(record, one) for one in Direction if any(line.direction is one for line in record.lines)),
        "crossed": bool(record.crosswalk),
    }
    description = f"{record.title}：{len(record.lines)} 个科目，{_used(record)}"
    return Page(record.address, record.title, description, "classification/page.html", context)


def _used(record: Classification) -> str:
    return f"{record.start}—{record.end} 年" if record.end is not None else f"{record.start} 年起"


def _side(record: Classification, direction: Direction) -> Side:
    top = [one for one in record.lines if one.direction is direction and one.parent not in record.by_code]
    return Side(direction.value, tuple(row for one in top for row in _rows(record, one, 0)))


def _rows(record: Classification, line: ChartLine, level: int) -> Iterator[Row]:
    """A line and those below it; checks have made sure that this ends."""
    crossed = next((one for one in record.crosswalk if one.code == line.code), None)
    was = "、".join(crossed.was) if crossed is not None else ""
    note = (crossed.note or "") if crossed is not None else ""
    new = crossed is not None and not crossed.was
    yield Row(line.code, line.name, min(level, 4), line.role.value if line.role else "", "新设" if new else was, note)
    for one in record.lines:
        if one.parent == line.code:
            yield from _rows(record, one, level + 1)


def landing(facts: Facts) -> Fragment:
    """Every chart, by what it is for, the version in use first."""
    groups: dict[str, list[Version]] = {}
    for record in sorted(facts.of_type(Classification), key=lambda one: (-one.start, one.id)):
        if record.withdrawn is None:
            version = Version(Link(record.address, record.title), _used(record), _stage(record, facts))
            groups.setdefault(record.subject, []).append(version)
    return Fragment("classification/landing.html", {"groups": tuple(sorted(groups.items()))})
