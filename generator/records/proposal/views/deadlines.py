"""What is or was owed of a proposal by a day: the lead's answer, and what it promised; of a congress, all its answers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts, derived
from generator.deadlines import Deadline, Reckoning
from generator.prose import Link
from generator.records.calendar.reckoning import notice_days, on_date, rule_link
from generator.records.congress.model import Congress
from generator.records.proposal.model import Proposal
from generator.records.proposal.promises import Promise
from generator.records.proposal.stage import PledgeEnd, answers, is_case
from generator.records.proposal.views.rows import clock_of, short_name
from generator.records.proposal.views.sortings import promise_of


@derived
def deadlines(proposal: Proposal, facts: Facts) -> tuple[Deadline, ...]:
    """The deadlines of a proposal."""
    return tuple(_deadlines(proposal, facts))


def _deadlines(proposal: Proposal, facts: Facts) -> Iterator[Deadline]:
    clock = clock_of(proposal, facts)
    if clock is not None:
        reckoning = _answer_day(proposal, facts.find(proposal.congress), facts)
        yield Deadline("answer", "提案答复", reckoning, clock.done, facts.as_of, clock.notice_days)
    promised = promise_of(proposal, facts)
    if promised is not None and promised.last is not None:
        verdict = promised.fate.value if promised.last.end not in (None, PledgeEnd.KEPT) else None
        reckoning = promise_day(proposal, promised, facts)
        done = promised.last.ended
        yield Deadline("promise", "提案承诺", reckoning, done, facts.as_of, notice_days(facts), verdict)


def _answer_day(proposal: Proposal, congress: Congress | None, facts: Facts) -> Reckoning:
    """The day of the congress, or the proposal's own with its reason."""
    own, usual = proposal.deadline, congress.answers_due if congress is not None else None
    rules: tuple[Link, ...] = (rule_link("P12"),)
    if congress is not None:
        rules = (Link(congress.address, congress.heading(facts.find)), *rules)
    if own is None:
        assert usual is not None  # else there were no clock
        begun = proposal.assigned
        after = f"，交办（{begun}）后 {(usual - begun).days} 天" if begun is not None and begun < usual else ""
        return on_date(usual, f"大会确定的答复期限{after}", rules)
    instead = f"；大会确定的是 {usual}" if usual is not None else ""
    return on_date(own.on, f"这件提案另定的答复期限{instead}", rules, own.reason)


def promise_day(proposal: Proposal, promised: Promise, facts: Facts) -> Reckoning:
    """Who promised the day, when, and which day it was at first."""
    assert promised.last is not None
    unit = short_name(facts, proposal.lead) or "主办单位"
    words = "答复时承诺" if promised.last.place[0] == "responses" else "报告进展时承诺"
    how = f"{unit} {promised.last.made} {words}的完成日期"
    moved = "；".join(f"{one.on} 由 {one.before} 改为 {one.after}" for one in promised.moves)
    return on_date(promised.last.due, how, (Link(f"{proposal.address}#answers", "答复"), rule_link("P8")), moved)


@derived
def of_congress(congress: Congress, facts: Facts) -> tuple[Deadline, ...]:
    """The day that a congress set for answers: met when the last of its proposals without a day of their own is answered."""
    if congress.answers_due is None:
        return ()
    on = facts.as_of
    cases = [
        one
        for one in facts.referrers(congress, Proposal)
        if one.congress.id == congress.id and one.withdrawn is None and one.deadline is None and is_case(one, on)
    ]
    if not cases:
        return ()
    given = [found[0].on for one in cases if (found := answers(one, on))]
    waiting = len(cases) - len(given)
    note = f"{len(given)} / {len(cases)} 件已答复" + (f"，{waiting} 件没有" if waiting else "")
    reckoning = on_date(congress.answers_due, "这次大会确定的答复期限", (rule_link("P12"),))
    done = max(given) if not waiting else None
    return (Deadline("answers", "提案答复", reckoning, done, on, notice_days(facts), listed=False, note=note),)
