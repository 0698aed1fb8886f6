"""What the last build made, with what it asked of the facts: while all answers are the same, so are the bytes.

The bytes themselves are the files of the release that is shown. What is noted here is data under a seal; where it
is damaged, missing or of another version, everything is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from generator import disk
from generator.ahead import made_by_two
from generator.dataset import Dataset, Facts, Note
from generator.publication import Artifact
from generator.sealed import sealed, unsealed


@dataclass(frozen=True, slots=True)
class Answered:
    """Something that was made: what was asked for it, a hash over the answers, and what came of it."""

    notes: tuple[Note, ...]
    answers: str
    result: Any
    """For a file its SHA-256, for a group of files their paths."""


@dataclass
class Made:
    """What a release holds and how it came about."""

    key: str
    """Of everything that pages depend on beside the facts: code, templates, shells, configuration."""
    things: dict[str, Answered] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """As JSON under a seal."""
        numbers: dict[Note, int] = {}
        rows = {
            name: [[numbers.setdefault(note, len(numbers)) for note in one.notes], one.answers, one.result]
            for name, one in sorted(self.things.items())
        }
        return sealed({"key": self.key, "notes": list(numbers), "things": rows})

    @classmethod
    def from_bytes(cls, content: bytes, key: str) -> Made:
        """What was kept; nothing where it is damaged or was made under another key."""
        kept = unsealed(content)
        if kept is None or kept["key"] != key:
            return cls(key)
        notes = [Note(*one) for one in kept["notes"]]
        rows = kept["things"].items()
        return cls(
            key,
            {
                name: Answered(tuple(notes[n] for n in asked), answers, result)
                for name, (asked, answers, result) in rows
            },
        )


class Memory:
    """Stands between what is to be made and what is made: files whose answers are the same are taken as they are."""

    def __init__(self, before: Made, release: Path | None, dataset: Dataset, day: date) -> None:
        self._before = before
        self._release = release
        self._dataset = dataset
        self._day = day
        self._digests: dict[Note, bytes] = {}
        self.used = 0
        """Files that were not made again."""
        self.now = Made(before.key)

    def files(self, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
        """The same artifacts, known where nothing they depend on has changed. What is made is noted when it is made."""
        found = [(one, self._kept(one)) for one in artifacts]
        fresh = made_by_two([one for one, kept in found if kept is None])
        for _, kept in found:
            yield self._noted(next(fresh)) if kept is None else kept
        next(fresh, None)  # to its end, where the second process is let go

    def group(self, name: str, facts: Facts, make: Callable[[Facts], Iterable[Artifact]]) -> Iterator[Artifact]:
        """Artifacts that are put together in one go from the same questions: all of them are known, or none."""
        before = self._same(name)
        if before is not None:
            paths = [path for path in before.result if self._known(path, self._before.things.get(path))]
            if len(paths) == len(before.result):
                self.now.things[name] = before
                for path in paths:
                    yield self._taken(path, self._before.things[path])
                return
        made = list(make(facts))
        for artifact in made_by_two(made):
            yield self._noted(artifact)
        self._note(name, facts.notes, [one.path for one in made])

    def _kept(self, artifact: Artifact) -> Artifact | None:
        """The file as it was made before, None where it has to be made anew."""
        before = self._same(artifact.path) if artifact.notes is not None else None
        if before is not None and self._known(artifact.path, before):
            return self._taken(artifact.path, before)
        return None

    def _taken(self, path: str, before: Answered) -> Artifact:
        assert self._release is not None
        self.now.things[path] = before
        self.used += 1
        return Artifact(path, (self._release / path).read_bytes, known=before.result)

    def _noted(self, artifact: Artifact) -> Artifact:
        return replace(artifact, make=partial(self._make, artifact))

    def _make(self, artifact: Artifact) -> bytes:
        content = artifact.make()
        if artifact.notes is not None:
            notes = frozenset(Note(*one) for one in artifact.notes())
            self._note(artifact.path, notes, sha256(content).hexdigest())
        return content

    def _note(self, name: str, notes: frozenset[Note], result: Any) -> None:
        asked = tuple(sorted(notes))
        self.now.things[name] = Answered(asked, self._answers(asked), result)

    def _same(self, name: str) -> Answered | None:
        """What was made under a name, where all that it asked has the same answers now."""
        before = self._before.things.get(name)
        return before if before is not None and self._answers(before.notes) == before.answers else None

    def _known(self, path: str, before: Answered | None) -> bool:
        """Whether the release that is shown still has the file as it was made: its time follows from its bytes."""
        if self._release is None or before is None:
            return False
        try:
            return (self._release / path).stat().st_mtime == disk.time_of(bytes.fromhex(before.result))
        except OSError:
            return False

    def _answers(self, notes: Iterable[Note]) -> str:
        whole = blake2b(digest_size=16)
        for note in notes:
            digest = self._digests.get(note)
            if digest is None:
                digest = self._digests[note] = self._dataset.digest(note, self._day).encode() + b"\n"
            whole.update(digest)
        return whole.hexdigest()
