"""Work shared by two processes: this one begins with the first piece, the other with the last, until they meet.

Which of them did a piece shows nowhere: both make the same bytes. What the other asked of the facts comes with them.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from generator.beside import can_fork
from generator.meeting import Meeting, Parts
from generator.publication import Artifact

FEW = 40
"""Fewer pieces are not worth a process."""

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
        """The files, made here. What goes wrong is raised with a note of which file, or which work, was being made."""
        at = self.name
        try:
            for one in self.artifacts():
                at = one.path
                content = one.make()
                yield Product(at, content, one.told() if one.told else None, self.reader(at, content))
        except Exception as wrong:
            wrong.add_note(f"生成 {at} 时")
            raise

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
    alone = len(works) < (FEW if few is None else few) or not can_fork()
    other = None if alone else Meeting.begun(len(works), lambda number: _parts(works[number]))
    if other is None:
        yield from ((number, Done(one.products(), one.asked)) for number, one in enumerate(works))
        return
    handed: set[int] = set()
    try:
        for number, one in enumerate(works):
            for ready, parts in () if ordered else other.ready():
                handed.add(ready)
                yield ready, _done(parts)
            if number not in handed:
                made = other.take(number)
                yield number, Done(one.products(), one.asked) if made is None else _done(made)
    finally:
        other.leave()


def _done(parts: Parts) -> Done:
    asked: list[Notes | None] = []
    return Done(_products(parts, asked), lambda: asked[0])


def _products(parts: Parts, asked: list[Notes | None]) -> Iterator[Product]:
    for part in parts:
        path, content, told, read, notes = marshal.loads(part)  # noqa: S302 - what our own fork has made
        if path is None:
            asked.append(None if notes is None else frozenset(notes))
        else:
            yield Product(path, content, told, read)


def _parts(one: Work) -> Parts:
    """A piece's files, and what was asked for them, as the other process tells them."""
    for product in one.products():
        yield marshal.dumps((*product, None))
    asked = one.asked()
    yield marshal.dumps((None, b"", None, None, None if asked is None else tuple(map(tuple, asked))))
