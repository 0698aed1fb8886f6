"""Record files parsed by a second process from the last on, while this one has something else to do or takes the first.

On a first run that is importing what looks at records: it takes as long as to parse some hundred of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import json

from generator.beside import can_fork
from generator.meeting import Meeting
from generator.privacy import Personal, personal_numbers
from generator.raw_files import RawFile
from generator.source import parse
from generator.source_tree import plain

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


class Parsing:
    """Record files, and the second process that parses them, if there is one."""

    def __init__(self, files: Iterable[RawFile]) -> None:
        self.files = sorted(files, key=lambda one: one.path)
        self._numbers = {one.path: number for number, one in enumerate(self.files)}
        self._other = Meeting.begun(len(self.files), self._tell) if self.files and can_fork() else None

    def _tell(self, number: int) -> Iterator[bytes]:
        return _told(self.files[number])

    def tree(self, path: str) -> bytes | None:
        """The tree of a file as JSON, where the second process has found nothing wrong with it; else it is parsed here.

        Files are asked for in their order: who asks for one has no need of those before it.
        """
        number = self._numbers.get(path)
        told = self._other.take(number) if self._other is not None and number is not None else None
        return next(told, None) if told is not None else None

    def __enter__(self) -> Parsing:
        return self

    def __exit__(self, *_: object) -> None:
        """Nobody wants any more trees."""
        if self._other is not None:
            self._other.leave()
            self._other = None


def _told(file: RawFile) -> Iterator[bytes]:
    if file.trouble or not file.path.endswith(".yml"):
        return
    source = parse(file.path, file.content)
    if source.tree is not None and not source.faults and not any(in_comments(source.text)):
        yield json.encode(plain(source.tree))


def in_comments(text: str) -> Iterator[tuple[int, str, Personal]]:
    """Personal numbers in comments, which whoever is given the file reads: where the comment begins, the comment, the number."""
    if "#" not in text:
        return
    for comment in _COMMENT.finditer(text):
        for personal in personal_numbers(comment[0]):
            yield comment.start(), comment[0], personal
