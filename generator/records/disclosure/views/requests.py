"""Requests for information (D5): on their page, and in the yearly report: how many were answered with what, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dataset import Facts
from generator.documents import Block, Grid, Inline, ToWrite, Words
from generator.prose import Link
from generator.publication import LONGEST_LIST, Figure
from generator.records.disclosure.clock import answer_term, extension_late
from generator.records.disclosure.model import Disclosure, Ground, Outcome, Request
from generator.records.disclosure.stage import Disclosures, clock, tally
from generator.records.disclosure.views.summary import summarize, unit_name

_DAYS = frozenset({2, 3})
_HEAD = ("申请的事项", "答复单位", "收到申请", "答复", "结果", "情况")
_NOT_WRITTEN = "没有写明"


def facts_of_request(record: Disclosure, facts: Facts) -> tuple[tuple[str, str], ...]:
    """What its page says of a request: the days, what came of it, and why something was not given."""
    request = record.request
    if request is None:
        return ()
    refused = request.result is not None and request.result.refuses and record.withheld is None
    found = (
        ("收到申请", request.received.isoformat()),
        ("收到补正", request.amended.isoformat() if request.amended else ""),
        ("延期", extension_words(request, facts)),
        ("答复", _answer_words(request)),
        ("结果", request.result.label if request.result else ""),
        ("理由", (request.ground if request.result else None) or (_NOT_WRITTEN if refused else "")),
        ("依据", (request.basis if request.result else None) or (_NOT_WRITTEN if refused else "")),
        ("说明", (request.reason if request.result else None) or ""),
    )
    return tuple((label, value) for label, value in found if value)


def _answer_words(request: Request) -> str:
    if request.answered is not None:
        return request.answered.isoformat()
    return "没有另作答复" if request.unanswered else "还没有答复"


def extension_words(request: Request, facts: Facts) -> str:
    """Whether and when an extension was notified; '' where there was none."""
    if not request.prolonged:
        return ""
    told = request.extension_notified
    if told is None:
        return "依规延期一次，没有写告知申请人的日期"
    return f"{told} 告知，已经过了期限，不算延期" if extension_late(request, facts) else f"{told} 告知，延期一次"


def figures_of_requests(requests: Disclosures, facts: Facts) -> tuple[Figure, ...]:
    """How many requests came in, and how many were answered with what."""
    if not requests:
        return ()
    found = [_figure("requests-all", "收到公开申请", requests, facts)]
    for number, outcome in enumerate(Outcome, 1):
        own = tuple(one for one in requests if one.request and one.request.result is outcome)
        if own:
            found.append(_figure(f"requests-outcome-{number}", outcome.label, own, facts))
    open_ones = tuple(
        one for one in requests if one.request and one.request.answered is None and not one.request.unanswered
    )
    if open_ones:
        found.append(_figure("requests-open", "还没有答复", open_ones, facts))
    found += _extended(requests, facts)
    counted = tally(requests, facts)
    if counted.asked:
        rows = tuple(summarize(one, facts) for one in counted.answered) if _short(counted.answered) else ()
        of = f"{len(counted.asked)} 件"
        found.append(Figure("requests-in-time", "按期答复", str(len(counted.answered)), of, counted=rows))
    return tuple(found)


def _extended(requests: Disclosures, facts: Facts) -> Iterator[Figure]:
    """The extensions that count, and apart from them those of which the applicant was told too late."""
    prolonged = [(one, extension_late(one.request, facts)) for one in requests if one.request and one.request.prolonged]
    for key, label, wanted in (
        ("requests-extended", "延期答复", False),
        ("requests-extended-late", "过了期限才告知延期，不算延期", True),
    ):
        own = tuple(one for one, late in prolonged if late is wanted)
        if own:
            yield _figure(key, label, own, facts)


def _figure(key: str, label: str, counted: Disclosures, facts: Facts) -> Figure:
    rows = tuple(summarize(one, facts) for one in counted) if _short(counted) else ()
    return Figure(key, label, str(len(counted)), unit="件", counted=rows)


def _short(counted: Disclosures) -> bool:
    return len(counted) <= LONGEST_LIST


def requests_in_words(requests: Disclosures, facts: Facts) -> Iterator[Block]:
    """The requests of a school year: each with its outcome, the grounds of what was not given, and what people must write."""
    if not requests:
        yield Words(("本站没有登记这一学年收到的公开申请。",))
        yield ToWrite("没有登记的公开申请，收费和减免；没有的写「没有」")
        return
    ordered = sorted(requests, key=lambda one: (one.request.received if one.request else date.max, one.id))
    rows = tuple(_row(one, one.request, facts) for one in ordered if one.request is not None)
    yield Grid("asked", f"收到公开申请 {len(rows)} 件", _HEAD, rows, _DAYS)
    refused = [one for one in requests if one.request and one.request.result and one.request.result.refuses]
    if refused:
        yield Words((f"不予公开和部分公开的 {len(refused)} 件，理由：{_grounds(refused)}。",))
    untold = [one for one in requests if one.request and one.request.answered and one.request.result is None]
    if untold:
        yield ToWrite(f"答复了、没有登记结果的 {len(untold)} 件：同意公开、部分公开和不同意公开各多少件")
    yield ToWrite("申请的主要内容，收费和减免")


def _row(record: Disclosure, request: Request, facts: Facts) -> tuple[Inline, ...]:
    owed, term = clock(record, facts), answer_term(record, facts)
    late = extension_late(request, facts) if term is not None else False
    extended = ("延期告知得迟，不算延期" if late else "已延期") if request.prolonged else ""
    state = "、".join(word for word in (owed.state.word if owed else "", extended) if word)
    outcome = request.result.label if request.result else "—"
    days = (str(request.received), str(request.answered or "—"))
    return Link(record.address, record.title), unit_name(record, facts), *days, outcome, state


def _grounds(refused: list[Disclosure]) -> str:
    """`商业秘密 1 件，个人隐私 4 件，没有写明 1 件`."""
    given = [one.withheld.ground if one.withheld else (one.request.ground if one.request else None) for one in refused]
    counts = [(ground.value, given.count(ground)) for ground in Ground] + [(_NOT_WRITTEN, given.count(None))]
    return "，".join(f"{name} {count} 件" for name, count in counts if count)
