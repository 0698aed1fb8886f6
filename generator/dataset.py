"""Records by type and id, who may see them, and `Facts`, the reader that notes what it is asked.

A view or a check looks at the dataset through `Facts` alone. What it asked, with the hashes of what it
read, is the key of what it made: unless one of those hashes changes, the page is the same page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property, wraps
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct, field

from generator.audience import Audience
from generator.entry import Entry
from generator.model import Record, Reference
from generator.sorting import SORTINGS, Sorted, Sorting
from generator.visibility import as_seen

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Note(NamedTuple):
    """One question that was asked of the facts."""

    kind: str
    """`record`, `referrers`, `type`, `under`, `keys` or `as_of`."""
    key: str
    extra: str = ""


class _WorkedOut(Struct):
    """What has been worked out of a dataset as of a day, for all its readers."""

    derived: dict[tuple[object, str], tuple[Record, Any, set[Note]]] = field(default_factory=dict)
    sorted: dict[tuple[str, str], Sorted] = field(default_factory=dict)


class Dataset:
    """All records of one load, or those of them that one audience may see on one day."""

    def __init__(self, entries: Iterable[Entry], unreadable: Mapping[str, str] | None = None) -> None:
        self.entries = {entry.id: entry for entry in sorted(entries, key=lambda one: one.order)}
        self.unreadable = dict(unreadable or {})
        """Ids whose files could not be read, with the type's name: known, so that one mistake is reported once."""
        self._worked_out: dict[date, _WorkedOut] = {}
        self._records: dict[Note, tuple[Record, ...]] = {}

    @cached_property
    def _by_type(self) -> dict[str, list[Entry]]:
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            groups.setdefault(entry.type_name, []).append(entry)
        return groups

    @cached_property
    def _referrers(self) -> dict[str, list[Entry]]:
        """The records that refer to an id."""
        back: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            for one in entry.refers:
                back.setdefault(one, []).append(entry)
        return back

    def _answer(self, note: Note) -> Sequence[Entry]:
        """The entries that a question for several records speaks of."""
        if note.kind != "referrers":
            return self._by_type.get(note.key, ())
        found = self._referrers.get(note.key, ())
        return [one for one in found if one.type_name == note.extra] if note.extra else found

    def _asked(self, note: Note) -> tuple[Record, ...]:
        if note not in self._records:
            self._records[note] = tuple(entry.record for entry in self._answer(note))
        return self._records[note]

    def of_type(self, model: type[R]) -> tuple[R, ...]:
        """All records of a type, by id."""
        return self._asked(Note("type", model.type_name))  # type: ignore[return-value]

    def referrers(self, record_id: str, model: type[R]) -> tuple[R, ...]:
        """The records of a type (`Record` for any) that refer to this one, in order."""
        return self._asked(Note("referrers", record_id, model.type_name))  # type: ignore[return-value]

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
        """What an audience may see on a day; nothing downstream ever meets the rest. Where that is all, it is this one."""
        campus = (entry for entry in self.entries.values() if entry.about.audience is Audience.CAMPUS)
        hidden = {entry.id for entry in campus} if audience is Audience.PUBLIC else set()
        seen: list[Entry] = []
        for key, entry in self.entries.items():
            if key not in hidden:
                about = entry.about
                if (about.last is None or about.last <= day) and hidden.isdisjoint(about.refers):
                    seen.append(entry)
                    continue
                record = as_seen(entry.record, lambda one: one not in hidden, day)
                if record is not None:
                    seen.append(Entry(record, entry.path, _partly(entry, record)))
        return self if seen == list(self.entries.values()) else Dataset(seen, self.unreadable)

    @cached_property
    def _unread_types(self) -> frozenset[str]:
        return frozenset(self.unreadable.values())

    def in_doubt(self, note: Note, as_of: date) -> bool:
        """Whether the answer to a question may stand in a file that cannot be read."""
        if not self.unreadable:
            return False
        if note.key in self.unreadable or not self._unread_types.isdisjoint((note.key, note.extra)):
            return True
        found = self.sorted(note.key, note.extra.partition(" ")[0], as_of) if note.kind in ("under", "keys") else None
        return found is not None and found.in_doubt

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
                return _hash(found.under)
            return _hash(f"{one.id}:{self.entries[one.id].digest}" for one in found.under.get(key, ()))
        return _hash(f"{one.id}:{one.digest}" for one in self._answer(note))


def _hash(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _partly(entry: Entry, record: Record) -> str:
    """The hash of a record of which only a part is seen: another day, or another audience, sees another part."""
    return hashlib.sha256(f"{entry.digest}\n{record!r}".encode()).hexdigest()


class Missing(LookupError):
    """A record that is asked for is not there: a dangling reference, which the common checks report."""

    def __init__(self, record_id: str, target: type[Record] | None = None) -> None:
        super().__init__(record_id)
        self.record_id = record_id
        self.target = target


_DAY = Note("as_of", "")


@cache
def _record_note(record_id: str) -> Note:
    return Note("record", record_id)


class Facts:
    """The only way a view or a check looks at the data. It notes what it is asked."""

    def __init__(self, dataset: Dataset, as_of: date) -> None:
        self._dataset = dataset
        self._as_of = as_of
        self._notes: set[Note] = set()
        self._others: dict[int, set[Note]] = {}
        """What was asked for derived answers that were used, each once; put to the rest when that is wanted."""
        self._derived = dataset.worked_out(as_of).derived

    @property
    def notes(self) -> frozenset[Note]:
        """What has been asked so far."""
        return frozenset(self._asked()).union(self.aside.notes if "aside" in self.__dict__ else ())

    def _asked(self) -> set[Note]:
        self._notes.update(*self._others.values())
        self._others.clear()
        return self._notes

    @property
    def in_doubt(self) -> bool:
        """Whether something that was asked for may stand in a file that cannot be read: what follows from it may be false."""
        return any(self._dataset.in_doubt(note, self._as_of) for note in self._asked())

    @property
    def as_of(self) -> date:
        """The day as of which everything is computed (Asia/Shanghai)."""
        self._notes.add(_DAY)
        return self._as_of

    def find(self, reference: Reference[R] | None) -> R | None:
        """The record referred to, or None where there is none of its type that may be seen."""
        if reference is None:
            return None
        self._notes.add(_record_note(reference.id))
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

    def last_of(self, record: Record) -> date | None:
        """The last day on which, the record says, something happened."""
        self._notes.add(Note("record", record.id))
        return self._dataset.entries[record.id].about.last

    def again(self) -> Facts:
        """A reader over the same facts with no notes yet: one for each thing that is made."""
        return Facts(self._dataset, self._as_of)

    @cached_property
    def aside(self) -> Facts:
        """A reader for questions that are noted here and cast no doubt on what is made here."""
        return self.again()

    def about(self, record: Record) -> Facts:
        """A reader for what is made of one record: it has asked for that record itself."""
        fresh = self.again()
        fresh._notes.add(Note("record", record.id))
        return fresh

    def join(self, other: Facts) -> None:
        """Have asked what another reader has asked: what was made with its answers is used here too."""
        self._notes |= other._asked()
        if "aside" in other.__dict__:
            self.aside.join(other.aside)

    def derive(self, make: Callable[[R, Facts], T], record: R) -> T:
        """What a function makes of a record: made once for all readers; whoever asks has asked what it asked."""
        key = (make, record.id)
        kept = self._derived.get(key)
        if kept is None or kept[0] is not record:
            reader = self.again()
            try:
                answered = make(record, reader)
            finally:
                self._notes |= reader._asked()
            kept = self._derived[key] = (record, answered, reader._notes)
        else:
            self._others[id(kept[2])] = kept[2]
        answer: T = kept[1]
        return answer


def derived(make: Callable[[R, Facts], T]) -> Callable[[R, Facts], T]:
    """Marks a function of a record and the facts whose answer many ask for: a summary, an account with its chart."""

    @wraps(make)
    def ask(record: R, facts: Facts) -> T:
        return facts.derive(make, record)

    return ask
