"""Joins the files of open data from the lines of blocks: made now, here or in another process, or cut out of the release
that is shown, where nothing that was asked for them has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any

from generator.dataset import Facts
from generator.outputs.open_data.blocks import Block, Lines, blocks_of
from generator.outputs.open_data.records import FOLDER
from generator.outputs.open_data.tables import Chunk
from generator.outputs.open_data.type_data import ALL, TypeData
from generator.record_type import AnyType

Shown = Callable[[str], tuple[bytes, Any] | None]
"""A file of the release that is shown, by its path, with what its making told; None where it is not as it was made."""
Told = tuple[str, Mapping[str, int]]
"""What making a block tells: a hash over its lines, and how many rows they are, by the table's name."""
ALL_LINES = f"{ALL}.jsonl"
"""All records as JSON, one in a line: the lines of their types' files."""


def none_shown(path: str) -> None:
    """Where no release is shown."""


class Joining:
    """The blocks of a site's records, and what they put into files."""

    def __init__(self, types: Sequence[AnyType], facts: Facts, shown: Shown = none_shown) -> None:
        self.data = {kind.name: TypeData(kind, types) for kind in types}
        """Each type's columns, by the type's name."""
        self.blocks = {kind.name: tuple(blocks_of(kind.name, facts.of_type(kind.model))) for kind in types}
        """Each type's records, by the type's name."""
        self.every = tuple(block for those in self.blocks.values() for block in those)
        self._facts = facts
        self.shown: Shown = cache(shown)
        """What is shown now, each file read once."""
        self._told: dict[str, Told] = {}
        self._lines: dict[str, Lines] = {}

    def make(self, block: Block, facts: Facts) -> Told:
        """Make the lines of a block."""
        made = self._lines[block.name] = self.data[block.type_name].lines_of(block.records, facts)
        self._told[block.name] = made.digest(), made.rows
        return self._told[block.name]

    def sent(self, block: Block) -> tuple[Any, ...]:
        """The lines that were just made as plain data, for the process that joins."""
        return tuple(self._lines.pop(block.name))

    def take(self, block: Block, told: Told, lines: tuple[Any, ...] | None) -> None:
        """A block that was made elsewhere or, where there are no lines, before."""
        self._told[block.name] = told
        if lines is not None:
            self._lines[block.name] = Lines(*lines)

    def told(self, block: Block) -> Told:
        """What making a block told."""
        return self._told.get(block.name) or self.make(block, self._facts.again())

    def table(self, name: str, blocks: Iterable[Block]) -> tuple[Chunk, ...]:
        """The rows of a table as lines of CSV."""
        counts = ((one, self.told(one)[1].get(name, 0)) for one in blocks)
        return tuple(self._chunk(f"{name}.csv", one, count) for one, count in counts if count)

    def json_lines(self, name: str, blocks: Iterable[Block]) -> tuple[Chunk, ...]:
        """The lines of a file of JSON Lines, by its name below `data/`."""
        return tuple(self._chunk(name, one, len(one.records)) for one in blocks)

    def _chunk(self, name: str, block: Block, count: int) -> Chunk:
        said = f"{block.name} {self.told(block)[0]}"
        return Chunk(said, count, partial(self._part, name, block, said))

    def _part(self, name: str, block: Block, said: str) -> bytes:
        lines = self._lines.get(block.name)
        if lines is None:
            shown = self.shown(f"{FOLDER}/{name}")
            if shown is not None and said in shown[1]:
                start, end = shown[1][said]
                return shown[0][start:end]
            self.make(block, self._facts.again())
            lines = self._lines[block.name]
        return lines.files[self.data[block.type_name].lines if name == ALL_LINES else name]
