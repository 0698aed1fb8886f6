"""Runs every check of every type, and those that hold for every record, over a whole dataset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.common_checks import common_checks
from generator.dataset import Dataset, Facts, Missing
from generator.diagnostics import Diagnostic, Finding, Position, Severity
from generator.load import ATTACHMENTS, DATA, RawFile
from generator.model import Record
from generator.record_type import AnyType, Check, checks_for
from generator.source import Source, parse
from generator.source_tree import inside, locate, scalar_at
from generator.text_checks import attachments_of
from generator.world import World

_QUOTED_ID = re.compile("「[A-Z0-9-]+」")


class Places:
    """Positions of places in records. Only files that have findings are parsed again, so trees need not be kept."""

    def __init__(self, dataset: Dataset, sources: Mapping[str, RawFile]) -> None:
        self._dataset = dataset
        self._sources = sources
        self._parsed: dict[str, Source] = {}

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


def check(
    dataset: Dataset,
    sources: Mapping[str, RawFile],
    types: Sequence[AnyType],
    as_of: date,
    today: date,
    attachments: Iterable[str] = (),
) -> list[Diagnostic]:
    """Every finding of every check. `attachments` are the paths below `data/attachments/` that exist."""
    places = Places(dataset, sources)
    kinds = {one.name: checks_for(one.name, types) for one in types}
    found: list[Diagnostic] = []
    world = World(dataset, {one.name: one.model for one in types}, max(as_of, today), frozenset(attachments))
    common, facts = common_checks(world), Facts(dataset, as_of)
    missing: dict[str, list[str]] = {}
    for record_id, entry in dataset.entries.items():
        plain = list(common(entry.record))
        own = () if _premise_fails(plain) else _own(entry.record, kinds, facts, missing, bool(dataset.unreadable))
        for code, severity, finding in (*plain, *(one for one in own if not _follows(one[2], plain))):
            position = places.position(finding.record_id or record_id, finding)
            found.append(Diagnostic(code, severity, position, finding.message, finding.remedy))
    found.extend(_missing_rule(rule, ids, dataset, places) for rule, ids in missing.items())
    return found


def unused_attachments(dataset: Dataset, attachments: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning for each attachment that no record names; none while some record cannot be read.

    Asked of the whole dataset only: among what an audience may see, the files of hidden records would show.
    """
    if dataset.unreadable:
        return
    used = {file for entry in dataset.entries.values() for file in attachments_of(entry.record)}
    for file in sorted(set(attachments) - used):
        position = Position(f"{DATA}/{ATTACHMENTS}/{file}")
        remedy = "在记录的 attachments 里写上它，它才会公开；不要的就删去"
        yield Diagnostic("file/unused-attachment", Severity.WARNING, position, "没有记录引用这个附件", remedy)


Coded = tuple[str, Severity, Finding]


def _premise_fails(common: Sequence[Coded]) -> bool:
    """Whether a record does not say which time it speaks of: what its own checks would say of it is beside the point."""
    return any(
        code.endswith("/period-unclear") or (code.endswith("/span-reversed") and finding.place[0] == "period")
        for code, _, finding in common
    )


def _follows(finding: Finding, common: Sequence[Coded]) -> bool:
    """Whether a finding only says again that an id is wrong."""
    wrong = (one.message for code, _, one in common if code.endswith(("/unknown-id", "/wrong-type")))
    ids = (match[0] for match in map(_QUOTED_ID.search, wrong) if match)
    return any(one in finding.message for one in ids)


def _own(
    record: Record,
    kinds: Mapping[str, tuple[Check[Any], ...]],
    facts: Facts,
    missing: dict[str, list[str]],
    unread: bool,
) -> Iterator[Coded]:
    """What the checks of a record's own type find; of a check that asked for what cannot be read, nothing.

    A check that asks for a record that is not there ends: the dangling reference itself is reported by the
    common checks; a missing rule is noted, to be reported once for all records that need it.
    """
    reader = facts.again()
    for one in kinds[record.type_name]:
        reader = facts.again() if unread else reader
        found: list[Coded] = []
        try:
            for finding in one.run(record, reader):
                found.append((f"{record.type_name}/{one.name}", one.severity, finding))
        except Missing as gone:
            if gone.target is not None and not (unread and reader.in_doubt):
                missing.setdefault(gone.record_id, []).append(record.id)
        if found and not (unread and reader.in_doubt):
            yield from found


MISSING_RULE = "检查要用的规则和数值都在 data/rules/ 里。"


def _missing_rule(rule: str, ids: Sequence[str], dataset: Dataset, places: Places) -> Diagnostic:
    """One diagnostic for all the records that need a rule, at the first of them; or a number of a rule, at the rule."""
    code, _, name = rule.partition(":")
    what = f"规则 {code} 里没有数值「{name}」" if name else f"没有规则 {code}"
    first = code if name and code in dataset.entries else ids[0]
    message = f"{what}，{len(dict.fromkeys(ids))} 条记录无法检查，例如 {ids[0]}"
    finding = Finding(("values",) if first == code else (), message, f"在 data/rules/{code}.yml 里写上它")
    kind = dataset.entries[first].record.type_name
    position = places.position(first, finding)
    return Diagnostic(f"{kind}/missing-rule", Severity.ERROR, position, finding.message, finding.remedy)
