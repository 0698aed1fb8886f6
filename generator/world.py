"""What the checks that hold for every record look at: the whole dataset before any audience, and the attachments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from generator.dataset import Dataset
from generator.diagnostics import Place
from generator.leaves import Text, texts
from generator.model import Absence, Audience, Record, Reference


class OutOfTime(NamedTuple):
    """A place of a record that names one that was not there at the time."""

    place: Place
    target: str
    absence: Absence


@dataclass(frozen=True)
class World:
    """All records, their types, the attachments, and the last day that can have happened."""

    dataset: Dataset
    models: Mapping[str, type[Record]]
    latest: date
    """The last day on which anything can have happened: as of, or the real day where that is later."""
    attachments: frozenset[str]
    """Paths below `data/attachments/`."""
    _walked: dict[str, tuple[Text, ...]] = field(default_factory=dict, repr=False, compare=False)

    def type_of(self, record_id: str) -> str:
        """The type's name of an id, '' where there is none; unreadable files are known, so that one mistake is reported once."""
        entry = self.dataset.entries.get(record_id)
        return entry.record.type_name if entry else self.dataset.unreadable.get(record_id, "")

    def find(self, reference: Reference[Any]) -> Record | None:
        """The record referred to, None where there is none."""
        entry = self.dataset.entries.get(reference.id)
        return entry.record if entry else None

    def hidden(self, record_id: str) -> bool:
        """Whether an id is a campus record's."""
        entry = self.dataset.entries.get(record_id)
        return entry is not None and entry.record.audience is Audience.CAMPUS

    def texts(self, record: Record) -> tuple[Text, ...]:
        """Every text of a record; kept for the one that is being checked, as several checks ask for them."""
        if record.id not in self._walked:
            self._walked.clear()
            self._walked[record.id] = tuple(texts(record))
        return self._walked[record.id]

    def out_of_time(self, record: Record) -> Iterator[OutOfTime]:
        """Where a record names one that was not there in the time that it speaks of."""
        span = record.span()
        if span is None:
            return
        for mention in self.dataset.mentions[record.id]:
            entry = self.dataset.entries.get(mention.id)
            absence = entry.record.absence(*span) if entry else None
            if absence is not None:
                yield OutOfTime(mention.place, mention.id, absence)

    @cached_property
    def missed(self) -> Mapping[tuple[str, str], list[str]]:
        """The records that name one out of its time, by its id and the key of the day that says so."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, entry in self.dataset.entries.items():
            for target, day in sorted({(one.target, one.absence.key) for one in self.out_of_time(entry.record)}):
                found[target, day].append(key)
        return found
