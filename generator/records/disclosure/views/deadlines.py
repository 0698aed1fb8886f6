"""Everything that is or was owed of a disclosure by a day: published, answered, reported, announced, looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dataset import Facts, derived
from generator.deadlines import Deadline, Reckoning
from generator.publication import State, Tone
from generator.records.calendar.reckoning import counted, notice_days, notice_deadline, on_date, rule_link
from generator.records.disclosure.clock import Term, answer_term, extension_late, publication_term, yearly_report_due
from generator.records.disclosure.model import Disclosure

_SURELY_IN_TIME = State("按时", "●", Tone.DONE)


@derived
def deadlines(record: Disclosure, facts: Facts) -> tuple[Deadline, ...]:
    """The deadlines of a disclosure."""
    return tuple(_deadlines(record, facts))


def _deadlines(record: Disclosure, facts: Facts) -> Iterator[Deadline]:
    term = publication_term(record, facts)
    if term is not None:
        yield _of_term(
            "publication", "信息公开", term, counted(term.days, term.begun, "形成或获取", term.limit, "D1"), facts
        )
    term, request = answer_term(record, facts), record.request
    if term is not None and request is not None:
        what = "收到补正" if request.amended else "收到申请"
        if request.prolonged and not extension_late(request, facts):
            what += "（依规延期一次）"
        yield _of_term("request", "公开申请答复", term, counted(term.days, term.begun, what, term.limit, "D5"), facts)
    due = yearly_report_due(record, facts)
    if due is not None and record.period is not None:
        how = f"{record.period.label}（到 {record.period.days[1]} 为止）的年度报告，每年都是这一天截止"
        yield _dated("yearly-report", "年度报告", on_date(due, how, (rule_link("D2"),)), record.published, facts)
    if record.notice is not None and record.notice.start <= record.notice.end:
        yield notice_deadline(record.notice.start, record.notice.end, facts)
    withheld = record.withheld
    if withheld is not None:
        how = f"{withheld.decided_by}决定不公开时定的复查日期"
        yield _dated("review", "不公开的复查", on_date(withheld.review_on, how, (rule_link("D4"),)), None, facts)


def _of_term(key: str, what: str, term: Term, reckoning: Reckoning, facts: Facts) -> Deadline:
    """A number of working days; outside the calendars it may still be certain that they were not used up."""
    certain = term.due is None and term.done is not None and not term.unknown(facts.as_of)
    verdict = _SURELY_IN_TIME if certain else None
    late = term.late or term.overdue(facts.as_of)
    working = term.late_working_days(facts.as_of) if late else None
    note = f"过了期限的 {term.late_days(facts.as_of)} 天里，工作日有 {working} 天" if working is not None else ""
    return Deadline(key, what, reckoning, term.done, facts.as_of, notice_days(facts), verdict, note=note)


def _dated(key: str, what: str, reckoning: Reckoning, done: date | None, facts: Facts) -> Deadline:
    return Deadline(key, what, reckoning, done, facts.as_of, notice_days(facts))
