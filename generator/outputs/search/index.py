"""The files of the search index: shards, rows of results, facets, the manifest, the table of traditional characters.

Sections are by year. Years before the current one are one tier, everything that still changes is another, so
that an edit of today rewrites no file of a closed year. A section whose pages are what they were is taken from
the store, not made again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Any

from generator.outputs.search.documents import Document
from generator.outputs.search.folding import fold, simplified
from generator.outputs.search.grams import Section, section_of
from generator.outputs.search.kept import Kept, section_from, section_to, tier_from, tier_to
from generator.outputs.search.shards import shard_bits, shards
from generator.publication import Artifact

FOLDER = "assets/search"
"""Beside the module that reads it, which knows its own address."""
_VERSION = 3
"""Of the format; raised with every change of it, here and in search.js."""
LIVE = "live"
"""The section of pages that belong to no year."""
_ENOUGH = 1000
"""Documents of which closed years make a section of their own."""
_ROWS = 8
"""Documents of one file of rows."""


@dataclass(frozen=True)
class _Part:
    """A section's documents, newest first."""

    name: str
    documents: Sequence[Document]
    digest: str
    """Hash of all that the index holds of them."""
    closed: bool
    """Whether its years are over."""


def search_files(
    documents: Sequence[Document],
    text: Callable[[Document], str],
    aliases: Sequence[Sequence[str]],
    year: int,
    kept: Kept | None,
) -> Iterator[Artifact]:
    """Every file of the index. `text` gives the words of a page, `year` is the current one; earlier years are closed."""
    parts = _parts(documents, year)
    described = []
    for name, members in (
        ("now", [one for one in parts if not one.closed]),
        ("closed", [one for one in parts if one.closed]),
    ):
        digest = _digest(one.digest for one in members)
        contents = _tier(name, digest, members, text, kept)
        described.append({"dir": name, "bits": len(contents).bit_length() - 1, "hash": digest})
        for number, content in enumerate(contents):
            yield Artifact(f"{FOLDER}/{name}/{number:x}.bin", partial(bytes, content))
    for part in parts:
        yield from _rows(part)
        yield Artifact(f"{FOLDER}/facets/{part.name}.json", partial(_json, _facets(part.documents)))
    table = simplified()
    pairs = "".join(f"{old}{new}" for old, new in sorted(table.items()))
    yield Artifact(f"{FOLDER}/simplified.json", partial(_json, pairs))
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


def _parts(documents: Sequence[Document], year: int) -> list[_Part]:
    """The sections, the newest years first, pages of no year last: that is the order of results that rank the same."""
    by_year: dict[int | None, list[Document]] = {}
    for one in documents:
        by_year.setdefault(one.year, []).append(one)
    parts = []
    for years in reversed(_spans({one: len(members) for one, members in by_year.items() if one is not None}, year)):
        members = [one for number in years for one in by_year[number]]
        name = f"{years[0]}-{years[-1]}" if len(years) > 1 else f"{years[0]}"
        parts.append(_part(name, members, years[-1] < year))
    return [*parts, _part(LIVE, by_year.get(None, []), False)]


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


def _part(name: str, members: Sequence[Document], closed: bool) -> _Part:
    ordered = sorted(members, key=lambda one: one.order)
    digest = _digest(repr((one.digest, one.row, one.names, one.category, one.clauses, one.year)) for one in ordered)
    return _Part(name, ordered, digest, closed)


def _tier(
    name: str, digest: str, members: Sequence[_Part], text: Callable[[Document], str], kept: Kept | None
) -> Sequence[bytes]:
    """The shards of a tier; where its pages are what they were, as they were."""
    before = tier_from(kept.get(f"tier-{name}"), digest) if kept is not None else None
    if before is not None:
        return before
    sections = [_section(one, text, kept) for one in members]
    contents = shards(sections, shard_bits(sections))
    if kept is not None:
        kept.put(f"tier-{name}", tier_to(contents, digest))
    return contents


def _section(part: _Part, text: Callable[[Document], str], kept: Kept | None) -> Section:
    before = section_from(kept.get(f"section-{part.name}"), part.digest) if kept is not None else None
    if before is not None:
        return before
    section = section_of([one.words(text(one)) for one in part.documents])
    if kept is not None:
        kept.put(f"section-{part.name}", section_to(section, part.digest))
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


def _digest(described: Iterable[str]) -> str:
    whole = blake2b(str(_VERSION).encode(), digest_size=5)
    for one in described:
        whole.update(one.encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
