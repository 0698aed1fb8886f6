"""The page of a disclosure: the answer, then the figures, then the papers."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup
from msgspec import Struct

from generator.dataset import Facts
from generator.model import Reference
from generator.publication import ROUNDED, Page, Quote
from generator.publication import compared as agreement
from generator.reader_text import link, linked, prose
from generator.records.calendar.model import working_days
from generator.records.disclosure.clock import publication_term
from generator.records.disclosure.model import Disclosure, Kind
from generator.records.disclosure.stage import ASKED, WAITING, clock, corrections, stage
from generator.records.disclosure.stated import Compared, compared
from generator.records.disclosure.views.path import path
from generator.records.disclosure.views.requests import facts_of_request
from generator.records.disclosure.views.summary import LANDING, unit_name, year_link, year_of
from generator.records.disclosure.views.table import charts, table

Fact = tuple[str, str | Markup]


class NoticeText(Struct, frozen=True):
    """A public notice in words."""

    facts: tuple[Fact, ...]
    objections: tuple[tuple[date, str, str], ...]


def page(record: Disclosure, facts: Facts) -> Page:
    """The page of a disclosure."""
    owed = clock(record, facts)
    states = [stage(record, facts)]
    if owed is not None and owed.kind not in ("未到期", "按时"):
        states.append(owed.state)
    year = year_of(record)
    context = {
        "crumbs": [LANDING, *([year_link(year)] if year is not None else [])],
        "id": record.id,
        "title": record.title,
        "states": states,
        "facts": _facts(record, facts),
        "withheld": _withheld(record),
        "corrected": _corrected(record, facts),
        "corrects": _corrects(record, facts),
        "request": facts_of_request(record, facts),
        "text": prose(facts, record.text),
        "table": table(record.figures),
        "charts": charts(record.figures),
        "quotes": [_quote(one) for one in compared(record)],
        "notice": _notice(record, facts),
        "waiting": stage(record, facts) in (WAITING, ASKED),
        "path": path(record, facts),
    }
    return Page(record.address, record.title, _description(record, facts), "disclosure/page.html", context)


def _facts(record: Disclosure, facts: Facts) -> tuple[Fact, ...]:
    item, unit = link(facts, record.item), link(facts, record.unit)
    found: list[Fact | None] = [
        ("目录事项", linked([item])) if item else None,
        ("公开单位", linked([unit])) if unit else None,
        ("所属期间", record.period.label) if record.period else None,
        ("形成日期", record.produced.isoformat()) if record.produced else None,
        ("公开日期", _published(record, facts)) if record.published else None,
        ("公开方式", f"{record.kind}公开，{record.lasting}") if record.withheld is None else None,
        ("保密审查", f"{record.secrecy_review.on}，{record.secrecy_review.by}") if record.secrecy_review else None,
        ("公开范围", record.audience.label) if record.audience.label != "社会公开" else None,
    ]
    return tuple(one for one in found if one is not None)


def _published(record: Disclosure, facts: Facts) -> str:
    """`2026-03-12（形成后第 8 个工作日）`."""
    owed = publication_term(record, facts)
    taken = owed.taken(facts.as_of) if owed is not None else None
    after = "" if taken is None else f"（形成后第 {taken} 个工作日）" if taken else "（形成当日）"
    return f"{record.published}{after}"


def _withheld(record: Disclosure) -> tuple[Fact, ...]:
    one = record.withheld
    if one is None:
        return ()
    return (
        ("理由", one.ground),
        ("依据", one.basis),
        ("决定机构", one.decided_by),
        ("复查日期", one.review_on.isoformat()),
    )


def _corrected(record: Disclosure, facts: Facts) -> tuple[Fact, ...]:
    """What corrects this record: the page stays, and says where the right numbers are."""
    rows: list[Fact] = []
    for one in corrections(record, facts):
        target = link(facts, Reference(one.id))
        if target is not None and one.replaces is not None:
            rows.append(("更正", Markup("{}（{}）").format(linked([target]), one.published)))
            rows.append(("原因", one.replaces.reason))
    return tuple(rows)


def _corrects(record: Disclosure, facts: Facts) -> tuple[Fact, ...]:
    old = link(facts, record.replaces.record) if record.replaces is not None else None
    if old is None or record.replaces is None:
        return ()
    return (("被更正", linked([old])), ("原因", record.replaces.reason))


def _notice(record: Disclosure, facts: Facts) -> NoticeText | None:
    notice = record.notice
    if notice is None:
        return None
    lasted = working_days(facts).spanning(notice.start, notice.end)
    days = "" if lasted is None else f"（{lasted} 个工作日）"
    rows: list[Fact] = [("公示期", f"{notice.start} 至 {notice.end}{days}")]
    rows.append(("受理异议", "、".join(notice.contacts) or "没有写明"))
    if not notice.objections:
        rows.append(("异议", "没有登记异议" if notice.end < facts.as_of else "目前没有登记异议"))
    objections = tuple((one.on, one.outcome_on(facts.as_of), one.note or "") for one in notice.objections)
    return NoticeText(tuple(rows), objections)


def _quote(one: Compared) -> Quote:
    agrees = None if one.computed is None else one.agrees
    state = ROUNDED if one.rounded else agreement(agrees)
    return Quote(one.what, one.stated.value, one.stated.source, one.shown or "—", state)


def _description(record: Disclosure, facts: Facts) -> str:
    unit = unit_name(record, facts)
    if record.withheld is not None:
        return f"{unit}不予公开，理由：{record.withheld.ground}；{record.withheld.review_on} 复查"
    request = record.request
    if request is not None and request.result is not None:
        if request.unanswered:
            return f"{unit}收到公开申请（{request.result.label}）：{record.title}"
        return f"{unit} {request.answered} 答复公开申请（{request.result.label}）：{record.title}"
    if record.published is None:
        return f"{unit}还没有公开（截至 {facts.as_of}）"
    if record.kind is Kind.ON_REQUEST:
        return f"{unit} {record.published} 依申请公开：{record.title}"
    return f"{unit} {record.published} 公开：{record.title}"
