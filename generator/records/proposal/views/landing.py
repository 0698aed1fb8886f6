"""The landing page of proposals: the latest congress in figures, what is late, every way into the lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import Figure, Fragment, Summary
from generator.records.congress.model import Congress
from generator.records.proposal.counts import proposals_of
from generator.records.proposal.stage import Stage, stage
from generator.records.proposal.views.groups import (
    Pair,
    base_of,
    by_unit,
    by_year,
    category_link,
    congress_link,
    congresses,
    shown,
    stage_link,
    unit_link,
    year_link,
)
from generator.records.proposal.views.over_years import Trend, trend
from generator.records.proposal.views.overview import Overview, overview
from generator.records.proposal.views.parts import parts_of
from generator.records.proposal.views.statistics import figures_at


def landing(facts: Facts) -> Fragment:
    """The landing page."""
    pairs = shown(facts)
    sittings = congresses((one for one, _ in pairs), facts)
    latest = latest_of(sittings)
    context = {
        "as_of": facts.as_of,
        "latest": congress_link(latest, facts) if latest else None,
        "figures": _figures(latest, facts),
        "overview": _overview(latest, facts),
        "late": late_rows(pairs),
        "by_congress": _by_congress(sittings, facts),
        "by_year": _by_year(sittings, facts),
        "units": _units(pairs, facts),
        "categories": _counted(category_link(one.category) for one, _ in pairs),
        "stages": _stages(pairs, facts),
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
    links = ((one, congress_link(one, facts)) for one in sittings)
    return trend("会议", [(link, base_of(link), proposals_of(one, facts)) for one, link in links], facts)


def _by_year(sittings: Iterable[Congress], facts: Facts) -> Trend | None:
    years = by_year(sittings)
    spans = [
        (year_link(year), [one for each in held for one in proposals_of(each, facts)]) for year, held in years.items()
    ]
    return trend("年份", [(link, base_of(link), members) for link, members in spans], facts)


def late_rows(pairs: Iterable[Pair]) -> list[Summary]:
    """What is overdue, the most overdue first, each with the day it was due."""
    late = [
        (one.clock.due, one.id, replace(one, day=one.clock.due))
        for _, one in pairs
        if one.clock is not None and one.clock.overdue
    ]
    return [one for _, _, one in sorted(late, key=lambda item: item[:2])]


def _counted(targets: Iterable[Link]) -> list[tuple[Link, int]]:
    found: dict[str, tuple[Link, int]] = {}
    for one in targets:
        first, number = found.get(one.address, (one, 0))
        found[one.address] = (first, number + 1)
    return sorted(found.values(), key=lambda one: (-one[1], one[0].address))


def _units(pairs: Sequence[Pair], facts: Facts) -> list[tuple[Link, int]]:
    found = [(unit_link(unit), len(led)) for unit, led, _ in by_unit(pairs, facts) if led]
    return sorted(found, key=lambda one: (-one[1], one[0].address))


def _stages(pairs: Sequence[Pair], facts: Facts) -> list[tuple[Link, int]]:
    given = [stage(one, facts.find(one.congress), facts.as_of) for one, _ in pairs]
    return [(stage_link(one), given.count(one)) for one in Stage if one in given]
