"""Where lists of proposals stand, and how long ones are cut: by congress, unit, category, stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Reference
from generator.prose import Link
from generator.publication import LONGEST_LIST, Summary
from generator.records.congress.model import Congress
from generator.records.proposal.model import Proposal
from generator.records.proposal.stage import Stage
from generator.records.proposal.views.rows import summarize
from generator.records.proposal.views.sortings import slug
from generator.records.unit.model import Unit

LANDING = Link("proposals.html", "提案")
Pair = tuple[Proposal, Summary]
"""A proposal with its row."""


class Group(Struct, frozen=True):
    """A part of a list under its own heading, in tables of a readable length."""

    anchor: str
    title: str
    count: int
    tables: tuple[tuple[Summary, ...], ...]


def congress_link(congress: Congress, facts: Facts) -> Link:
    """The list of a congress's proposals."""
    return Link(f"proposals/congress-{congress.id.lower()}.html", congress.heading(facts.find))


def unit_link(unit: Unit) -> Link:
    """The list of the proposals that a unit leads or supports."""
    return Link(f"proposals/unit-{unit.id.lower()}.html", unit.short)


def year_link(year: int) -> Link:
    """The list of the proposals of a year's congresses."""
    return Link(f"proposals/year-{year}.html", f"{year}年")


def category_link(category: str) -> Link:
    """The list of a category's proposals, of all congresses."""
    return Link(f"proposals/category-{slug(category)}.html", category)


def stage_link(stage: Stage) -> Link:
    """The list of the proposals at a stage."""
    return Link(f"proposals/stage-{stage.name.lower().replace('_', '-')}.html", stage.word)


def base_of(link: Link) -> str:
    """The address of a list without its ending, for the pages beside it."""
    return link.address.removesuffix(".html")


def with_rows(proposals: Iterable[Proposal], facts: Facts) -> list[Pair]:
    """Proposals with their rows."""
    return [(one, summarize(one, facts)) for one in proposals]


def tables(rows: Iterable[Summary]) -> tuple[tuple[Summary, ...], ...]:
    """Rows in tables of a readable length."""
    every = tuple(rows)
    return tuple(every[start : start + LONGEST_LIST] for start in range(0, len(every), LONGEST_LIST))


def grouped(pairs: Iterable[Pair], key: Callable[[Proposal], str], titles: Mapping[str, str]) -> list[Group]:
    """Rows by a key, in the order of `titles` (key -> heading); what is empty is left out."""
    found: dict[str, list[Summary]] = {one: [] for one in titles}
    for proposal, summary in pairs:
        found[key(proposal)].append(summary)
    return [
        Group(f"proposals-list-{number}", titles[one], len(rows), tables(rows))
        for number, (one, rows) in enumerate(found.items(), 1)
        if rows
    ]


def by_category(pairs: Iterable[Pair], congress: Congress) -> list[Group]:
    """By the categories of a congress in its own order; what it does not name comes last."""
    members = list(pairs)
    names = dict.fromkeys((*congress.categories, *sorted({one.category for one, _ in members})))
    return grouped(members, lambda one: one.category, {name: name for name in names})


def by_congress(pairs: Iterable[Pair], facts: Facts) -> list[Group]:
    """By congress, the latest first, in the order of `congresses`."""
    members = list(pairs)
    titles = {one.id: one.heading(facts.find) for one in congresses((one for one, _ in members), facts)}
    return grouped(members, lambda one: one.congress.id, titles)


def congresses(proposals: Iterable[Proposal], facts: Facts) -> list[Congress]:
    """The congresses of some proposals, the latest first; the school's before those of units on one day."""
    return in_order(sorted({one.congress.id for one in proposals}), facts)


def in_order(ids: Iterable[str], facts: Facts) -> list[Congress]:
    """Congresses by their ids, in the same order."""
    found = [one for key in ids if (one := facts.find(Reference[Congress](key, Congress))) is not None]
    return sorted(found, key=lambda one: (-one.held.start.toordinal(), one.unit is not None, one.id))


def by_year(sittings: Iterable[Congress]) -> dict[int, list[Congress]]:
    """The congresses held in each year, the latest year first."""
    found: dict[int, list[Congress]] = {}
    for one in sorted(sittings, key=lambda one: -one.held.start.year):
        found.setdefault(one.held.start.year, []).append(one)
    return found
