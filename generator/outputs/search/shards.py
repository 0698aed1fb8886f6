"""Sections cut into shards: the small files of which a query fetches a few.

A *tier* is a set of sections that share their files: years that are closed, and what still changes. A shard
holds, for each section of its tier in order, its number of documents (by which a reader whose manifest is older
than the shard sees that it is), the number of grams, then for each gram the distance of its key
from the one before it and the size of its list, then the lists. All numbers are varints (grams.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generator.outputs.search.grams import Section
from generator.outputs.search.numbers import varint, varint_widths, varints

_SHARD = 4000
"""Bytes that a shard should have, on average."""
_FEWEST_BITS, _MOST_BITS = 5, 14
"""There are 2^bits shards; beyond the most, shards grow instead."""


@dataclass(frozen=True)
class _Cut:
    """A section as its shards see it: where in heads and lists the grams of each shard begin, and where the last end."""

    start: bytes
    heads: bytes
    lists: bytes
    grams: Sequence[int]
    head_places: Sequence[int]
    list_places: Sequence[int]

    def piece(self, shard: int) -> bytes:
        """What one shard holds of the section."""
        here, there = shard, shard + 1
        heads = self.heads[self.head_places[here] : self.head_places[there]]
        lists = self.lists[self.list_places[here] : self.list_places[there]]
        return self.start + varint(self.grams[there] - self.grams[here]) + heads + lists


def shard_bits(sections: Sequence[Section]) -> int:
    """How many bits of a key choose its shard: a power of two, so that it changes rarely as a tier grows."""
    size = sum(len(one.lists) + 4 * len(one.keys) for one in sections)
    return min(max((size // _SHARD).bit_length(), _FEWEST_BITS), _MOST_BITS)


def shards(sections: Sequence[Section], bits: int) -> list[bytes]:
    """The content of each shard of a tier."""
    cuts = [_cut(one, bits) for one in sections]
    return [b"".join(cut.piece(shard) for cut in cuts) for shard in range(1 << bits)]


def _cut(section: Section, bits: int) -> _Cut:
    bases = np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(32 - bits)
    keys = section.keys.astype(np.uint64)
    before = np.r_[np.zeros(1, dtype=np.uint64), keys[:-1]] if len(keys) else keys
    distances = keys - np.maximum(before, keys >> np.uint64(32 - bits) << np.uint64(32 - bits))
    numbers = np.empty(2 * len(keys), dtype=np.uint32)
    numbers[0::2], numbers[1::2] = distances, section.sizes
    widths = varint_widths(numbers)
    grams = np.searchsorted(keys, bases)
    return _Cut(
        start=varint(section.documents),
        heads=varints(numbers, widths).tobytes(),
        lists=section.lists,
        grams=grams.tolist(),
        head_places=np.r_[0, np.cumsum((widths[0::2] + widths[1::2]).astype(np.intp))][grams].tolist(),
        list_places=np.r_[0, np.cumsum(section.sizes >> 1)][grams].tolist(),
    )
