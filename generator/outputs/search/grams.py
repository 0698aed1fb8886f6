"""Grams of one section of the index: which documents hold which strings of one to six characters.

A gram is known by a hash of 32 bits, whose last two bits say of what kind it is. Its first bits choose the
shard, so that grams that lie in one shard lie side by side in a section, however many shards there are.
Everything is done on arrays: in plain Python the same took about six times as long (docs/architecture.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.outputs.search.folding import Units, fold, prepared, table, tight, units

TEXT, HEAD, WHOLE = 0, 1, 2
"""A gram of the text, a gram of what ranks above it (title, id, number, unit), and such a string as a whole."""
_SHORT = (1, 2, 3)
_LATIN = (4, 6)
"""Lengths of grams in every script, and the further ones of latin letters and digits: dates and ids are too alike."""
_IDEOGRAPHS = 0x2E80
_BATCH = 1 << 19
"""Code units that are worked on at a time; bounds memory."""
_BREAK = 0x0A
_DOC_BITS = 20
"""A section holds fewer than 2^20 documents."""
_U32 = np.uint32
_MASK = 0xFFFFFFFF
_Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Words:
    """What one document is found by."""

    text: str
    head: tuple[str, ...]
    """Title, id, document numbers, unit."""
    whole: tuple[str, ...]
    """Of these the ones that put the document first when they are typed as they are."""


@dataclass(frozen=True)
class Section:
    """The postings of a section: for each gram, in order, its key, and its list of documents."""

    documents: int
    keys: NDArray[np.uint32]
    sizes: NDArray[np.uint32]
    """Bytes of each list, twice; one more where the list is a bitmap."""
    lists: bytes


def section_of(documents: Sequence[Words]) -> Section:
    """The section that holds these documents, numbered as they stand."""
    batches = [_distinct(np.concatenate(list(_batch_keys(batch)))) for batch in _batches(documents)]
    whole = [(_whole_key(one) << _DOC_BITS) | number for number, words in enumerate(documents) for one in words.whole]
    batches.append(np.array(whole, dtype=np.uint64))
    return _encoded(_distinct(np.concatenate(batches)), len(documents))


def _distinct(keys: _Keys) -> _Keys:
    """The keys in order, each once; numpy's own `unique` hashes, which takes forty times as long."""
    ordered = np.sort(keys)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def _batches(documents: Sequence[Words]) -> Iterator[list[tuple[int, Words]]]:
    batch: list[tuple[int, Words]] = []
    size = 0
    for number, words in enumerate(documents):
        batch.append((number, words))
        size += len(words.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _batch_keys(batch: Sequence[tuple[int, Words]]) -> Iterator[_Keys]:
    numbers = [number for number, _ in batch]
    yield from _keys(numbers, [words.text for _, words in batch], TEXT)
    yield from _keys(numbers, [prepared("\n".join(words.head)) for _, words in batch], HEAD)


def _keys(numbers: Sequence[int], texts: Sequence[str], kind: int) -> Iterator[_Keys]:
    """Gram and document of every place in the texts, for each length of gram."""
    parts = [units(f"{text}\n") for text in texts]
    owner = np.repeat(np.array(numbers, dtype=np.uint64), [len(part) for part in parts])
    folded = table()[np.concatenate(parts)]
    stays = tight(folded)
    folded, owner = folded[stays], owner[stays]
    whole = folded != _BREAK
    latin = whole & (folded < 0x80)
    for length in (*_SHORT, *_LATIN):
        fit = latin if length in _LATIN else whole
        if length == 1:
            fit = folded >= _IDEOGRAPHS
        places = len(folded) - length + 1
        if places < 1:
            continue
        inside = fit[:places].copy()
        for offset in range(1, length):
            inside &= fit[offset : offset + places]
        at = np.flatnonzero(inside)
        keys = _hashes(folded, at, length).astype(np.uint64) & ~np.uint64(3) | np.uint64(kind)
        yield keys << np.uint64(_DOC_BITS) | owner[at]


def _hashes(folded: Units, at: NDArray[np.intp], length: int) -> NDArray[np.uint32]:
    """The hash of the gram at each place; `gramKey` in search.js computes the same."""
    value = np.full(len(at), length * 0x9E3779B1 & _MASK, dtype=_U32)
    for offset in range(length):
        value = (value ^ folded[at + offset].astype(_U32)) * _U32(0x85EBCA6B)
        value ^= value >> _U32(13)
    value *= _U32(0xC2B2AE35)
    return np.asarray(value ^ (value >> _U32(16)))


def gram_hash(folded: str) -> int:
    """The hash of one folded string of any length, as `_hashes` computes it for many."""
    value = len(folded) * 0x9E3779B1 & _MASK
    for unit in units(folded).tolist() if not folded.isascii() else folded.encode():
        value = (value ^ unit) * 0x85EBCA6B & _MASK
        value ^= value >> 13
    value = value * 0xC2B2AE35 & _MASK
    return value ^ (value >> 16)


def _whole_key(text: str) -> int:
    """A whole string lies in the shard of its first gram: its key has that gram's first half."""
    folded = fold(text)
    first = next((folded[:size] for size in (6, 4) if len(folded) >= size and folded[:size].isascii()), folded[:3])
    return (gram_hash(first) & 0xFFFF0000) | (gram_hash(folded) & 0xFFFC) | WHOLE


def _encoded(pairs: _Keys, documents: int) -> Section:
    keys = (pairs >> np.uint64(_DOC_BITS)).astype(np.uint32)
    owners = (pairs & np.uint64((1 << _DOC_BITS) - 1)).astype(np.uint32)
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.intp)
    counts = np.diff(np.r_[starts, len(keys)])
    deltas = owners.copy()
    deltas[1:] -= owners[:-1]
    deltas[starts] = owners[starts]
    widths = varint_widths(deltas)
    sizes = np.add.reduceat(widths, starts) if len(starts) else np.zeros(0, dtype=np.intp)
    map_size = (documents + 7) // 8
    mapped = sizes > map_size
    coded = varints(deltas)
    if not mapped.any():
        return Section(documents, keys[starts], (sizes * 2).astype(np.uint32), coded.tobytes())
    ends = np.cumsum(sizes)
    pieces: list[bytes] = []
    done = 0
    for one in np.flatnonzero(mapped):
        pieces.append(coded[done : ends[one] - sizes[one]].tobytes())
        bits = np.zeros(documents, dtype=np.uint8)
        bits[owners[starts[one] : starts[one] + counts[one]]] = 1
        pieces.append(np.packbits(bits, bitorder="little").tobytes())
        done = int(ends[one])
    pieces.append(coded[done:].tobytes())
    final = np.where(mapped, map_size * 2 + 1, sizes * 2)
    return Section(documents, keys[starts], final.astype(np.uint32), b"".join(pieces))


def varint_widths(numbers: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Bytes that each number takes, seven bits to a byte."""
    widths = np.ones(len(numbers), dtype=np.intp)
    for bits in (7, 14, 21, 28):
        widths += numbers >= (1 << bits)
    return widths


def varint(number: int) -> bytes:
    """One number, as `varints` codes many."""
    coded = bytearray()
    while number > 127:
        coded.append(number & 127 | 128)
        number >>= 7
    coded.append(number)
    return bytes(coded)


def varints(numbers: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Numbers one after another, seven bits to a byte, the lowest first; the high bit says that more follows."""
    widths = varint_widths(numbers)
    ends = np.cumsum(widths)
    coded = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    for place in range(int(widths.max()) if len(widths) else 0):
        has = widths > place
        more = (widths[has] > place + 1).astype(np.uint8) << 7
        coded[(ends - widths)[has] + place] = ((numbers[has] >> np.uint32(7 * place)) & 0x7F).astype(np.uint8) | more
    return coded
