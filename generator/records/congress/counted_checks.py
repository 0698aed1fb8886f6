"""Checks of what a congress counted: delegates on the roster, and votes that did not carry."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
from generator.records.congress.model import Congress, DecisionResult, Votes
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
        due = congress.delegates.due if congress.delegates is not None else votes.valid
        if votes.votes_for * 100 > due * share:
            message = f"「{one.title}」赞成 {votes.votes_for} 票、反对 {votes.against} 票，结果却写「未通过」"
            remedy = "查对票数；通过了的写「通过」；章程规定要更多赞成票才通过的，不用改"
            yield Finding(("decisions", index, "result"), message, remedy)


@error("编写规则")
def ballots_do_not_add_up(congress: Congress, facts: Facts) -> Findings:
    """收回的选票是赞成、反对、弃权和无效票之和，不多于发出的；没有写无效票的，收回的不少于三种票之和。"""
    for index, one in enumerate(congress.decisions):
        votes = one.votes
        if votes is None:
            continue
        said = "、".join(f"{word} {count}" for word, count in _ballots(votes) if count is not None)
        if votes.returned is not None and not _makes_up(votes, votes.returned):
            message = f"{said}，共 {votes.cast} 票，收回的写了 {votes.returned} 票"
            yield Finding(("decisions", index, "votes", "returned"), message, "查对计票记录，改正票数")
        used = votes.cast if votes.returned is None else votes.returned
        if votes.issued is not None and used > votes.issued:
            message = f"收回 {used} 票，多于发出的 {votes.issued} 票"
            yield Finding(("decisions", index, "votes", "issued"), message, "查对发出和收回的票数")


def _ballots(votes: Votes) -> tuple[tuple[str, int | None], ...]:
    return ("赞成", votes.votes_for), ("反对", votes.against), ("弃权", votes.abstained), ("无效", votes.invalid)


def _makes_up(votes: Votes, returned: int) -> bool:
    return votes.valid <= returned if votes.invalid is None else votes.cast == returned


@warning("教育部令第32号")
def due_differs_from_roster(congress: Congress, facts: Facts) -> Findings:
    """公布了代表名册的，应到人数与名册上的人数相同。"""
    counted, listed = congress.delegates, len(congress.roster)
    if counted is None or counted.present > counted.due:
        return
    if listed and counted.due != listed:
        message = f"应到 {counted.due} 人，代表名册上有 {listed} 人"
        yield Finding(("delegates", "due"), message, "查对应到人数和名册；会前辞去、补选代表的，名册按开会时的写")


CHECKS: tuple[Check[Congress], ...] = (rejected_despite_the_vote, ballots_do_not_add_up, due_differs_from_roster)
