"""Flow pictures (Sankey): boxes in levels and bands between them, all on one scale; places and lengths only.

A level's boxes stand in slots at least as wide as their labels, so that labels never meet, however small a
count is. The same levels can be drawn across (time runs to the right) or down (for narrow screens).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

_THICK = 9.0
"""How thick a box is in the direction of the flow."""
_GAP = 10.0
"""The least distance between boxes of a level."""
_MOST_PER_ONE = 14.0
"""How much one counted thing may take up, so that few things do not look like many."""


class Box(Struct, frozen=True):
    """A count at one level."""

    key: str
    label: str
    count: int
    tone: str = ""


class Band(Struct, frozen=True):
    """How many went from one box to one of a later level."""

    source: str
    target: str
    count: int


class Shape(Struct, frozen=True):
    """A box as it is drawn, with where its label begins."""

    label: str
    count: int
    tone: str
    x: str
    y: str
    width: str
    height: str
    label_x: str
    label_y: str


class Stream(Struct, frozen=True):
    """A band as it is drawn."""

    path: str
    tone: str


class Drawing(Struct, frozen=True):
    """A whole picture, in units of its own."""

    width: str
    height: str
    boxes: tuple[Shape, ...]
    streams: tuple[Stream, ...]


class Frame(Struct, frozen=True):
    """How a picture is laid out."""

    down: bool
    breadth: float
    """What a level may take up at right angles to the flow."""
    pitch: float
    """From one level to the next."""
    sign: float
    """How wide a Chinese character of a label is."""
    after: float
    """What the labels of the last level need behind it."""

    def slot(self, box: Box) -> float:
        """What a box's label needs at right angles to the flow."""
        return self.sign * max(len(box.label), len(str(box.count)) * 0.6) if self.down else self.sign * 1.5


ACROSS = Frame(down=False, breadth=250, pitch=150, sign=13, after=104)
DOWN = Frame(down=True, breadth=352, pitch=84, sign=11, after=34)


class _Place(Struct, frozen=True):
    """Where a box lies at right angles to the flow, and its level."""

    level: int
    start: float
    size: float


def drawn(levels: Sequence[Sequence[Box]], bands: Sequence[Band], frame: Frame) -> Drawing:
    """The picture of some levels; boxes and bands that count nothing are left out."""
    kept = [[box for box in level if box.count] for level in levels]
    kept = [level for level in kept if level]
    scale = _scale(kept, frame)
    places = dict(_places(kept, scale, frame))
    boxes = {box.key: box for level in kept for box in level}
    long = (len(kept) - 1) * frame.pitch + _THICK + frame.after
    wide = max((_extent(level, scale, frame) for level in kept), default=0.0)
    width, height = (frame.breadth, long) if frame.down else (long, wide)
    return Drawing(
        _said(width),
        _said(height),
        tuple(_shape(box, places[key], frame) for key, box in boxes.items()),
        tuple(_streams(bands, boxes, places, scale, frame)),
    )


def _extent(level: Sequence[Box], scale: float, frame: Frame) -> float:
    return sum(max(box.count * scale, frame.slot(box)) for box in level) + _GAP * (len(level) - 1)


def _scale(levels: Sequence[Sequence[Box]], frame: Frame) -> float:
    """The largest scale at which the levels fit: across, only the first has to, as a picture may grow in height."""
    most = max((sum(box.count for box in level) for level in levels), default=1)
    scale = min(_MOST_PER_ONE, frame.breadth / most)
    while frame.down and scale > 0.01 and any(_extent(level, scale, frame) > frame.breadth for level in levels):
        scale *= 0.98
    return scale


def _places(levels: Sequence[Sequence[Box]], scale: float, frame: Frame) -> Iterator[tuple[str, _Place]]:
    widest = frame.breadth if frame.down else max((_extent(level, scale, frame) for level in levels), default=0.0)
    for number, level in enumerate(levels):
        at = (widest - _extent(level, scale, frame)) / 2 if frame.down else 0.0
        for box in level:
            size, slot = box.count * scale, max(box.count * scale, frame.slot(box))
            yield box.key, _Place(number, at + (slot - size) / 2, size)
            at += slot + _GAP


def _shape(box: Box, place: _Place, frame: Frame) -> Shape:
    along, middle = place.level * frame.pitch, place.start + place.size / 2
    size = max(place.size, 1.0)
    start = middle - size / 2
    if frame.down:
        corner, sides, label = (start, along), (size, _THICK), (middle, along + _THICK + frame.sign * 1.2)
    else:
        corner, sides, label = (along, start), (_THICK, size), (along + _THICK + 6, middle + frame.sign * 0.36)
    numbers = (_said(one) for one in (*corner, *sides, *label))
    return Shape(box.label, box.count, box.tone, *numbers)


def _streams(
    bands: Sequence[Band], boxes: Mapping[str, Box], places: Mapping[str, _Place], scale: float, frame: Frame
) -> Iterator[Stream]:
    """Bands leave and enter a box in the order of the boxes at their other ends."""
    there = [one for one in bands if one.count and one.source in places and one.target in places]
    order = {key: number for number, key in enumerate(boxes)}
    left = {key: place.start for key, place in places.items()}
    entered = dict(left)
    for band in sorted(there, key=lambda one: (order[one.source], order[one.target])):
        source, target, size = places[band.source], places[band.target], band.count * scale
        ends = (left[band.source], entered[band.target])
        left[band.source] += size
        entered[band.target] += size
        begin, end = source.level * frame.pitch + _THICK, target.level * frame.pitch
        yield Stream(_path(begin, end, ends, size, frame), boxes[band.target].tone)


def _path(begin: float, end: float, ends: tuple[float, float], size: float, frame: Frame) -> str:
    middle = (begin + end) / 2

    def at(along: float, athwart: float) -> str:
        first, second = (athwart, along) if frame.down else (along, athwart)
        return f"{_said(first)} {_said(second)}"

    start, stop = ends
    there = f"M{at(begin, start)}C{at(middle, start)} {at(middle, stop)} {at(end, stop)}"
    back = f"L{at(end, stop + size)}C{at(middle, stop + size)} {at(middle, start + size)} {at(begin, start + size)}Z"
    return there + back


def _said(number: float) -> str:
    return f"{round(number, 1) + 0:g}"
