"""Grams of the index: which documents hold which strings of one to six characters.

A gram is known by a hash of 32 bits, whose last two bits say of what kind it is. Its first bits choose the
shard, so that grams that lie in one shard lie side by side in a section, however many shards there are.
Everything is done on arrays: in plain Python the same took about six times as long (docs/architecture.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from generator.outputs.search.folding import Units, becomes_several, prepared, table, tight, units
from generator.outputs.search.postings import DOC_BITS, PIECE, Pairs, distinct

TEXT, HEAD, WHOLE = 0, 1, 2
"""A gram of the text, a gram of what ranks above it (title, id, number, unit), and such a string as a whole."""
_SHORT, _LATIN = (1, 2, 3), (4, 5, 6)
"""Lengths of grams in every script, and the further ones of latin letters and digits: dates and ids are too alike."""
_IDEOGRAPHS = 0x2E80
_BATCH = 1 << 16
"""Code units that are worked on at a time; bounds memory."""
_BREAK = 0x0A
_Hashes = NDArray[np.uint32]


class Words(Struct, frozen=True):
    """What one document is found by."""

    text: str
    head: tuple[str, ...]
    """Title, id, document numbers, unit."""
    whole: tuple[str, ...]
    """Of these the ones that put the document first when they are typed as they are."""


Numbered = tuple[int, Words]
"""A document's number in its section, and its words."""


def pairs_of(documents: Iterable[Numbered]) -> Iterator[Pairs]:
    """Gram and document of every gram, in order, in pieces that fit the processor's cache; no gram is in two of them.

    Words are looked at once, in turn: nobody has to hold those of all.
    """
    found = []
    for batch in _batches(documents):
        found += [distinct(np.concatenate(list(_batch_pairs(batch)))), distinct(_whole_pairs(batch))]
    number = sum(map(len, found)) // PIECE + 1
    bounds = np.arange(1, number, dtype=np.uint64) * np.uint64((1 << 32) // number) << np.uint64(DOC_BITS)
    places = [[0, *np.searchsorted(one, bounds).tolist(), len(one)] for one in found]
    for piece in range(number if found else 0):
        cut = (one[at[piece] : at[piece + 1]] for one, at in zip(found, places, strict=True))
        yield distinct(np.concatenate(list(cut)))


def _batches(documents: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    batch: list[Numbered] = []
    size = 0
    for number, words in documents:
        batch.append((number, words))
        size += len(words.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _batch_pairs(batch: Sequence[Numbered]) -> Iterator[Pairs]:
    numbers = [number for number, _ in batch]
    yield from _pairs(numbers, [words.text for _, words in batch], TEXT)
    yield from _pairs(numbers, ["\n".join(words.head) for _, words in batch], HEAD)


def _folded(numbers: Sequence[int], texts: Sequence[str]) -> tuple[Units, Pairs]:
    """The texts folded, a line break behind each, and for each unit the number that its text bears."""
    sizes = [len(text) + 1 for text in texts]
    joined = units("".join(f"{text}\n" for text in texts))
    special = np.flatnonzero(becomes_several()[joined])
    if len(special):  # else there is one unit for each character
        parts = [units(f"{text}\n") for text in texts]
        ends = np.cumsum([len(part) for part in parts])
        for one in sorted(set(np.searchsorted(ends, special, side="right").tolist())):
            parts[one] = units(f"{prepared(texts[one])}\n")
        sizes = [len(part) for part in parts]
        joined = np.concatenate(parts)
    folded = table()[joined]
    stays = tight(folded)
    return folded[stays], np.repeat(np.array(numbers, dtype=np.uint64), sizes)[stays]


def _pairs(numbers: Sequence[int], texts: Sequence[str], kind: int) -> Iterator[Pairs]:
    """Gram and document of every place in the texts, for each length of gram."""
    folded, owner = _folded(numbers, texts)
    owner |= np.uint64(kind << DOC_BITS)
    characters = folded.astype(np.uint32)
    in_line = folded != _BREAK
    hashes, line = _started(len(folded)), in_line
    for length in _SHORT[: len(folded)]:
        places, last = len(folded) - length + 1, length - 1
        hashes, line = _followed(hashes[:places], characters[last:]), line[:places] & in_line[last:]
        fit = folded >= _IDEOGRAPHS if length == 1 else line
        yield _packed(_finished(hashes[fit], length), owner[:places][fit])
    latin = in_line & (folded < 0x80)
    at = np.flatnonzero(latin[:-2] & latin[1:-1] & latin[2:])
    hashes = hashes[at]
    for length in _LATIN:  # at fewer places each time, and never beyond the line break at the end
        goes_on = latin[at + length - 1]
        at = at[goes_on]
        hashes = _followed(hashes[goes_on], characters[at + length - 1])
        yield _packed(_finished(hashes, length), owner[at])


def _packed(hashes: _Hashes, owners: Pairs) -> Pairs:
    """Pairs of hashes and documents, whose kind stands in front of their numbers."""
    keys = (hashes & np.uint32(0xFFFFFFFC)).astype(np.uint64)
    keys <<= np.uint64(DOC_BITS)
    keys |= owners
    return keys


def _started(number: int) -> _Hashes:
    """Hashes of nothing yet; `gramKey` in search.js computes the same, character by character."""
    return np.full(number, 0x9E3779B1, dtype=np.uint32)


def _followed(hashes: _Hashes, characters: _Hashes) -> _Hashes:
    """The hashes with one more character each."""
    longer = hashes ^ characters
    longer *= np.uint32(0x85EBCA6B)
    longer ^= longer >> np.uint32(13)
    return longer


def _finished(hashes: _Hashes, lengths: _Hashes | int) -> _Hashes:
    """The hashes of strings of these lengths."""
    whole = (hashes ^ np.uint32(lengths)) * np.uint32(0xC2B2AE35)
    return np.asarray(whole ^ (whole >> np.uint32(16)))


def _whole_pairs(batch: Sequence[Numbered]) -> Pairs:
    """Names as a whole. Each lies in the shard of its first gram: its key has that gram's first half."""
    named = [(number, one) for number, words in batch for one in words.whole]
    if not named:
        return np.zeros(0, dtype=np.uint64)
    folded, owner = _folded([number for number, _ in named], [name for _, name in named])
    ends = np.flatnonzero(folded == _BREAK)
    starts = np.r_[0, ends[:-1] + 1]
    lengths = ends - starts
    starts, lengths = starts[lengths > 1], lengths[lengths > 1]
    shard = _string_hashes(folded, starts, _first_sizes(folded, starts, lengths)) & np.uint32(0xFFFF0000)
    whole = _string_hashes(folded, starts, lengths) & np.uint32(0xFFFC)
    return _packed(shard | whole, owner[starts] | np.uint64(WHOLE << DOC_BITS))


def _first_sizes(folded: Units, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> NDArray[np.intp]:
    """How long the first gram of each string is; `sizeAt` in search.js says the same."""
    sizes = np.minimum(lengths, _SHORT[-1])
    latin = np.ones(len(starts), dtype=bool)
    for at in range(_LATIN[-1]):
        latin &= (lengths > at) & (folded[np.minimum(starts + at, len(folded) - 1)] < 0x80)
        if at + 1 in _LATIN:
            sizes[latin] = at + 1
    return sizes


def _string_hashes(folded: Units, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> _Hashes:
    """The hashes of strings that stand somewhere among the units."""
    hashes = _started(len(starts))
    for at in range(int(lengths.max(initial=0))):
        longer = np.flatnonzero(lengths > at)
        hashes[longer] = _followed(hashes[longer], folded[starts[longer] + at].astype(np.uint32))
    return _finished(hashes, lengths.astype(np.uint32))
