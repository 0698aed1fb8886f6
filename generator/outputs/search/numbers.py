"""Numbers as varints: seven bits to a byte, the lowest first; the high bit says that more follows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]


def varint(number: int) -> bytes:
    """One number, as `varints` codes many."""
    coded = bytearray()
    while number > 127:
        coded.append(number & 127 | 128)
        number >>= 7
    coded.append(number)
    return bytes(coded)


def varint_widths(numbers: NDArray[np.uint32]) -> Bytes:
    """Bytes that each number takes."""
    widths = np.ones(len(numbers), dtype=np.uint8)
    for bits in (7, 14, 21, 28):
        widths += numbers >= (1 << bits)
    return widths


def varints(numbers: NDArray[np.uint32], widths: Bytes) -> Bytes:
    """Numbers one after another, whose widths are known."""
    ends = np.cumsum(widths.astype(np.intp))
    coded = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    starts = ends - widths
    coded[starts] = (numbers & 0x7F) | ((widths > 1).astype(np.uint32) << 7)
    for place in range(1, int(widths.max(initial=1))):
        longer = np.flatnonzero(widths > place)
        more = (widths[longer] > place + 1).astype(np.uint32) << 7
        coded[starts[longer] + place] = (numbers[longer] >> np.uint32(7 * place)) & 0x7F | more
    return coded


def numbers_in(coded: Bytes) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """The numbers, and for each of them where its last byte stands."""
    ends = np.flatnonzero(coded < 0x80)
    starts = np.empty_like(ends)
    starts[:1] = 0
    starts[1:] = ends[:-1] + 1
    widths = ends - starts
    numbers = (coded[starts] & 0x7F).astype(np.uint32)
    for place in range(1, int(widths.max(initial=0)) + 1):
        longer = np.flatnonzero(widths >= place)
        numbers[longer] |= (coded[starts[longer] + place] & np.uint8(0x7F)).astype(np.uint32) << np.uint32(7 * place)
    return numbers, ends
