"""The page of a decision: who was commended, whether the notice was in order, then the papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct

from generator.dataset import Facts
from generator.parts import ObjectionOutcome
from generator.prose import Link
from generator.publication import LONGEST_LIST, Page, Quote, State, Tone
from generator.publication import compared as agreement
from generator.reader_text import linked, links, prose
from generator.records.commendation.contradictions import contradictions
from generator.records.commendation.given import given
from generator.records.commendation.model import Award, Commendation
from generator.records.commendation.stated import compared, counts_awards, places_of
from generator.records.commendation.views.rows import (
    LANDING,
    AwardRow,
    award_row,
    honour_link,
    level_link,
    state_of,
    year_link,
)
from generator.records.commendation.views.standing import standing
from generator.records.commendation.views.statistics import notice_days
from generator.records.rule.model import ruled
from generator.records.title.model import AwardObject

_SHAPES = {
    ObjectionOutcome.UPHELD: ("◆", Tone.RUN),
    ObjectionOutcome.REJECTED: ("●", Tone.DONE),
    ObjectionOutcome.PENDING: ("○", Tone.IDLE),
}


class Honour(Struct, frozen=True):
    """An honour with its recipients, in groups where there are many."""

    key: str
    link: Link
    grade: str
    words: str
    """`集体，5 个`."""
    notes: tuple[str, ...]
    """That the list is not whole, and the quota."""
    groups: tuple[tuple[str, tuple[AwardRow, ...]], ...]
    """Heading ('' for one group) and rows."""
    units: bool
    citations: bool


class NoticeView(Struct, frozen=True):
    """The public notice: how long, whether long enough and before the decision, where to object."""

    days: str
    states: tuple[State, ...]
    contacts: str
    objections: tuple[tuple[str, State, str], ...]


def page(record: Commendation, facts: Facts) -> Page:
    """The page of a decision."""
    said = standing(record, facts)
    context = {
        "id": record.id,
        "title": record.title,
        "crumbs": [LANDING, year_link(record.decided.year)],
        "states": [state_of(record)],
        "standing": said,
        "facts": _facts(record, facts),
        "revoked": _revoked(record),
        "honours": [_honour(record, index, award, facts) for index, award in enumerate(record.awards, 1)],
        "notice": _notice(record, facts),
        "text": prose(facts, record.text),
        "quotes": _quotes(record, facts),
        "contradictions": [one.text for one in contradictions(record, facts)],
    }
    return Page(record.address, record.title, "".join(said), "commendation/page.html", context)


def _facts(record: Commendation, facts: Facts) -> list[tuple[str, str | Markup]]:
    found: list[tuple[str, str | Markup] | None] = [
        ("表彰机关", record.body),
        ("级别", linked([level_link(record.level)])),
        ("文号", record.document) if record.document else None,
        ("决定日期", str(record.decided)),
        ("表彰年度", record.year.label),
        ("承办单位", linked(links(facts, [record.unit]))) if record.unit else None,
    ]
    return [one for one in found if one is not None and one[1]]


def _revoked(record: Commendation) -> list[list[tuple[str, str]]]:
    return [
        [("被撤销者", one.recipient), ("日期", str(one.on)), ("理由", one.reason)]
        for one in sorted(record.revoked, key=lambda one: (one.on, one.recipient))
    ]


def _honour(record: Commendation, number: int, award: Award, facts: Facts) -> Honour:
    rows = [award_row(one, facts) for one in given(record) if one.award is award]
    title = facts.find(award.honour)
    return Honour(
        key=f"award-{number}",
        link=honour_link(title) if title is not None else Link("", award.honour.id),
        grade=award.grade or "",
        words=f"{award.object}，{_counted(award)}" if rows else f"{award.object}，没有公布名单",
        notes=tuple(_notes(record, number - 1, facts)),
        groups=grouped(rows) if rows else (),
        units=any(one.units for one in rows),
        citations=any(one.citation for one in rows),
    )


def _counted(award: Award) -> str:
    """`5 个`, `2 名`, `1 个（共 2 人）`, `3 个（3 人次）`."""
    count = len(award.recipients)
    if award.object is AwardObject.COLLECTIVE:
        return f"{count} 个"
    every = [person for one in award.recipients for person in one.persons()]
    if len(set(every)) < len(every):  # one person for two works
        return f"{count} 个（{len(every)} 人次）"
    return f"{count} 名" if len(every) == count else f"{count} 个（共 {len(every)} 人）"


def _notes(record: Commendation, place: int, facts: Facts) -> Iterator[str]:
    """That the list is not whole, with the number that the document prints for this honour; the quota."""
    award = record.awards[place]
    if award.partial:
        counts = (one for one in record.stated if counts_awards(one.of.figure))
        said = next((one.value for one in counts if places_of(record, facts, one.of) == {place}), "")
        words = ("名单只公布了一部分" if award.recipients else "", f"原文写的是「{said}」" if said else "")
        if any(words):
            yield "，".join(filter(None, words))
    if award.quota is not None:
        yield f"名额 {award.quota.count} 个：{award.quota.base}"


def grouped(rows: Sequence[AwardRow]) -> tuple[tuple[str, tuple[AwardRow, ...]], ...]:
    """One table, or one for each unit where it would be too long."""
    if len(rows) <= LONGEST_LIST:
        return (("", tuple(rows)),)

    def unit(one: AwardRow) -> str:
        return one.units[0].title if one.units else "没有写单位"

    ordered: Iterable[AwardRow] = sorted(rows, key=unit)
    return tuple((name, tuple(mine)) for name, mine in groupby(ordered, key=unit))


def _notice(record: Commendation, facts: Facts) -> NoticeView | None:
    notice = record.notice
    if notice is None:
        return None
    days, limit = notice_days(record, facts), int(ruled(facts, "GS1", "公示时限"))
    states = []
    if days is not None:
        full = days >= limit
        word = f"满 {limit} 个工作日" if full else f"只有 {days} 个工作日，不满 {limit} 个"
        states.append(State(word, "●" if full else "◆", Tone.DONE if full else Tone.RUN))
    if record.decided <= notice.end:
        states.append(State("公示没有结束就作了决定", "◆", Tone.RUN))
    return NoticeView(
        days=f"{notice.start} 至 {notice.end}",
        states=tuple(states),
        contacts="、".join(notice.contacts) or "没有写",
        objections=tuple(
            (str(one.on), State(one.outcome_on(facts.as_of), *_SHAPES[one.outcome]), one.note or "")
            for one in notice.objections
        ),
    )


def _quotes(record: Commendation, facts: Facts) -> list[Quote]:
    """What the document states, beside what the list gives."""
    return [
        Quote(
            one.what,
            one.stated.value,
            one.stated.source,
            one.shown,
            agreement(one.checked),
        )
        for one in compared(record, facts)
    ]
