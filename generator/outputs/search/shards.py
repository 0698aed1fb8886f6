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
from numpy.typing import NDArray

from generator.outputs.search.grams import Section, varint_widths, varints

_SHARD = 4096
"""Bytes that a shard should have, on average."""
_FEWEST_BITS, _MOST_BITS = 5, 14
"""There are 2^bits shards; beyond the most, shards grow instead."""


@dataclass(frozen=True)
class _Cut:
    """A section as its shards see it."""

    documents: int
    heads: bytes
    lists: bytes
    grams: NDArray[np.intp]
    """Number of grams before each shard, and at the end."""
    head_ends: NDArray[np.intp]
    list_ends: NDArray[np.intp]

    def piece(self, shard: int) -> bytes:
        """What one shard holds of the section."""
        first, last = int(self.grams[shard]), int(self.grams[shard + 1])
        number = varints(np.array([self.documents, last - first], dtype=np.uint32)).tobytes()
        heads = self.heads[int(self.head_ends[first]) : int(self.head_ends[last])]
        return number + heads + self.lists[int(self.list_ends[first]) : int(self.list_ends[last])]


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
    return _Cut(
        documents=section.documents,
        heads=varints(numbers).tobytes(),
        lists=section.lists,
        grams=np.searchsorted(keys, bases),
        head_ends=np.r_[0, np.cumsum(widths[0::2] + widths[1::2])],
        list_ends=np.r_[0, np.cumsum(section.sizes >> 1)],
    )
