"""Checks of the days of a congress: when it was held, until when proposals came in and answers are due (P3, P12)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.parts import days_of_school_year, school_year_label
from generator.record_type import Check, Findings, error, warning
from generator.records.congress.model import Congress
from generator.records.congress.numbering import year_of_id, years_of
from generator.records.congress.odd_days import CLOSES, DUE, HELD, odd_day
from generator.records.rule.model import ruled


@warning("P3")
def deadline_after_congress(congress: Congress, facts: Facts) -> Findings:
    """提案截止日期不晚于会议结束。

    还晚于答复期限的，会期与两个日期都对不上的，在那里说。
    """
    closes = congress.proposal_deadline
    if closes is not None and closes > congress.held.end and not _said_elsewhere(congress, facts):
        message = f"提案截止日期 {closes} 晚于会议结束 {congress.held.end}"
        yield Finding(("proposal_deadline",), message, "查对年份和月份；确实在会后截止的不用改")


@error("P12")
def answers_due_before_proposals(congress: Congress, facts: Facts) -> Findings:
    """答复期限晚于提案截止日期。

    其中一个与会期也对不上的，在它那里说。
    """
    closes, due = congress.proposal_deadline, congress.answers_due
    if closes is None or due is None or due > closes:
        return
    odd, message = odd_day(congress, facts), f"答复期限 {due} 不晚于提案截止日期 {closes}"
    if odd not in (CLOSES, DUE):
        yield Finding((DUE,), message, "查对两个日期，改正写错的一个")
        return
    label, remedy = Congress.model_fields[odd].title, "查对年份和月份；改好以后再检查提案"
    yield Finding((odd,), f"{message}，{label}与会期（{congress.held.start}）也对不上", remedy)


@warning("P12")
def answers_due_before_congress(congress: Congress, facts: Facts) -> Findings:
    """答复期限不早于会议开始。

    还不晚于提案截止日期的，会期与两个日期都对不上的，在那里说。
    """
    due = congress.answers_due
    if due is not None and due < congress.held.start and not _said_elsewhere(congress, facts):
        message = f"答复期限 {due} 早于会议开始 {congress.held.start}"
        yield Finding(("answers_due",), message, "查对年份和月份；确实在会前答复的不用改")


@warning("P12、HY1")
def answers_due_far(congress: Congress, facts: Facts) -> Findings:
    """答复期限离会议结束不超过规则 HY1 规定的天数。

    会期与提案截止日期也对不上的，在会期那里说。
    """
    due = congress.answers_due
    if due is None or due <= congress.held.end or odd_day(congress, facts) == HELD:
        return
    most, days = int(ruled(facts, "HY1", "答复期限天数")), (due - congress.held.end).days
    if days > most:
        message = f"答复期限 {due} 在会议结束（{congress.held.end}）以后 {days} 天，超过 {most} 天"
        yield Finding(("answers_due",), message, "查对年份和月份；文件确实这样规定的不用改")


def _said_elsewhere(congress: Congress, facts: Facts) -> bool:
    """Whether two days that do not agree are said where the two of them, or one of them, do not agree with a third."""
    closes, due = congress.proposal_deadline, congress.answers_due
    return odd_day(congress, facts) == HELD or (closes is not None and due is not None and due <= closes)


@warning("P3、P12、HY1")
def held_out_of_line(congress: Congress, facts: Facts) -> Findings:
    """会期与提案截止日期、答复期限对得上：截止不晚于会议结束，答复期限不早于会议开始，都相差不到规则 HY1 规定的答复期限天数。

    只在两个日期都与会期对不上、它们之间对得上的时候提醒；会期颠倒、太长，与编号、学年不一致的，先改那里。
    """
    held, year = congress.held, year_of_id(congress)
    if (
        odd_day(congress, facts) != HELD
        or held.start > held.end
        or (year is not None and year not in years_of(congress))
    ):
        return
    if any(True for one in (held_too_long, held_outside_school_year) for _ in one.run(congress, facts)):
        return
    message = f"会期从 {held.start} 开始，与提案截止日期 {congress.proposal_deadline}、答复期限 {congress.answers_due} 都对不上"
    yield Finding(("held", "from"), message, "查对会期的年份和月份；会议确实改期的不用改")


@warning("HY1 会期")
def held_too_long(congress: Congress, facts: Facts) -> Findings:
    """一次会议的会期不超过规则 HY1 规定的天数。"""
    most, days = ruled(facts, "HY1", "会期天数"), (congress.held.end - congress.held.start).days + 1
    if days > most:
        message = f"从 {congress.held.start} 开到 {congress.held.end}，共 {days} 天，超过 {most:f} 天"
        yield Finding(("held",), message, "查对年份和月份；几次开会的，各写一条记录")


@error("编写规则：学年从九月一日到次年八月三十一日")
def held_outside_school_year(congress: Congress, facts: Facts) -> Findings:
    """写了学年的，会期在这个学年里。"""
    if congress.school_year is None:
        return
    first, last = days_of_school_year(congress.school_year)
    if congress.held.end < first or congress.held.start > last:
        message = f"{congress.held.start} 开会，不在{school_year_label(congress.school_year)}里"
        yield Finding(("school_year",), message, "改正学年或会期；学年不写就由会期算出")


CHECKS: tuple[Check[Congress], ...] = (
    deadline_after_congress,
    answers_due_before_proposals,
    answers_due_before_congress,
    answers_due_far,
    held_out_of_line,
    held_too_long,
    held_outside_school_year,
)
