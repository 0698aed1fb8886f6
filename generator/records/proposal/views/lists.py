"""The pages of lists: by congress, year, unit, category and stage, and beside each the page behind its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from generator.dataset import Facts
from generator.model import Reference
from generator.prose import Link
from generator.publication import Page
from generator.record_type import Batch
from generator.records.congress.model import Congress
from generator.records.proposal.counts import proposals_of
from generator.records.proposal.model import Proposal
from generator.records.proposal.stage import Stage
from generator.records.proposal.views.counted import counted_page
from generator.records.proposal.views.groups import (
    LANDING,
    Group,
    base_of,
    by_category,
    by_congress,
    category_link,
    congress_link,
    congresses,
    grouped,
    stage_link,
    unit_link,
    with_rows,
    year_link,
)
from generator.records.proposal.views.over_years import Trend, trend
from generator.records.proposal.views.overview import overview
from generator.records.proposal.views.parts import ALL, Parts, parts_of
from generator.records.proposal.views.promises import promise_batches
from generator.records.proposal.views.said import COLLECTED, LED
from generator.records.proposal.views.sortings import at_stage, led_by, of_category, of_congress, of_year, supported_by
from generator.records.proposal.views.statistics import figures_at
from generator.records.unit.model import Unit


def batches(facts: Facts) -> Iterator[Batch]:
    """Every list of proposals, each with the page behind its figures."""
    yield from promise_batches(facts)
    yield from (Batch(f"congress/{key}", partial(_of_congress, key)) for key in facts.keys(of_congress))
    yield from (Batch(f"year/{key}", partial(_of_year, key)) for key in facts.keys(of_year))
    units = sorted({*facts.keys(led_by), *facts.keys(supported_by)})
    yield from (Batch(f"unit/{key}", partial(_of_unit, key)) for key in units)
    yield from (Batch(f"category/{key}", partial(_of_category, key)) for key in facts.keys(of_category))
    yield from (Batch(f"stage/{key}", partial(_at_stage, key)) for key in facts.keys(at_stage))


class _Subject(Struct, frozen=True):
    """What a list is of: the page, its title, the proposals in figures."""

    link: Link
    title: str
    parts: Parts | None
    above: tuple[Link, ...] = ()
    whole: str = COLLECTED
    """How what was counted came to the subject."""


def _of_congress(key: str, facts: Facts) -> Iterator[Page]:
    congress = facts.get(Reference[Congress](key, Congress))
    link = congress_link(congress, facts)
    own = Link(congress.address, congress.heading(facts.find))
    subject = _Subject(link, f"{link.title}的提案", parts_of(proposals_of(congress, facts), facts), (own,))
    pairs = with_rows(facts.under(of_congress, key), facts)
    yield from _with_counted(subject, by_category(pairs, congress), facts)


def _of_year(key: str, facts: Facts) -> Iterator[Page]:
    """The proposals of the congresses held in a year."""
    members = facts.under(of_year, key)
    held = congresses(members, facts)
    every = [one for congress in held for one in proposals_of(congress, facts)]
    groups = by_congress(with_rows(members, facts), facts)
    spans = [(congress_link(one, facts), proposals_of(one, facts)) for one in held]
    over = trend("会议", [(one, base_of(one), members) for one, members in spans], facts) if len(held) > 1 else None
    subject = _Subject(year_link(int(key)), f"{key}年召开的教代会的提案", parts_of(every, facts))
    yield from _with_counted(subject, groups, facts, over)


def _of_unit(key: str, facts: Facts) -> Iterator[Page]:
    unit, led = facts.get(Reference[Unit](key, Unit)), facts.under(led_by, key)
    link = unit_link(unit)
    supporting = grouped(with_rows(facts.under(supported_by, key), facts), lambda _: "", {"": "协办的提案"})
    groups = by_congress(with_rows(led, facts), facts)
    subject = _Subject(link, f"{unit.name}承办的提案", parts_of(led, facts), (Link(unit.address, unit.name),), LED)
    every = [*groups, *(replace(one, anchor="proposals-supporting") for one in supporting)]
    yield from _with_counted(subject, every, facts, _over(link, groups, led, facts, LED))


def _of_category(key: str, facts: Facts) -> Iterator[Page]:
    members = facts.under(of_category, key)
    link, groups = category_link(members[0].category), by_congress(with_rows(members, facts), facts)
    subject = _Subject(link, f"{link.title}类提案", parts_of(members, facts))
    yield from _with_counted(subject, groups, facts, _over(link, groups, members, facts))


def _at_stage(key: str, facts: Facts) -> Iterator[Page]:
    link, members = stage_link(Stage[key]), facts.under(at_stage, key)
    groups = by_congress(with_rows(members, facts), facts)
    yield _page(_Subject(link, f"{link.title}的提案", None), groups, facts)


def _over(
    link: Link, groups: Sequence[Group], members: Sequence[Proposal], facts: Facts, whole: str = COLLECTED
) -> Trend | None:
    """Congress by congress, where there are several; the records of each stand below, under its own heading."""
    if len(groups) < 2:
        return None
    of: dict[str, list[Proposal]] = {}
    for one in members:
        of.setdefault(one.congress.id, []).append(one)
    targets = (Link(f"{link.address}#{group.anchor}", group.title) for group in groups)
    spans = [(one, "", of[each.id]) for one, each in zip(targets, congresses(members, facts), strict=True)]
    return trend("会议", spans, facts, whole)


def _with_counted(
    subject: _Subject, groups: Sequence[Group], facts: Facts, over: Trend | None = None
) -> Iterator[Page]:
    yield _page(subject, groups, facts, over)
    if subject.parts is not None and subject.parts.count(ALL):
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
