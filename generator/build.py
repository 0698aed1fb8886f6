"""The whole flow: sources, shells, one day and an audience to a stream of artifacts and diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from generator.ahead import Work, unread
from generator.audience import Audience
from generator.check import check
from generator.dataset import Dataset, Facts
from generator.diagnostics import Diagnostic, in_order
from generator.examination import Examined, examine, settings_of
from generator.files import shipped, tree_files
from generator.inputs import code_digest
from generator.keys import template_folders
from generator.made import Made, Memory
from generator.opened import Opened
from generator.outputs.drafts.site import draft_files
from generator.outputs.feeds.site import Feeds
from generator.outputs.frames import Frames
from generator.outputs.listings import handwritten_pages, sections_of
from generator.outputs.open_data.descriptor import Publisher
from generator.outputs.open_data.page import data_page
from generator.outputs.open_data.site import OpenData
from generator.outputs.overview import overview_sections
from generator.outputs.pages import Press, further_pages, record_pages
from generator.outputs.register import register_files
from generator.outputs.search.kept import Kept, Stamped
from generator.outputs.search.site import Search
from generator.outputs.structured import Heads
from generator.outputs.templates import BrokenTemplateError, Templates
from generator.prose import Link
from generator.publication import Artifact
from generator.raw_files import ATTACHMENTS, DATA
from generator.record_type import AnyType, Section
from generator.registry import RECORD_TYPES
from generator.releases import PathConflictError, write_into
from generator.settings import Settings
from generator.shells import Rendered, Shell, ShellError, handwritten, prototypes


class _Makers(Struct, frozen=True):
    """What the files of a site are made with, over the same facts."""

    facts: Facts
    feeds: Feeds
    data: OpenData
    sections: Mapping[str, Section]
    press: Press
    shells: Mapping[str, Shell]
    """Of handwritten pages, by path."""
    wanted: Mapping[str, str]
    """Which section stands behind a page's words, by the page's path."""

    def lists_tables(self, page: Work) -> bool:
        """Whether a handwritten page lists the tables of open data."""
        return self.wanted.get(page.name) == "data"


class Site(Struct, frozen=True, dict=True):
    """A site that can be built: no errors, a day, an audience."""

    examined: Examined
    settings: Settings
    audience: Audience
    types: Sequence[AnyType] = field(default=RECORD_TYPES)
    kept: Kept | None = None
    """What an earlier build worked out for search."""
    before: Made | None = None
    """What the release that is shown was made from; None makes everything again."""
    release: Path | None = None
    """The release that is shown."""

    @cached_property
    def visible(self) -> Dataset:
        """What the audience may see on the day; nothing downstream meets the rest."""
        return self.examined.loaded.dataset.visible_to(self.audience, self.examined.as_of)

    @cached_property
    def findings(self) -> list[Diagnostic]:
        """What a second check finds in what is visible: the only findings that a site shows.

        Where everything is visible it would find what the first one has found.
        """
        one = self.examined
        if self.visible.entries == one.loaded.dataset.entries:
            return in_order(one.checked)
        judgements = one.recall.judgements(self.audience) if one.recall else None
        return in_order(
            check(self.visible, one.loaded.sources, self.types, one.as_of, one.today, one.attachments, judgements)
        )

    @cached_property
    def memory(self) -> Memory:
        """What need not be made again, and a note of all that is made."""
        return Memory(self.before or Made(""), self.release, self.visible, self.examined.as_of)

    @cached_property
    def public(self) -> Dataset:
        """What everyone may see on the day: open data and feeds are for everyone, also beside a campus site."""
        if self.audience is Audience.PUBLIC:
            return self.visible
        return self.examined.loaded.dataset.visible_to(Audience.PUBLIC, self.examined.as_of)

    @property
    def publisher(self) -> Publisher:
        """Who publishes, and where everyone finds it: a campus site has no address for everyone."""
        one = self.settings
        url = one.site_url if self.audience is Audience.PUBLIC else ""
        return Publisher(one.site_name, url, one.holder, one.licence)

    def artifacts(self, rendered: Rendered, assets: Path | None) -> Iterator[Artifact]:
        """Every file of the site. Raises `ShellError` where theme and sections do not fit."""
        one = self._makers(rendered)
        opened = Opened(self.memory, one.data, self.public is self.visible)
        kept = self.kept and Stamped(self.kept, code_digest())
        search = Search(self.types, one.facts.again(), one.shells, kept, self.memory.stands)
        written = self._written(one, search.read)
        last = [work for work in written if one.lists_tables(work)]
        of_types = [work for kind in self.types for work in self._of_type(kind, one, opened, search.read)]
        middle = len(of_types) // 2  # where two processes meet, who by then know most of what is asked for all types
        general = [work for work in written if work not in last]
        works = [*opened.feeds(one.feeds), *of_types[:middle], *general, *of_types[middle:]]
        pages: list[str] = []
        lasting = opened.last(last)
        for artifact, read in chain(self.memory.made(works), islice(lasting, len(last))):
            if artifact.path.endswith(".html"):
                pages.append(artifact.path)
                search.take(artifact, read)
            opened.take(artifact.path, read)
            yield artifact
        yield from search.files()
        yield from (artifact for artifact, _ in lasting)
        yield from self._attachments()
        yield from register_files(self.visible, pages, self.settings.site_url, self.audience)
        for name, path in tree_files(assets) if assets else ():
            if name not in ("sitemap.xml", "sitemap.xml.gz"):
                yield Artifact(name, path.read_bytes)

    def page_works(self, rendered: Rendered) -> list[Work]:
        """Every page but that of open data, which shows what all others told, as pieces of work."""
        one = self._makers(rendered)
        written = (work for work in self._written(one, unread) if not one.lists_tables(work))
        return [*written, *(work for kind in self.types for work in self._pages(kind, one, unread))]

    def _makers(self, rendered: Rendered) -> _Makers:
        """What files are made with. Raises `ShellError` where theme and sections do not fit."""
        facts = Facts(self.visible, self.examined.as_of)
        everyone = facts.again() if self.public is self.visible else Facts(self.public, self.examined.as_of)
        places = {section: path for path, section in sorted(rendered.sections.items(), reverse=True)}
        landings = landing_links(self.types, rendered)
        feeds = Feeds(self.types, self.publisher, landings, places.get("due", ""))
        data = OpenData(self.types, everyone, self.publisher, places, self.memory.shown)
        heads = Heads(self.publisher, feeds, places.get("data", ""))
        templates = Templates(template_folders(self.examined.root), shipped("site_templates"))
        frames = Frames(heads, templates, self.audience is Audience.PUBLIC)
        press = Press(self.types, templates, prototypes(rendered), landings, frames)
        sections: dict[str, Section] = {
            **overview_sections(self.types, landings, self.findings),
            **sections_of(self.types),
            "data": partial(data_page, data, feeds.listed()),
        }
        return _Makers(facts, feeds, data, sections, press, handwritten(rendered), rendered.sections)

    def _written(self, one: _Makers, reader: Callable[[str, bytes], Any]) -> list[Work]:
        """Handwritten pages."""
        templates, frames = one.press.templates, one.press.frames
        pages = handwritten_pages(one.shells, one.wanted, one.sections, templates, one.facts, frames)
        return self.memory.files(pages, reader)

    def _of_type(
        self, kind: AnyType, one: _Makers, opened: Opened, reader: Callable[[str, bytes], Any]
    ) -> Iterator[Work]:
        """All that is made of a type, side by side: what one process has worked out of it, the other need not."""
        yield from self._pages(kind, one, reader)
        yield from opened.of_type(kind)
        if kind.views.drafts is not None:
            make = partial(draft_files, kind, self.publisher.site_name, self.publisher.site_url)
            yield self.memory.group(f"{kind.name}/drafts", one.facts.again(), make)

    def _pages(self, kind: AnyType, one: _Makers, reader: Callable[[str, bytes], Any]) -> Iterator[Work]:
        """The pages of a type's records, its lists."""
        memory, facts = self.memory, one.facts
        yield from memory.files(record_pages(one.press, kind, facts), reader)
        for batch in kind.views.batches(facts.again()) if kind.views.batches is not None else ():
            make = partial(further_pages, one.press, kind, batch)
            yield memory.group(f"{kind.name}/pages/{batch.name}", facts.again(), make, reader)

    def _attachments(self) -> Iterator[Artifact]:
        """The attachments of visible records; a file that no visible record names is not published."""
        naming = (entry for entry in self.visible.entries.values() if entry.about.files)
        named = {file for entry in naming if entry.record.withdrawn is None for file in entry.about.files}
        for file in sorted(named):
            yield Artifact(f"{ATTACHMENTS}/{file}", partial(_read, self.examined.root / DATA / ATTACHMENTS / file))


def _read(path: Path) -> bytes:
    return path.read_bytes()


def landing_links(types: Sequence[AnyType], rendered: Rendered) -> dict[str, Link]:
    """Each type's landing page, by the type's folder."""
    by_section = {section: path for path, section in rendered.sections.items()}
    return {
        kind.model.folder: Link(by_section[kind.views.landing()], kind.model.type_label)
        for kind in types
        if kind.views.landing() in by_section
    }


def write_plain_site(root: Path, folder: Path, rendered: Rendered, as_of: date | None, today: date) -> str:
    """For plain `mkdocs build`: the site in MkDocs's own folder, behind its assets. Returns what stops it, or ''.

    `as_of` is the day that the environment asks for, None where it asks for none.
    """
    settings, faults = settings_of(root)
    pinned = as_of is None and settings.as_of is not None
    examined = examine(root, as_of or settings.as_of or today, today, pinned=pinned)
    errors = [*faults, *examined.errors]
    if errors:
        return "\n".join(["记录有错误，没有生成：", *(str(one) for one in errors[:50])])
    try:
        write_into(folder, Site(examined, settings, Audience.PUBLIC).artifacts(rendered, None))
    except (BrokenTemplateError, ShellError, PathConflictError) as wrong:
        return str(wrong)
    return ""
