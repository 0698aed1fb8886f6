"""What requests for information were answered with, extended and amended (D4, D5)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
from generator.records.disclosure.clock import extension_due, extension_late
from generator.records.disclosure.model import Disclosure, Outcome, Request

_SOURCE = "D5 《高等学校信息公开办法》（教育部令第29号）"
_GROUNDS = "D4 《高等学校信息公开办法》（教育部令第29号）"


@warning(_SOURCE)
def answer_without_outcome(record: Disclosure, facts: Facts) -> Findings:
    """答复了的申请写明答复结果。"""
    request = record.request
    if request is not None and request.answered is not None and request.outcome is None:
        yield Finding(
            ("request", "answered"),
            f"{request.answered} 答复了申请，没有写答复结果",
            f"加上 outcome：{'、'.join(Outcome)}，选一个",
        )


@error(_SOURCE)
def outcome_without_answer(record: Disclosure, facts: Facts) -> Findings:
    """写了答复结果的申请，写明答复的日期；视为放弃、不再重复处理的，可以没有答复。"""
    request = record.request
    if request is not None and request.answered is None and request.outcome is not None and not request.unanswered:
        yield Finding(
            ("request", "outcome"),
            f"答复结果写了「{request.outcome}」，没有写答复的日期",
            "加上 answered；还没有答复的，删去 outcome",
        )


@warning(_GROUNDS)
def refusal_without_ground(record: Disclosure, facts: Facts) -> Findings:
    """不予公开、部分公开的答复，写明是哪一种理由和依据的条文。"""
    request = record.request
    if request is None or request.outcome is None or not request.outcome.refuses or record.withheld is not None:
        return
    missing = [
        said
        for said, written in (("ground（理由）", request.ground), ("basis（依据的条文）", request.basis))
        if written is None
    ]
    if missing:
        yield Finding(
            ("request", "outcome"),
            f"答复「{request.outcome}」，没有写 {' 和 '.join(missing)}",
            "照答复书补上；答复书上没有写的不用改，页面会写明",
        )


@error(_GROUNDS)
def ground_without_refusal(record: Disclosure, facts: Facts) -> Findings:
    """写了不公开的理由或依据的申请，答复结果是不予公开或部分公开。"""
    request = record.request
    if request is None or request.outcome is None or request.outcome.refuses:
        return
    for key, written in (("ground", request.ground), ("basis", request.basis)):
        if written is not None:
            yield Finding(
                ("request", key),
                f"答复结果是「{request.outcome}」，却写了不公开的{'理由' if key == 'ground' else '依据'}",
                "有一部分没有公开的，outcome 写「部分公开」；都公开了的，删去这一行；别的说明写在 reason",
            )
            return


@error(_GROUNDS)
def outcome_unlike_withheld(record: Disclosure, facts: Facts) -> Findings:
    """写了不予公开（withheld）的申请，答复结果也是不予公开。"""
    request = record.request
    if request is None or record.withheld is None or request.outcome in (None, Outcome.REFUSED):
        return
    yield Finding(
        ("request", "outcome"),
        f"这条记录写了不予公开（{record.withheld.ground}），答复结果却是「{request.outcome}」",
        "整条不公开的，outcome 写「不予公开」；部分公开的，删去 withheld，理由写在 request 的 ground、basis 里",
    )


@warning(_SOURCE)
def nothing_given_without_reason(record: Disclosure, facts: Facts) -> Findings:
    """答复信息不存在、非本机关掌握的，说明理由。"""
    request = record.request
    if request is None or request.reason or request.outcome not in (Outcome.ABSENT, Outcome.ELSEWHERE):
        return
    if record.text is None:
        yield Finding(
            ("request", "outcome"),
            f"答复「{request.outcome}」，没有写说明",
            "加上 reason：怎样查找的、为什么没有；知道由谁掌握的，写明该向谁申请",
        )


@warning(_SOURCE)
def extension_not_notified(record: Disclosure, facts: Facts) -> Findings:
    """延期答复的，写明告知申请人延期的日期。"""
    request = record.request
    if request is not None and request.extended and request.extension_notified is None:
        yield Finding(
            ("request", "extended"),
            "写了延期，没有写告知申请人的日期",
            "加上 extension_notified；没有告知的，删去 extended",
        )


@warning(_SOURCE)
def notified_without_extension(record: Disclosure, facts: Facts) -> Findings:
    """告知了申请人延期的，写明 extended: 是。"""
    request = record.request
    if request is None or request.extension_notified is None or request.extended:
        return
    written = "extended" in request.model_fields_set
    yield Finding(
        ("request", "extended" if written else "extension_notified"),
        f"{request.extension_notified} 告知延期，{'extended 却写「否」' if written else '没有写 extended'}",
        "延期了的写 extended: 是；没有延期的，删去 extension_notified",
    )


@warning(_SOURCE)
def amended_but_told_to_amend(record: Disclosure, facts: Facts) -> Findings:
    """已经收到补正的申请，答复结果不是告知补正。"""
    request = record.request
    if request is not None and request.amended is not None and request.outcome is Outcome.TO_AMEND:
        yield Finding(
            ("request", "outcome"),
            f"{request.amended} 已经收到补正，答复结果却是「{request.outcome}」",
            "outcome 和 answered 写补正以后的答复，还没有答复的两行都删去；再次要求补正的不用改",
        )


@warning(_GROUNDS)
def refused_but_published(record: Disclosure, facts: Facts) -> Findings:
    """答复不予公开的申请，没有公开的正文和数据。"""
    request = record.request
    if request is None or request.outcome is not Outcome.REFUSED or record.withheld is not None:
        return
    key, what = ("text", "正文") if record.text is not None else ("figures", "数据")
    if record.published is not None and (record.text is not None or record.figures):
        yield Finding(
            (key,),
            f"答复「{request.outcome}」，{record.published} 却公开了{what}",
            "公开了一部分的，outcome 写「部分公开」；不公开的理由写在 request 的 reason，答复书写成附件",
        )


@warning(_SOURCE)
def extension_notified_late(record: Disclosure, facts: Facts) -> Findings:
    """延期在原来的期限以内告知申请人；过了期限才告知的，不算延期。"""
    request = record.request
    if request is not None and extension_late(request, facts):
        yield Finding(
            ("request", "extension_notified"),
            f"{request.extension_notified} 才告知延期，原来的期限到 {extension_due(request, facts)} 为止",
            "核对日期；确实迟了的不用改，网站按没有延期计算",
        )


@error("D5 日期有先后")
def request_out_of_order(record: Disclosure, facts: Facts) -> Findings:
    """收到申请、收到补正、告知延期、答复，日期有先后。"""
    if record.request is not None:
        for key, said in _backwards(record.request):
            yield Finding(("request", key), said, "核对这两个日期，改正写错的一个")


def _backwards(request: Request) -> Iterator[tuple[str, str]]:
    amended, notified, answered = request.amended, request.extension_notified, request.answered
    if amended is not None and amended < request.received:
        yield "amended", f"收到补正 {amended} 早于收到申请 {request.received}"
    elif notified is not None and notified < request.begun:
        yield "extension_notified", f"告知延期 {notified} 早于{'收到补正' if amended else '收到申请'} {request.begun}"
    if answered is None:
        return
    if amended is not None and answered < amended:
        yield "answered", f"答复 {answered} 早于收到补正 {amended}；answered 写补正以后的那次答复"
    elif notified is not None and answered < notified:
        yield "extension_notified", f"告知延期 {notified} 晚于答复 {answered}"


CHECKS: tuple[Check[Disclosure], ...] = (
    answer_without_outcome,
    outcome_without_answer,
    refusal_without_ground,
    ground_without_refusal,
    outcome_unlike_withheld,
    nothing_given_without_reason,
    amended_but_told_to_amend,
    refused_but_published,
    extension_not_notified,
    notified_without_extension,
    extension_notified_late,
    request_out_of_order,
)
