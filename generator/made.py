"""What the last build made, with what it asked of the facts: while all answers are the same, so are the bytes.

The bytes themselves are the files of the release that is shown. What is noted here is data under a seal; where it
is damaged, missing or of another version, everything is made again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, NamedTuple, cast

from msgspec import Struct, field

from generator import disk
from generator.ahead import Notes, Work, shared_by_two, unread
from generator.dataset import Dataset, Facts, Note
from generator.publication import Artifact
from generator.sealed import sealed, unsealed


class MadeFile(NamedTuple):
    """A file that was made."""

    path: str
    digest: str
    """Its SHA-256."""
    told: Any
    """What making it told besides its bytes."""


class Answered(Struct, frozen=True):
    """Something that was made: what was asked for it, and the files that came of it."""

    notes: tuple[Note, ...]
    files: tuple[MadeFile, ...]
    key: str = ""
    """The work's own (`Work.key`)."""


class Made(Struct):
    """What a release holds and how it came about."""

    key: str
    """Of everything that pages depend on beside the facts: code, templates, shells, configuration."""
    things: dict[str, Answered] = field(default_factory=dict)
    """By the path of a file or the name of a group of files."""
    digests: Mapping[Note, str] = field(default_factory=dict)
    """A hash of the answer to everything that was asked."""

    def to_bytes(self) -> bytes:
        """As JSON under a seal."""
        numbers: dict[Note, int] = {}
        rows = {
            name: [[numbers.setdefault(note, len(numbers)) for note in one.notes], one.files, one.key]
            for name, one in sorted(self.things.items())
        }
        asked = [(*note, self.digests[note]) for note in numbers]
        return sealed({"key": self.key, "notes": asked, "things": rows})

    @classmethod
    def from_bytes(cls, content: bytes, key: str) -> Made:
        """What was kept; nothing where it is damaged or was made under another key."""
        kept = unsealed(content)
        if kept is None or kept["key"] != key:
            return cls(key)
        notes = [Note(*one[:3]) for one in kept["notes"]]
        digests = {note: one[3] for note, one in zip(notes, kept["notes"], strict=True)}
        things = {
            name: Answered(tuple(map(notes.__getitem__, asked)), tuple(MadeFile(*one) for one in files), key)
            for name, (asked, files, key) in kept["things"].items()
        }
        return cls(key, things, digests)


class Memory:
    """Stands between what is to be made and what is made: files whose answers are the same are taken as they are."""

    def __init__(self, before: Made, release: Path | None, dataset: Dataset, day: date) -> None:
        self._before = before
        self._release = release
        self._dataset = dataset
        self._day = day
        self.used = 0
        """Files that were not made again."""
        self._digests: dict[Note, str] = {}
        self.now = Made(before.key, digests=self._digests)
        self.told: dict[str, Any] = {}
        """What the making of each file told, by its path, once all have been taken: also of those that were not made again."""
        self._changed = {note for note, digest in before.digests.items() if self._digest(note) != digest}

    def files(self, artifacts: Iterable[Artifact], reader: Callable[[str, bytes], Any] = unread) -> list[Work]:
        """A piece of work for each artifact."""
        return [Work(one.path, partial(_alone, one), one.notes, reader) for one in artifacts]

    def group(
        self,
        name: str,
        facts: Facts,
        make: Callable[[Facts], Iterable[Artifact]],
        reader: Callable[[str, bytes], Any] = unread,
        key: str = "",
    ) -> Work:
        """Artifacts that are put together in one go from the same questions: all of them are known, or none."""
        return Work(name, partial(make, facts), lambda: facts.notes, reader, key)

    def made(
        self, works: Sequence[Work], few: int | None = None, *, ordered: bool = False
    ) -> Iterator[tuple[Artifact, Any]]:
        """The files of all works, each with what `Work.reader` read in it, None where it was not made.

        Those that must be made come first, as soon as they are; `ordered`: all in their order. `few`: see `shared_by_two`.
        """
        kept = {number: before for number, one in enumerate(works) if (before := self.kept(one)) is not None}
        anew = [number for number in range(len(works)) if number not in kept]
        fresh = shared_by_two([works[number] for number in anew], few, ordered=ordered)
        files: dict[int, tuple[MadeFile, ...]] = {}
        for number in range(len(works)) if ordered else (*anew, *kept):
            if number in kept:
                files[number] = kept[number].files
                self.now.things[works[number].name] = kept[number]
                yield from ((self._taken(one), None) for one in files[number])
                continue
            place, done = next(fresh)
            found: list[MadeFile] = []
            for product in done.products:
                found.append(MadeFile(product.path, sha256(product.content).hexdigest(), product.told))
                yield _given(product.content, found[-1]), product.read
            files[anew[place]] = tuple(found)
            self._note(works[anew[place]], done.asked(), found)
        next(fresh, None)  # to its end, where the second process is let go
        self.told |= {one.path: one.told for number in range(len(works)) for one in files[number]}

    def stale(self, works: Iterable[Work]) -> dict[str, Work]:
        """Those that have to be done anew, by the paths of the files that came of each the last time."""
        found: dict[str, Work] = {}
        for one in works:
            if self.kept(one) is None:
                before = self._before.things.get(one.name)
                files = before.files if before is not None else ()
                found |= dict.fromkeys((one.name, *(file.path for file in files)), one)
        return found

    def shown(self, path: str) -> tuple[bytes, Any] | None:
        """A file of the release that is shown, and what its making told; None where it is not there as it was made."""
        file = self._files.get(path)
        if file is None or self._release is None or not self.stands(path, file.digest):
            return None
        return (self._release / path).read_bytes(), file.told

    @cached_property
    def _files(self) -> dict[str, MadeFile]:
        return {file.path: file for one in self._before.things.values() for file in one.files}

    def kept(self, work: Work) -> Answered | None:
        """A piece of work as it was done before, None where it has to be done anew."""
        before = self._before.things.get(work.name) if work.notes is not None else None
        if before is None or before.key != work.key or not self._changed.isdisjoint(before.notes):
            return None
        return before if all(self.stands(one.path, one.digest) for one in before.files) else None

    def _taken(self, file: MadeFile) -> Artifact:
        assert self._release is not None
        self.used += 1
        return Artifact(file.path, (self._release / file.path).read_bytes, known=file.digest)

    def _note(self, work: Work, asked: Notes | None, files: Iterable[MadeFile]) -> None:
        if asked is not None:
            notes = cast("tuple[Note, ...]", tuple(sorted(asked)))  # some are plain, from a second process
            for note in notes:
                if note not in self._digests:
                    self._digest(Note(*note))
            self.now.things[work.name] = Answered(notes, tuple(files), work.key)

    def stands(self, path: str, digest: str) -> bool:
        """Whether the release that is shown has a file with this SHA-256: its time follows from its bytes."""
        if self._release is None:
            return False
        try:
            return os.stat(f"{self._release}/{path}").st_mtime == disk.time_of(bytes.fromhex(digest))
        except OSError:
            return False

    def _digest(self, note: Note) -> str:
        digest = self._digests.get(note)
        if digest is None:
            whole = self._dataset.digest(note, self._day).encode()
            digest = self._digests[note] = blake2b(whole, digest_size=12).hexdigest()
        return digest


def _alone(artifact: Artifact) -> tuple[Artifact]:
    return (artifact,)


def _given(content: bytes, file: MadeFile) -> Artifact:
    return Artifact(file.path, lambda: content, digest=file.digest)
