"""QR codes of pages' addresses as SVG, made from a few that segno has made.

segno takes 5 ms for one, 50 s for 10,000 pages. With version, error correction and mask fixed, every module of
a QR code is a sum (XOR) of data bits: Reed–Solomon codes are linear, and interleaving, placing and masking move
and flip bits. So segno is asked once for a first text and once for each bit in which another differs; every further code is
sums of those, the same to the last module as segno's own (a test), in a tenth of a millisecond.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MASK = 3
_LEVEL = "m"
_SMALLEST, _LARGEST = 3, 9
"""Versions that are used. Up to 9 the header of a text of bytes has 12 bits."""
_CAPACITY = {3: 42, 4: 62, 5: 84, 6: 106, 7: 122, 8: 152, 9: 180}
"""Bytes that a version holds at level M (ISO/IEC 18004, table 7)."""
_END, _PADDING = b"\x0e\xc1", b"\x1e\xc1"
"""The end mark and the padding 0xEC 0x11, as the bytes they are 4 bits further on, behind the header."""
_RUN = re.compile(r"0+|1+|\|")
_QUIET = 4
_STEPS = {sign * n: f"h{n}" if sign == "1" else f"m{n} 0" for sign in "01" for n in range(1, 60)}
"""How the pen goes along a run of modules."""


@dataclass
class QrCodes:
    """QR codes of ASCII texts up to 180 signs."""

    _families: dict[int, _Family] = field(default_factory=dict)

    def svg_path(self, text: str) -> tuple[int, str]:
        """The width of the symbol with its quiet zone, and its dark modules as the `d` of a stroked path."""
        version = next(one for one in range(_SMALLEST, _LARGEST + 1) if len(text) <= _CAPACITY[one])
        if version not in self._families:
            self._families[version] = _Family(version)
        width = 17 + 4 * version
        return width + 2 * _QUIET, _path(self._families[version].modules(text), width)

    def fits(self, text: str) -> bool:
        """Whether there is a code for a text."""
        return text.isascii() and len(text) <= _CAPACITY[_LARGEST]


class _Family:
    """The codes of one version, as sums of what segno has made."""

    def __init__(self, version: int) -> None:
        self.version = version
        self._capacity = _CAPACITY[version]
        self._first = 0
        self._modules = 0
        self._bits: dict[int, int] = {}
        self._lengths: dict[int, int] = {}

    def modules(self, text: str) -> int:
        """All modules of a text's symbol, row after row, as the bits of one number."""
        data = self._filled(text)
        if not self._first:
            self._first, self._modules = data, self._made(data, self._capacity)
        return self._sum(data) ^ self._length(len(text))

    def _filled(self, text: str) -> int:
        """The text with end mark and padding, as long as the version holds: what a text of that length would be."""
        room = self._capacity - len(text)
        padding = (_END + _PADDING * (room // 2))[:room]
        return int.from_bytes(text.encode("ascii") + padding, "big")

    def _sum(self, data: int) -> int:
        found, differs = self._modules, data ^ self._first
        while differs:
            bit = differs & -differs
            found ^= self._bit(bit)
            differs ^= bit
        return found

    def _bit(self, bit: int) -> int:
        """What a bit of the data flips."""
        if bit not in self._bits:
            self._bits[bit] = self._made(self._first ^ bit, self._capacity) ^ self._modules
        return self._bits[bit]

    def _length(self, length: int) -> int:
        """What a shorter text's length in the header flips."""
        if length not in self._lengths:
            text = "x" * length
            made = self._made(int.from_bytes(text.encode("ascii"), "big"), length)
            self._lengths[length] = made ^ self._sum(self._filled(text))
        return self._lengths[length]

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
