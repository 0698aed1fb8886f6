"""Requests for information and their answers (D5)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
from generator.records.disclosure.clock import answer_term
from generator.records.disclosure.model import Disclosure, Kind


@warning("D5 《高等学校信息公开办法》（教育部令第29号）")
def answered_late(record: Disclosure, facts: Facts) -> Findings:
    """收到公开申请之后，在十五个工作日内答复；依规延期的，再加十五个工作日。

    期限从收到申请（要求补正过的，从收到补正）的次日起算；两个工作日数以规则 D5 为准。
    期限过了才告知延期的，不算延期。
    """
    term = answer_term(record, facts)
    if term is not None and term.late:
        yield Finding(
            ("request", "answered"),
            f"{term.begun} {_received(record)}，{term.done} 才答复{term.taken_in_words(facts.as_of)}；"
            f"期限是 {term.limit} 个工作日，到 {term.due} 为止，迟了 {term.late_in_words(facts.as_of)}",
            _remedy(record, "核对两个日期；确实迟了的不用改，网站照实写明"),
        )


@warning("D5 《高等学校信息公开办法》（教育部令第29号）")
def answer_overdue(record: Disclosure, facts: Facts) -> Findings:
    """公开申请到期之前已经答复。"""
    term = answer_term(record, facts)
    if term is not None and record.withdrawn is None and term.overdue(facts.as_of):
        yield Finding(
            ("request", "amended" if record.request is not None and record.request.amended else "received"),
            f"{term.begun} {_received(record)}，期限是 {term.limit} 个工作日，到 {term.due} 为止；"
            f"截至 {facts.as_of} 还没有答复，逾期 {term.late_in_words(facts.as_of)}",
            _remedy(record, "答复后写上 answered"),
        )


def _received(record: Disclosure) -> str:
    return "收到补正" if record.request is not None and record.request.amended else "收到申请"


def _remedy(record: Disclosure, remedy: str) -> str:
    prolonged = record.request is not None and record.request.prolonged
    return remedy if prolonged else f"{remedy}；依规延期的写 extended: 是 和 extension_notified（告知申请人的日期）"


@error("D5 日期有先后")
def answered_before_received(record: Disclosure, facts: Facts) -> Findings:
    """答复申请不早于收到申请。"""
    request = record.request
    if request is not None and request.answered is not None and request.answered < request.received:
        yield Finding(
            ("request", "answered"),
            f"答复日期 {request.answered} 早于收到申请的日期 {request.received}",
            "核对这两个日期",
        )


@warning("D5 日期有先后")
def published_before_answer(record: Disclosure, facts: Facts) -> Findings:
    """依申请公开的事项，先答复或当天答复，后公开：答复申请不晚于公开日期。"""
    request, published = record.request, record.published
    if record.kind is not Kind.ON_REQUEST or request is None or request.answered is None or published is None:
        return
    if request.answered > published:
        yield Finding(
            ("request", "answered"),
            f"答复申请的日期 {request.answered} 晚于公开日期 {published}：还没有答复，就依申请公开了",
            "核对这两个日期；答复以前已经主动公开的，kind 写「主动」，另写一条答复的记录，用 related 互相注明",
        )


@error("D3、D5 《高等学校信息公开办法》（教育部令第29号）")
def request_for_what_is_open(record: Disclosure, facts: Facts) -> Findings:
    """有申请的事项，公开方式是依申请。"""
    if record.request is not None and record.kind is Kind.ACTIVE:
        yield Finding(
            ("request",),
            "公开方式是「主动」，却写了申请的办理",
            "依申请公开的写 kind: 依申请；主动公开的删去 request",
        )


@warning("D5 《高等学校信息公开办法》（教育部令第29号）")
def no_request(record: Disclosure, facts: Facts) -> Findings:
    """依申请公开的事项写明收到申请和答复的日期。"""
    if record.kind is Kind.ON_REQUEST and record.request is None and record.withdrawn is None:
        yield Finding(
            ("kind",),
            "公开方式是「依申请」，没有写申请的办理",
            "加上 request：received 写收到日期，answered 写答复日期",
        )


CHECKS: tuple[Check[Disclosure], ...] = (
    answered_late,
    answer_overdue,
    answered_before_received,
    published_before_answer,
    request_for_what_is_open,
    no_request,
)
