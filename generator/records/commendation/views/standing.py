"""How a decision stands, in a few sentences: who was commended, what is not on the list, whether the notice was in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.dataset import Facts
from generator.publication import chinese_day
from generator.records.commendation.given import given, tally
from generator.records.commendation.model import Commendation
from generator.records.commendation.stated import counts_awards, named, places_of
from generator.records.commendation.views.statistics import notice_days
from generator.records.title.model import AwardObject

_MOST_QUOTED = 4
"""Numbers of a document in one sentence; all of them stand in the table below."""


def standing(record: Commendation, facts: Facts) -> list[str]:
    """The sentences, the first of them the most important."""
    return [*_given(record, facts), *_revoked(record), *_notice(record, facts)]


def _given(record: Commendation, facts: Facts) -> Iterator[str]:
    """Who was commended: as on the list where it is whole, else as the document prints it, and how many have a name."""
    words, begins = tally(given(record), as_given=True).words, f"{chinese_day(record.decided)}，{record.body}"
    if not record.partial:
        yield f"{begins}表彰 {words}。" if words else f"{begins}作出表彰。"
        return
    printed = _printed(record, facts)
    yield f"{begins}作出表彰{f'，原文写的是{printed}' if printed else ''}。"
    yield f"已公布名单的有 {words}。" if words else "没有公布名单。"


def _printed(record: Commendation, facts: Facts) -> str:
    """`共「351个」，其中集体「66个」、个人「285名」`; '' where the document prints no number."""
    numbers: dict[str, str] = {}
    for one in record.stated:
        if counts_awards(one.of.figure) and places_of(record, facts, one.of):
            numbers.setdefault(named(one.of), one.value)
    whole = numbers.pop("", None)
    objects = [one.value for one in AwardObject if one.value in numbers]
    parts = _listed(f"{name}「{numbers[name]}」" for name in objects or numbers)
    if whole is None:
        return parts
    return f"共「{whole}」，其中{parts}" if parts else f"「{whole}」"


def _listed(parts: Iterable[str]) -> str:
    every = list(parts)
    return f"{'、'.join(every[:_MOST_QUOTED])}{'等' if len(every) > _MOST_QUOTED else ''}"


def _revoked(record: Commendation) -> Iterator[str]:
    counts = tally(given(record))
    if counts.revoked and record.partial:
        yield f"后来撤销 {counts.revoked} 项。"
    elif counts.revoked:
        yield f"后来撤销 {counts.revoked} 项，{f'现有 {counts.words}' if counts.words else '已全部撤销'}。"


def _notice(record: Commendation, facts: Facts) -> Iterator[str]:
    if record.notice is None:
        yield "没有公示的记录。"
        return
    days = notice_days(record, facts)
    objections = len(record.notice.objections)
    lasted = f"公示 {days} 个工作日，" if days is not None else "作了公示，"
    yield f"{lasted}收到 {objections} 件异议。" if objections else f"{lasted}没有收到异议。"
