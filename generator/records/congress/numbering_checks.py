"""Checks of how a congress is named and numbered, held against its unit and the other sittings (D9, decree 32)."""

from __future__ import annotations

import re

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, warning
from generator.records.congress.model import Congress, in_chinese
from generator.records.congress.numbering import is_its_units, number_of, year_of_id, years_of
from generator.records.congress.odd_days import held_doubted
from generator.records.congress.unit_checks import bears, who_sits
from generator.records.unit.model import Unit

_NUMBERS = re.compile(r"第(\w{1,3}?)届.*?第(\w{1,3}?)次")


@warning("编写规则：编号看得出是哪年的会")
def id_of_another_year(congress: Congress, facts: Facts) -> Findings:
    """编号里写了年份的，会期在那一年，或者学年从那一年开始。"""
    year = year_of_id(congress)
    if year is not None and year not in years_of(congress):
        message = f"编号「{congress.id}」说的是 {year} 年，会期却从 {congress.held.start} 开始"
        yield Finding(("held", "from"), message, "查对年份；编号写错而还没有公开过的，给文件改名")


@warning("编写规则")
def title_of_another_number(congress: Congress, facts: Facts) -> Findings:
    """会议名称里的届次，与写的届、次一致。"""
    named = _NUMBERS.search(congress.title or "")
    for key, place in (("term", 1), ("session", 2)) if named else ():
        number = getattr(congress, key)
        if named and number is not None and named[place] not in (str(number), in_chinese(number)):
            label = Congress.model_fields[key].title
            message = f"会议名称写的是第{named[place]}{label}，{key} 写的是 {number}"
            yield Finding((key,), message, "查对会议文件，改正写错的一个")


@warning("编写规则")
def title_of_another_unit(congress: Congress, facts: Facts) -> Findings:
    """会议名称里的单位，是开会的单位。

    写的名称不是任何单位的，与同一单位别的会议都不同才提醒。
    """
    own, title = facts.find(congress.unit), congress.title or ""
    unknown = congress.unit is not None and own is None
    if (
        not title
        or unknown
        or not is_its_units(congress)
        or (own is not None and any(name in title for name in own.names()))
    ):
        return
    others = [one for one in facts.of_type(Unit) if one.name in title and (own is not None or one.parent is not None)]
    if others:
        named = max(others, key=lambda one: len(one.name))
        whose = f"会议是{own.called}的" if own is not None else "会议是学校的，没有写 unit"
        message = f"会议名称写的是「{named.name}」（{named.id}），{whose}"
        yield Finding(("title",), message, "改正会议名称，或者改正 unit")
    elif own is not None and (strange := _strange(congress, own, facts)):
        message = f"会议名称写的是「{strange}」，别的会议都写{own.called}的名称"
        remedy = f"查对会议名称；改过名称的，在 {own.id} 的 former_names 写上「{strange}」"
        yield Finding(("title",), message, remedy)


def _strange(congress: Congress, own: Unit, facts: Facts) -> str:
    """The name that this title alone bears, where several others of the unit bear one of its own; '' where it is none."""
    whose = who_sits(congress)
    if not whose or bears(own, whose):
        return ""
    titles = [one.title for one in _others(congress, facts) if one.title]
    theirs = [one for one in titles if any(name in one for name in own.names())]
    return whose if len(theirs) > 1 and len(theirs) == len(titles) else ""


@warning("编写规则")
def number_out_of_order(congress: Congress, facts: Facts) -> Findings:
    """同一单位的各次会议，后开的届次大。

    会期、会议名称已经与编号、届次不一致的，会期与别的日期对不上的，先改那里。
    """
    if _is_doubtful(congress, facts):
        return
    earlier = [one for one in _others(congress, facts) if one.held.start < congress.held.start]
    before = max(earlier, key=lambda one: one.held.start, default=None)
    mine, last = number_of(congress), number_of(before) if before is not None else None
    if before is None or mine is None or last is None or mine > last or _is_doubtful(before, facts):
        return
    message = f"第 {mine[0]} 届第 {mine[1]} 次，上一次会议「{before.id}」（{before.held.start}）已经是第 {last[0]} 届第 {last[1]} 次"
    yield Finding(("session",), message, "查对两次会议的届、次和会期，改正写错的一个")


def _is_doubtful(congress: Congress, facts: Facts) -> bool:
    return (
        held_doubted(congress, facts)
        or not is_its_units(congress)
        or any(True for _ in title_of_another_number.run(congress, facts))
    )


@warning("编写规则：一次会议一条记录")
def held_at_the_same_time(congress: Congress, facts: Facts) -> Findings:
    """同一单位的两次会议，会期不重叠。

    会期自己就写错了的，先改那里。
    """
    held = congress.held
    for one in _others(congress, facts):
        overlap = one.held.start <= held.end and held.start <= one.held.end
        first = (one.held.start, one.id) < (held.start, congress.id)
        if overlap and first and not held_doubted(one, facts) and not held_doubted(congress, facts):
            message = f"会期与「{one.id}」重叠：{one.held.start} 至 {one.held.end}"
            remedy = "同一次会议的删去一条；复制来的改成这次的会期；日期写错的改正"
            yield Finding(("held", "from"), message, remedy)
            return


def _others(congress: Congress, facts: Facts) -> list[Congress]:
    """The other sittings of the same unit, or of the school."""
    return [one for one in facts.of_type(Congress) if one.unit == congress.unit and one.id != congress.id]


CHECKS: tuple[Check[Congress], ...] = (
    id_of_another_year,
    title_of_another_number,
    title_of_another_unit,
    number_out_of_order,
    held_at_the_same_time,
)
