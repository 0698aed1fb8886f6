"""Rectangles whose areas are in proportion to amounts, as square as can be: the layout of a treemap.

After Bruls, Huizing and van Wijk, Squarified Treemaps (2000). Amounts come in the order of their size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct


class Box(Struct, frozen=True):
    """A rectangle."""

    x: Decimal
    y: Decimal
    width: Decimal
    height: Decimal

    def within(self, margin: Decimal) -> Box:
        """The rectangle without a margin all round."""
        inner = (max(self.width - 2 * margin, Decimal(0)), max(self.height - 2 * margin, Decimal(0)))
        return Box(self.x + margin, self.y + margin, *inner)


def laid_out(amounts: Sequence[Decimal], box: Box) -> Iterator[Box]:
    """A rectangle for each amount; the amounts are positive and come largest first."""
    whole = sum(amounts, Decimal(0))
    if not whole or not box.width or not box.height:
        return
    areas = [one * box.width * box.height / whole for one in amounts]
    while areas:
        side = min(box.width, box.height)
        count = _in_a_row(areas, side)
        row, areas = areas[:count], areas[count:]
        depth = sum(row, Decimal(0)) / side
        yield from _row(row, box, depth)
        if box.width >= box.height:
            box = Box(box.x + depth, box.y, max(box.width - depth, Decimal(0)), box.height)
        else:
            box = Box(box.x, box.y + depth, box.width, max(box.height - depth, Decimal(0)))
        if not box.width or not box.height:
            return


def _in_a_row(areas: Sequence[Decimal], side: Decimal) -> int:
    """How many of the first areas stand side by side: as long as that makes the worst of them squarer."""
    best = _worst(areas[:1], side)
    for count in range(2, len(areas) + 1):
        now = _worst(areas[:count], side)
        if now > best:
            return count - 1
        best = now
    return len(areas)


def _worst(row: Sequence[Decimal], side: Decimal) -> Decimal:
    """The most oblong of a row: its longer side over its shorter one."""
    whole = sum(row, Decimal(0))
    return max(side**2 * row[0] / whole**2, whole**2 / (side**2 * row[-1]))


def _row(row: Sequence[Decimal], box: Box, depth: Decimal) -> Iterator[Box]:
    along = Decimal(0)
    for area in row:
        length = area / depth
        if box.width >= box.height:
            yield Box(box.x, box.y + along, depth, length)
        else:
            yield Box(box.x + along, box.y, length, depth)
        along += length
