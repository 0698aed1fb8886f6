"""The postings of a section: for each gram the documents that hold it, coded as shards hold them.

On the way stand *pairs*: 64-bit numbers, a gram's key in front of the number of a document, in order, each once.
A section in which little has changed is made of what it was: only the lists are coded again in which a page that
changed stands now and did not, or stood and does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.outputs.search.numbers import Bytes, varint_widths, varints

DOC_BITS = 20
"""A section holds fewer than 2^20 documents."""
_DOC = np.uint64((1 << DOC_BITS) - 1)
_SHIFT = np.uint64(DOC_BITS)
PIECE = 1 << 17
"""Pairs of gram and document that are coded at a time."""
Pairs = NDArray[np.uint64]
_Numbers = NDArray[np.uint32]


class Section(Struct, frozen=True):
    """For each gram, in order, its key, and its list of documents."""

    documents: int
    keys: NDArray[np.uint32]
    sizes: NDArray[np.uint32]
    """Bytes of each list, twice; one more where the list is a bitmap."""
    lists: bytes


class Holders(Struct, frozen=True):
    """The same lists as plain numbers: quicker to change, and larger."""

    counts: NDArray[np.uint32]
    """For each gram of the section how many documents hold it."""
    owners: NDArray[Any]
    """These documents, gram by gram."""


def distinct(pairs: Pairs) -> Pairs:
    """The pairs in order, each once; numpy's own `unique` hashes, which takes forty times as long."""
    pairs.sort()
    return pairs[np.r_[True, pairs[1:] != pairs[:-1]]] if len(pairs) else pairs


def revised(
    section: Section, holders: Holders, places: NDArray[np.int64], fresh: Pairs, documents: int
) -> tuple[Section, Holders]:
    """A section with other documents: each stays at its place (below 0 where it goes), fresh ones come."""
    stays = places >= 0
    if documents == section.documents and np.array_equal(places[stays], np.flatnonzero(stays)):
        return _spliced(section, holders, ~stays, fresh)
    owners = places[holders.owners]
    held = owners >= 0
    pairs = (_keyed(section.keys, holders.counts) | owners.astype(np.uint64))[held]
    return encoded(_pieces(distinct(np.concatenate((pairs, fresh)))), documents)


def _keyed(keys: _Numbers, counts: NDArray[Any]) -> Pairs:
    """The keys as the beginnings of pairs, each as often as it is counted."""
    return np.repeat(keys.astype(np.uint64) << _SHIFT, counts)


def _spliced(section: Section, holders: Holders, gone: NDArray[np.bool_], fresh: Pairs) -> tuple[Section, Holders]:
    """The section where some documents hold other grams than before, and all numbers are what they were."""
    keys, counts, owners = section.keys, holders.counts, holders.owners
    hits = np.flatnonzero(gone[owners])
    grams = np.searchsorted(np.cumsum(counts), hits, side="right")
    before = (keys[grams].astype(np.uint64) << _SHIFT) | owners[hits].astype(np.uint64)
    differing = _in_one(before, fresh)
    found = distinct(differing >> _SHIFT).astype(np.uint32)
    touched = np.isin(keys, found, assume_unique=True)
    there = _keyed(keys[touched], counts[touched]) | owners[np.repeat(touched, counts)].astype(np.uint64)
    anew = encoded(_pieces(_in_one(there, differing)), section.documents)
    return _merged((section, holders), ~touched, anew)


def _in_one(some: Pairs, others: Pairs) -> Pairs:
    """The pairs that are among some or among others, not among both."""
    pairs = np.concatenate((some, others))
    pairs.sort()
    changes = np.ones(len(pairs) + 1, dtype=bool)
    changes[1:-1] = pairs[1:] != pairs[:-1]
    return pairs[changes[1:] & changes[:-1]]


def _merged(
    old: tuple[Section, Holders], stays: NDArray[np.bool_], new: tuple[Section, Holders]
) -> tuple[Section, Holders]:
    """Those grams of an old section that stay, and all of a new one, in order."""
    (section, holders), (anew, anew_holders) = old, new
    keys = section.keys[stays]
    at = np.searchsorted(keys, anew.keys)

    def joined(values: NDArray[Any], sizes: NDArray[Any], more: NDArray[Any], more_sizes: NDArray[Any]) -> NDArray[Any]:
        ends = np.concatenate(([0], np.cumsum(sizes[stays], dtype=np.intp)))
        return np.insert(values[np.repeat(stays, sizes)], np.repeat(ends[at], more_sizes), more)

    lists = (np.frombuffer(one.lists, dtype=np.uint8) for one in (section, anew))
    sizes = (section.sizes >> 1, anew.sizes >> 1)
    content = joined(next(lists), sizes[0], next(lists), sizes[1])
    owners = joined(holders.owners, holders.counts, anew_holders.owners, anew_holders.counts)
    return (
        Section(
            section.documents,
            np.insert(keys, at, anew.keys),
            np.insert(section.sizes[stays], at, anew.sizes),
            content.tobytes(),
        ),
        Holders(np.insert(holders.counts[stays], at, anew_holders.counts), owners),
    )


def encoded(pieces: Iterable[Pairs], documents: int) -> tuple[Section, Holders]:
    """The section of these pairs, coded piece by piece: arrays that fit the processor's cache take half the time."""
    coded = [_coded(one, documents) for one in pieces if len(one)]
    if not coded:
        nothing = np.zeros(0, dtype=np.uint32)
        return Section(documents, nothing, nothing, b""), Holders(nothing, nothing)
    keys, sizes, lists, counts, owners = zip(*coded, strict=True)
    section = Section(documents, np.concatenate(keys), np.concatenate(sizes), b"".join(lists))
    return section, Holders(np.concatenate(counts), np.concatenate(owners))


def _pieces(pairs: Pairs) -> Iterator[Pairs]:
    """The pairs in pieces, cut between two grams."""
    start = 0
    while start < len(pairs):
        last = pairs[min(start + PIECE, len(pairs)) - 1] | _DOC
        end = int(np.searchsorted(pairs, last, side="right"))
        yield pairs[start:end]
        start = end


def _coded(pairs: Pairs, documents: int) -> tuple[_Numbers, _Numbers, bytes, _Numbers, NDArray[Any]]:
    """Keys, sizes and lists of some grams; how many documents hold each, and which."""
    keys = (pairs >> _SHIFT).astype(np.uint32)
    owners = (pairs & _DOC).astype(np.uint32)
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    distances = owners.copy()
    distances[1:] -= owners[:-1]
    distances[starts] = owners[starts]
    widths = varint_widths(distances)
    lists = varints(distances, widths)
    sizes = np.add.reduceat(widths.astype(np.intp), starts)
    counts = np.diff(starts, append=len(owners))
    mapped = sizes > (documents + 7) // 8
    if mapped.any():
        lists, sizes = _with_maps(lists, sizes, mapped, _maps(owners, counts, mapped, documents))
    sizes = (sizes * 2 + mapped).astype(np.uint32)
    plain = owners.astype(np.uint16) if documents <= 1 << 16 else owners
    return keys[starts], sizes, lists.tobytes(), counts.astype(np.uint32), plain


def _maps(owners: _Numbers, counts: NDArray[np.intp], mapped: NDArray[np.bool_], documents: int) -> NDArray[np.uint8]:
    """A bitmap of documents for each of the lists that are to have one."""
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
