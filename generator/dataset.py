"""Records by type and id, who may see them, and `Facts`, the reader that notes what it is asked.

A view or a check looks at the dataset through `Facts` alone. What it asked, with the hashes of what it
read, is the key of what it made: unless one of those hashes changes, the page is the same page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from generator.model import Audience, Record, Reference
from generator.references import Mention, mentions
from generator.sorting import SORTINGS, Sorted, Sorting
from generator.visibility import as_seen

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with the file it came from."""

    record: Record
    path: str
    """Path of the YAML file, relative to the site."""
    digest: str
    """Hash of the file's bytes; where only a part of the record may be seen, of that part too."""


class Note(NamedTuple):
    """One question that was asked of the facts."""

    kind: str
    """`record`, `referrers`, `type`, `under`, `keys` or `as_of`."""
    key: str
    extra: str = ""


@dataclass(slots=True)
class _WorkedOut:
    """What has been worked out of a dataset as of a day, for all its readers."""

    derived: dict[tuple[object, str], tuple[Record, Any, set[Note]]] = field(default_factory=dict)
    sorted: dict[tuple[str, str], Sorted] = field(default_factory=dict)


class Dataset:
    """All records of one load, or those of them that one audience may see on one day."""

    def __init__(self, entries: Iterable[Entry], unreadable: Mapping[str, str] | None = None) -> None:
        self.entries = {entry.record.id: entry for entry in sorted(entries, key=lambda one: _order(one.record.id))}
        self.unreadable = dict(unreadable or {})
        """Ids whose files could not be read, with the type's name: known, so that one mistake is reported once."""
        self._worked_out: dict[date, _WorkedOut] = {}

    @cached_property
    def _by_type(self) -> dict[str, tuple[Record, ...]]:
        groups: dict[str, list[Record]] = {}
        for entry in self.entries.values():
            groups.setdefault(entry.record.type_name, []).append(entry.record)
        return {name: tuple(records) for name, records in groups.items()}

    @cached_property
    def mentions(self) -> dict[str, tuple[Mention, ...]]:
        """Every record's references, by the id of the record that makes them."""
        return {key: tuple(mentions(entry.record)) for key, entry in self.entries.items()}

    @cached_property
    def _referrers(self) -> dict[tuple[str, str], tuple[Record, ...]]:
        """The records that refer to an id, by the id and the type of those that do; '' for all of them."""
        back: dict[tuple[str, str], dict[str, Record]] = {}
        for key, made in self.mentions.items():
            record = self.entries[key].record
            for mention in made:
                for type_name in ("", record.type_name):
                    back.setdefault((mention.id, type_name), {})[key] = record
        return {asked: tuple(records.values()) for asked, records in back.items()}

    def of_type(self, model: type[R]) -> tuple[R, ...]:
        """All records of a type, by id."""
        return self._by_type.get(model.type_name, ())  # type: ignore[return-value]

    def referrers(self, record_id: str, model: type[R]) -> tuple[R, ...]:
        """The records of a type (`Record` for any) that refer to this one, in order."""
        return self._referrers.get((record_id, model.type_name), ())  # type: ignore[return-value]

    def worked_out(self, day: date) -> _WorkedOut:
        """What has been worked out as of a day; `Facts` alone looks there."""
        return self._worked_out.setdefault(day, _WorkedOut())

    def sorted(self, type_name: str, name: str, day: date) -> Sorted | None:
        """The records of a type under the keys of a sorting, None where there is no such sorting."""
        kept, by = self.worked_out(day).sorted, SORTINGS.get((type_name, name))
        if by is not None and (type_name, name) not in kept:
            kept[type_name, name] = Sorted(by, self.of_type(by.model), Facts(self, day))
        return kept.get((type_name, name))

    def visible_to(self, audience: Audience, day: date) -> Dataset:
        """What an audience may see on a day; nothing downstream ever meets the rest."""
        hidden = {
            key
            for key, entry in self.entries.items()
            if audience is Audience.PUBLIC and entry.record.audience is Audience.CAMPUS
        }
        seen: list[Entry] = []
        for key, entry in self.entries.items():
            record = None if key in hidden else as_seen(entry.record, lambda one: one not in hidden, day)
            if record is not None:
                seen.append(entry if record is entry.record else Entry(record, entry.path, _partly(entry, record)))
        return Dataset(seen, self.unreadable)

    def digest(self, note: Note, as_of: date) -> str:
        """What a note's answer hashes to now."""
        if note.kind == "as_of":
            return as_of.isoformat()
        if note.kind == "record":
            entry = self.entries.get(note.key)
            return f"{entry.digest} {entry.path}" if entry else ""
        if note.kind in ("under", "keys"):
            name, _, key = note.extra.partition(" ")
            found = self.sorted(note.key, name, as_of)
            if found is None:
                return "unknown"
            if note.kind == "keys":
                return hashlib.sha256("\n".join(found.under).encode()).hexdigest()
            return self._digest_of(found.under.get(key, ()))
        if note.kind == "referrers":
            return self._digest_of(self._referrers.get((note.key, note.extra), ()))
        return self._digest_of(self._by_type.get(note.key, ()))

    def _digest_of(self, records: Iterable[Record]) -> str:
        parts = (f"{one.id}:{self.entries[one.id].digest}" for one in records)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _partly(entry: Entry, record: Record) -> str:
    """The hash of a record of which only a part is seen: another day, or another audience, sees another part."""
    return hashlib.sha256(f"{entry.digest}\n{record!r}".encode()).hexdigest()


def _order(record_id: str) -> tuple[tuple[int, int | str], ...]:
    """`KX-9` before `KX-10`: digits compare as numbers."""
    return tuple((0, int(one)) if one.isdigit() else (1, one) for one in record_id.split("-"))


class Missing(LookupError):
    """A record that is asked for is not there: a dangling reference, which the common checks report."""

    def __init__(self, record_id: str, target: type[Record] | None = None) -> None:
        super().__init__(record_id)
        self.record_id = record_id
        self.target = target


class Facts:
    """The only way a view or a check looks at the data. It notes what it is asked."""

    def __init__(self, dataset: Dataset, as_of: date) -> None:
        self._dataset = dataset
        self._as_of = as_of
        self._notes: set[Note] = set()
        self._derived = dataset.worked_out(as_of).derived

    @property
    def notes(self) -> frozenset[Note]:
        """What has been asked so far."""
        return frozenset(self._notes)

    @property
    def in_doubt(self) -> bool:
        """Whether something that was asked for may stand in a file that cannot be read: what follows from it may be false."""
        unread = self._dataset.unreadable
        kinds = set(unread.values())
        if any(note.key in unread or note.key in kinds or note.extra in kinds for note in self._notes):
            return True
        asked = {(note.key, note.extra.partition(" ")[0]) for note in self._notes if note.kind in ("under", "keys")}
        found = (self._dataset.sorted(*one, self._as_of) for one in sorted(asked))
        return any(one is not None and one.in_doubt for one in found)

    @property
    def as_of(self) -> date:
        """The day as of which everything is computed (Asia/Shanghai)."""
        self._notes.add(Note("as_of", ""))
        return self._as_of

    def find(self, reference: Reference[R] | None) -> R | None:
        """The record referred to, or None where there is none of its type that may be seen."""
        if reference is None:
            return None
        self._notes.add(Note("record", reference.id))
        entry = self._dataset.entries.get(reference.id)
        if entry is None or not isinstance(entry.record, reference.target or object):
            return None
        return entry.record  # type: ignore[return-value]

    def get(self, reference: Reference[R]) -> R:
        """The record referred to. Raises `Missing`; for views, checks have made sure that it is there."""
        record = self.find(reference)
        if record is None:
            raise Missing(reference.id)
        return record

    def of_type(self, model: type[R]) -> tuple[R, ...]:
        """All records of a type, by id."""
        self._notes.add(Note("type", model.type_name))
        return self._dataset.of_type(model)

    def referrers(self, record: Record, model: type[R]) -> tuple[R, ...]:
        """The records of a type that refer to this record in any field, by id."""
        self._notes.add(Note("referrers", record.id, model.type_name))
        return self._dataset.referrers(record.id, model)

    def under(self, by: Sorting[R], key: str) -> tuple[R, ...]:
        """The records that a sorting puts under a key, by id: a narrower question than all of the type."""
        self._notes.add(Note("under", by.model.type_name, f"{by.name} {key}"))
        found = self._dataset.sorted(by.model.type_name, by.name, self._as_of)
        return found.under.get(key, ()) if found is not None else ()  # type: ignore[return-value]

    def keys(self, by: Sorting[R]) -> tuple[str, ...]:
        """The keys under which a sorting puts any record, in their order."""
        self._notes.add(Note("keys", by.model.type_name, by.name))
        found = self._dataset.sorted(by.model.type_name, by.name, self._as_of)
        return tuple(found.under) if found is not None else ()

    def path_of(self, record: Record) -> str:
        """The YAML file of a record, relative to the site."""
        self._notes.add(Note("record", record.id))
        return self._dataset.entries[record.id].path

    def again(self) -> Facts:
        """A reader over the same facts with no notes yet: one for each thing that is made."""
        return Facts(self._dataset, self._as_of)

    def about(self, record: Record) -> Facts:
        """A reader for what is made of one record: it has asked for that record itself."""
        fresh = self.again()
        fresh._notes.add(Note("record", record.id))
        return fresh

    def join(self, other: Facts) -> None:
        """Have asked what another reader has asked: what was made with its answers is used here too."""
        self._notes |= other._notes

    def derive(self, make: Callable[[R, Facts], T], record: R) -> T:
        """What a function makes of a record: made once for all readers; whoever asks has asked what it asked."""
        key = (make, record.id)
        kept = self._derived.get(key)
        if kept is None or kept[0] is not record:
            reader = self.again()
            try:
                kept = self._derived[key] = (record, make(record, reader), reader._notes)
            finally:
                self._notes |= reader._notes
        else:
            self._notes |= kept[2]
        answer: T = kept[1]
        return answer


def derived(make: Callable[[R, Facts], T]) -> Callable[[R, Facts], T]:
    """Marks a function of a record and the facts whose answer many ask for: a summary, an account with its chart."""

    @wraps(make)
    def ask(record: R, facts: Facts) -> T:
        return facts.derive(make, record)

    return ask
