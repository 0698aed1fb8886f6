"""The files of the search index: shards, rows of results, facets, the manifest, the table of traditional characters.

A section whose pages are what they were is left alone with all its files; one in which some have changed is made of
what it was, without the grams of these pages, and of their grams now.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from generator.outputs.search.document import Document
from generator.outputs.search.folding import fold, simplified
from generator.outputs.search.kept import Earlier, SeenSection, SeenTier, Table
from generator.outputs.search.making import Making
from generator.outputs.search.postings import Section
from generator.outputs.search.sections import VERSION, Part, digest_of
from generator.outputs.search.shards import Cut, cut, differing, shard_bits, weight, whole
from generator.publication import Artifact

FOLDER = "assets/search"
"""Beside the module that reads it, which knows its own address."""
MANIFEST = f"{FOLDER}/manifest.json"
_ROWS = 8
"""Documents of one file of rows."""
_TIERS = ("now", "closed")


class Index:
    """The index of one site, made from what the last build left of it as far as that still holds."""

    def __init__(self, parts: Sequence[Part], text: Callable[[Document], str], earlier: Earlier) -> None:
        self._parts = parts
        self._text = text
        self._earlier = earlier
        self._before = earlier.table
        self.table = Table()
        """What it holds now; complete when all its files have been made."""

    def files(self, aliases: Sequence[Sequence[str]]) -> Iterator[Artifact]:
        """Every file."""
        tiers = [[one for one in self._parts if one.span.closed == bool(number)] for number in range(len(_TIERS))]
        making = Making([one for tier in tiers for one in tier if not self._known(one)], self._text, self._earlier)
        try:
            yield from self._beside_shards()
            for name, parts in zip(_TIERS, tiers, strict=True):
                yield from self._tier(name, parts, making)
        finally:
            making.done()
        table = simplified()
        pairs = "".join(f"{old}{new}" for old, new in sorted(table.items()))
        yield self._file(f"{FOLDER}/simplified.json", partial(_json, pairs))
        manifest = {
            "version": VERSION,
            "rows": _ROWS,
            "tiers": [
                {"dir": name, "bits": self.table.tiers[name].bits, "hash": self.table.tiers[name].digest}
                for name in _TIERS
            ],
            "sections": [
                {"name": one.span.name, "tier": int(one.span.closed), "size": one.size, "hash": one.digest}
                for one in self._parts
            ],
            "aliases": _aliases(aliases),
            "traditional": "".join(sorted(char for char in table if _in_gb2312(char))),
        }
        yield self._file(MANIFEST, partial(_json, manifest))

    def _beside_shards(self) -> Iterator[Artifact]:
        """Rows of results and facets, which need no shards."""
        for part in self._parts:
            known = self._known(part)
            for number in range(0, part.size, _ROWS):
                path = f"{FOLDER}/rows/{part.span.name}-{number // _ROWS}.json"
                yield self._file(path, partial(_rows, part, number), known=known)
            yield self._file(f"{FOLDER}/facets/{part.span.name}.json", partial(_facets, part), known=known)

    def _file(self, path: str, make: Callable[[], bytes], *, known: bool = False) -> Artifact:
        """A file; `known` says that it is what it was, so that the release that is shown may have it already."""
        digest = self._before.files.get(path, "") if known else ""
        if digest and self._earlier.stands(path, digest):
            self.table.files[path] = digest
            return Artifact(path, make, known=digest)
        return Artifact(path, partial(self._made, path, make) if self._earlier.keeps else make)

    def _made(self, path: str, make: Callable[[], bytes]) -> bytes:
        content = make()
        self.table.files[path] = sha256(content).hexdigest()
        return content

    def _known(self, part: Part) -> bool:
        """Whether a section is what it was."""
        before = self._before.sections.get(part.span.name)
        return before is not None and before.digest == part.digest

    def _tier(self, name: str, parts: Sequence[Part], making: Making) -> Iterator[Artifact]:
        """The shards of a tier."""
        tier = _Tier(parts, making, self._earlier)
        digest, names = digest_of(one.digest for one in parts), tuple(one.span.name for one in parts)
        before = self._before.tiers.get(name)
        if before is not None and before.digest == digest and all(map(self._known, parts)):
            bits, changed = before.bits, frozenset[int]()
            weights = [self._before.sections[one].weight for one in names]
        else:
            bits, weights = tier.made()
            alike = before is not None and (before.bits, before.sections) == (bits, names)
            changed = tier.changed if alike else frozenset(range(1 << bits))
        self.table.tiers[name] = SeenTier(digest, bits, names)
        for part, heavy in zip(parts, weights, strict=True):
            self.table.sections[part.span.name] = SeenSection(part.span.years, part.size, part.digest, heavy)
        for number in range(1 << bits):
            make = partial(tier.shard, number, bits)
            yield self._file(f"{FOLDER}/{name}/{number:x}.bin", make, known=number not in changed)


class _Tier:
    """The sections that share their shards, made or looked up when they are first asked for."""

    def __init__(self, parts: Sequence[Part], making: Making, earlier: Earlier) -> None:
        self._parts = parts
        self._making = making
        self._earlier = earlier
        self._cuts: list[Cut] = []
        self.changed: frozenset[int] = frozenset()
        """Shards that do not hold what they held, where there are as many as there were."""

    def made(self) -> tuple[int, list[int]]:
        """How many bits of a key choose a shard, and what each section weighs."""
        found = [self._found(part) for part in self._parts]
        weights = [heavy for _, _, heavy in found]
        bits = shard_bits(weights)
        for number, part in enumerate(self._parts):
            before, section, _ = found[number]
            found[number] = (None, None, 0)  # it is not needed any longer
            if section is None and before is not None and before.bits == bits:
                self._cuts.append(before)
                continue
            section = section or (whole(before) if before is not None else None)
            if section is not None:
                made = cut(section, bits)
                self._earlier.keep_section(part.span.name, part.digest, part.documents, made)
                self.changed |= differing(before, made) if before is not None else frozenset(range(1 << bits))
                self._cuts.append(made)
        return bits, weights

    def _found(self, part: Part) -> tuple[Cut | None, Section | None, int]:
        """A section as it was, as it is where that is something else, and what it weighs."""
        before = self._earlier.cut(part.span.name)
        known = self._earlier.table.sections.get(part.span.name)
        if before is not None and known is not None and known.digest == part.digest:
            return before, None, known.weight
        section = self._making.section(part, before)
        return before, section, weight(section)

    def shard(self, number: int, bits: int) -> bytes:
        """The content of one shard."""
        if not self._cuts:
            self.made()
        return b"".join(one.piece(number) for one in self._cuts)


def _rows(part: Part, start: int) -> bytes:
    return _json([one.row for one in part.documents[start : start + _ROWS]])


def _facets(part: Part) -> bytes:
    """For each facet its values and, for each document, which of them it has."""
    documents = part.documents
    columns: dict[str, list[tuple[str, ...]]] = {
        "type": [(one.kind[1],) for one in documents],
        "year": [(str(one.year),) if one.year else () for one in documents],
        "unit": [(one.unit,) if one.unit else () for one in documents],
        "state": [(one.state[1],) if one.state[1] else () for one in documents],
        "category": [(one.category,) if one.category else () for one in documents],
        "clause": [one.clauses for one in documents],
    }
    found: dict[str, Any] = {}
    for key, values in columns.items():
        distinct = sorted(set(values))
        place = {value: number for number, value in enumerate(distinct)}
        found[key] = [distinct, [place[value] for value in values]]
    found["day"] = [one.day.toordinal() if one.day else 0 for one in documents]
    return _json(found)


def _aliases(groups: Sequence[Sequence[str]]) -> list[list[str]]:
    """Sets of words that mean the same, folded; a unit that was only ever called one name makes none."""
    folded = (sorted({fold(word) for word in words}) for words in groups)
    return sorted(words for words in folded if len(words) > 1)


def _in_gb2312(char: str) -> bool:
    """Whether a character is of the common simplified set: all others of the table are seen to be traditional."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
