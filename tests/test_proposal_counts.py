"""Conservation (P15): whatever happens to proposals, the buckets add up to what was collected."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.records.proposal.counts import COUNTED, Bucket, bucket, tally
from generator.records.proposal.model import Grade, Proposal
from generator.records.proposal.stage import Stage, stage
from generator.records.proposal.stated import UNRECORDED
from generator.stated_figures import StatedFigure
from tests.test_proposal_stage import CONGRESS, proposal, response

DAYS = st.dates(date(2025, 12, 1), date(2026, 6, 30))


_DAY = DAYS.map(date.isoformat)
_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "review": st.fixed_dictionaries({"on": _DAY, "outcome": st.sampled_from(["filed", "suggestion", "not_filed"])}),
    "retracted": st.fixed_dictionaries({"on": _DAY, "reason": st.just("已经解决")}),
    "merged_into": st.just("TA-0803-002"),
    "lead": st.just("HQC"),
    "assigned": _DAY,
    "responses": st.lists(st.builds(response, _DAY, st.sampled_from(["HQC", "CWC"])), max_size=3),
    "ratings": st.lists(
        st.fixed_dictionaries({"on": _DAY, "grade": st.sampled_from([one.value for one in Grade])}), max_size=3
    ),
    "closed": st.fixed_dictionaries({"on": _DAY, "cause": st.just("已落实")}),
}
_CHOSEN = st.fixed_dictionaries({"handed_in": _DAY}, optional=_FIELDS)


def proposals() -> st.SearchStrategy[Proposal]:
    """A proposal to which anything may have happened, in any order: conservation does not lean on the checks."""
    return _CHOSEN.map(lambda chosen: proposal(**chosen))


@given(st.lists(proposals(), max_size=12), DAYS)
def test_every_form_is_in_exactly_one_bucket_and_what_is_rated_or_answered_is_handled(
    forms: list[Proposal], on: date
) -> None:
    counts = tally(forms, on)
    assert sum(len(one) for one in counts.buckets.values()) == len(counts.collected)
    assert all(one.handed_in <= on for one in counts.collected)
    assert sum(len(counts.cases(one)) for one in Bucket) == len(counts.collected) - len(counts.merged)
    by_grade = [counts.graded(one) for one in (Grade.SATISFIED, Grade.FAIRLY, Grade.DISSATISFIED)]
    assert sum(map(len, by_grade)) == len(counts.rated)
    assert len(counts.answered) <= len(counts.handled)
    assert len(counts.rated) <= len(counts.handled)
    assert len(counts.handled) == len(counts.cases(Bucket.FILED)) + len(counts.cases(Bucket.SUGGESTION))


@given(proposals(), DAYS)
def test_a_review_is_never_undone(form: Proposal, on: date) -> None:
    if form.review is not None and form.review.on <= on:
        assert bucket(form, on) is bucket(form, on + timedelta(days=400))


@given(proposals(), DAYS)
def test_every_proposal_has_a_stage_on_every_day(form: Proposal, on: date) -> None:
    assert stage(form, CONGRESS, on) in Stage


def test_withdrawal_before_and_after_the_review() -> None:
    back = {"retracted": {"on": "2026-01-20", "reason": "已经解决"}}
    filed = {"review": {"on": "2026-01-10", "outcome": "filed"}}
    called_off = {"review": {"on": "2026-01-25", "outcome": "not_filed", "cause": "撤销"}}
    assert bucket(proposal(**back), date(2026, 1, 19)) is Bucket.UNREVIEWED
    assert bucket(proposal(**back), date(2026, 1, 20)) is Bucket.WITHDRAWN
    assert bucket(proposal(**back, **filed), date(2026, 5, 1)) is Bucket.FILED
    assert bucket(proposal(**back, **called_off), date(2026, 5, 1)) is Bucket.NOT_FILED


def test_forms_and_cases_are_counted_apart() -> None:
    filed = {"review": {"on": "2026-01-10", "outcome": "filed"}}
    handled = {**filed, "lead": "HQC", "assigned": "2026-01-20", "responses": [response("2026-03-12")]}
    main = proposal(**handled, ratings=[{"on": "2026-03-20", "grade": "满意"}])
    fair = proposal(**handled, ratings=[{"on": "2026-03-20", "grade": "基本满意"}])
    merged = proposal(**filed, merged_into="TA-0803-002")
    counts = tally([main, fair, merged, proposal()], date(2026, 5, 1))

    def number(figure: StatedFigure) -> int:
        return len(COUNTED[figure](counts))

    assert number(StatedFigure.COLLECTED) == 4
    assert number(StatedFigure.FILED) == 3
    assert number(StatedFigure.MERGED) == 1
    assert number(StatedFigure.FILED_CASES) == 2
    assert number(StatedFigure.ANSWERED) == 2
    assert number(StatedFigure.SATISFIED) == 1
    assert counts.satisfaction(Grade.SATISFIED) == Decimal("0.5")
    assert StatedFigure.INCOME not in COUNTED
    assert tally([], date(2026, 5, 1)).satisfaction(Grade.SATISFIED) is None


def test_every_count_of_a_congress_can_be_computed() -> None:
    counts = tally([], date(2026, 5, 1))
    figures = [one for one in StatedFigure if one.value.endswith("件数") and one not in UNRECORDED]
    assert len(figures) == len(COUNTED) == 25
    assert all(COUNTED[one](counts) == () for one in figures)
