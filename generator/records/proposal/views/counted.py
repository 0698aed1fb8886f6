"""The page behind the figures of a subject: for each number the proposals that it counts, under an anchor of its own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.prose import Link
from generator.publication import Page, Summary
from generator.records.proposal.views.groups import LANDING, base_of, tables
from generator.records.proposal.views.parts import Part, Parts
from generator.records.proposal.views.rows import rows


class CountedGroup(Struct, frozen=True):
    """A part under its heading; its tables where it is not parted further."""

    anchors: tuple[str, ...]
    """Its own, then those of parts that hold the same proposals."""
    title: str
    count: int
    level: str
    """`h2` for a whole, `h3` for its parts, and so on."""
    tables: tuple[tuple[Summary, ...], ...]
    unlisted: int = 0
    """Of these, those whose publication has been withdrawn."""


def counted_link(link: Link) -> Link:
    """The page behind the figures of the list at a link."""
    return Link(f"{base_of(link)}-counted.html", f"{link.title}：每个数数了哪些提案")


def counted_page(link: Link, parts: Parts) -> Page:
    """Every part with its proposals: the whole sums of each path, so that what a number counts can be looked at."""
    own = counted_link(link)
    groups = [group for whole in parts.wholes if whole.members for group in _groups(whole, 2, parts)]
    context = {
        "crumbs": [LANDING, link],
        "title": own.title,
        "as_of": parts.on,
        "groups": groups,
        "wholes": [(one.anchors[0], one.title, one.count) for one in groups if one.level == "h2"],
    }
    return Page(own.address, own.title, f"{own.title}，截至 {parts.on}。", "proposal/counted.html", context)


def _groups(
    part: Part, level: int, parts: Parts, above: tuple[str, ...] = (), title: str = ""
) -> Iterator[CountedGroup]:
    """A part and those below it; one that holds all of what it stands in is not shown a second time."""
    anchors, title = (*above, part.key), title or part.label
    below = [one for one in part.parts if one.members]
    if len(below) == 1 and below[0].count == part.count:
        yield from _groups(below[0], level, parts, anchors, title)
        return
    listed = () if below else tuple(one for one in part.members if one.withdrawn is None)
    unlisted = 0 if below else part.count - len(listed)
    yield CountedGroup(anchors, title, part.count, f"h{level}", tables(rows(listed, parts.facts)), unlisted)
    for one in below:
        yield from _groups(one, level + 1, parts)
