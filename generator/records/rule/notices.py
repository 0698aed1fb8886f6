"""What holds of every public notice (公示), whichever record announces it (rule GS1)."""

from __future__ import annotations

import re
from datetime import date

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.parts import Notice, ObjectionOutcome
from generator.record_type import Findings
from generator.records.rule.model import ruled

_OF_LATENESS = re.compile(r"期满|期后|届满|逾期|过期|超期|寄|补交|补充|(公示|期)(已经?)?(结束|截止|以后|之后|后)")
"""Words of a note that says why an objection came when the notice had ended."""


def too_long(notice: Notice | None, facts: Facts) -> Findings:
    """A notice that runs longer than any does: its year is wrong."""
    if notice is None or notice.end < notice.start:
        return
    most, days = ruled(facts, "GS1", "公示最长天数"), (notice.end - notice.start).days + 1
    if days > most:
        message = f"公示从 {notice.start} 到 {notice.end}，共 {days} 天，超过 {most:f} 天"
        yield Finding(("notice", "to"), message, "查对年份和月份；确实公示这么久的不用改")


def open_objections(notice: Notice | None, facts: Facts, after: date = date.min) -> Findings:
    """Objections received after a day that have been looked into for longer than any notice may run."""
    for index, objection in enumerate(notice.objections if notice is not None else ()):
        if objection.outcome is not ObjectionOutcome.PENDING or objection.on <= after:
            continue
        most, days = ruled(facts, "GS1", "公示最长天数"), (facts.as_of - objection.on).days
        if days > most:
            message = f"{objection.on} 收到的异议还是「核查中」，到 {facts.as_of} 已经 {days} 天，超过 {most:f} 天"
            remedy = "查清了的写「成立」或「不成立」；还没有查清的不用改，页面写明未了结多少天"
            yield Finding(("notice", "objections", index, "outcome"), message, remedy)


def late_objections(notice: Notice | None) -> Findings:
    """Objections received when the notice had ended, of which no note says so; a note of something else is none."""
    if notice is None or notice.end < notice.start:
        return
    for index, objection in enumerate(notice.objections):
        if objection.on > notice.end and not _OF_LATENESS.search(objection.note or ""):
            place = ("notice", "objections", index, "on")
            message = f"{objection.on} 收到异议，公示 {notice.end} 已经结束"
            yield Finding(place, message, "查对两个日期；公示结束以后才提出的，在 note 里写明，例如 公示期满后寄到")
