"""The postings of a section: for each gram the documents that hold it, coded; and the way back.

On the way between stand *pairs*: 64-bit numbers, a gram's key in front of the number of a document, in order, each
once. A section in which little has changed is made of its pairs, without those of the pages that changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.outputs.search.numbers import Bytes, numbers_in, varint_widths, varints

DOC_BITS = 20
"""A section holds fewer than 2^20 documents."""
_DOC = np.uint64((1 << DOC_BITS) - 1)
_SHIFT = np.uint64(DOC_BITS)
_PIECE = 1 << 17
"""Pairs of gram and document that are coded at a time."""
Pairs = NDArray[np.uint64]
_Numbers = NDArray[np.uint32]


@dataclass(frozen=True)
class Section:
    """For each gram, in order, its key, and its list of documents."""

    documents: int
    keys: NDArray[np.uint32]
    sizes: NDArray[np.uint32]
    """Bytes of each list, twice; one more where the list is a bitmap."""
    lists: bytes


def distinct(pairs: Pairs) -> Pairs:
    """The pairs in order, each once; numpy's own `unique` hashes, which takes forty times as long."""
    pairs.sort()
    return pairs[np.r_[True, pairs[1:] != pairs[:-1]]] if len(pairs) else pairs


def decoded(section: Section) -> Pairs:
    """The pairs of a section."""
    sizes = (section.sizes >> 1).astype(np.intp)
    mapped = (section.sizes & 1).astype(bool)
    content = np.frombuffer(section.lists, dtype=np.uint8)
    if not mapped.any():
        return _listed(content, section.keys, sizes)
    in_maps = np.repeat(mapped, sizes)
    pairs = np.concatenate(
        (
            _listed(content[~in_maps], section.keys[~mapped], sizes[~mapped]),
            _mapped(content[in_maps], section.keys[mapped], section.documents),
        )
    )
    pairs.sort(kind="stable")  # two runs, which it merges
    return pairs


def _listed(content: Bytes, keys: _Numbers, sizes: NDArray[np.intp]) -> Pairs:
    """The pairs of lists of distances."""
    distances, ends = numbers_in(content)
    behind = np.searchsorted(ends, np.cumsum(sizes))  # for each gram the numbers up to the end of its list
    counts = np.diff(behind, prepend=0)
    sums = np.cumsum(distances, dtype=np.int64)
    before = np.concatenate(([0], sums))[behind - counts]
    owners: Pairs = (sums - np.repeat(before, counts)).astype(np.uint64)
    owners |= np.repeat(keys.astype(np.uint64) << _SHIFT, counts)
    return owners


def _mapped(content: Bytes, keys: _Numbers, documents: int) -> Pairs:
    """The pairs of bitmaps."""
    maps = content.reshape(len(keys), -1)
    rows, owners = np.nonzero(np.unpackbits(maps, axis=1, count=documents, bitorder="little"))
    pairs: Pairs = keys.astype(np.uint64)[rows] << _SHIFT | owners.astype(np.uint64)
    return pairs


def revised(pairs: Pairs, places: NDArray[np.int64], fresh: Pairs) -> Pairs:
    """The pairs of documents that stay, each at its new place (below 0 where it goes), with those of fresh ones."""
    owners = places[(pairs & _DOC).astype(np.intp)]
    stays = owners >= 0
    kept = (pairs & ~_DOC)[stays] | owners[stays].astype(np.uint64)
    whole = np.concatenate((kept, fresh))
    whole.sort(kind="stable")  # all but in order already
    return whole


def encoded(pairs: Pairs, documents: int) -> Section:
    """The section of these pairs, coded piece by piece: arrays that fit the processor's cache take half the time."""
    pieces = [_coded(piece, documents) for piece in _pieces(pairs)]
    if not pieces:
        nothing = np.zeros(0, dtype=np.uint32)
        return Section(documents, nothing, nothing, b"")
    keys, sizes, lists = zip(*pieces, strict=True)
    return Section(documents, np.concatenate(keys), np.concatenate(sizes), b"".join(lists))


def _pieces(pairs: Pairs) -> Iterator[Pairs]:
    """The pairs in pieces, cut between two grams."""
    start = 0
    while start < len(pairs):
        last = pairs[min(start + _PIECE, len(pairs)) - 1] | _DOC
        end = int(np.searchsorted(pairs, last, side="right"))
        yield pairs[start:end]
        start = end


def _coded(pairs: Pairs, documents: int) -> tuple[_Numbers, _Numbers, bytes]:
    """Keys, sizes and lists of some grams."""
    keys = (pairs >> _SHIFT).astype(np.uint32)
    owners = (pairs & _DOC).astype(np.uint32)
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    distances = owners.copy()
    distances[1:] -= owners[:-1]
    distances[starts] = owners[starts]
    widths = varint_widths(distances)
    lists = varints(distances, widths)
    sizes = np.add.reduceat(widths.astype(np.intp), starts)
    mapped = sizes > (documents + 7) // 8
    if mapped.any():
        lists, sizes = _with_maps(lists, sizes, mapped, _maps(owners, starts, mapped, documents))
    return keys[starts], (sizes * 2 + mapped).astype(np.uint32), lists.tobytes()


def _maps(owners: _Numbers, starts: NDArray[np.intp], mapped: NDArray[np.bool_], documents: int) -> NDArray[np.uint8]:
    """A bitmap of documents for each of the lists that are to have one."""
    counts = np.diff(np.r_[starts, len(owners)])
    grid = np.zeros((int(mapped.sum()), documents), dtype=bool)
    grid[np.repeat(np.arange(len(grid)), counts[mapped]), owners[np.repeat(mapped, counts)]] = True
    return np.packbits(grid, axis=1, bitorder="little")


def _with_maps(
    lists: Bytes, sizes: NDArray[np.intp], mapped: NDArray[np.bool_], maps: NDArray[np.uint8]
) -> tuple[Bytes, NDArray[np.intp]]:
    """The lists, with bitmaps in the places of some, and their sizes."""
    final = np.where(mapped, maps.shape[1], sizes)
    of_maps = np.repeat(mapped, final)
    whole = np.empty(len(of_maps), dtype=np.uint8)
    whole[of_maps] = maps.ravel()
    whole[~of_maps] = lists[~np.repeat(mapped, sizes)]
    return whole, final
