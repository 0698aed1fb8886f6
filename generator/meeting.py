"""Pieces of work that a second process does from the last on, while this one does them from the first, until they meet.

What the other has done waits in a file without a name, so that neither holds the other up. Whatever goes wrong there
costs time alone: a piece that does not come is done here.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from select import select

from generator.beside import beside

_PLACE = struct.Struct("=qqq")
"""Which piece, and where in the file what came of it begins and ends."""
_HEAD = 8
_HERE, _THERE = 0, 1
"""Places of the shared numbers: which piece is being done here, and which there."""
Parts = Iterator[bytes]


class Meeting:
    """The other process, as this one knows it."""

    def __init__(self, count: int, do: Callable[[int], Iterable[bytes]]) -> None:
        """`do` makes of a piece's number what came of it, in parts."""
        self._at = memoryview(mmap.mmap(-1, 16)).cast("q")
        self._at[_HERE], self._at[_THERE] = -1, count
        self._file, name = tempfile.mkstemp()
        os.unlink(name)
        self._pipe, into = os.pipe()
        self._wait = beside(partial(self._work_backwards, count, do, into))
        os.close(into)
        self._made: dict[int, tuple[int, int]] = {}
        self._open = True

    @classmethod
    def begun(cls, count: int, do: Callable[[int], Iterable[bytes]]) -> Meeting | None:
        """The same; None where no process, or no file, is to be had: then all is done here."""
        try:
            return cls(count, do)
        except OSError:
            return None

    def take(self, number: int) -> Parts | None:
        """A piece that the other process has begun or done; None where it is to be done here."""
        self._at[_HERE] = number
        while self._open and number not in self._made and self._at[_THERE] <= number:
            self._read()
        place = self._made.pop(number, None)
        return self._parts(*place) if place is not None else None

    def ready(self) -> Iterator[tuple[int, Parts]]:
        """What the other process has done by now, with the numbers of the pieces."""
        while self._open and select([self._pipe], [], [], 0)[0]:
            self._read()
        while self._made:
            number, place = self._made.popitem()
            yield number, self._parts(*place)

    def leave(self) -> None:
        """Want nothing more of the other process."""
        self._at[_HERE] = 1 << 40
        os.close(self._pipe)
        self._wait()
        os.close(self._file)

    def _read(self) -> None:
        """Wait for the next piece that is done there."""
        rows = os.read(self._pipe, _PLACE.size << 10)
        while len(rows) % _PLACE.size:
            rows += os.read(self._pipe, _PLACE.size - len(rows) % _PLACE.size)
        self._open = bool(rows)
        for number, start, end in _PLACE.iter_unpack(rows):
            self._made[number] = start, end

    def _parts(self, start: int, end: int) -> Parts:
        piece, at = os.pread(self._file, end - start, start), 0
        while at < len(piece):
            begins = at + _HEAD
            at = begins + int.from_bytes(piece[at:begins], "big")
            yield piece[begins:at]

    def _work_backwards(self, count: int, do: Callable[[int], Iterable[bytes]], into: int) -> None:
        """In the other process: do pieces from the last on, until all are done from both sides."""
        os.close(self._pipe)
        end = 0
        for number in reversed(range(count)):
            self._at[_THERE] = number
            if self._at[_HERE] >= number:
                return
            start = end
            for part in do(number):
                end += self._put(part)
            os.write(into, _PLACE.pack(number, start, end))

    def _put(self, part: bytes) -> int:
        """Append to the file; returns by how many bytes."""
        head = len(part).to_bytes(_HEAD, "big")
        written = os.writev(self._file, (head, part))
        left = memoryview(head + part)[written:] if written < _HEAD + len(part) else memoryview(b"")
        while left:
            left = left[os.write(self._file, left) :]
        return _HEAD + len(part)
