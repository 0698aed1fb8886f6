"""What the checks found of every record, with what they asked for it: while all answers are the same, so are the findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Set
from typing import Any, NamedTuple

from msgspec import json

from generator.dataset import Note
from generator.diagnostics import Cause, CauseKind, Diagnostic, Position, Severity

_NOTES, _FOUND, _MISSING = range(3)


class Judged(NamedTuple):
    """What the checks found of one record, and what they asked for it."""

    notes: Collection[Note]
    found: tuple[tuple[Diagnostic, Cause | None], ...]
    """What is said, and what may be wrong instead."""
    missing: tuple[str, ...]
    """Rules that its checks need and that are not there."""


class Judgements:
    """What was found of each record when all were checked last. As data: numbers of notes, and rows of words."""

    def __init__(self) -> None:
        self._notes: dict[Note, int] = {}
        self._answers: dict[Note, str] = {}
        self._rows: dict[str, list[Any]] = {}
        self.changes = 0
        """How many records were put in or taken out since it was made."""
        self.used = 0
        """Records that did not have to be checked."""

    @classmethod
    def from_bytes(cls, content: bytes, key: str) -> Judgements:
        """What was kept, nothing where it was made under another key. The bytes are what `to_bytes` wrote."""
        made = cls()
        kept = json.decode(content)
        if kept["key"] == key:
            notes = [Note(*one) for one in kept["notes"]]
            made._notes = {note: number for number, note in enumerate(notes)}
            made._answers = dict(zip(notes, kept["answers"], strict=True))
            made._rows = kept["rows"]
        return made

    def to_bytes(self, key: str) -> bytes:
        """Everything, under a key of what it was made with."""
        used = set().union(*(row[_NOTES] for row in self._rows.values())) if self._rows else set()
        if len(used) < len(self._notes):
            self._renumber([note for note, number in self._notes.items() if number in used])
        answers = [self._answers.get(one, "") for one in self._notes]
        whole = {"key": key, "notes": list(self._notes), "answers": answers, "rows": self._rows}
        return json.encode(whole)

    def _renumber(self, notes: list[Note]) -> None:
        numbers = {self._notes[note]: number for number, note in enumerate(notes)}
        self._rows = {name: [[numbers[one] for one in row[_NOTES]], *row[1:]] for name, row in self._rows.items()}
        self._notes = {note: number for number, note in enumerate(notes)}

    def settle(self, ids: Set[str], answer: Callable[[Note], str]) -> None:
        """Forget what was found of records that are gone, and where one of the answers is another one now."""
        changed = {number for note, number in self._notes.items() if answer(note) != self._answers[note]}
        if changed or not self._rows.keys() <= ids:
            rows = {name: row for name, row in self._rows.items() if name in ids and changed.isdisjoint(row[_NOTES])}
            self.changes += len(self._rows) - len(rows)
            self._rows = rows

    def answered(self, answer: Callable[[Note], str]) -> None:
        """Take the answers as they are now: everything that is here was found with them."""
        if self.changes:
            self._answers = {note: answer(note) for note in self._notes}

    def __contains__(self, record_id: str) -> bool:
        return record_id in self._rows

    def put(self, record_id: str, one: Judged) -> None:
        """Put in what was found of a record."""
        self.changes += 1
        found = [
            (each.code, each.severity.value, *_fields(each.position), each.message, each.remedy, cause and _told(cause))
            for each, cause in one.found
        ]
        row = [self._numbers(one.notes), found, one.missing]
        while len(row) > 1 and not row[-1]:
            row.pop()
        self._rows[record_id] = row

    def join(self, other: Judgements) -> None:
        """Take in what another process has found."""
        numbers = dict(zip(other._notes.values(), self._numbers(other._notes), strict=True))
        for name, row in other._rows.items():
            self._rows[name] = [[numbers[one] for one in row[_NOTES]], *row[1:]]
        self.changes += len(other._rows)

    def _numbers(self, notes: Iterable[Note]) -> list[int]:
        return [self._notes.setdefault(note, len(self._notes)) for note in notes]

    def found(self, record_id: str) -> Iterator[tuple[Diagnostic, Cause | None]]:
        """What was found of a record, and what may be wrong instead."""
        for code, severity, path, line, column, message, remedy, cause in self._part(record_id, _FOUND):
            said = Diagnostic(code, Severity(severity), Position(path, line, column), message, remedy)
            yield said, cause and Cause(CauseKind(cause[0]), cause[1], tuple(cause[2]), cause[3])

    def missing(self, record_id: str) -> list[str]:
        """The rules that a record's checks need and that are not there."""
        return list(self._part(record_id, _MISSING))

    def _part(self, record_id: str, which: int) -> Iterable[Any]:
        row = self._rows[record_id]
        return row[which] if len(row) > which else ()


def _fields(position: Position) -> tuple[str, int, int]:
    return position.path, position.line, position.column


def _told(cause: Cause) -> tuple[str, str, tuple[str, ...], str]:
    return cause.kind.value, cause.target, cause.keys, cause.alike
