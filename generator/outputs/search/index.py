"""The files of the search index: shards, rows of results, facets, the manifest, the table of traditional characters.

Sections are by year. Years before the current one are one tier, everything that still changes is another, so
that an edit of today rewrites no file of a closed year. A section whose pages are what they were is taken from
the store, not made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Any, Protocol

from generator.outputs.search.documents import Document
from generator.outputs.search.folding import fold, simplified
from generator.outputs.search.grams import Section, section_of
from generator.outputs.search.kept import section_from, section_to
from generator.outputs.search.shards import shard_bits, shards
from generator.publication import Artifact

FOLDER = "assets/search"
"""Beside the module that reads it, which knows its own address."""
_VERSION = 2
"""Of the format; raised with every change of it, here and in search.js."""
LIVE = "live"
"""The section of pages that belong to no year."""
_ENOUGH = 400
"""Documents of which closed years make a section of their own."""
_ROWS = 16
"""Documents of one file of rows."""


class Kept(Protocol):
    """What an earlier build worked out, by name."""

    def get(self, name: str) -> bytes | None:
        """What was kept, or None."""

    def put(self, name: str, content: bytes) -> None:
        """Keep something."""


@dataclass(frozen=True)
class _Part:
    """A section with its documents, newest first."""

    name: str
    documents: Sequence[Document]
    section: Section
    digest: str
    closed: bool
    """Whether its years are over."""


def search_files(
    documents: Sequence[Document], aliases: Sequence[Sequence[str]], year: int, kept: Kept | None
) -> Iterator[Artifact]:
    """Every file of the index. `year` is the current one; earlier years are closed."""
    parts = _parts(documents, year, kept)
    tiers = {
        "now": [one for one in parts if not one.closed],
        "closed": [one for one in parts if one.closed],
    }
    described = []
    for name, members in tiers.items():
        bits = shard_bits([one.section for one in members])
        contents = shards([one.section for one in members], bits)
        digest = _digest(b"".join(contents))
        described.append({"dir": name, "bits": bits, "hash": digest})
        for number, content in enumerate(contents):
            yield Artifact(f"{FOLDER}/{name}/{number:x}.bin", partial(_same, content))
    for part in parts:
        yield from _rows(part)
        yield Artifact(f"{FOLDER}/facets/{part.name}.json", partial(_json, _facets(part.documents)))
    table = simplified()
    yield Artifact(
        f"{FOLDER}/simplified.json", partial(_json, "".join(f"{old}{new}" for old, new in sorted(table.items())))
    )
    manifest = {
        "version": _VERSION,
        "rows": _ROWS,
        "tiers": described,
        "sections": [
            {"name": one.name, "tier": int(one.closed), "size": len(one.documents), "hash": one.digest} for one in parts
        ],
        "aliases": _aliases(aliases),
        "traditional": "".join(sorted(char for char in table if _in_gb2312(char))),
    }
    yield Artifact(f"{FOLDER}/manifest.json", partial(_json, manifest))


def _parts(documents: Sequence[Document], year: int, kept: Kept | None) -> list[_Part]:
    """The sections, the newest years first, pages of no year last: that is the order of results that rank the same."""
    by_year: dict[int | None, list[Document]] = {}
    for one in documents:
        by_year.setdefault(one.year, []).append(one)
    parts = []
    for years in reversed(_spans({one: len(members) for one, members in by_year.items() if one is not None}, year)):
        members = [one for number in years for one in by_year[number]]
        parts.append(
            _part(f"{years[0]}-{years[-1]}" if len(years) > 1 else f"{years[0]}", members, years[-1] < year, kept)
        )
    return [*parts, _part(LIVE, by_year.get(None, []), False, kept)]


def _spans(sizes: Mapping[int, int], year: int) -> list[list[int]]:
    """Years that share a section, oldest first: closed years of few pages are put together, from the oldest on."""
    spans: list[list[int]] = []
    held = _ENOUGH
    for one in sorted(sizes):
        if held >= _ENOUGH or one >= year:
            spans.append([])
            held = 0
        spans[-1].append(one)
        held += sizes[one]
    return spans


def _part(name: str, members: Sequence[Document], closed: bool, kept: Kept | None) -> _Part:
    ordered = sorted(members, key=lambda one: one.order)
    described = [[one.digest, one.row, one.words.head, one.category, one.clauses, one.year] for one in ordered]
    digest = _digest(json.dumps([_VERSION, described]).encode())
    return _Part(name, ordered, _section(name, digest, ordered, kept), digest, closed)


def _section(name: str, digest: str, members: Sequence[Document], kept: Kept | None) -> Section:
    before = kept.get(f"section-{name}") if kept is not None else None
    section = section_from(before, digest) if before is not None else None
    if section is None:
        section = section_of([one.words for one in members])
        if kept is not None:
            kept.put(f"section-{name}", section_to(section, digest))
    return section


def _rows(part: _Part) -> Iterator[Artifact]:
    for number in range(0, len(part.documents), _ROWS):
        rows = [one.row for one in part.documents[number : number + _ROWS]]
        yield Artifact(f"{FOLDER}/rows/{part.name}-{number // _ROWS}.json", partial(_json, rows))


def _facets(documents: Sequence[Document]) -> dict[str, Any]:
    """For each facet its values and, for each document, which of them it has."""
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
    return found


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


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=5).hexdigest()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _same(content: bytes) -> bytes:
    return content
