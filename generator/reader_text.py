"""Links and texts for readers, made from facts: the title of what is referred to, Markdown with record links."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from generator.dataset import Facts
from generator.model import Record, Reference
from generator.prose import Link, render


def link(facts: Facts, reference: Reference[Record] | None) -> Link | None:
    """The link to a record: its page and its title; an empty address where it has no page; None where it is not to be seen."""
    record = facts.find(reference)
    if record is None:
        return None
    return Link(record.address if record.paged else "", record.heading(facts.find))


def links(facts: Facts, references: Iterable[Reference[Record]]) -> tuple[Link, ...]:
    """The links to those of the records that may be seen, in the order written."""
    found = (link(facts, one) for one in references)
    return tuple(one for one in found if one is not None)


def linked(targets: Iterable[Link]) -> Markup:
    """Links as HTML, joined by 、; plain words where a record has no page of its own."""
    shown = (
        f'<a href="~/{escape(one.address)}">{escape(one.title)}</a>' if one.address else escape(one.title)
        for one in targets
    )
    return Markup("、".join(shown))  # noqa: S704 - escaped above


def prose(facts: Facts, text: str | None) -> Markup | None:
    """A long text as HTML, its `[[id]]` links resolved; None stays None."""
    if text is None:
        return None
    return render(text, lambda record_id: link(facts, Reference(record_id)))
