"""Figures of any set of decisions: what was given, to whom, whether the notice lasted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from generator.dataset import Facts
from generator.publication import LONGEST_LIST, Figure, Summary
from generator.records.calendar.model import working_days
from generator.records.commendation.given import given, tally
from generator.records.commendation.model import Commendation
from generator.records.commendation.views.rows import latest_first, rows
from generator.records.rule.model import ruled
from generator.records.title.model import AwardObject


def notice_days(record: Commendation, facts: Facts) -> int | None:
    """The working days of a notice, both ends included; None without one or outside the calendars."""
    if record.notice is None:
        return None
    return working_days(facts).spanning(record.notice.start, record.notice.end)


def figures(records: Sequence[Commendation], facts: Facts) -> tuple[Figure, ...]:
    """Decisions, awards to collectives and persons that stand, awards taken back, notices that lasted."""
    kept = latest_first(records)
    if not kept:
        return ()
    counts = tally(one for record in kept for one in given(record))
    found = [Figure("commendations", "表彰决定", str(len(kept)), unit="项", counted=_counted(kept, facts))]
    for key, label, number, unit, wanted in (
        ("commended-collectives", "授予集体的荣誉", counts.collectives, "项次", AwardObject.COLLECTIVE),
        ("commended-persons", "授予个人的荣誉", counts.persons, counts.unit, AwardObject.PERSON),
    ):
        if number:
            having = [one for one in kept if any(award.object is wanted for award in one.awards)]
            found.append(Figure(key, label, str(number), unit=unit, counted=_counted(having, facts)))
    if counts.revoked:
        having = [one for one in kept if one.revoked]
        found.append(
            Figure("commended-revoked", "撤销的荣誉", str(counts.revoked), unit="项", counted=_counted(having, facts))
        )
    partly = [one for one in kept if one.partial]
    if partly:
        label = "只公布了一部分名单的决定"
        found.append(Figure("commended-partly", label, str(len(partly)), unit="项", counted=_counted(partly, facts)))
    return (*found, *_notices(kept, facts))


def _notices(records: Sequence[Commendation], facts: Facts) -> tuple[Figure, ...]:
    limit = int(ruled(facts, "GS1", "公示时限"))
    lasted = {one.id: notice_days(one, facts) for one in records if one.notice is not None}
    known = [one for one in records if lasted.get(one.id) is not None]
    full = [one for one in known if (lasted[one.id] or 0) >= limit]
    if not known:
        return ()
    label = f"公示满 {limit} 个工作日"
    return (Figure("commended-notices", label, str(len(full)), str(len(known)), "项", _counted(full, facts)),)


def _counted(records: Iterable[Commendation], facts: Facts) -> tuple[Summary, ...]:
    """The records behind a number; more than a page can hold stand on the lists by year and level."""
    found = rows(records, facts)
    return found if len(found) <= LONGEST_LIST else ()


def at(found: Iterable[Figure], address: str) -> tuple[Figure, ...]:
    """Figures whose counted records stand on another page."""
    return tuple(replace(one, counted=(), href=f"{address}#{one.key}" if one.counted else "") for one in found)
