"""The landing page of proposals: the latest congress in figures, what is late, every way into the lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from generator.dataset import Facts
from generator.model import Reference
from generator.prose import Link
from generator.publication import Figure, Fragment, Summary
from generator.records.congress.model import Congress
from generator.records.proposal.counts import proposals_of
from generator.records.proposal.model import Proposal
from generator.records.proposal.stage import Stage
from generator.records.proposal.views.groups import (
    base_of,
    by_year,
    category_link,
    congress_link,
    in_order,
    stage_link,
    unit_link,
    year_link,
)
from generator.records.proposal.views.over_years import Trend, trend
from generator.records.proposal.views.overview import Overview, overview
from generator.records.proposal.views.parts import parts_of
from generator.records.proposal.views.rows import rows
from generator.records.proposal.views.said import COLLECTED, LED
from generator.records.proposal.views.sortings import at_stage, led_by, of_category, of_congress
from generator.records.proposal.views.statistics import figures_at
from generator.records.unit.model import Unit

Members = tuple[Link, list[Proposal]]
"""A unit or a category by its list, with the proposals on it."""


def landing(facts: Facts) -> Fragment:
    """The landing page."""
    sittings = in_order(facts.keys(of_congress), facts)
    latest = latest_of(sittings)
    units, categories = _units(facts), _categories(facts)
    context = {
        "as_of": facts.as_of,
        "latest": congress_link(latest, facts) if latest else None,
        "figures": _figures(latest, facts),
        "overview": _overview(latest, facts),
        "late": late_rows((one for one in facts.of_type(Proposal) if one.withdrawn is None), facts),
        "by_congress": _by_congress(sittings, facts),
        "by_year": _by_year(sittings, facts),
        "units": _sizes(units),
        "by_unit": _compared("主办单位", units, facts, LED),
        "categories": _sizes(categories),
        "by_category": _compared("类别", categories, facts),
        "stages": _stages(facts),
    }
    return Fragment("proposal/landing.html", context)


def latest_of(sittings: Sequence[Congress]) -> Congress | None:
    """The latest congress of the school, else the latest of all."""
    of_school = [one for one in sittings if one.unit is None]
    return next(iter(of_school or sittings), None)


def _figures(congress: Congress | None, facts: Facts) -> tuple[Figure, ...]:
    return figures_of(congress, facts) if congress is not None else ()


def figures_of(congress: Congress, facts: Facts) -> tuple[Figure, ...]:
    """The statistics of a congress, with the records on its own pages."""
    return figures_at(parts_of(proposals_of(congress, facts), facts), base_of(congress_link(congress, facts)))


def _overview(congress: Congress | None, facts: Facts) -> Overview | None:
    if congress is None:
        return None
    return overview(parts_of(proposals_of(congress, facts), facts), base_of(congress_link(congress, facts)))


def _by_congress(sittings: Iterable[Congress], facts: Facts) -> Trend | None:
    return _compared("会议", [(congress_link(one, facts), list(proposals_of(one, facts))) for one in sittings], facts)


def _by_year(sittings: Iterable[Congress], facts: Facts) -> Trend | None:
    years = by_year(sittings).items()
    spans = [(year_link(year), [one for each in held for one in proposals_of(each, facts)]) for year, held in years]
    return _compared("年份", spans, facts)


def late_rows(proposals: Iterable[Proposal], facts: Facts) -> list[Summary]:
    """What is overdue, the most overdue first, each with the day it was due."""
    late = [
        (one.clock.due, one.id, replace(one, day=one.clock.due))
        for one in rows(proposals, facts)
        if one.clock is not None and one.clock.overdue
    ]
    return [one for _, _, one in sorted(late, key=lambda item: item[:2])]


def _units(facts: Facts) -> list[Members]:
    """What each unit leads, the largest first."""
    led = ((facts.get(Reference[Unit](key, Unit)), facts.under(led_by, key)) for key in facts.keys(led_by))
    return _largest_first((unit_link(unit), list(members)) for unit, members in led)


def _categories(facts: Facts) -> list[Members]:
    """The proposals of each category, the largest first."""
    found = (facts.under(of_category, key) for key in facts.keys(of_category))
    return _largest_first((category_link(members[0].category), list(members)) for members in found)


def _largest_first(found: Iterable[Members]) -> list[Members]:
    return sorted(found, key=lambda one: (-len(one[1]), one[0].address))


def _sizes(found: Iterable[Members]) -> list[tuple[Link, int]]:
    return [(link, len(members)) for link, members in found]


def _compared(head: str, found: Iterable[Members], facts: Facts, whole: str = COLLECTED) -> Trend | None:
    return trend(head, [(link, base_of(link), members) for link, members in found], facts, whole)


def _stages(facts: Facts) -> list[tuple[Link, int]]:
    counts = ((stage_link(one), len(facts.under(at_stage, one.name))) for one in Stage)
    return [(link, count) for link, count in counts if count]
