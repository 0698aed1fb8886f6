"""Flow pictures: what is drawn is as thick as it counts, and no label meets another."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.bands import ACROSS, DOWN, Band, Box, Drawing, Frame, Shape, drawn

FRAMES = pytest.mark.parametrize("frame", [ACROSS, DOWN], ids=["across", "down"])
NAMES = ("立案", "转意见建议", "不予立案", "审查前撤销", "待审查")


def picture(counts: list[int], frame: Frame) -> Drawing:
    """All that came in, parted in two levels, of which the second is the first again."""
    boxes = [Box(f"a{n}", name, count) for n, (name, count) in enumerate(zip(NAMES, counts, strict=True))]
    again = [Box(f"b{n}", one.label, one.count) for n, one in enumerate(boxes)]
    bands = [Band("all", one.key, one.count) for one in boxes]
    bands += [Band(one.key, next_one.key, one.count) for one, next_one in zip(boxes, again, strict=True)]
    return drawn([[Box("all", "征集", sum(counts))], boxes, again], bands, frame)


def athwart(one: Shape, frame: Frame) -> tuple[float, float]:
    """Where a box begins and how thick it is, at right angles to the flow."""
    start, size = (one.x, one.width) if frame.down else (one.y, one.height)
    return float(start), float(size)


def levels(made: Drawing, frame: Frame) -> list[list[Shape]]:
    places = sorted({float(one.y if frame.down else one.x) for one in made.boxes})
    return [[one for one in made.boxes if float(one.y if frame.down else one.x) == place] for place in places]


@FRAMES
@given(counts=st.lists(st.integers(0, 400), min_size=5, max_size=5))
def test_labels_do_not_meet_and_nothing_lies_outside(frame: Frame, counts: list[int]) -> None:
    made = picture(counts, frame)
    most = float(made.width if frame.down else made.height)
    for level in levels(made, frame):
        for one in level:
            start, size = athwart(one, frame)
            assert start >= -0.6
            assert start + size <= most + 0.6
        middles = [(sum(athwart(one, frame)) - athwart(one, frame)[1] / 2, one) for one in level]
        for (first, left), (second, right) in pairwise(middles):
            needed = (frame.slot(Box("", left.label, left.count)) + frame.slot(Box("", right.label, right.count))) / 2
            assert second - first >= needed - 0.6


@FRAMES
@given(counts=st.lists(st.integers(5, 40), min_size=5, max_size=5))
def test_boxes_are_as_thick_as_they_count(frame: Frame, counts: list[int]) -> None:
    made = picture(counts, frame)
    thickest = athwart(made.boxes[0], frame)[1]
    for one in made.boxes:
        assert athwart(one, frame)[1] == pytest.approx(thickest * one.count / sum(counts), abs=0.1)
    assert len(made.streams) == 10


@FRAMES
def test_what_counts_nothing_is_not_drawn(frame: Frame) -> None:
    made = picture([67, 0, 14, 0, 0], frame)
    assert [one.label for one in made.boxes] == ["征集", "立案", "不予立案", "立案", "不予立案"]
    assert len(made.streams) == 4
    assert drawn([[]], [], frame).boxes == ()


@FRAMES
def test_bands_leave_a_box_side_by_side(frame: Frame) -> None:
    made = picture([30, 10, 5, 3, 2], frame)
    start, size = athwart(made.boxes[0], frame)
    ends = []
    for stream in made.streams[:5]:
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", stream.path)]
        place = 0 if frame.down else 1
        ends.append((numbers[place], numbers[-2:][place]))
    assert ends[0][0] == pytest.approx(start, abs=0.1)
    assert all(left[1] == pytest.approx(right[0], abs=0.1) for left, right in pairwise(ends))
    assert ends[-1][1] == pytest.approx(start + size, abs=0.1)
