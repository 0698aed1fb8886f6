"""A record with the file it came from, and what can be said of it before anybody looks at the record itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from generator.audience import Audience
from generator.leaves import Text, Walk, walk
from generator.model import Record
from generator.prose import targets
from generator.references import Mention, mentions


class About(NamedTuple):
    """What is known of a record without looking at it: who may see it, whom it names, what it brings along."""

    audience: Audience
    refers: tuple[str, ...]
    """The ids that its fields name, each once."""
    last: date | None
    """The last day on which, it says, something happened."""
    files: tuple[str, ...]
    """Its attachments, below `data/attachments/`."""
    withdrawn: bool
    """Whether its publication is withdrawn."""


class Entry:
    """A record with the file it came from. One that was read before is made when it is first looked at."""

    def __init__(self, record: Record, path: str, digest: str) -> None:
        self.id = record.id
        self.model = type(record)
        self.path = path
        """Path of the YAML file, relative to the site."""
        self.digest = digest
        """Hash of the file's bytes; where only a part of the record may be seen, of that part too."""
        self._make: Callable[[], Record] = lambda: record

    @classmethod
    def later(
        cls, model: type[Record], record_id: str, path: str, digest: str, about: About, make: Callable[[], Record]
    ) -> Entry:
        """An entry whose record is made when it is first looked at."""
        entry = cls.__new__(cls)
        entry.id, entry.model, entry.path, entry.digest = record_id, model, path, digest
        entry._make = make
        entry.__dict__.update(about=about, refers=about.refers)
        return entry

    @cached_property
    def record(self) -> Record:
        """The record."""
        return self._make()

    @cached_property
    def walk(self) -> Walk:
        """Every text, day and part of the record."""
        return walk(self.record)

    @cached_property
    def about(self) -> About:
        """What can be said of the record without looking at it."""
        days = [day for _, day in self.walk.happenings]
        files = dict.fromkeys(_attachments(self.record, self.walk.texts))
        withdrawn = self.record.withdrawn is not None
        return About(self.record.audience, self.refers, max(days, default=None), tuple(files), withdrawn)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every reference that the record makes."""
        return tuple(mentions(self.record))

    @cached_property
    def refers(self) -> tuple[str, ...]:
        """The ids that the record's fields name, each once."""
        return tuple(dict.fromkeys(one.id for one in self.mentions))

    @property
    def order(self) -> tuple[tuple[int, int | str], ...]:
        """Where it stands among others: `KX-9` before `KX-10`, digits compare as numbers."""
        return tuple((0, int(one)) if one.isdigit() else (1, one) for one in self.id.split("-"))

    @property
    def type_name(self) -> str:
        """The name of the record's type."""
        return self.model.type_name

    @property
    def address(self) -> str:
        """Where the record's page stands; '' where it has none."""
        return self.model.address_of(self.id) if self.model.paged else ""


def _attachments(record: Record, texts: Iterable[Text]) -> Iterator[str]:
    """The attachments of a record: those it lists and those its texts link to."""
    yield from (one.file for one in record.attachments)
    for text in texts:
        if text.prose and "](" in text.text:
            yield from (one.address.partition("/")[2] for one in targets(text.text) if one.kind == "attachment")
