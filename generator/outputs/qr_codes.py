"""QR codes of pages' addresses as SVG, made from a few that segno has made.

segno takes 5 ms for one, 50 s for 10,000 pages. With version, error correction and mask fixed, every module of
a QR code is a sum (XOR) of data bits: Reed–Solomon codes are linear, and interleaving, placing and masking move
and flip bits. So segno is asked once for a text of each length (which settles header and padding) and once for each
bit in which another differs; every further code is a sum of those, the same to the last module as segno's own (a
test), in a tenth of a millisecond.
"""

from __future__ import annotations

import re
from functools import cache, cached_property

_MASK = 3
_LEVEL = "m"
_SMALLEST, _LARGEST = 3, 9
"""Versions that are used. Up to 9 the header of a text of bytes has 12 bits."""
_CAPACITY = {3: 42, 4: 62, 5: 84, 6: 106, 7: 122, 8: 152, 9: 180}
"""Bytes that a version holds at level M (ISO/IEC 18004, table 7)."""
_RUN = re.compile(r"0+|1+|\|")
_QUIET = 4
_STEPS = {sign * n: f"h{n}" if sign == "1" else f"m{n} 0" for sign in "01" for n in range(1, 60)}
"""How the pen goes along a run of modules."""


def fits(text: str) -> bool:
    """Whether there is a code for a text: ASCII, up to 180 signs."""
    return text.isascii() and len(text) <= _CAPACITY[_LARGEST]


def svg_path(text: str) -> tuple[int, str]:
    """The width of the symbol with its quiet zone, and its dark modules as the `d` of a stroked path."""
    version = next(one for one in range(_SMALLEST, _LARGEST + 1) if len(text) <= _CAPACITY[one])
    width = 17 + 4 * version
    return width + 2 * _QUIET, _path(_family(version).modules(text), width)


@cache
def _family(version: int) -> _Family:
    """Kept while the process runs: a preview makes pages after every change."""
    return _Family(version)


class _Family:
    """The codes of one version, as sums of what segno has made: a text of each length, and what each bit flips."""

    def __init__(self, version: int) -> None:
        self.version = version
        self._capacity = _CAPACITY[version]
        self._first: dict[int, tuple[int, int]] = {}
        self._bits: dict[int, int] = {}
        self._plain = int.from_bytes(b"x" * self._capacity, "big")

    def modules(self, text: str) -> int:
        """All modules of a text's symbol, row after row, as the bits of one number."""
        data, behind = int.from_bytes(text.encode("ascii"), "big"), 8 * (self._capacity - len(text))
        if len(text) not in self._first:
            self._first[len(text)] = data, self._made(data, len(text))
        first, found = self._first[len(text)]
        differs = (data ^ first) << behind
        while differs:
            bit = differs & -differs
            found ^= self._bit(bit)
            differs ^= bit
        return found

    def _bit(self, bit: int) -> int:
        """What a bit flips, counted from the end of the longest text: the same in a text of any length."""
        if bit not in self._bits:
            self._bits[bit] = self._made(self._plain ^ bit, self._capacity) ^ self._unflipped
        return self._bits[bit]

    @cached_property
    def _unflipped(self) -> int:
        return self._made(self._plain, self._capacity)

    def _made(self, data: int, length: int) -> int:
        """The modules of a text of bytes, as segno makes them."""
        import segno  # only where a page is made anew

        made = segno.make(
            data.to_bytes(length, "big").decode("latin-1"),
            error=_LEVEL,
            version=self.version,
            mode="byte",
            mask=_MASK,
            encoding="iso-8859-1",
            eci=False,
            micro=False,
            boost_error=False,
        )
        return int("".join("1" if one & 1 else "0" for row in made.matrix for one in row), 2)


def _path(modules: int, width: int) -> str:
    """Runs of dark and of light modules, row after row; `|` goes back to the beginning of the next row."""
    bits = f"{modules:0{width * width}b}"
    rows = "|".join(bits[start : start + width] for start in range(0, width * width, width))
    steps = {"|": f"m-{width} 1", **_STEPS}
    return f"M{_QUIET} {_QUIET}" + "".join([steps[run] for run in _RUN.findall(rows)])
