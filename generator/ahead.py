"""Work shared by two processes: this one begins with the first piece, the other with the last, until they meet.

Which of them did a piece shows nowhere: both make the same bytes. What the other asked of the facts comes with them.
What it has made waits in a file without a name, so that neither holds the other up.
"""

from __future__ import annotations

import marshal
import mmap
import os
import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from select import select
from typing import Any, NamedTuple

from msgspec import Struct

from generator.beside import beside, can_fork
from generator.publication import Artifact

FEW = 40
"""Fewer pieces are not worth a process."""
_PLACE = struct.Struct("=qqq")
"""Which piece, and where in the file what came of it begins and ends."""
_HEAD = 8
_HERE, _THERE = 0, 1
"""Places of the shared numbers: which piece is being done here, and which there."""

Notes = frozenset[tuple[str, str, str]]


class Product(NamedTuple):
    """A file that has been made. Everything in it is plain data."""

    path: str
    content: bytes
    told: Any
    """What making it told besides its bytes (`Artifact.told`)."""
    read: Any
    """What `Work.reader` read in it."""


def unread(path: str, content: bytes) -> None:
    """What is read in files that nobody reads."""


class Work(Struct, frozen=True):
    """A piece of work: a file, or files that are put together in one go."""

    name: str
    """A file's path, or the group's name."""
    artifacts: Callable[[], Iterable[Artifact]]
    notes: Callable[[], Notes] | None
    """What has been asked of the facts once all is made; None where there is more that it depends on."""
    reader: Callable[[str, bytes], Any] = unread
    """Reads plain data in a file, in whichever process made it."""
    key: str = ""
    """A hash over what it depends on beside the facts."""

    def products(self) -> Iterator[Product]:
        """The files, made here."""
        for one in self.artifacts():
            content = one.make()
            yield Product(one.path, content, one.told() if one.told else None, self.reader(one.path, content))

    def asked(self) -> Notes | None:
        """What has been asked for them."""
        return self.notes() if self.notes is not None else None


class Done:
    """A piece of work as it is handed out: its files, then what was asked for them."""

    def __init__(self, products: Iterator[Product], asked: Callable[[], Notes | None]) -> None:
        self.products = products
        self.asked = asked
        """To be called when all products have been taken."""


def shared_by_two(
    works: Sequence[Work], few: int | None = None, *, ordered: bool = False
) -> Iterator[tuple[int, Done]]:
    """Every piece with its number, as soon as it is done by either; `ordered`: in their order.

    Each is to be taken to its end before the next. Where there are less than `few` of them, this process does them all.
    What the other has done is handed out between two pieces of this one, so that both have to do until the end.
    """
    if len(works) < (FEW if few is None else few) or not can_fork():
        yield from ((number, Done(one.products(), one.asked)) for number, one in enumerate(works))
        return
    other = _Other(works)
    handed: set[int] = set()
    try:
        for number, one in enumerate(works):
            for ready, done in () if ordered else other.ready():
                handed.add(ready)
                yield ready, done
            if number not in handed:
                yield number, other.take(number) or Done(one.products(), one.asked)
    finally:
        other.leave()


class _Other:
    """The other process, as this one knows it."""

    def __init__(self, works: Sequence[Work]) -> None:
        self._at = memoryview(mmap.mmap(-1, 16)).cast("q")
        self._at[_HERE], self._at[_THERE] = -1, len(works)
        self._file, name = tempfile.mkstemp()
        os.unlink(name)
        self._pipe, into = os.pipe()
        self._wait = beside(partial(self._work_backwards, works, into))
        os.close(into)
        self._made: dict[int, tuple[int, int]] = {}
        self._open = True

    def take(self, number: int) -> Done | None:
        """A piece that the other process has begun or done; None where it is to be done here."""
        self._at[_HERE] = number
        while self._open and number not in self._made and self._at[_THERE] <= number:
            self._read()
        place = self._made.pop(number, None)
        return self._done(place) if place is not None else None

    def ready(self) -> Iterator[tuple[int, Done]]:
        """What the other process has done by now, with the numbers of the pieces."""
        while self._open and select([self._pipe], [], [], 0)[0]:
            self._read()
        while self._made:
            number, place = self._made.popitem()
            yield number, self._done(place)

    def _done(self, place: tuple[int, int]) -> Done:
        asked: list[Notes | None] = []
        return Done(self._products(*place, asked), lambda: asked[0])

    def leave(self) -> None:
        """Want nothing more of the other process."""
        self._at[_HERE] = len(self._at) + (1 << 40)
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

    def _products(self, start: int, end: int, asked: list[Notes | None]) -> Iterator[Product]:
        while start < end:
            size = int.from_bytes(self._part(start, _HEAD), "big")
            path, content, told, read, notes = marshal.loads(self._part(start + _HEAD, size))  # noqa: S302 - our fork's
            start += _HEAD + size
            if path is None:
                asked.append(None if notes is None else frozenset(notes))
            else:
                yield Product(path, content, told, read)

    def _part(self, start: int, size: int) -> bytes:
        return os.pread(self._file, size, start)

    def _work_backwards(self, works: Sequence[Work], into: int) -> None:
        """In the other process: do pieces from the last on, until all are done from both sides."""
        os.close(self._pipe)
        end = 0
        for number in reversed(range(len(works))):
            self._at[_THERE] = number
            if self._at[_HERE] >= number:
                return
            start = end
            for one in works[number].products():
                end += self._put((*one, None))
            asked = works[number].asked()
            end += self._put((None, b"", None, None, None if asked is None else tuple(map(tuple, asked))))
            os.write(into, _PLACE.pack(number, start, end))

    def _put(self, message: tuple[Any, ...]) -> int:
        """Append to the file; returns by how many bytes."""
        content = marshal.dumps(message)
        left = memoryview(len(content).to_bytes(_HEAD, "big") + content)
        size = len(left)
        while left:
            left = left[os.write(self._file, left) :]
        return size
