"""What was read of each file before, as the tree of text: a file that has not changed is not parsed again.

Only files without any fault are kept, so that whatever is wrong is found anew, with its position, every time.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from msgspec import json

from generator.audience import Audience
from generator.entry import About, Entry
from generator.model import Record
from generator.raw_files import State

_RESTED = 2_000_000_000
"""Nanoseconds for which a file must have rested before it was read: later changes show in its times on every file system."""


class Reading(NamedTuple):
    """What is kept of a file."""

    digest: str
    state: State | None
    """None where the file had not rested: its times do not say that it is what it was."""
    entry: Entry | None
    about: Any
    tree: bytes | memoryview


class Readings:
    """What was read of the record files of a site."""

    def __init__(self) -> None:
        self._rows: dict[str, Reading] = {}
        self.changes = 0
        """How many files are not as they were when it was made."""
        self.used = 0
        """Files that did not have to be parsed."""

    @classmethod
    def from_bytes(cls, content: bytes, key: str) -> Readings:
        """What was kept, nothing where it was made under another key. The bytes are what `to_bytes` wrote."""
        made = cls()
        head, _, _ = content.partition(b"\n")
        kept = json.decode(head)
        if kept["key"] == key:
            trees, at = memoryview(content), len(head) + 1
            for path, digest, state, about, size in kept["rows"]:
                made._rows[path] = Reading(digest, state and tuple(state), None, about, trees[at : at + size])
                at += size
        return made

    def to_bytes(self, key: str) -> bytes:
        """Everything, under a key of what it was made with: one line of what there is, then the trees."""
        rows = [
            (path, one.digest, one.state, _written(one.entry.about) if one.entry else one.about, len(one.tree))
            for path, one in self._rows.items()
        ]
        head = json.encode({"key": key, "rows": rows})
        return b"".join((head, b"\n", *(one.tree for one in self._rows.values())))

    def paths(self) -> Collection[str]:
        """The files that have been read."""
        return self._rows.keys()

    def settle(self, paths: Collection[str]) -> None:
        """Forget the files that are gone."""
        rows = {path: row for path, row in self._rows.items() if path in paths}
        self.changes += len(self._rows) - len(rows)
        self._rows = rows

    def digest(self, path: str, state: State) -> str:
        """The hash of a file that is what it was by its times, else ''."""
        one = self._rows.get(path)
        return one.digest if one is not None and one.state == state else ""

    def holds(self, path: str, digest: str) -> bool:
        """Whether a file with that hash has been read."""
        one = self._rows.get(path)
        return one is not None and one.digest == digest

    def entry(self, path: str, digest: str, model: type[Record], record_id: str) -> Entry | None:
        """The record of a file that holds what it held; it is made when it is first looked at."""
        one = self._rows.get(path)
        if one is None or one.digest != digest:
            return None
        make = partial(_make, model, record_id, one.tree)
        return one.entry or Entry.later(model, record_id, path, digest, _about(one.about), make)

    def put(self, entry: Entry, tree: bytes, state: State | None, now: int) -> None:
        """Keep what was read of a file: its tree as JSON. `now` is when reading began, in nanoseconds."""
        self.changes += 1
        self._rows[entry.path] = Reading(entry.digest, _rested(state, now), entry, None, tree)

    def rest(self, path: str, state: State | None, now: int) -> None:
        """Note the times of a file that holds what it held."""
        one, rested = self._rows[path], _rested(state, now)
        if rested is not None and rested != one.state:
            self.changes += 1
            self._rows[path] = one._replace(state=rested)


def _rested(state: State | None, now: int) -> State | None:
    return state if state is not None and max(state[2:]) + _RESTED < now else None


def _make(model: type[Record], record_id: str, tree: bytes | memoryview) -> Record:
    return model.model_validate({**json.decode(tree), "id": record_id})


def _written(about: About) -> tuple[Any, ...]:
    return about.audience.value, about.refers, about.last and about.last.isoformat(), about.files, about.withdrawn


def _about(kept: Any) -> About:
    audience, refers, last, files, withdrawn = kept
    day = date.fromisoformat(last) if last else None
    return About(Audience(audience), tuple(refers), day, tuple(files), withdrawn)
