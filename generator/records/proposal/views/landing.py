"""The landing page of proposals: the latest congress in figures, what is late, every way into the lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import Figure, Fragment, Summary
from generator.records.congress.model import Congress
from generator.records.proposal.counts import Bucket, tally
from generator.records.proposal.model import Grade, Proposal
from generator.records.proposal.stage import Stage, stage
from generator.records.proposal.views.groups import (
    Pair,
    base_of,
    by_unit,
    category_link,
    congress_link,
    congresses,
    shown,
    stage_link,
    unit_link,
)
from generator.records.proposal.views.statistics import figures_at


@dataclass(frozen=True, slots=True)
class CongressRow:
    """A congress in the table of congresses."""

    link: Link
    cells: tuple[str, ...]


COLUMNS = ("征集", *(one.value for one in Bucket), "并案", "答复 / 应答复", "满意和基本满意 / 评价")
"""The columns of the table of congresses; the buckets add up to what was collected (P15)."""


def landing(facts: Facts) -> Fragment:
    """The landing page."""
    pairs = shown(facts)
    sittings = congresses((one for one, _ in pairs), facts)
    latest = latest_of(sittings)
    context = {
        "as_of": facts.as_of,
        "latest": congress_link(latest, facts) if latest else None,
        "figures": _figures(latest, pairs, facts),
        "late": late_rows(pairs),
        "columns": COLUMNS,
        "table": [_row(one, pairs, facts) for one in sittings],
        "units": _units(pairs, facts),
        "categories": _counted(category_link(one.category) for one, _ in pairs),
        "stages": _stages(pairs, facts),
    }
    return Fragment("proposal/landing.html", context)


def latest_of(sittings: Sequence[Congress]) -> Congress | None:
    """The latest congress of the school, else the latest of all."""
    of_school = [one for one in sittings if one.unit is None]
    return next(iter(of_school or sittings), None)


def members(congress: Congress, pairs: Iterable[Pair]) -> list[Proposal]:
    """Those of some proposals that belong to a congress."""
    return [one for one, _ in pairs if one.congress.id == congress.id]


def _figures(congress: Congress | None, pairs: Iterable[Pair], facts: Facts) -> tuple[Figure, ...]:
    if congress is None:
        return ()
    return figures_at(members(congress, pairs), facts, base_of(congress_link(congress, facts)))


def late_rows(pairs: Iterable[Pair]) -> list[Summary]:
    """What is overdue, the most overdue first, each with the day it was due."""
    late = [
        (one.clock.due, one.id, replace(one, day=one.clock.due))
        for _, one in pairs
        if one.clock is not None and one.clock.overdue
    ]
    return [one for _, _, one in sorted(late, key=lambda item: item[:2])]


def _row(congress: Congress, pairs: Iterable[Pair], facts: Facts) -> CongressRow:
    counts = tally(members(congress, pairs), facts.as_of)
    content, rated = len(counts.graded(Grade.SATISFIED, Grade.FAIRLY)), len(counts.rated)
    numbers = [len(counts.collected), *(len(counts.forms(kind)) for kind in Bucket), len(counts.merged)]
    shares = (f"{len(counts.answered)} / {len(counts.owed)}", f"{content} / {rated}" if rated else "—")
    return CongressRow(congress_link(congress, facts), (*(str(one) for one in numbers), *shares))


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
