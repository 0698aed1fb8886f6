"""The public notice (公示) that a disclosure announces: long enough, reachable, in order."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
from generator.records.calendar.model import working_days
from generator.records.disclosure.model import Disclosure
from generator.records.rule.model import ruled
from generator.records.rule.notices import late_objections, open_objections, too_long


@warning("GS1 各校评选表彰办法")
def notice_too_short(record: Disclosure, facts: Facts) -> Findings:
    """公示期不少于五个工作日。

    工作日数以规则 GS1 为准，公示的第一天和最后一天都算。法律另定较短期限的（例如中标候选人公示），在正文写明依据。
    """
    notice = record.notice
    if notice is None or notice.end < notice.start:
        return
    limit = int(ruled(facts, "GS1", "公示时限"))
    days = working_days(facts)
    lasted, wanted = days.spanning(notice.start, notice.end), days.until(notice.start, limit)
    if lasted is not None and lasted < limit:
        until = f"至少到 {wanted}" if wanted is not None else "延长"
        yield Finding(
            ("notice", "to"),
            f"公示从 {notice.start} 到 {notice.end}，只有 {lasted} 个工作日，不足 {limit} 个",
            f"公示{until}；已经结束的核对日期，另有法定期限的在正文写明依据",
        )


@warning("GS1 各校评选表彰办法")
def notice_without_contacts(record: Disclosure, facts: Facts) -> Findings:
    """公示写明受理异议的渠道。"""
    if record.notice is not None and not record.notice.contacts:
        yield Finding(
            ("notice",), "公示没有写受理异议的渠道", "加上 contacts，写受理部门，例如 校工会、校纪委；不写个人电话"
        )


@warning("GS1 公示要让人看得到")
def notice_before_publication(record: Disclosure, facts: Facts) -> Findings:
    """公示从公开之日或者以后开始。"""
    notice = record.notice
    if notice is not None and record.published is not None and notice.start < record.published:
        yield Finding(
            ("notice", "from"),
            f"公示从 {notice.start} 开始，{record.published} 才公开",
            "核对日期；先在别处张贴的，published 写最早公开的那一天",
        )


@error("GS1 日期有先后")
def objection_before_notice(record: Disclosure, facts: Facts) -> Findings:
    """收到异议在公示开始之后。"""
    if record.notice is None:
        return
    for index, objection in enumerate(record.notice.objections):
        if objection.on < record.notice.start:
            yield Finding(
                ("notice", "objections", index, "on"),
                f"{objection.on} 收到异议，公示 {record.notice.start} 才开始",
                "核对这两个日期",
            )


@warning("GS1 公示期限")
def notice_too_long(record: Disclosure, facts: Facts) -> Findings:
    """公示不超过规则 GS1 规定的天数；长得多，多半是年份写错了。"""
    yield from too_long(record.notice, facts)


@warning("GS1 异议在公示期内提出")
def objection_after_notice(record: Disclosure, facts: Facts) -> Findings:
    """异议在公示结束以前收到。

    公示结束以后才收到的，在 note 里写明；只写核查结果的说明不算。
    """
    yield from late_objections(record.notice)


@warning("GS1 异议要有结果")
def objection_left_open(record: Disclosure, facts: Facts) -> Findings:
    """收到的异议，在规则 GS1 的「公示最长天数」以内查清。

    查了这么久还没有结果的照样公开，页面写明未了结多少天。
    """
    yield from open_objections(record.notice, facts)


CHECKS: tuple[Check[Disclosure], ...] = (
    notice_too_short,
    notice_without_contacts,
    notice_before_publication,
    objection_before_notice,
    objection_after_notice,
    notice_too_long,
    objection_left_open,
)
