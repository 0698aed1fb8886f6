"""The pages of records, one artifact each, and the further pages that a type offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.due import deadlines_of
from generator.outputs.frames import Frame, Frames
from generator.outputs.open_data.statistics import Told, told_of
from generator.outputs.papers import papers
from generator.outputs.structured import Words
from generator.outputs.templates import Templates
from generator.prose import Link
from generator.publication import Artifact, Fragment, Page, Summary
from generator.record_type import AnyType, Batch
from generator.shells import Shell, ShellError, Slot

_BARE = Frame()
_DESCRIPTION = 140
"""Characters of a page's description."""


class Press(Struct, frozen=True):
    """What a page is made with."""

    types: Sequence[AnyType]
    templates: Templates
    prototypes: Mapping[str, Shell]
    """The shell of a type's pages, by the type's folder."""
    landings: Mapping[str, Link]
    """A type's landing page, by the type's folder."""
    frames: Frames | None = None
    """What stands around the words; None leaves them alone."""

    def stamp(self, page: Page, body: Markup, frame: Frame = _BARE) -> bytes:
        """A page in its shell. Raises `ShellError` where no shell was made for its folder."""
        folder, _, name = page.address.rpartition("/")
        shell = self.prototypes.get(folder)
        if shell is None:
            raise ShellError(f"页面 {page.address} 的地址不在任何一种记录的目录下，那里没有页面框架")
        values = {
            Slot.TITLE: page.title,
            Slot.DESCRIPTION: page.description[:_DESCRIPTION],
            Slot.ADDRESS: name.removesuffix(".html"),
            Slot.EDIT: page.source,
            Slot.HEAD: frame.head,
            Slot.BODY: body + frame.foot,
        }
        return shell.stamp(values).encode()


def record_pages(press: Press, kind: AnyType, facts: Facts) -> Iterator[Artifact]:
    """A page for every record of a type that has pages."""
    for record in facts.of_type(kind.model) if kind.views.page is not None else ():
        asked = facts.about(record)
        told: Told = {}
        make = partial(_record_page, press, kind, record, asked, told)
        tells: Callable[[], Told] | None = partial(dict, told) if kind.views.subject else None
        yield Artifact(record.address, make, notes=lambda asked=asked: asked.notes, told=tells)  # type: ignore[misc]


def further_pages(press: Press, kind: AnyType, batch: Batch, facts: Facts) -> Iterator[Artifact]:
    """The pages of a batch: lists by congress, by unit, by year, whatever a type offers beside its records' pages."""
    for page in batch.make(facts):
        told = partial(told_of, {kind.name: page.context})
        yield Artifact(page.address, partial(_further_page, press, page), notes=lambda: facts.notes, told=told)


def _further_page(press: Press, page: Page) -> bytes:
    crumbs = page.context.get("crumbs", ())
    frame = press.frames.of_page(page.address, _words(page), crumbs) if press.frames else _BARE
    return press.stamp(page, press.templates.render(Fragment(page.template, page.context)), frame)


def _words(page: Page) -> Words:
    return Words(page.title, page.description[:_DESCRIPTION])


def _record_page(press: Press, kind: AnyType, record: Record, facts: Facts, told: Told) -> bytes:
    """The page; `told` is given the figures of a subject's page."""
    assert kind.views.page is not None
    crumbs = [press.landings[kind.model.folder]] if kind.model.folder in press.landings else []
    dated = deadlines_of(record, press.types, facts)
    shared = {"crumbs": crumbs, "papers": papers(record, kind, press.types, facts), "deadlines": dated}
    if record.withdrawn is not None:
        page = _withdrawn(record, facts)
    else:
        page = kind.views.page(record, facts)
        if kind.views.summarize is not None:
            kind.views.summarize(record, facts)  # of a page that is what it was, search says what it said before
        if kind.views.subject:
            panels = _panels(press, record, facts)
            told.update(told_of({name: one.context for name, one in panels.items()}))
            shared["panels"] = [press.templates.render(one) for one in panels.values()]
            shared["owed"] = owed(panels.values())
    context = {**shared, **page.context}
    body = press.templates.render(Fragment(page.template, context))
    made = Page(record.address, page.title, page.description, page.template, source=facts.path_of(record))
    frames = press.frames
    frame = frames.of_record(record, kind, _words(made), context["crumbs"], facts) if frames else _BARE
    return press.stamp(made, body, frame)


def _withdrawn(record: Record, facts: Facts) -> Page:
    """The page of a withdrawn record: that it was public, who withdrew it, when and why, and nothing else."""
    title = record.heading(facts.find)
    context = {"id": record.id, "title": title, "withdrawn": record.withdrawn}
    return Page(record.address, title, f"{title}：已撤回公开", "withdrawn.html", context)


def _panels(press: Press, subject: Record, facts: Facts) -> dict[str, Fragment]:
    """What every type has to say of a unit, a congress or a clause, by the type's name."""
    found = {kind.name: kind.views.panel(subject, facts) for kind in press.types if kind.views.panel is not None}
    return {name: one for name, one in found.items() if one is not None}


def owed(panels: Iterable[Fragment]) -> list[Summary]:
    """What the subject owes now, over all types: the earliest deadline first, what has none last."""

    def order(row: Summary) -> tuple[date, str]:
        waits = row.clock is not None and row.clock.done is None
        return (row.clock.due if row.clock is not None and waits else date.max, row.id)

    return sorted((row for one in panels for row in one.context.get("owed", ())), key=order)
