"""What the checks find of one record: those of every record, those of its type, and where what they find stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from generator.common_checks import common_checks
from generator.dataset import Dataset, Facts, Missing, Note
from generator.diagnostics import Cause, CauseKind, Diagnostic, Finding, Place, Position, Severity
from generator.entry import Entry
from generator.judgements import Judged
from generator.model import Record, Reference
from generator.raw_files import RawFile
from generator.record_type import Check, Setting
from generator.source import Source, parse
from generator.source_tree import inside, locate, scalar_at
from generator.world import World

_QUOTED_ID = re.compile("「[A-Z0-9-]+」")
Coded = tuple[str, Severity, Finding]


class Places:
    """Positions of places in records. Only files that have findings are parsed again, so trees need not be kept."""

    def __init__(self, dataset: Dataset, sources: Mapping[str, RawFile]) -> None:
        self._dataset = dataset
        self._sources = sources
        self._parsed: dict[str, Source] = {}

    @property
    def unread(self) -> bool:
        """Whether there are files that cannot be read."""
        return bool(self._dataset.unreadable)

    def position(self, record_id: str, finding: Finding) -> Position:
        """Where in its file a finding points."""
        path = self._dataset.entries[record_id].path
        if path not in self._parsed:
            self._parsed[path] = parse(path, self._sources[path].content)
        source = self._parsed[path]
        if source.tree is None:
            return Position(path)
        scalar = scalar_at(source.tree, finding.place) if finding.offset is not None else None
        if scalar is not None and finding.offset is not None:
            line, column = inside(source.text, scalar, finding.offset)
        else:
            line, column = locate(source.tree, finding.place)
        return Position(path, line, column)


class Judge:
    """Runs the checks of one record after another, noting what each asked."""

    def __init__(
        self, checks: Callable[[str], Sequence[Check[Any]]], world: World, facts: Facts, places: Places
    ) -> None:
        self._checks = checks
        self._world = world
        self._common = common_checks(world)
        self._facts = facts
        self._places = places
        self._unread = places.unread

    def judged(self, entry: Entry) -> Judged:
        """What the checks find of a record."""
        record = entry.record
        self._world.asked()
        facts, missing = self._facts.about(record), list[str]()
        plain = list(self._common(record))
        own = [] if _premise_fails(plain) else list(self._own(entry, facts, missing))
        plain = [one for one in plain if not (one[0].endswith("/listed-twice") and _said_there(one[2], plain, own))]
        own = list(_at_the_improbable(own, plain, self._too_late(record) if own else {}))
        found = [*plain, *(one for one in own if not _follows(one[2], plain))]
        elsewhere = {Note("record", finding.record_id) for _, _, finding in found if finding.record_id}
        notes = self._world.asked() | facts.notes | elsewhere
        return Judged(
            notes,
            tuple(self._said(entry, one) for one in found),
            tuple(missing),
        )

    def _too_late(self, record: Record) -> dict[str, Place]:
        """The days after the one as of which the site is made, as they are written, with their places."""
        days = self._world.happenings(record)
        if not days or self._world.shown(max(day for _, day in days)):
            return {}
        return {day.isoformat(): place for place, day in days if not self._world.shown(day)}

    def _said(self, entry: Entry, coded: Coded) -> tuple[Diagnostic, Cause | None]:
        code, severity, finding = coded
        position = self._places.position(finding.record_id or entry.id, finding)
        return Diagnostic(code, severity, position, finding.message, finding.remedy), finding.cause

    def _own(self, entry: Entry, facts: Facts, missing: list[str]) -> Iterator[Coded]:
        """What the checks of a record's own type find; of a check that asked for what cannot be read, nothing.

        A check that asks for a record that is not there ends: the dangling reference itself is reported by the
        common checks; a missing rule is noted, to be reported once for all records that need it.
        """
        for one in self._checks(entry.type_name):
            reader = facts.again() if self._unread else facts
            found: list[Coded] = []
            try:
                for finding in one.run(entry.record, reader):
                    cause = _set_elsewhere(one.setting, entry.record) if one.setting else finding.cause
                    found.append((f"{entry.type_name}/{one.name}", one.severity, replace(finding, cause=cause)))
            except Missing as gone:
                if gone.target is not None and not (self._unread and reader.in_doubt):
                    missing.append(gone.record_id)
            except Exception as wrong:
                wrong.add_note(f"检查 {entry.path} 的 {entry.type_name}/{one.name} 时")
                raise
            if reader is not facts:
                facts.join(reader)
            if found and not (self._unread and reader.in_doubt):
                yield from found


def _set_elsewhere(setting: Setting, record: Record) -> Cause | None:
    """The setting of another record against which a check has held this one."""
    reference = getattr(record, setting.of, None)
    alike = str(getattr(record, setting.alike)) if setting.alike else ""
    return Cause(CauseKind.SETTING, reference.id, setting.keys, alike) if isinstance(reference, Reference) else None


def _premise_fails(common: Sequence[Coded]) -> bool:
    """Whether a record does not say which time it speaks of, or is a copy: what its own checks would say is beside the point."""
    return any(
        code.endswith(("/period-unclear", "/copied"))
        or (code.endswith("/span-reversed") and finding.place[0] == "period")
        for code, _, finding in common
    )


def _at_the_improbable(own: Sequence[Coded], plain: Sequence[Coded], late: Mapping[str, Place]) -> Iterator[Coded]:
    """What is found of two days that do not agree stands at the one that has not come, where one of them has not.

    Where that day is an error already, nothing more is said of it.
    """
    future = {finding.place for code, _, finding in plain if code.endswith("/future-day")}
    for code, severity, finding in own:
        if finding.place in future and not finding.record_id:
            continue
        quoted = max((day for day in late if day in finding.message), default=None)
        if quoted is None or finding.record_id or finding.place in late.values():
            yield code, severity, finding
        elif late[quoted] not in future:
            yield code, severity, replace(finding, place=late[quoted])


def _said_there(finding: Finding, plain: Sequence[Coded], own: Sequence[Coded]) -> bool:
    """Whether a check that knows what the list holds says it of the same item."""
    others = (one for _, _, one in (*plain, *own) if one is not finding and not one.record_id)
    return any(one.place[: len(finding.place)] == finding.place for one in others)


def _follows(finding: Finding, common: Sequence[Coded]) -> bool:
    """Whether a finding only says again that an id is wrong."""
    wrong = (one.message for code, _, one in common if code.endswith(("/unknown-id", "/wrong-type")))
    ids = (match[0] for match in map(_QUOTED_ID.search, wrong) if match)
    return any(one in finding.message for one in ids)
