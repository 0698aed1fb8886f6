"""The path of a disclosure as a timeline: made, reviewed, published, announced, corrected; what is owed and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from generator.dataset import Facts
from generator.model import Reference
from generator.reader_text import link, linked
from generator.records.disclosure.clock import Term, answer_term, extension_late, publication_term
from generator.records.disclosure.model import Disclosure, Request
from generator.records.disclosure.stage import corrections
from generator.records.disclosure.views.summary import published_words


class Step(Struct, frozen=True):
    """A mark on the timeline."""

    day: date
    shape: str
    text: str | Markup
    notes: tuple[str, ...] = ()
    kind: str = "done"
    """`done`, `late`, `due`, `today` or `open`."""


def path(record: Disclosure, facts: Facts) -> tuple[Step, ...]:
    """Every step in the order of days, with today as a line where something is still to come."""
    steps = list(_happened(record, facts))
    for owed, what in ((publication_term(record, facts), "公开"), (answer_term(record, facts), "答复")):
        steps.extend(_deadline(owed, what, facts.as_of))
    steps.extend(_to_come(record, facts))
    if any(one.day > facts.as_of for one in steps):
        steps.append(Step(facts.as_of, "", f"今天（{facts.as_of}）", kind="today"))
    return tuple(sorted(steps, key=lambda one: (one.day, one.kind == "today", one.kind in ("due", "late"))))


def _happened(record: Disclosure, facts: Facts) -> Iterator[Step]:
    request, review, notice = record.request, record.secrecy_review, record.notice
    if request is not None:
        yield from _asked(request, facts)
    if record.produced is not None:
        yield Step(record.produced, "●", "形成或获取")
    if review is not None:
        yield Step(review.on, "●", f"保密审查：{review.by}")
    if request is not None and request.answered is not None:
        outcome = f"：{request.result.label}" if request.result else ""
        yield Step(request.answered, "●", f"答复申请人{outcome}", _taken(answer_term(record, facts), facts))
    if record.published is not None:
        yield Step(record.published, "●", published_words(record), _taken(publication_term(record, facts), facts))
    if notice is not None and notice.start <= facts.as_of:
        yield Step(notice.start, "●", "公示开始")
    for objection in notice.objections if notice is not None else ():
        yield Step(
            objection.on,
            "●",
            f"收到异议：{objection.outcome_on(facts.as_of)}",
            (objection.note,) if objection.note else (),
        )
    if notice is not None and notice.end <= facts.as_of:
        yield Step(notice.end, "●", "公示结束")
    for one in corrections(record, facts):
        target = link(facts, Reference(one.id))
        if one.published is not None and one.replaces is not None and target is not None:
            yield Step(one.published, "◆", Markup("更正：{}").format(linked([target])), (one.replaces.reason,))


def _asked(request: Request, facts: Facts) -> Iterator[Step]:
    told = request.extension_notified
    without_day = ("依规延期一次",) if request.extended and told is None else ()
    ended = (f"{request.result.label}，没有另作答复",) if request.unanswered and request.result else ()
    yield Step(request.received, "●", "收到公开申请", (*without_day, *(() if request.amended else ended)))
    if request.amended is not None:
        yield Step(request.amended, "●", "收到补正", ended or ("期限从这一天重新算起",))
    if told is not None:
        late = extension_late(request, facts)
        yield Step(told, "◆" if late else "●", "告知申请人延期", ("已经过了期限，不算延期",) if late else ())


def _taken(owed: Term | None, facts: Facts) -> tuple[str, ...]:
    """In which time something was done, in working days."""
    taken = owed.taken(facts.as_of) if owed is not None else None
    if owed is None or taken is None:
        return ()
    words = f"用了 {taken} 个工作日，期限 {owed.limit} 个" if taken else f"当天，期限 {owed.limit} 个工作日"
    return (f"{words}，迟 {owed.late_in_words(facts.as_of)}",) if owed.late else (words,)


def _deadline(owed: Term | None, what: str, as_of: date) -> Iterator[Step]:
    """The last day in time, where it is still owed or was missed."""
    if owed is None or owed.due is None or (owed.done is not None and not owed.late):
        return
    left = (owed.due - as_of).days
    limit = f"{what}期限：{owed.limit} 个工作日"
    if owed.done is not None:
        yield Step(owed.due, "◇", limit, kind="due")
    elif left < 0:
        yield Step(owed.due, "▲", limit, (f"逾期 {owed.late_in_words(as_of)}，还没有{what}",), "late")
    else:
        yield Step(owed.due, "◇", limit, (f"还有 {left} 天" if left else "今天到期",), "due")


def _to_come(record: Disclosure, facts: Facts) -> Iterator[Step]:
    notice, withheld = record.notice, record.withheld
    if notice is not None and notice.start > facts.as_of:
        yield Step(notice.start, "○", "公示开始", kind="open")
    if notice is not None and notice.end > facts.as_of:
        yield Step(notice.end, "○", "公示结束", (f"还有 {(notice.end - facts.as_of).days} 天",), "open")
    if withheld is not None:
        missed = withheld.review_on < facts.as_of
        notes = (f"已过 {(facts.as_of - withheld.review_on).days} 天，没有复查的记录",) if missed else ()
        yield Step(withheld.review_on, "▲" if missed else "○", "重新审查是否公开", notes, "late" if missed else "open")
