"""When a disclosure was published: the 20 working days (D1), the yearly report (D2), days in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.model import Reference
from generator.parts import days_of_school_year
from generator.record_type import Check, Findings, error, warning
from generator.records.calendar.model import Calendar
from generator.records.disclosure.clock import Term, answer_term, publication_term, yearly_report_due
from generator.records.disclosure.model import Disclosure, Kind
from generator.records.rule.model import ruled

_NAMED = re.compile(r"(?<!\d)(20\d{2})(?:年?\s*[-—–－至]+\s*(20\d{2}))?\s*(?:(学年)|年)(?!版|修)")


@warning("D1 《高等学校信息公开事项清单》（教办函〔2014〕23号）")
def published_late(record: Disclosure, facts: Facts) -> Findings:
    """主动公开的信息，在形成或获取之后二十个工作日内公开。

    期限从形成日期的次日起算，按国务院办公厅的节假日安排（含调休）计；工作日数以规则 D1 为准。迟了照实显示，不必改日期。
    """
    term = publication_term(record, facts)
    after = record.published is not None and record.published > facts.as_of
    if term is not None and term.late and not after:
        yield Finding(
            ("published",),
            f"{term.begun} 形成，{term.done} 才公开{term.taken_in_words(facts.as_of)}；"
            f"期限是 {term.limit} 个工作日，到 {term.due} 为止，迟了 {term.late_in_words(facts.as_of)}",
            "核对形成日期和公开日期；确实迟了的不用改，网站照实写明",
        )


@warning("D1 《高等学校信息公开事项清单》（教办函〔2014〕23号）")
def publication_overdue(record: Disclosure, facts: Facts) -> Findings:
    """已经形成的信息，到期之前已经公开。"""
    term = publication_term(record, facts)
    written = record.text is not None or record.figures or record.attachments
    if term is not None and term.overdue(facts.as_of) and not written:
        yield Finding(
            ("produced",),
            f"{term.begun} 形成，期限是 {term.limit} 个工作日，到 {term.due} 为止；"
            f"截至 {facts.as_of} 还没有公开，逾期 {term.late_in_words(facts.as_of)}",
            "公开后写上 published；依法不公开的改写 withheld，写明理由",
        )


@warning("D1、D5 工作日按国务院办公厅的节假日安排计算")
def outside_the_calendar(record: Disclosure, facts: Facts) -> Findings:
    """计算期限要用到的年份都有工作日历。

    还没有公布放假安排的年份不作推算，期限显示为「无法计算」。写了日历而日历有错的，只报日历的错。
    """
    for place, term in (
        (("produced",), publication_term(record, facts)),
        (("request", "received"), answer_term(record, facts)),
    ):
        if term is not None and term.unknown(facts.as_of):
            wanted = f"RL-{term.days.unknown_year(term.begun)}"
            if facts.find(Reference[Calendar](wanted)) is None:
                yield _no_calendar(place, term)


def _no_calendar(place: tuple[str, ...], term: Term) -> Finding:
    year = term.days.unknown_year(term.begun)
    return Finding(
        place,
        f"没有 {year} 年的工作日历，算不出 {term.begun} 之后 {term.limit} 个工作日是哪一天",
        f"按国务院办公厅的通知写好 data/calendar/RL-{year}.yml",
    )


@error("D1 日期有先后")
def published_before_produced(record: Disclosure, facts: Facts) -> Findings:
    """公开日期不早于形成日期。"""
    if record.published is not None and record.produced is not None and record.published < record.produced:
        yield Finding(
            ("published",),
            f"公开日期 {record.published} 早于形成日期 {record.produced}",
            "核对这两个日期；形成日期是文件定稿或收到的那一天",
        )


@warning("D1 《高等学校信息公开事项清单》（教办函〔2014〕23号）")
def no_day_of_origin(record: Disclosure, facts: Facts) -> Findings:
    """主动公开的信息写明形成日期，公开是否及时由它算起。"""
    open_one = record.published is not None and record.withheld is None and record.kind is Kind.ACTIVE
    if open_one and record.produced is None and record.withdrawn is None:
        yield Finding(
            ("published",),
            f"写了公开日期 {record.published}，没有写形成日期，算不出公开是否及时",
            "加上 produced：文件定稿、批准或者收到的日期",
        )


@warning("D2 《高等学校信息公开事项清单》（教办函〔2014〕23号）")
def yearly_report_late(record: Disclosure, facts: Facts) -> Findings:
    """信息公开年度报告在学年结束后的十月底以前公布。

    截止的月和日、哪些目录事项算年度报告，以规则 D2 为准。
    """
    due = yearly_report_due(record, facts)
    if due is None or record.period is None:
        return
    if record.published is not None and record.published > due:
        yield Finding(
            ("published",),
            f"{record.period.label}的年度报告 {record.published} 公布，期限是 {due}，迟了 {(record.published - due).days} 天",
            "核对公开日期和 period；确实迟了的不用改，网站照实写明",
        )
    elif record.published is None and facts.as_of > due:
        yield Finding(
            ("period",),
            f"{record.period.label}的年度报告应当在 {due} 以前公布，到 {facts.as_of} 还没有公布",
            "公布后写上 published",
        )


@warning("D7 公开的内容与所属期间相符")
def period_long_after(record: Disclosure, facts: Facts) -> Findings:
    """公开的事项，所属期间在公开以前，或者在公开以后不久开始。

    预算、计划可以提前公开；提前得超过规则 D7 规定的天数，多半是年份写错了。
    """
    if record.period is None or record.published is None:
        return
    begins, most = record.period.days[0], int(ruled(facts, "D7", "提前公开天数"))
    days = (begins - record.published).days
    if days > most:
        message = f"{record.published} 公开，所属期间 {begins} 才开始，早了 {days} 天"
        yield Finding(("period",), message, "查对 period 的年份；确实这么早公开的不用改")


@warning("D7 公开的内容与所属期间相符")
def title_of_another_year(record: Disclosure, facts: Facts) -> Findings:
    """标题里写了一个年份或学年的，所属期间在这一年里；写了几个的，至少一个与所属期间相邻。"""
    named = list(_spans(record.title))
    if record.period is None or not named or any(True for _ in period_long_after.run(record, facts)):
        return
    begins, ends = record.period.days
    if len(named) == 1:
        right = named[0][1] <= ends and begins <= named[0][2]
    else:
        right = any(first.year - 1 <= ends.year and begins.year <= last.year + 1 for _, first, last in named)
    if right:
        return
    message = f"标题说的是 {'、'.join(words for words, _, _ in named)}，所属期间却是{record.period.label}"
    yield Finding(("period",), message, "查对标题和 period，改正写错的一个")


def _spans(title: str) -> Iterator[tuple[str, date, date]]:
    """The years and school years that a title names, with their first and last days; a document's edition is none."""
    for match in _NAMED.finditer(title):
        first = int(match[1])
        if match[2] and int(match[2]) == first + 1 and match[3]:
            yield (f"{first}—{first + 1} 学年", *days_of_school_year(first))
        elif match[2]:
            yield f"{first}—{match[2]} 年", date(first, 1, 1), date(int(match[2]), 12, 31)
        else:
            yield f"{first} 年", date(first, 1, 1), date(first, 12, 31)


CHECKS: tuple[Check[Disclosure], ...] = (
    published_late,
    publication_overdue,
    outside_the_calendar,
    published_before_produced,
    no_day_of_origin,
    yearly_report_late,
    period_long_after,
    title_of_another_year,
)
