"""All feeds and calendars of a site, and which of them belongs to which page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.feeds.atom import atom
from generator.outputs.feeds.calendars import calendar, due_days, occasions
from generator.outputs.feeds.entries import Entry, due_entries, entries, newest_first
from generator.outputs.open_data.descriptor import Publisher
from generator.prose import Link
from generator.publication import Artifact
from generator.record_type import AnyType

FOLDER = "feeds"
HOME = "index.html"
ATOM, CALENDAR = "application/atom+xml", "text/calendar"


class Feed(Struct, frozen=True):
    """A feed or a calendar as pages name it."""

    address: str
    title: str
    type: str


class Feeds(Struct, frozen=True):
    """The feeds of a site. Without the site's address there are none: their links have to be whole."""

    types: Sequence[AnyType]
    publisher: Publisher
    landings: Mapping[str, Link]
    """A type's landing page, by the type's folder."""
    due_page: str = ""
    """The page of what is due, '' where the site has none."""

    @property
    def offered(self) -> bool:
        """Whether there are any."""
        return bool(self.publisher.site_url)

    def everywhere(self) -> tuple[Feed, ...]:
        """The feeds that every page names."""
        return (Feed(f"{FOLDER}/all.xml", f"{self.publisher.site_name}：全部更新", ATOM),) if self.offered else ()

    def listed(self) -> tuple[Feed, ...]:
        """Every feed but those of subjects, which stand on the subjects' own pages."""
        due = Feed(f"{FOLDER}/due.xml", "到期与逾期", ATOM), Feed(f"{FOLDER}/due.ics", "未完成的期限", CALENDAR)
        own = (one for kind in self.types for one in self._of_type(kind))
        return (*self.everywhere(), *due, *own) if self.offered else ()

    def of_page(self, path: str, subject: Record | None = None) -> tuple[Feed, ...]:
        """The feeds that belong to one page alone, or to the type whose page it is."""
        if not self.offered:
            return ()
        if path == self.due_page:
            return self.listed()[1:3]
        folder = path.rpartition("/")[0]
        for kind in self.types:
            model = kind.model
            if model.folder == folder or (
                model.folder in self.landings and self.landings[model.folder].address == path
            ):
                own = (
                    (Feed(_subject(subject), "这一页的更新", ATOM),)
                    if subject is not None and kind.views.subject
                    else ()
                )
                return (*own, *self._of_type(kind))
        return ()

    def files(self, facts: Facts) -> Iterator[Artifact]:
        """Every feed and every calendar."""
        if not self.offered:
            return iter(())
        made = [*self._atom_files(facts), *self._calendar_files(facts)]
        return (Artifact(path, make, notes=lambda: facts.notes) for path, make in made)

    def _of_type(self, kind: AnyType) -> Iterator[Feed]:
        name, label = kind.model.folder, kind.model.type_label
        if kind.views.page is not None:
            yield Feed(f"{FOLDER}/{name}.xml", label, ATOM)
        if kind.views.occasions is not None:
            yield Feed(f"{FOLDER}/{name}.ics", f"{label}（日历）", CALENDAR)

    def _atom_files(self, facts: Facts) -> Iterator[tuple[str, Callable[[], bytes]]]:
        found = entries(self.types, facts)
        every = newest_first(one for rows in found.values() for one in rows)
        yield self._feed("all.xml", "全部更新", HOME, every)
        yield self._feed("due.xml", "到期与逾期", self.due_page or HOME, due_entries(self.types, facts))
        for kind in self.types:
            folder, label = kind.model.folder, kind.model.type_label
            if kind.name in found:
                page = self.landings[folder].address if folder in self.landings else HOME
                yield self._feed(f"{folder}.xml", label, page, found[kind.name])
        by_record: dict[str, list[Entry]] = {}
        for one in every:
            by_record.setdefault(one.record_id, []).append(one)
        for kind in self.types:
            for subject in facts.of_type(kind.model) if kind.views.subject else ():
                yield self._subject_feed(subject, by_record, facts)

    def _subject_feed(
        self, subject: Record, by_record: Mapping[str, list[Entry]], facts: Facts
    ) -> tuple[str, Callable[[], bytes]]:
        """What happened to a subject and to all that refers to it; of a withdrawn one nothing but that."""
        ids = [subject.id]
        title = subject.id
        if subject.withdrawn is None:
            ids += [one.id for one in facts.referrers(subject, Record)]
            title = subject.heading(facts.find)
        found = newest_first(one for record_id in dict.fromkeys(ids) for one in by_record.get(record_id, ()))
        return self._feed(_subject(subject).removeprefix(f"{FOLDER}/"), title, subject.address, found)

    def _feed(self, name: str, title: str, page: str, found: Sequence[Entry]) -> tuple[str, Callable[[], bytes]]:
        title = f"{title} · {self.publisher.site_name}"
        return f"{FOLDER}/{name}", partial(atom, name, title, page, found, self.publisher)

    def _calendar_files(self, facts: Facts) -> Iterator[tuple[str, Callable[[], bytes]]]:
        due = list(due_days(self.types, facts))
        yield f"{FOLDER}/due.ics", partial(calendar, "未完成的期限", due, self.publisher)
        for kind in self.types:
            if kind.views.occasions is not None:
                dated = list(occasions(kind, facts))
                label = kind.model.type_label
                yield f"{FOLDER}/{kind.model.folder}.ics", partial(calendar, label, dated, self.publisher)


def _subject(subject: Record) -> str:
    return f"{FOLDER}/{subject.folder}/{subject.id}.xml"
