"""The way of proposals as a picture: from what was collected to what was carried out, each band as thick as its count."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.bands import ACROSS, DOWN, Band, Box, Drawing, drawn
from generator.publication import Tone
from generator.records.proposal.counts import Bucket
from generator.records.proposal.model import ResponseResult
from generator.records.proposal.views.parts import (
    ALL,
    BUCKET_KEYS,
    GRADE_KEYS,
    RATED,
    RESULT_KEYS,
    UNRATED,
    Part,
    Parts,
)
from generator.records.proposal.views.said import conservation, progress

_MERGED = "merged"
_TONES = {
    "answered": Tone.DONE,
    "overdue": Tone.LATE,
    "satisfied": Tone.DONE,
    "fairly": Tone.RUN,
    "dissatisfied": Tone.LATE,
    RESULT_KEYS[ResponseResult.DONE]: Tone.DONE,
    RESULT_KEYS[ResponseResult.UNDER_WAY]: Tone.RUN,
    RESULT_KEYS[ResponseResult.PLANNED]: Tone.RUN,
    BUCKET_KEYS[Bucket.FILED]: Tone.RUN,
    BUCKET_KEYS[Bucket.SUGGESTION]: Tone.RUN,
    "filed-cases": Tone.RUN,
    "suggestion-cases": Tone.RUN,
}
_CASES = ((Bucket.FILED, "并案后立案"), (Bucket.SUGGESTION, "并案后建议"))


class Flow(Struct, frozen=True):
    """The picture, once for wide pages and once for narrow ones, with its title and its description."""

    title: str
    description: str
    across: Drawing
    down: Drawing


def flow(parts: Parts, whole: str) -> Flow:
    """The picture of some proposals; `whole` says what was counted."""
    levels, bands = _levels(parts, whole), list(_bands(parts))
    said = conservation(parts, whole) + progress(parts)
    return Flow(f"从{whole}到落实的件数", said, drawn(levels, bands, ACROSS), drawn(levels, bands, DOWN))


def _box(part: Part, label: str = "") -> Box:
    return Box(part.key, label or part.label, part.count, _TONES.get(part.key, Tone.IDLE))


def _levels(parts: Parts, whole: str) -> list[list[Box]]:
    """The levels from left to right; what goes no further stands below what does."""
    merged = parts.merged
    cases = [_box(parts[f"{BUCKET_KEYS[kind]}-cases"], label) for kind, label in _CASES]
    return [
        [_box(parts[ALL], whole)],
        [_box(parts[BUCKET_KEYS[kind]]) for kind in Bucket],
        [*cases, Box(_MERGED, "并入其他提案", merged, Tone.IDLE)] if merged else [],
        [_box(parts[key]) for key in ("answered", "overdue", "not-due", "open-undated", "taken-back")],
        [*(_box(parts[GRADE_KEYS[grade]]) for grade in RATED), _box(parts["unrated"], UNRATED)],
        [_box(one) for one in parts["results"].parts],
    ]


def _bands(parts: Parts) -> Iterable[Band]:
    merged = parts.merged
    for kind in Bucket:
        yield Band(ALL, BUCKET_KEYS[kind], parts[BUCKET_KEYS[kind]].count)
    for kind, _ in _CASES:
        key = BUCKET_KEYS[kind]
        cases = parts[f"{key}-cases"]
        if merged:
            yield Band(key, cases.key, cases.count)
            yield Band(key, _MERGED, parts.count(f"{key}-merged"))
        source = cases.key if merged else key
        for target in ("answered", "overdue", "not-due", "open-undated", "taken-back"):
            yield Band(source, target, _shared(cases, parts[target]))
    for key in (*GRADE_KEYS.values(), "unrated"):
        yield Band("answered", key, parts[key].count)
        for result in RESULT_KEYS.values():
            yield Band(key, result, parts[f"{result}-{key}"].count)


def _shared(one: Part, other: Part) -> int:
    return len({each.id for each in one.members} & {each.id for each in other.members})
