"""ZIP packages whose files are put together from parts that were deflated apart, some of them in an earlier build.

Parts of a deflate stream that end on a whole byte and refer to nothing before them follow each other as they are; the
sum over all of them follows from theirs (CRC-32 is linear). So a file of which one part has changed is not deflated anew.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_LEVEL = 2
_POLYNOMIAL = 0xEDB88320
_HIGH = 1 << 31
_VERSION, _DEFLATED, _DAY = 20, 8, 33
"""Of ZIP that is needed to read it; the method; 1980-01-01."""
_UNIX, _MODE = 3 << 8, (0o100644 << 16)
_FILE = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Deflated(NamedTuple):
    """A part of a file."""

    content: bytes
    size: int
    """Before it was deflated."""
    crc: int
    plain: bytes | None = None
    """Before it was deflated, where that is still known."""


def deflated(text: str, last: bool = False) -> Deflated:
    """A part; the last one of its file ends the stream."""
    content = text.encode()
    maker = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    ends = zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH
    return Deflated(maker.compress(content) + maker.flush(ends), len(content), zlib.crc32(content), content)


def followed(parts: Iterable[Deflated]) -> Deflated:
    """Parts one behind the other as one."""
    contents: list[bytes] = []
    size, crc = 0, 0
    for one in parts:
        crc = zlib.crc32(one.plain, crc) if one.plain is not None else crc_of_both(crc, one.crc, one.size)
        size += one.size
        contents.append(one.content)
    return Deflated(b"".join(contents), size, crc)


def zipped(files: Iterable[tuple[str, Deflated]]) -> tuple[bytes, dict[str, int]]:
    """A package, and where the content of each file begins in it."""
    out: list[bytes] = []
    entries: list[bytes] = []
    starts: dict[str, int] = {}
    end = 0
    for path, one in files:
        name = path.encode("ascii")
        common = (0, _DEFLATED, 0, _DAY, one.crc, len(one.content), one.size, len(name), 0)
        entries.append(_ENTRY.pack(b"PK\1\2", _UNIX | _VERSION, _VERSION, *common, 0, 0, 0, _MODE, end) + name)
        out += [_FILE.pack(b"PK\3\4", _VERSION, *common) + name, one.content]
        starts[path] = end + _FILE.size + len(name)
        end = starts[path] + len(one.content)
    directory = b"".join(entries)
    tail = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), end, 0)
    return b"".join([*out, directory, tail]), starts


def crc_of_both(first: int, second: int, size: int) -> int:
    """The CRC-32 of two texts one behind the other, from theirs and the size of the second in bytes."""
    return _times(_power(size), first) ^ second


def _times(one: int, other: int) -> int:
    """The product of two polynomials modulo CRC-32's; the highest bit is the constant term."""
    product, bit = 0, _HIGH
    while one:
        if one & bit:
            product ^= other
            one ^= bit
        bit >>= 1
        other = other >> 1 ^ _POLYNOMIAL if other & 1 else other >> 1
    return product


@lru_cache(maxsize=4096)
def _power(size: int) -> int:
    """What a polynomial is multiplied by where so many bytes follow."""
    found, factor = _HIGH, _HIGH >> 8
    while size:
        if size & 1:
            found = _times(factor, found)
        factor = _times(factor, factor)
        size >>= 1
    return found
