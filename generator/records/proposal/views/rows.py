"""A proposal in one row of a list, and in search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.consent import shown
from generator.dataset import Facts, derived
from generator.model import Reference
from generator.publication import Clock, Facet, Summary
from generator.records.calendar.reckoning import notice_days
from generator.records.proposal.counts import bucket
from generator.records.proposal.model import UNNAMED, Proposal, Proposer, Seconder
from generator.records.proposal.stage import answer_clock, last_grade, latest_result
from generator.records.proposal.views.sortings import stage_of
from generator.records.unit.model import Unit


@derived
def clock_of(proposal: Proposal, facts: Facts) -> Clock | None:
    """What is or was owed as of the facts' day."""
    return answer_clock(proposal, facts.find(proposal.congress), facts.as_of, notice_days(facts))


def short_name(facts: Facts, reference: Reference[Unit] | None) -> str:
    """The short name of a unit, '' where there is none to be seen."""
    unit = facts.find(reference)
    return unit.short if unit is not None else ""


def main_case(proposal: Proposal, facts: Facts) -> Proposal:
    """The proposal that it was merged into, or itself."""
    target = facts.find(proposal.merged_into)
    return target if isinstance(target, Proposal) else proposal


def shown_person(person: Proposer | Seconder, facts: Facts) -> str:
    """A person as readers may see one: by name with consent, else 「一名代表」, with the unit."""
    if isinstance(person, Proposer) and person.delegation:
        return person.delegation
    name = shown(person, "name") or UNNAMED
    unit = short_name(facts, person.unit)
    return f"{name}（{unit}）" if unit else name


def shown_people(people: Sequence[Proposer | Seconder], facts: Facts) -> list[str]:
    """Several persons as readers may see them."""
    return [shown_person(one, facts) for one in people]


def days_of(proposal: Proposal, on: date) -> Iterator[date]:
    """Every day on which something had happened to it."""
    review, back, closed = proposal.review, proposal.retracted, proposal.closed
    written = [
        proposal.handed_in,
        proposal.assigned,
        review.on if review else None,
        back.on if back else None,
        closed.on if closed else None,
        *(one.on for one in proposal.responses),
        *(one.on for one in proposal.ratings),
        *(one.on for one in proposal.carrying_out),
    ]
    return (day for day in written if day is not None and day <= on)


@derived
def summarize(proposal: Proposal, facts: Facts) -> Summary:
    """One row."""
    on = facts.as_of
    congress = facts.find(proposal.congress)
    main = main_case(proposal, facts)
    units = [("lead", proposal.lead), *(("supporting", one) for one in proposal.supporting)]
    units += [("proposer", one.unit) for one in proposal.proposers]
    return Summary(
        id=proposal.id,
        type_name=proposal.type_name,
        type_label=proposal.type_label,
        address=proposal.address,
        title=proposal.title,
        day=max(days_of(proposal, on), default=None),
        year=congress.held.start.year if congress else proposal.handed_in.year,
        stage=stage_of(proposal, facts).value,
        clock=clock_of(proposal, facts),
        unit=short_name(facts, main.lead) if main.withdrawn is None else "",
        facets=tuple(_facets(proposal, facts)),
        units=tuple((role, one.id) for role, one in units if one is not None),
    )


def _facets(proposal: Proposal, facts: Facts) -> Iterator[Facet]:
    on = facts.as_of
    congress = facts.find(proposal.congress)
    if congress is not None:
        yield Facet("congress", "教代会", congress.heading(facts.find))
    yield Facet("category", "类别", proposal.category)
    yield Facet("outcome", "审查结果", bucket(proposal, on).value)
    result, grade = latest_result(proposal, on), last_grade(proposal, on)
    if result is not None:
        yield Facet("result", "办理结果", result.value)
    if grade is not None:
        yield Facet("grade", "提案人评价", grade.grade.value)
    if proposal.key:
        yield Facet("key", "重点提案", "重点提案")


def rows(proposals: Iterable[Proposal], facts: Facts) -> tuple[Summary, ...]:
    """Rows in the order given."""
    return tuple(summarize(one, facts) for one in proposals)
