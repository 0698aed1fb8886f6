"""Sections that speak of all types together: the home page, what is due, the search page, the editors' findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import PurePosixPath

from msgspec import Struct

from generator.dataset import Facts
from generator.diagnostics import Diagnostic, Severity
from generator.model import Reference
from generator.outputs.due import due_section, owed
from generator.prose import Link
from generator.publication import Event, Fragment, Summary
from generator.reader_text import link
from generator.record_type import AnyType, Section

MOST_NEW = 12
"""Rows of what is new on the home page."""
MOST_DUE = 10
"""Rows of what is due or overdue on the home page; the page of what is due has all."""

BEYOND_FACTS = frozenset({"findings"})
"""Sections that show more than facts: what checks have found."""


def overview_sections(
    types: Sequence[AnyType], landings: Mapping[str, Link], findings: Sequence[Diagnostic]
) -> dict[str, Section]:
    """The sections by name."""
    return {
        "home": partial(_home, types, landings),
        "due": partial(due_section, types),
        "search": partial(_search, types, landings),
        "findings": partial(_findings, findings),
    }


def summaries(types: Iterable[AnyType], facts: Facts) -> list[Summary]:
    """Every record that shows up in lists, in one row each; withdrawn ones left out."""
    return [
        kind.views.summarize(record, facts)
        for kind in types
        if kind.views.summarize is not None
        for record in facts.of_type(kind.model)
        if record.withdrawn is None
    ]


def _home(types: Sequence[AnyType], landings: Mapping[str, Link], facts: Facts) -> Fragment:
    rows = summaries(types, facts)
    due = owed(types, facts)
    figures = {kind.name: kind.views.headline(facts) for kind in types if kind.views.headline is not None}
    context = {
        "as_of": facts.as_of,
        "count": len(rows),
        "figures": tuple(chain.from_iterable(figures.values())),
        "due": due[:MOST_DUE],
        "due_count": len(due),
        "news": _news(types, facts)[:MOST_NEW],
        "types": _browse(types, landings, facts),
    }
    return Fragment("home.html", context, figures)


def _news(types: Sequence[AnyType], facts: Facts) -> list[tuple[Event, Link]]:
    """What happened last, newest first; one line for each record."""
    events = [
        event
        for kind in types
        if kind.views.events is not None
        for record in facts.of_type(kind.model)
        if record.withdrawn is None
        for event in kind.views.events(record, facts)
        if event.day <= facts.as_of
    ]
    latest: dict[str, Event] = {}
    for event in sorted(events, key=lambda one: (-one.day.toordinal(), one.record_id)):
        latest.setdefault(event.record_id, event)
    rows = ((event, link(facts, Reference(event.record_id))) for event in latest.values())
    return [(event, target) for event, target in rows if target is not None and target.address]


def _browse(types: Sequence[AnyType], landings: Mapping[str, Link], facts: Facts) -> list[tuple[Link, int]]:
    """Each type's landing page with the number of its records, withdrawn ones left out."""
    return [
        (landings[kind.model.folder], sum(record.withdrawn is None for record in facts.of_type(kind.model)))
        for kind in types
        if kind.model.folder in landings
    ]


def _search(types: Sequence[AnyType], landings: Mapping[str, Link], facts: Facts) -> Fragment:
    return Fragment("search.html", {"browse": _browse(types, landings, facts)})


class Found(Struct, frozen=True):
    """The findings about one record."""

    record: Link
    path: str
    findings: tuple[Diagnostic, ...]


def _findings(findings: Sequence[Diagnostic], facts: Facts) -> Fragment:
    by_path: dict[str, list[Diagnostic]] = {}
    for one in findings:
        if one.severity is Severity.WARNING:
            by_path.setdefault(one.position.path, []).append(one)
    found = [
        Found(link(facts, Reference(PurePosixPath(path).stem)) or Link("", path), path, tuple(about))
        for path, about in sorted(by_path.items())
    ]
    return Fragment("findings.html", {"found": found, "as_of": facts.as_of})
