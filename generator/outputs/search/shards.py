"""Sections cut into shards: the small files of which a query fetches a few.

A *tier* is a set of sections that share their files: years that are closed, and what still changes. A shard
holds, for each section of its tier in order, its number of documents (by which a reader whose manifest is older
than the shard sees that it is), the number of grams, then for each gram the distance of its key
from the one before it and the size of its list, then the lists. All numbers are varints (grams.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.outputs.search.numbers import numbers_in, varint, varint_widths, varints
from generator.outputs.search.postings import Section

_SHARD = 4000
"""Bytes that a shard should have, on average, in a large tier."""
_SMALL_TIER = 1 << 22
"""In a tier of fewer bytes shards are twice as large: a query fetches few of them, and each is a file to be written."""
_FEWEST_BITS, _MOST_BITS = 5, 14
"""There are 2^bits shards; beyond the most, shards grow instead."""
Places = NDArray[np.uint32]


class Cut(Struct, frozen=True, dict=True):
    """A section as its shards see it: where in heads and lists the grams of each shard begin, and where the last end."""

    documents: int
    bits: int
    heads: bytes
    lists: bytes
    grams: Places
    head_places: Places
    list_places: Places

    @cached_property
    def _start(self) -> bytes:
        return varint(self.documents)

    @cached_property
    def _places(self) -> tuple[list[int], list[int], list[int]]:
        return self.grams.tolist(), self.head_places.tolist(), self.list_places.tolist()

    def piece(self, shard: int) -> bytes:
        """What one shard holds of the section."""
        grams, head_places, list_places = self._places
        here, there = shard, shard + 1
        heads = self.heads[head_places[here] : head_places[there]]
        lists = self.lists[list_places[here] : list_places[there]]
        return self._start + varint(grams[there] - grams[here]) + heads + lists


def weight(section: Section) -> int:
    """About how many bytes a section takes."""
    return len(section.lists) + 4 * len(section.keys)


def shard_bits(weights: Iterable[int]) -> int:
    """How many bits of a key choose its shard: a power of two, so that it changes rarely as a tier grows."""
    size = sum(weights)
    shards = size // (_SHARD if size >= _SMALL_TIER else 2 * _SHARD)
    return min(max(shards.bit_length(), _FEWEST_BITS), _MOST_BITS)


def cut(section: Section, bits: int) -> Cut:
    """A section as 2^bits shards see it."""
    bases = np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(32 - bits)
    keys = section.keys.astype(np.uint64)
    before = np.r_[np.zeros(1, dtype=np.uint64), keys[:-1]] if len(keys) else keys
    distances = keys - np.maximum(before, keys >> np.uint64(32 - bits) << np.uint64(32 - bits))
    numbers = np.empty(2 * len(keys), dtype=np.uint32)
    numbers[0::2], numbers[1::2] = distances, section.sizes
    widths = varint_widths(numbers)
    grams = np.searchsorted(keys, bases)
    return Cut(
        documents=section.documents,
        bits=bits,
        heads=varints(numbers, widths).tobytes(),
        lists=section.lists,
        grams=grams.astype(np.uint32),
        head_places=np.r_[0, np.cumsum((widths[0::2] + widths[1::2]).astype(np.intp))][grams].astype(np.uint32),
        list_places=np.r_[0, np.cumsum(section.sizes >> 1)][grams].astype(np.uint32),
    )


def whole(one: Cut) -> Section:
    """The section that was cut."""
    numbers, _ = numbers_in(np.frombuffer(one.heads, dtype=np.uint8))
    distances, sizes = numbers[0::2].astype(np.uint64), numbers[1::2]
    grams = one.grams.astype(np.intp)
    before = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(distances)))
    bases = (np.arange(1 << one.bits, dtype=np.uint64) << np.uint64(32 - one.bits)) - before[grams[:-1]]
    keys = before[1:] + np.repeat(bases, np.diff(grams))  # bases may be below 0, which unsigned numbers bear
    return Section(one.documents, keys.astype(np.uint32), sizes, one.lists)


def differing(one: Cut, other: Cut) -> frozenset[int]:
    """The shards that do not hold the same of both."""
    shards = range(1 << one.bits)
    if (one.documents, one.bits) != (other.documents, other.bits):
        return frozenset(shards)
    return frozenset(shard for shard in shards if one.piece(shard) != other.piece(shard))
