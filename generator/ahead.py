"""Files made by two processes: this one begins with the first, the other with the last; where they meet, all are made.

Which of them made a file shows nowhere: both make the same bytes. What the other asked of the facts comes with them.
"""

from __future__ import annotations

import marshal
import mmap
import os
import select
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from generator.beside import beside, can_fork
from generator.publication import Artifact

FEW = 100
"""Fewer files are not worth a process."""
_HEAD = 8
_CHUNK = 1 << 20
_HERE, _THERE = 0, 1
"""Places of the shared numbers: which file is being made here, and which there."""

Made = tuple[bytes, tuple[tuple[str, str, str], ...]]
"""The bytes of a file, and what has been asked for them."""


def made_by_two(artifacts: Sequence[Artifact]) -> Iterator[Artifact]:
    """The same artifacts, in their order. Each must be made when it is handed out, if at all."""
    if len(artifacts) < FEW or not can_fork():
        yield from artifacts
        return
    other = _Other(artifacts)
    try:
        for number, artifact in enumerate(artifacts):
            yield other.shared(number, artifact)
    finally:
        other.leave()


class _Other:
    """The other process, as this one knows it."""

    def __init__(self, artifacts: Sequence[Artifact]) -> None:
        self._at = memoryview(mmap.mmap(-1, 16)).cast("q")
        self._at[_HERE], self._at[_THERE] = -1, len(artifacts)
        self._pipe, into = os.pipe()
        self._wait = beside(partial(self._make_backwards, artifacts, into))
        os.close(into)
        os.set_blocking(self._pipe, False)
        self._pending = bytearray()
        self._made: dict[int, Made] = {}
        self._open = True

    def shared(self, number: int, artifact: Artifact) -> Artifact:
        """An artifact that is taken from the other process where that has made it."""
        asked: list[tuple[tuple[str, str, str], ...]] = []

        def make() -> bytes:
            made = self._take(number)
            if made is None:
                return artifact.make()
            asked.append(made[1])
            return made[0]

        def notes() -> frozenset[tuple[str, str, str]]:
            assert artifact.notes is not None
            return frozenset(asked[0]) if asked else artifact.notes()

        return replace(artifact, make=make, notes=notes if artifact.notes is not None else None)

    def leave(self) -> None:
        """Want nothing more of the other process."""
        os.close(self._pipe)
        self._wait()

    def _take(self, number: int) -> Made | None:
        self._at[_HERE] = number
        self._read()
        while self._open and number not in self._made and self._at[_THERE] <= number:
            select.select([self._pipe], [], [])
            self._read()
        return self._made.pop(number, None)

    def _read(self) -> None:
        """Take in what has come through the pipe."""
        with suppress(BlockingIOError):
            while self._open:
                chunk = os.read(self._pipe, _CHUNK)
                self._pending += chunk
                self._open = bool(chunk)
        while len(self._pending) >= _HEAD:
            end = _HEAD + int.from_bytes(self._pending[:_HEAD], "big")
            if len(self._pending) < end:
                return
            number, content, notes = marshal.loads(self._pending[_HEAD:end])  # noqa: S302 - from our own fork
            self._made[number] = content, notes
            del self._pending[:end]

    def _make_backwards(self, artifacts: Sequence[Artifact], into: int) -> None:
        """In the other process: make files from the last on, until they are made from both sides."""
        os.close(self._pipe)
        for number in reversed(range(len(artifacts))):
            self._at[_THERE] = number
            if self._at[_HERE] >= number:
                return
            content = artifacts[number].make()
            asked = artifacts[number].notes
            notes = tuple(tuple(one) for one in asked()) if asked is not None else ()
            message = marshal.dumps((number, content, notes))
            left = memoryview(len(message).to_bytes(_HEAD, "big") + message)
            while left:
                left = left[os.write(into, left) :]
