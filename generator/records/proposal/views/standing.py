"""The answer that a page opens with: answered or not, by whom, how late, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.dataset import Facts
from generator.publication import Clock, chinese_day
from generator.records.proposal.model import Proposal
from generator.records.proposal.stage import (
    Stage,
    answers,
    awaits_second_answer,
    happened,
    last_grade,
    promise,
    reports,
)
from generator.records.proposal.views.path import in_time
from generator.records.proposal.views.rows import clock_of, main_case, short_name
from generator.records.proposal.views.sortings import stage_of


def standing(proposal: Proposal, facts: Facts) -> list[str]:
    """Sentences in the order of their weight; the first one says the most."""
    return list(_standing(proposal, facts))


def _standing(proposal: Proposal, facts: Facts) -> Iterator[str]:
    congress = facts.find(proposal.congress)
    review, back = proposal.review, proposal.retracted
    match stage_of(proposal, facts):
        case Stage.RETRACTED if back is not None:
            yield f"提案人{chinese_day(back.on)}撤回：{back.reason}。"
        case Stage.NOT_FILED if review is not None:
            yield f"{chinese_day(review.on)}不予立案" + (f"：{review.cause.value}。" if review.cause else "。")
        case Stage.MERGED:
            main = main_case(proposal, facts)
            yield "已并入另一件提案，由主案答复。" if main.withdrawn is None else "已并入另一件提案，主案已撤回公开。"
            yield from _standing(main, facts) if main != proposal and main.withdrawn is None else ()
        case Stage.COLLECTED if congress is not None and congress.proposal_deadline is not None:
            yield f"已经提交，征集到{chinese_day(congress.proposal_deadline)}截止，然后审查。"
        case Stage.COLLECTED | Stage.UNREVIEWED:
            yield "已经提交，等待审查。"
        case Stage.FILED | Stage.SUGGESTION if review is not None:
            yield f"{chinese_day(review.on)}{review.outcome.label}，还没有交办。"
            yield from _owed(clock_of(proposal, facts))
        case _:
            yield from _handled(proposal, facts)


def _owed(clock: Clock | None) -> Iterator[str]:
    if clock is None or clock.done is not None:
        return
    if clock.days > 0:
        yield f"答复期限{chinese_day(clock.due)}，已过 {clock.days} 天。"
    else:
        yield f"答复期限{chinese_day(clock.due)}，" + (f"还有 {-clock.days} 天。" if clock.days else "今天到期。")


def _handled(proposal: Proposal, facts: Facts) -> Iterator[str]:
    on = facts.as_of
    lead = short_name(facts, proposal.lead) or "主办单位"
    given, clock = answers(proposal, on), clock_of(proposal, facts)
    if not given:
        assigned = f"{chinese_day(proposal.assigned)}交办，" if proposal.assigned else ""
        yield f"{lead}主办，{assigned}还没有答复。"
        yield from _owed(clock)
        return
    again = "再次" if len(given) > 1 else ""
    late = f"（{in_time(clock)}）" if clock is not None and len(given) == 1 else ""
    yield f"{lead}{chinese_day(given[-1].on)}{again}答复：{given[-1].result.value}{late}。"
    yield _rated(proposal, facts)
    yield from _since(proposal, facts)


def _rated(proposal: Proposal, facts: Facts) -> str:
    on = facts.as_of
    last = last_grade(proposal, on)
    if last is None:
        said = happened(proposal.ratings, on)
        return f"提案人{said[-1].grade.value}。" if said else "提案人还没有评价。"
    waits = "，等待再次答复" if awaits_second_answer(proposal, on) and proposal.closed is None else ""
    return f"提案人评价：{last.grade.value}{waits}。"


def _since(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """What came after the answer: the latest report, the open promise, the closing."""
    on = facts.as_of
    carried, open_promise = happened(proposal.carrying_out, on), promise(proposal, on)
    if carried and reports(proposal, on)[-1][1] is carried[-1]:
        yield f"{chinese_day(carried[-1].on)}报告进展：{carried[-1].result.value}。"
    if open_promise is not None:
        days = (open_promise.due - on).days
        left = (
            f"还有 {days} 天"
            if days > 0
            else "今天到期"
            if not days
            else f"已过 {-days} 天，没有写落实的结果，重新列为待办"
        )
        yield f"承诺{chinese_day(open_promise.due)}完成，{left}。"
    if proposal.closed is not None and proposal.closed.on <= on:
        yield f"{chinese_day(proposal.closed.on)}办结。"


def description(said: Sequence[str]) -> str:
    """One plain sentence for search engines and shared links."""
    return "".join(said[:2])
