"""The stage of a proposal follows from what had happened by a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.publication import Clock, Tone
from generator.records.congress.model import Congress
from generator.records.proposal.model import Proposal, ResponseResult
from generator.records.proposal.stage import (
    PledgeEnd,
    Stage,
    answer_clock,
    awaits_second_answer,
    deadline,
    is_case,
    latest_result,
    pledges,
    promise,
    stage,
)

CONGRESS = Congress.model_validate(
    {
        "id": "8-3",
        "held": {"from": "2026-01-15", "to": "2026-01-16"},
        "proposal_deadline": "2025-12-31",
        "answers_due": "2026-04-20",
    }
)


def response(on: str, unit: str = "HQC", result: str = "列入计划", **more: str) -> dict[str, str]:
    return {"on": on, "unit": unit, "result": result, "text": "答复", **more}


def proposal(**fields: Any) -> Proposal:
    return Proposal.model_validate(
        {
            "id": "TA-0803-001",
            "congress": "8-3",
            "title": "关于食堂的提案",
            "category": "后勤与基建",
            "proposers": [{"delegation": "机关代表团"}],
            "handed_in": "2025-12-20",
            "reason": "理由",
            **fields,
        }
    )


FILED = {"review": {"on": "2026-01-10", "outcome": "filed"}}
ASSIGNED = {**FILED, "lead": "HQC", "supporting": ["CWC"], "assigned": "2026-01-20"}
WHOLE_PATH = {
    **ASSIGNED,
    "responses": [response("2026-03-12", due="2026-06-30"), response("2026-04-02", due="2026-05-31")],
    "ratings": [{"on": "2026-03-20", "grade": "不满意"}, {"on": "2026-04-10", "grade": "满意"}],
    "carrying_out": [{"on": "2026-05-20", "text": "完工", "result": "已落实"}],
    "closed": {"on": "2026-06-01", "cause": "已落实"},
}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 12, 20), Stage.COLLECTED),
        (date(2025, 12, 31), Stage.COLLECTED),
        (date(2026, 1, 1), Stage.UNREVIEWED),
        (date(2026, 1, 10), Stage.FILED),
        (date(2026, 1, 20), Stage.ASSIGNED),
        (date(2026, 3, 12), Stage.ANSWERED),
        (date(2026, 3, 20), Stage.REOPENED),
        (date(2026, 4, 2), Stage.ANSWERED),
        (date(2026, 5, 20), Stage.CARRIED_OUT),
        (date(2026, 6, 1), Stage.CLOSED),
    ],
)
def test_one_proposal_on_its_whole_path(on: date, expected: Stage) -> None:
    assert stage(proposal(**WHOLE_PATH), CONGRESS, on) is expected


def test_the_other_ends() -> None:
    on = date(2026, 5, 1)
    suggestion = {"review": {"on": "2026-01-10", "outcome": "suggestion", "cause": "其他"}}
    refused = {"review": {"on": "2026-01-10", "outcome": "not_filed", "cause": "撤销"}}
    taken_back = {"retracted": {"on": "2026-02-01", "reason": "已经解决"}}
    assert stage(proposal(**suggestion), CONGRESS, on) is Stage.SUGGESTION
    assert stage(proposal(**refused), CONGRESS, on) is Stage.NOT_FILED
    assert stage(proposal(**FILED, merged_into="TA-0803-002"), CONGRESS, on) is Stage.MERGED
    assert stage(proposal(**ASSIGNED, **taken_back), CONGRESS, on) is Stage.RETRACTED
    assert stage(proposal(**ASSIGNED, **taken_back), CONGRESS, date(2026, 1, 31)) is Stage.ASSIGNED
    assert stage(proposal(), None, on) is Stage.UNREVIEWED


def test_every_stage_has_its_own_word_and_shape() -> None:
    assert len({one.word for one in Stage}) == len(Stage)
    assert len({one.value.shape for one in Stage}) == len(Stage)
    assert {one for one in Stage if one.value.tone is Tone.DONE} == {Stage.CLOSED}


def test_its_own_deadline_comes_before_that_of_the_congress() -> None:
    assert deadline(proposal(), CONGRESS) == date(2026, 4, 20)
    assert deadline(proposal(deadline={"on": "2026-06-30", "reason": "待验收"}), CONGRESS) == date(2026, 6, 30)
    assert deadline(proposal(), None) is None


def test_the_clock_runs_until_the_lead_answers() -> None:
    due = date(2026, 4, 20)
    helped = proposal(**ASSIGNED, responses=[response("2026-04-01", unit="CWC"), response("2026-04-22")])
    assert answer_clock(helped, CONGRESS, date(2026, 4, 21)) == Clock(due, None, date(2026, 4, 21))
    assert answer_clock(helped, CONGRESS, date(2026, 5, 1)) == Clock(due, date(2026, 4, 22), date(2026, 5, 1))
    clock = answer_clock(helped, CONGRESS, date(2026, 5, 1), 5)
    assert clock is not None
    assert (clock.days, clock.state.word) == (2, "迟 2 天")


def test_no_clock_where_nothing_is_owed() -> None:
    on = date(2026, 5, 1)
    taken_back = proposal(**ASSIGNED, retracted={"on": "2026-02-01", "reason": "已经解决"})
    assert answer_clock(proposal(), CONGRESS, on) is None
    assert answer_clock(proposal(**FILED, merged_into="TA-0803-002"), CONGRESS, on) is None
    assert answer_clock(taken_back, CONGRESS, on) is None
    assert answer_clock(taken_back, CONGRESS, date(2026, 1, 31)) is not None
    assert is_case(taken_back, date(2026, 1, 31))


def test_no_rating_does_not_undo_dissatisfaction() -> None:
    answered = {**ASSIGNED, "responses": [response("2026-03-12")]}
    ratings = [{"on": "2026-03-20", "grade": "不满意"}, {"on": "2026-03-25", "grade": "未反馈"}]
    assert awaits_second_answer(proposal(**answered, ratings=ratings), date(2026, 5, 1))
    assert not awaits_second_answer(proposal(**answered, ratings=ratings), date(2026, 3, 19))


def test_the_latest_promise_holds_until_it_is_kept_or_the_matter_ends() -> None:
    whole = proposal(**WHOLE_PATH)
    first = promise(whole, date(2026, 3, 31))
    second = promise(whole, date(2026, 4, 2))
    assert first is not None
    assert (first.due, first.place) == (date(2026, 6, 30), ("responses", 0, "due"))
    assert second is not None
    assert second.due == date(2026, 5, 31)
    assert not second.lapsed(date(2026, 5, 31))
    assert second.lapsed(date(2026, 6, 1))
    assert promise(whole, date(2026, 5, 20)) is None
    assert [one.end for one in pledges(whole, date(2026, 6, 1))] == [PledgeEnd.MOVED, PledgeEnd.KEPT]
    assert latest_result(whole, date(2026, 4, 2)) is ResponseResult.PLANNED
    assert latest_result(whole, date(2026, 5, 20)) is ResponseResult.DONE
    assert latest_result(whole, date(2026, 3, 1)) is None
