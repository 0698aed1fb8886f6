"""Checks of what a congress counted: delegates on the roster, and votes that did not carry."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, warning
from generator.records.congress.model import Congress, DecisionResult
from generator.records.rule.model import ruled


@warning("HY1 全体代表半数以上通过；教育部令第32号")
def rejected_despite_the_vote(congress: Congress, facts: Facts) -> Findings:
    """未通过的决议，赞成票没有达到应到代表的半数，或者不多于反对票。

    没有写应到人数的，按全部票数算。章程规定要更多赞成票的事项除外。
    """
    share = ruled(facts, "HY1", "通过比例")
    for index, one in enumerate(congress.decisions):
        votes = one.votes
        if votes is None or one.result is not DecisionResult.REJECTED or votes.votes_for <= votes.against:
            continue
        cast = votes.votes_for + votes.against + votes.abstained
        due = congress.delegates.due if congress.delegates is not None else cast
        if votes.votes_for * 100 > due * share:
            message = f"「{one.title}」赞成 {votes.votes_for} 票、反对 {votes.against} 票，结果却写「未通过」"
            remedy = "查对票数；通过了的写「通过」；章程规定要更多赞成票才通过的，不用改"
            yield Finding(("decisions", index, "result"), message, remedy)


@warning("教育部令第32号")
def due_differs_from_roster(congress: Congress, facts: Facts) -> Findings:
    """公布了代表名册的，应到人数与名册上的人数相同。"""
    counted, listed = congress.delegates, len(congress.roster)
    if counted is not None and listed and counted.due != listed:
        message = f"应到 {counted.due} 人，代表名册上有 {listed} 人"
        yield Finding(("delegates", "due"), message, "查对应到人数和名册；会前辞去、补选代表的，名册按开会时的写")


CHECKS: tuple[Check[Congress], ...] = (rejected_despite_the_vote, due_differs_from_roster)
