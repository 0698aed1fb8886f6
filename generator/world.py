"""What the checks that hold for every record look at: the whole dataset before any audience, and the attachments.

As `Facts` does, it notes what it is asked: what was found of a record holds while the answers are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple, TypeVar

from generator.audience import Audience
from generator.dataset import Dataset, Note
from generator.diagnostics import Place
from generator.leaves import Text
from generator.model import Absence, Part, Record, Reference
from generator.nearest import home_of, nearest_file
from generator.references import Mention

T = TypeVar("T")
_APART = "\x00"
"""A sign that no text has."""


class OutOfTime(NamedTuple):
    """A place of a record that names one that was not there at the time."""

    place: Place
    target: str
    absence: Absence


class World:
    """All records, their types, the attachments, and the last day that can have happened."""

    def __init__(
        self,
        dataset: Dataset,
        models: Iterable[type[Record]],
        as_of: date,
        today: date,
        attachments: Mapping[str, bytes],
        pinned: bool = False,
    ) -> None:
        self._dataset = dataset
        self._models = {one.type_name: one for one in models}
        self._as_of = as_of
        self._latest = max(as_of, today)
        """The last day on which anything can have happened: as of, or the real day where that is later."""
        self._pinned = pinned
        """Whether the configuration holds the site at its day, so that nobody may notice what it leaves out."""
        self._attachments = attachments
        """What each file below `data/attachments/` begins with, by its path there."""
        self._notes: set[Note] = set()
        self._written = "", "", frozenset[str]()
        """The record that is being checked, all its texts, and their signs."""

    def asked(self) -> set[Note]:
        """What has been asked since this was asked last."""
        notes, self._notes = self._notes, set()
        return notes

    def digest(self, note: Note) -> str:
        """What a note's answer hashes to now."""
        match note.kind:
            case "attachment":
                return _hash([self._attachments[note.key].hex()]) if note.key in self._attachments else ""
            case "attachments":
                return _hash(sorted(self._attachments))
            case "past":
                return self._standing(date.fromisoformat(note.key))
            case "all":
                return _hash(f"{key} {entry.path} {entry.digest}" for key, entry in self._dataset.entries.items())
            case "alike":
                return _hash(self._alike[entry.digest]) if (entry := self._dataset.entries.get(note.key)) else ""
        doubt = f"?{self._dataset.unreadable.get(note.key, '')}" if self._dataset.in_doubt(note, self._as_of) else ""
        return self._dataset.digest(note, self._as_of) + doubt

    def type_of(self, record_id: str) -> type[Record] | None:
        """The type of an id, None where there is none; unreadable files are known, so that one mistake is reported once."""
        self._notes.add(Note("record", record_id))
        entry = self._dataset.entries.get(record_id)
        return entry.model if entry else self._models.get(self._dataset.unreadable.get(record_id, ""))

    def find(self, reference: Reference[Any]) -> Record | None:
        """The record referred to, None where there is none."""
        self._notes.add(Note("record", reference.id))
        entry = self._dataset.entries.get(reference.id)
        return entry.record if entry else None

    def hidden(self, record_id: str) -> bool:
        """Whether an id is a campus record's."""
        self._notes.add(Note("record", record_id))
        entry = self._dataset.entries.get(record_id)
        return entry is not None and entry.about.audience is Audience.CAMPUS

    def ids(self, type_name: str = "") -> list[str]:
        """All ids, or those of a type: to name one that was meant."""
        self._notes.add(Note("all", ""))
        return [key for key, entry in self._dataset.entries.items() if type_name in ("", entry.type_name)]

    def naming(self, record_id: str) -> int:
        """How many records name an id, whether there is such a record or not."""
        self._notes.add(Note("referrers", record_id))
        return len(self._dataset.referrers(record_id, Record))

    def home(self, record_id: str, folder: str = "") -> str:
        """The folder in which a record of an id would stand: where the ids most like it do; else `folder` below data/."""
        self._notes.add(Note("all", ""))
        return home_of(record_id, {key: entry.path for key, entry in self._dataset.entries.items()}, folder)

    def copied_from(self, record: Record) -> str:
        """The id of an earlier record of the type that says the very same, '' where there is none."""
        self._notes.add(Note("alike", record.id))
        alike = self._alike[self._dataset.entries[record.id].digest]
        first = next(one for one in alike if self._dataset.entries[one].type_name == record.type_name)
        return first if first != record.id else ""

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        """The ids of the files with the very same bytes, in order, by their hash."""
        those: dict[str, list[str]] = defaultdict(list)
        for entry in self._dataset.entries.values():
            those[entry.digest].append(entry.id)
        return those

    def mentions(self, record: Record) -> tuple[Mention, ...]:
        """Every reference that a record makes."""
        return self._dataset.entries[record.id].mentions

    def needing(self, record_id: str) -> list[str]:
        """The records that say nothing without this one: a proposal without its congress; those withdrawn left out."""
        self._notes.add(Note("referrers", record_id))
        return [
            one.id
            for one in self._dataset.referrers(record_id, Record)
            if one.withdrawn is None
            and one.id != record_id
            and any(
                mention.id == record_id and mention.needed and len(mention.place) == 1 for mention in self.mentions(one)
            )
        ]

    def texts(self, record: Record) -> list[Text]:
        """Every text of a record."""
        return self._dataset.entries[record.id].walk.texts

    def written(self, record: Record) -> str:
        """All texts of a record at once: what is not in there is in none of them."""
        return self._read(record)[1]

    def signs(self, record: Record) -> frozenset[str]:
        """The signs of which all texts of a record are made."""
        return self._read(record)[2]

    def _read(self, record: Record) -> tuple[str, str, frozenset[str]]:
        if self._written[0] != record.id:
            written = _APART.join(one.text for one in self.texts(record))
            self._written = record.id, written, frozenset(written)
        return self._written

    def happenings(self, record: Record) -> list[tuple[Place, date]]:
        """Every day on which, a record says, something happened."""
        return self._dataset.entries[record.id].walk.happenings

    def offices(self, record: Record) -> list[tuple[Place, str]]:
        """Every office or duty that a record names, where no person is to be named."""
        return self._dataset.entries[record.id].walk.offices

    def parts(self, record: Record) -> list[tuple[Place, Part]]:
        """A record and every part in it."""
        return self._dataset.entries[record.id].walk.parts

    def happened(self, day: date) -> bool:
        """Whether a day can have come."""
        self._notes.add(Note("past", day.isoformat()))
        return day <= self._latest

    def shown(self, day: date) -> bool:
        """Whether a day lies within what the site shows: not after the day as of which it is made."""
        self._notes.add(Note("past", day.isoformat()))
        return day <= self._as_of

    def left_out(self, day: date) -> date | None:
        """The day at which the configuration holds the site, where this one may have come and lies after it."""
        self._notes.add(Note("past", day.isoformat()))
        return self._as_of if self._standing(day) == "left out" else None

    def _standing(self, day: date) -> str:
        if day <= self._as_of:
            return "shown"
        if day > self._latest:
            return ""
        return "left out" if self._pinned else "later"

    def has_attachment(self, file: str) -> bool:
        """Whether a file stands below `data/attachments/`."""
        self._notes.add(Note("attachment", file))
        return file in self._attachments

    def attachment_begins(self, file: str) -> bytes | None:
        """The bytes that an attachment begins with, none where it is empty; None where there is no such file."""
        self._notes.add(Note("attachment", file))
        return self._attachments.get(file)

    def near_attachment(self, file: str) -> str:
        """The attachment that was meant, '' where none is near."""
        self._notes.add(Note("attachments", ""))
        return nearest_file(file, self._attachments)

    def out_of_time(self, record: Record) -> Iterator[OutOfTime]:
        """Where a record names one that was not there in the time that it speaks of."""
        self._notes.update(Note("record", one.id) for one in self.mentions(record))
        span = record.span()
        for mention in self.mentions(record) if span is not None else ():
            entry = self._dataset.entries.get(mention.id)
            if span is not None and entry is not None and entry.model.absence is not Record.absence:
                absence = entry.record.absence(*span)
                if absence is not None:
                    yield OutOfTime(mention.place, mention.id, absence)


def _hash(words: Iterable[str]) -> str:
    return sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()
