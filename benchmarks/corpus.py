"""The repository's example university: its registers, its people, and its records to build others from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from benchmarks.words import sentences
from benchmarks.yaml_text import Fields
from generator.files import tree_files
from generator.load import Loaded, load
from generator.raw_files import record_files
from generator.records.unit.model import Unit
from generator.registry import RECORD_TYPES
from generator.source import parse
from generator.source_tree import plain

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 5, 1)
"""The day that generated sites are pinned to; nothing in them happens later."""
REGISTERS = ("calendar", "rules", "clauses", "catalogue", "classifications", "titles", "aliases", "units")

_OTHER_RECORDS = ("related", "attachments", "stated", "replaces", "money", "revoked")
_RECORD_LINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]*))?\]\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


class Person(NamedTuple):
    """An invented member of staff."""

    name: str
    unit: str
    delegation: str = ""


class Corpus:
    """What records are built from. Everything is invented, as the example is."""

    def __init__(self, root: Path = ROOT) -> None:
        self._root = root
        loaded = load(record_files(root), RECORD_TYPES)
        self.units = {one.id: one for one in loaded.dataset.of_type(Unit)}
        self._examples = _examples(loaded)
        self.roster = self._roster()
        self._surnames = sorted({one.name[0] for one in self.roster})
        self._given = sorted({one.name[1:] for one in self.roster})

    def registers(self) -> Iterator[tuple[str, bytes]]:
        """The files that every site needs as they stand, by path."""
        for folder in REGISTERS:
            for name, path in tree_files(self._root / "data" / folder):
                yield f"data/{folder}/{name}", path.read_bytes()

    def examples(self, folder: str) -> tuple[Fields, ...]:
        """The example's public records of a type, in order of id, without references to records that will not be there."""
        return self._examples[folder]

    def words(self, folder: str, *keys: str, where: Fields | None = None) -> list[str]:
        """The sentences that the records of a type have under some keys, at any depth."""
        wanted = (where or {}).items()
        chosen = [one for one in self._examples[folder] if all(one.get(key) == value for key, value in wanted)]
        return sorted(set(sentences(text for one in chosen for text in _under(one, keys))))

    def there(self, unit: str, first: date, last: date) -> bool:
        """Whether a unit existed between two days."""
        return unit in self.units and not self.units[unit].absent(first, last)

    def person(self, random: Random, first: date, last: date, unit: str = "") -> Person:
        """Somebody of a unit, of any that existed between two days where none is named."""
        units = sorted(one for one in self.units if one != "XX" and self.there(one, first, last))
        return Person(random.choice(self._surnames) + random.choice(self._given), unit or random.choice(units))

    def _roster(self) -> tuple[Person, ...]:
        """The delegates of the example's congress that publishes the most of them."""
        rosters = [one.get("roster", []) for one in self._examples["congresses"]]
        longest: list[dict[str, str]] = max(rosters, key=len)
        return tuple(Person(one["name"], one["unit"], one.get("delegation", "")) for one in longest)


def _examples(loaded: Loaded) -> dict[str, tuple[Fields, ...]]:
    found: dict[str, list[Fields]] = {kind.model.folder: [] for kind in RECORD_TYPES}
    for entry in loaded.dataset.entries.values():
        tree = parse(entry.path, loaded.sources[entry.path].content).tree
        assert tree is not None
        fields = _unlinked(plain(tree))
        if "withdrawn" not in fields and "audience" not in fields:
            found[entry.record.folder].append({key: one for key, one in fields.items() if key not in _OTHER_RECORDS})
    return {folder: tuple(records) for folder, records in found.items()}


def _unlinked(value: Any) -> Any:
    """Texts without links, which may lead to records that a generated site does not have."""
    if isinstance(value, dict):
        return {key: _unlinked(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_unlinked(one) for one in value]
    return _LINK.sub(r"\1", _RECORD_LINK.sub(lambda match: match[2] or match[1], value))


def _under(value: Any, keys: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key in keys and isinstance(one, str):
                yield one
            else:
                yield from _under(one, keys)
    elif isinstance(value, list):
        for one in value:
            yield from _under(one, keys)
