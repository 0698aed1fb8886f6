"""Records that stand beside each other in the tables of their type, and the lines that they put into files.

What one block puts there depends on no other. So tables are joined from lines that were made before wherever nothing
that was asked for them has changed, and one changed record costs the lines of a block, not those of its type.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple
from zlib import crc32

from msgspec import Struct

from generator.model import Record
from generator.outputs.open_data.records import place_of

_LONG = 32
"""Records of a block, on average."""


class Lines(NamedTuple):
    """What a block puts into files: plain data, as it comes from another process too."""

    files: dict[str, bytes]
    """By the file's name below `data/`."""
    rows: dict[str, int]
    """How many rows that are, by the table's name; tables without any left out."""

    def digest(self) -> str:
        """A hash over all of it."""
        whole = blake2b(digest_size=12)
        for name in sorted(self.files):
            whole.update(f"{name}\0{len(self.files[name])}\0".encode() + self.files[name])
        return whole.hexdigest()


class Block(Struct, frozen=True):
    """Some records of a type, in order."""

    type_name: str
    records: tuple[Record, ...]

    @property
    def name(self) -> str:
        """What tells it from others: it begins with the same record as long as it is there."""
        return f"{self.type_name}/records/{self.records[0].id}"

    @property
    def last(self) -> str:
        """The file of its last record: making that one tells what the block is."""
        return place_of(self.records[-1])

    @property
    def key(self) -> str:
        """Which records it holds."""
        return " ".join(one.id for one in self.records)


def blocks_of(type_name: str, records: Sequence[Record]) -> Iterator[Block]:
    """The blocks of a type. Ids say where one begins, so that a record more or less moves no border but its own."""
    number = 0

    def place(record: Record) -> int:
        nonlocal number
        number += crc32(record.id.encode()) % _LONG == 0
        return number

    for _, group in groupby(records, place):
        yield Block(type_name, tuple(group))
