"""The pages of lists: by congress, unit, category and stage, and what a figure counts where that is long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import LONGEST_LIST, Figure, Page
from generator.records.congress.model import Congress
from generator.records.proposal.model import Proposal
from generator.records.proposal.stage import stage
from generator.records.proposal.views.groups import (
    LANDING,
    Group,
    Pair,
    base_of,
    by_category,
    by_congress,
    by_unit,
    category_link,
    congress_link,
    congresses,
    grouped,
    shown,
    stage_link,
    unit_link,
)
from generator.records.proposal.views.promises import promise_pages
from generator.records.proposal.views.statistics import ALL, counts_of, figures_at, page_of
from generator.records.unit.model import Unit

Grouping = Callable[[Iterable[Pair]], list[Group]]


def pages(facts: Facts) -> Iterator[Page]:
    """Every list of proposals."""
    yield from promise_pages(facts)
    pairs = shown(facts)
    for congress in congresses((one for one, _ in pairs), facts):
        yield from _of_congress(congress, [pair for pair in pairs if pair[0].congress.id == congress.id], facts)
    for unit, led, helped in by_unit(pairs, facts):
        yield from _of_unit(unit, led, helped, facts)
    for link, members in _sorted_by(pairs, lambda one: category_link(one.category)):
        yield _page(link, f"{link.title}类提案", by_congress(members, facts), facts)
    for link, members in _sorted_by(pairs, lambda one: stage_link(stage(one, facts.find(one.congress), facts.as_of))):
        yield _page(link, f"{link.title}的提案", by_congress(members, facts), facts)


def _of_congress(congress: Congress, pairs: Sequence[Pair], facts: Facts) -> Iterator[Page]:
    link = congress_link(congress, facts)
    proposals = [one for one, _ in pairs]
    figures = figures_at(proposals, facts, base_of(link))
    own = Link(congress.address, congress.heading(facts.find))
    yield _page(link, f"{link.title}的提案", by_category(pairs, congress), facts, figures, (own,))
    yield from _counted(link, pairs, lambda some: by_category(some, congress), facts)


def _of_unit(unit: Unit, led: Sequence[Pair], helped: Sequence[Pair], facts: Facts) -> Iterator[Page]:
    link = unit_link(unit)
    figures = figures_at([one for one, _ in led], facts, base_of(link))
    supporting = grouped(helped, lambda _: "", {"": "协办的提案"})
    groups = [*by_congress(led, facts), *(_renamed(one, "proposals-supporting") for one in supporting)]
    own = Link(unit.address, unit.name)
    yield _page(link, f"{unit.name}承办的提案", groups, facts, figures, (own,))
    yield from _counted(link, led, lambda some: by_congress(some, facts), facts)


def _renamed(group: Group, anchor: str) -> Group:
    return Group(anchor, group.title, group.count, group.tables)


def _counted(link: Link, pairs: Sequence[Pair], grouping: Grouping, facts: Facts) -> Iterator[Page]:
    """A page for each figure that counts more than a list on the page can show."""
    by_id = {pair[0].id: pair for pair in pairs}
    for one in counts_of([proposal for proposal, _ in pairs], facts):
        if len(one.counted) > LONGEST_LIST and one.key != ALL:
            members = [by_id[proposal.id] for proposal in one.counted]
            target = Link(page_of(base_of(link), one.key), one.label)
            yield _page(target, f"{link.title}：{one.label}", grouping(members), facts, (), (link,))


def _sorted_by(pairs: Iterable[Pair], key: Callable[[Proposal], Link]) -> list[tuple[Link, list[Pair]]]:
    found: dict[str, tuple[Link, list[Pair]]] = {}
    for pair in pairs:
        link = key(pair[0])
        found.setdefault(link.address, (link, []))[1].append(pair)
    return [found[one] for one in sorted(found)]


def _page(
    link: Link,
    title: str,
    groups: Sequence[Group],
    facts: Facts,
    figures: tuple[Figure, ...] = (),
    above: tuple[Link, ...] = (),
) -> Page:
    count = sum(one.count for one in groups)
    context = {
        "crumbs": [LANDING, *above],
        "title": title,
        "count": count,
        "as_of": facts.as_of,
        "figures": [replace(one, href="") if one.href == link.address else one for one in figures],
        "groups": groups,
    }
    return Page(link.address, title, f"{title}，共 {count} 件，截至 {facts.as_of}。", "proposal/list.html", context)
