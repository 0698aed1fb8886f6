"""Proposals compared: a row for each year or congress, each unit or category, with bars on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import percent
from generator.records.proposal.counts import Bucket
from generator.records.proposal.model import Proposal
from generator.records.proposal.views.overview import cell
from generator.records.proposal.views.parts import ALL, BUCKET_KEYS, Part, Parts, parts_of
from generator.records.proposal.views.said import COLLECTED, partly
from generator.records.proposal.views.statistics import due_of

_COLUMNS = (
    *(one.value for one in Bucket),
    "并案后办理",
    "已答复 / 应答复",
    "按期答复",
    "用时中位数",
    "满意和基本满意 / 已评价",
)
"""The columns after the first; the buckets add up to it (P15)."""
_WIDTH = 1000
_SHADES = {kind: f"gk-part--{number}" for number, kind in enumerate(Bucket, 1)}


class Cell(Struct, frozen=True):
    """A number with the address of its records, '' where there are none."""

    value: str
    href: str = ""


class Segment(Struct, frozen=True):
    """A piece of a bar."""

    x: str
    width: str
    shade: str


class Span(Struct, frozen=True):
    """A year, a congress, a unit or a category in one row."""

    link: Link
    cells: tuple[tuple[Cell, ...], ...]
    """One number for each column, or two: a part and the whole it is a part of."""
    bar: tuple[Segment, ...]
    said: str
    """The bar in words."""


class Trend(Struct, frozen=True):
    """Rows to be compared."""

    head: str
    columns: tuple[str, ...]
    rows: tuple[Span, ...]
    legend: tuple[tuple[str, str], ...]
    """What the shades of the bars mean: (class, word)."""
    note: str = ""
    """Whose numbers are not those of all."""


def trend(
    head: str, spans: Iterable[tuple[Link, str, Sequence[Proposal]]], facts: Facts, whole: str = COLLECTED
) -> Trend | None:
    """Some spans compared: each with its link, the base of its lists ('' where it has none) and its proposals.

    None where there is nothing to compare.
    """
    found = [(link, base, parts_of(proposals, facts)) for link, base, proposals in spans]
    most = max((parts.count(ALL) for _, _, parts in found), default=0)
    if not most:
        return None
    rows = tuple(_span(link, base, parts, most) for link, base, parts in found)
    note = partly((one for _, _, parts in found for one in parts.partial), facts)
    there = [kind for kind in Bucket if any(parts.count(BUCKET_KEYS[kind]) for _, _, parts in found)]
    legend = tuple((_SHADES[kind], kind.value) for kind in there)
    return Trend(head, (whole, *_COLUMNS), rows, legend, note)


def _span(link: Link, base: str, parts: Parts, most: int) -> Span:
    due, good = due_of(parts)
    in_time = Cell(percent(good, due), cell(parts["in-time"], base).href)

    def number(key: str) -> Cell:
        found = cell(parts[key], base)
        return Cell(found.value, found.href)

    def share(part: str, whole: str) -> tuple[Cell, ...]:
        return tuple(number(key) for key in (part, whole)) if parts.count(whole) else (Cell("—"),)

    numbers = ((number(key),) for key in (ALL, *BUCKET_KEYS.values(), "handled"))
    cells = (*numbers, share("answered", "owed"), (in_time,), (_median(parts, base),), share("content", "rated"))
    buckets = [parts[BUCKET_KEYS[kind]] for kind in Bucket]
    said = "，".join(f"{one.label} {one.count} 件" for one in buckets if one.members)
    return Span(link, cells, tuple(_segments(buckets, most)), f"{link.title}：{said}")


def _median(parts: Parts, base: str) -> Cell:
    found = parts.waits
    return Cell(f"{found.median} 天", cell(parts["answered"], base).href) if found.answered else Cell("—")


def _segments(buckets: Sequence[Part], most: int) -> Iterable[Segment]:
    at = 0.0
    for kind, part in zip(Bucket, buckets, strict=True):
        if part.members:
            width = part.count * _WIDTH / most
            yield Segment(f"{at:.1f}", f"{width:.1f}", _SHADES[kind])
            at += width
