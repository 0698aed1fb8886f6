"""The pages of lists: by congress, year, unit, category and stage, and beside each the page behind its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import Page
from generator.records.congress.model import Congress
from generator.records.proposal.counts import proposals_of
from generator.records.proposal.stage import stage
from generator.records.proposal.views.counted import counted_page
from generator.records.proposal.views.groups import (
    LANDING,
    Group,
    Pair,
    base_of,
    by_category,
    by_congress,
    by_unit,
    by_year,
    category_link,
    congress_link,
    congresses,
    grouped,
    shown,
    sorted_by,
    stage_link,
    unit_link,
    year_link,
)
from generator.records.proposal.views.over_years import Trend, trend
from generator.records.proposal.views.overview import overview
from generator.records.proposal.views.parts import Parts, parts_of
from generator.records.proposal.views.promises import promise_pages
from generator.records.proposal.views.said import COLLECTED, LED
from generator.records.proposal.views.statistics import figures_at
from generator.records.unit.model import Unit


def pages(facts: Facts) -> Iterator[Page]:
    """Every list of proposals."""
    yield from promise_pages(facts)
    pairs = shown(facts)
    sittings, of = congresses((one for one, _ in pairs), facts), _by_congress_id(pairs)
    for congress in sittings:
        yield from _of_congress(congress, of[congress.id], facts)
    for year, held in by_year(sittings).items():
        yield from _of_year(year, held, [pair for one in held for pair in of[one.id]], facts)
    for unit, led, helped in by_unit(pairs, facts):
        yield from _of_unit(unit, led, helped, facts)
    for link, members in sorted_by(pairs, lambda one: category_link(one.category)):
        yield from _of_category(link, members, facts)
    for link, members in sorted_by(pairs, lambda one: stage_link(stage(one, facts.find(one.congress), facts.as_of))):
        yield _page(_Subject(link, f"{link.title}的提案", None), by_congress(members, facts), facts)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a list is of: the page, its title, the proposals in figures."""

    link: Link
    title: str
    parts: Parts | None
    above: tuple[Link, ...] = ()
    whole: str = COLLECTED
    """How what was counted came to the subject."""


def _of_congress(congress: Congress, pairs: Sequence[Pair], facts: Facts) -> Iterator[Page]:
    link = congress_link(congress, facts)
    own = Link(congress.address, congress.heading(facts.find))
    subject = _Subject(link, f"{link.title}的提案", parts_of(proposals_of(congress, facts), facts), (own,))
    yield from _with_counted(subject, by_category(pairs, congress), facts)


def _of_year(year: int, held: Sequence[Congress], pairs: Sequence[Pair], facts: Facts) -> Iterator[Page]:
    """The proposals of the congresses held in a year."""
    link = year_link(year)
    every = [one for congress in held for one in proposals_of(congress, facts)]
    groups = by_congress(pairs, facts)
    spans = [(congress_link(one, facts), proposals_of(one, facts)) for one in held]
    over = trend("会议", [(one, base_of(one), members) for one, members in spans], facts) if len(held) > 1 else None
    subject = _Subject(link, f"{year}年召开的教代会的提案", parts_of(every, facts))
    yield from _with_counted(subject, groups, facts, over)


def _of_unit(unit: Unit, led: Sequence[Pair], helped: Sequence[Pair], facts: Facts) -> Iterator[Page]:
    link = unit_link(unit)
    supporting = grouped(helped, lambda _: "", {"": "协办的提案"})
    groups = by_congress(led, facts)
    parts = parts_of((one for one, _ in led), facts)
    subject = _Subject(link, f"{unit.name}承办的提案", parts, (Link(unit.address, unit.name),), LED)
    every = [*groups, *(replace(one, anchor="proposals-supporting") for one in supporting)]
    yield from _with_counted(subject, every, facts, _over(link, groups, led, facts, LED))


def _of_category(link: Link, members: Sequence[Pair], facts: Facts) -> Iterator[Page]:
    groups = by_congress(members, facts)
    subject = _Subject(link, f"{link.title}类提案", parts_of((one for one, _ in members), facts))
    yield from _with_counted(subject, groups, facts, _over(link, groups, members, facts))


def _over(
    link: Link, groups: Sequence[Group], members: Sequence[Pair], facts: Facts, whole: str = COLLECTED
) -> Trend | None:
    """Congress by congress, where there are several; the records of each stand below, under its own heading."""
    if len(groups) < 2:
        return None
    sittings = congresses((one for one, _ in members), facts)
    targets = (Link(f"{link.address}#{group.anchor}", group.title) for group in groups)
    of = _by_congress_id(members)
    spans = [(one, "", [own for own, _ in of[each.id]]) for one, each in zip(targets, sittings, strict=True)]
    return trend("会议", spans, facts, whole)


def _by_congress_id(pairs: Iterable[Pair]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair[0].congress.id, []).append(pair)
    return found


def _with_counted(
    subject: _Subject, groups: Sequence[Group], facts: Facts, over: Trend | None = None
) -> Iterator[Page]:
    yield _page(subject, groups, facts, over)
    if subject.parts is not None and subject.parts.counts.collected:
        yield counted_page(subject.link, subject.parts)


def _page(subject: _Subject, groups: Sequence[Group], facts: Facts, over: Trend | None = None) -> Page:
    count, base = sum(one.count for one in groups), base_of(subject.link)
    figures = figures_at(subject.parts, base) if subject.parts is not None else ()
    context = {
        "crumbs": [LANDING, *subject.above],
        "title": subject.title,
        "count": count,
        "as_of": facts.as_of,
        "figures": [replace(one, href="") if one.href == subject.link.address else one for one in figures],
        "overview": overview(subject.parts, base, subject.whole) if subject.parts is not None else None,
        "over": over,
        "groups": groups,
    }
    about = f"{subject.title}，共 {count} 件，截至 {facts.as_of}。"
    return Page(subject.link.address, subject.title, about, "proposal/list.html", context)
