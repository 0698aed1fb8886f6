"""The public notice (公示) before a decision: held, long enough, reachable, in order (rule GS1)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.parts import ObjectionOutcome
from generator.record_type import Check, Findings, error, warning
from generator.records.calendar.model import working_days
from generator.records.commendation.misdated import day_meant
from generator.records.commendation.model import Commendation, Level
from generator.records.rule.model import ruled, terms
from generator.records.rule.notices import late_objections, open_objections, too_long

_OURS = frozenset({Level.SCHOOL, Level.BRANCH})
"""Levels whose decisions are made within the school, so that its own notice can be asked for."""


@warning("GS1 各校评选表彰办法")
def no_notice(record: Commendation, facts: Facts) -> Findings:
    """校级和分工会的表彰，在作出决定之前公示。"""
    if record.notice is None and record.level in _OURS:
        yield Finding(
            ("decided",),
            f"{record.decided} 决定，没有写公示",
            "加上 notice：公示的起止和受理渠道；确实没有公示的不用改，页面会写明",
        )


@warning("GS1 各校评选表彰办法")
def notice_too_short(record: Commendation, facts: Facts) -> Findings:
    """公示期不少于五个工作日。

    工作日数以规则 GS1 为准，公示的第一天和最后一天都算，按国务院办公厅的放假调休安排扣除节假日。
    """
    notice = record.notice
    if notice is None or notice.end < notice.start:
        return
    limit = int(ruled(facts, "GS1", "公示时限"))
    days = working_days(facts)
    lasted, wanted = days.spanning(notice.start, notice.end), days.until(notice.start, limit)
    if lasted is not None and lasted < limit:
        until = f"应当至少到 {wanted}；" if wanted is not None else ""
        yield Finding(
            ("notice", "to"),
            f"公示从 {notice.start} 到 {notice.end}，只有 {lasted} 个工作日，不足 {limit} 个",
            f"{until}日期写错的改正；确实公示了这些天的不用改，页面会写明",
        )


@warning("GS1 评选表彰在作出决定之前公示")
def decided_before_notice_ended(record: Commendation, facts: Facts) -> Findings:
    """公示结束以后才作出决定。"""
    notice = record.notice
    if notice is not None and record.decided <= notice.end and not day_meant(record, facts):
        yield Finding(
            ("decided",),
            f"{record.decided} 作出决定，公示 {notice.end} 才结束",
            "查对两个日期，改正写错的一个；确实如此的不用改，页面会写明",
        )


@warning("GS1 评选表彰在作出决定之前公示")
def decided_long_after_notice(record: Commendation, facts: Facts) -> Findings:
    """公示结束到作出决定，不超过规则 GS1 的「公示到决定天数」；隔得更久，多半是年份写错了。"""
    notice = record.notice
    if notice is None or notice.end < notice.start:
        return
    most, days = ruled(facts, "GS1", "公示到决定天数"), (record.decided - notice.end).days
    if days > most and not day_meant(record, facts):
        message = f"公示到 {notice.end} 结束，{record.decided} 才作出决定，隔了 {days} 天，超过 {most:f} 天"
        yield Finding(("notice", "to"), message, "查对公示和决定的年份；确实隔了这么久的不用改")


@warning("GS1 写明工会和纪委两个受理异议的渠道")
def notice_without_channels(record: Commendation, facts: Facts) -> Findings:
    """公示写明受理异议的渠道，工会和纪委都在内。

    受理渠道用什么词认出，以规则 GS1 的词语为准。
    """
    if record.notice is None:
        return
    contacts = record.notice.contacts
    if not contacts:
        yield Finding(("notice",), "公示没有写受理异议的渠道", "加上 contacts，例如 校工会、校纪委；不写个人电话")
        return
    for channel in ("工会", "纪委"):
        words = terms(facts, "GS1", channel)
        if not any(word in contact for contact in contacts for word in words):
            yield Finding(
                ("notice", "contacts"),
                f"受理渠道只有「{'、'.join(contacts)}」，没有{channel}",
                f"查对公示原文，补上{channel}；原文没有的不用改，页面会照实写",
            )


@error("GS1 日期有先后")
def objection_before_notice(record: Commendation, facts: Facts) -> Findings:
    """收到异议在公示开始之后。"""
    if record.notice is None or record.notice.end < record.notice.start:
        return
    for index, objection in enumerate(record.notice.objections):
        if objection.on < record.notice.start:
            yield Finding(
                ("notice", "objections", index, "on"),
                f"{objection.on} 收到异议，公示 {record.notice.start} 才开始",
                "查对这两个日期，改正写错的一个",
            )


@warning("GS1 异议查清以后才作出决定")
def decided_with_open_objection(record: Commendation, facts: Facts) -> Findings:
    """决定作出以前收到的异议，都有了结果。"""
    if record.notice is None:
        return
    for index, objection in enumerate(record.notice.objections):
        if objection.outcome is ObjectionOutcome.PENDING and objection.on <= record.decided:
            yield Finding(
                ("notice", "objections", index, "outcome"),
                f"{objection.on} 收到的异议还在核查，{record.decided} 已经作出决定",
                "核查已有结果的，写「成立」或「不成立」",
            )


@warning("GS1 公示期限")
def notice_too_long(record: Commendation, facts: Facts) -> Findings:
    """公示不超过规则 GS1 规定的天数；长得多，多半是年份写错了。"""
    yield from too_long(record.notice, facts)


@warning("GS1 异议在公示期内提出")
def objection_after_notice(record: Commendation, facts: Facts) -> Findings:
    """异议在公示结束以前收到，更不在决定以后。

    公示结束以后才收到的，在 note 里写明；只写核查结果的说明不算。
    """
    yield from late_objections(record.notice)


@warning("GS1 异议要有结果")
def objection_left_open(record: Commendation, facts: Facts) -> Findings:
    """收到的异议，在规则 GS1 的「公示最长天数」以内查清。

    查了这么久还没有结果的照样公开，页面写明未了结多少天。决定以前收到的异议，见 decided-with-open-objection。
    """
    yield from open_objections(record.notice, facts, record.decided)


CHECKS: tuple[Check[Commendation], ...] = (
    no_notice,
    notice_too_short,
    decided_before_notice_ended,
    decided_long_after_notice,
    notice_without_channels,
    objection_before_notice,
    objection_after_notice,
    notice_too_long,
    objection_left_open,
    decided_with_open_objection,
)
