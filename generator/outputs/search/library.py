"""Gathers the pages of a site as they are made, so that none is made twice for search, and sorts them into sections."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.search.document import LIST, Document
from generator.outputs.search.kept import Earlier, SeenPage
from generator.outputs.search.pages import Read, article, read
from generator.outputs.search.sections import Part, Span, part_of, spans
from generator.publication import Artifact, Summary
from generator.record_type import AnyType

_PAGE = ("page", "页面")
_UNREAD = 64 << 20
"""Bytes of such pages that are kept unread; beyond them they are read at once, as words are smaller."""


class Library:
    """The pages of a site, and what the index says of each."""

    def __init__(
        self, types: Sequence[AnyType], facts: Facts, written: frozenset[str], earlier: Earlier, *, trusted: bool
    ) -> None:
        self._types = {kind.name: kind for kind in types}
        self._facts = facts
        self._written = written
        """Handwritten pages, by path."""
        self._earlier = earlier
        self._trusted = trusted
        """Whether the release that is shown has the index that the last build left."""
        self._sections = {year: name for name, one in earlier.table.sections.items() for year in one.years}
        self._records = {one.address: one for kind in types if kind.views.page for one in facts.of_type(kind.model)}
        self._whole: dict[str, str] = {}
        """The SHA-256 of every page."""
        self._known: dict[str, Artifact] = {}
        """Pages that the release has as they were."""
        self._read: dict[str, Read] = {}
        self._made: dict[str, Document] = {}
        """What is said of pages that were read when they were made."""
        self._texts: dict[str, str] = {}
        """Words that nobody has asked for yet."""
        self._articles: dict[str, bytes] = {}
        """Pages that were made and are what they were: their words are seldom asked for."""
        self._unread = 0
        self.seen: dict[str, SeenPage] = {}
        """What is known now of each page."""

    def read(self, path: str, content: bytes) -> bytes | tuple[Any, ...]:
        """The words of a page that has been made, and what is said of it: whoever has made it has its summary.

        Of a page that is what it was the article, unread.
        """
        seen = self._earlier.table.pages.get(path)
        if seen is not None and seen.whole == sha256(content).hexdigest():
            return article(content)
        found = read(article(content))
        return found.text, self._said(path, found).to_list()

    def take(self, page: Artifact, words: bytes | tuple[Any, ...] | None) -> None:
        """A page of the site, with what `read` gave where it has been made."""
        self._whole[page.path] = page.known or page.digest
        if words is None:
            self._known[page.path] = page
        elif not isinstance(words, bytes):
            self._texts[page.path], row = words
            self._made[page.path] = Document.from_list(row)
        elif self._unread < _UNREAD:
            self._articles[page.path] = words
            self._unread += len(words)
        else:
            self._note(page.path, read(words))

    def _note(self, path: str, found: Read) -> Read:
        self._texts[path] = found.text
        self._read[path] = found._replace(text="")
        return found

    def text(self, document: Document) -> str:
        """The words of a page; they are not kept any longer."""
        path = document.address
        if path not in self._texts:
            self._look(path)
        return self._texts.pop(path)

    def _look(self, path: str) -> Read:
        """Read a page that has not been read in this build."""
        own = self._articles.pop(path, None)
        return self._note(path, read(own if own is not None else article(self._known[path].make())))

    def parts(self, year: int) -> list[Part]:
        """The sections of the index. Of pages that the release has as they were nothing is looked at."""
        fresh: dict[str, Document] = {}
        by_year: dict[int | None, list[str]] = {}
        before = self._earlier.table.pages
        for path, whole in sorted(self._whole.items()):
            seen = before.get(path)
            if not self._trusted or path not in self._known or seen is None or seen.whole != whole:
                fresh[path] = self._document(path)
                seen = SeenPage(whole, fresh[path].year)
            self.seen[path] = seen
            by_year.setdefault(seen.year, []).append(path)
        sizes = {number: len(paths) for number, paths in by_year.items()}
        return [
            self._part(span, [path for number in span.years for path in by_year.get(number, ())], fresh)
            for span in spans(sizes, year)
        ]

    def _part(self, span: Span, paths: Sequence[str], fresh: dict[str, Document]) -> Part:
        def look() -> list[Document]:
            known = {path: self._before(path, span.years[0]) for path in paths if path not in fresh}
            return sorted(
                (fresh.get(path) or known[path] or self._document(path) for path in paths), key=lambda one: one.order
            )

        before = self._earlier.table.sections.get(span.name)
        if before and before.years == span.years and before.size == len(paths) and not fresh.keys() & set(paths):
            return Part(span, before.size, before.digest, look)
        return part_of(span, look())

    def _before(self, path: str, year: int | None) -> Document | None:
        """What the last build said of a page."""
        seen = self._earlier.table.pages.get(path)
        name = self._sections.get(seen.year if seen is not None else year)
        return self._earlier.documents(name).get(path) if name is not None else None

    def _document(self, path: str) -> Document:
        made = self._made.get(path)
        return made or self._said(path, self._read.get(path) or self._read_before(path) or self._look(path))

    def _said(self, path: str, page: Read) -> Document:
        record = self._records.get(path)
        if record is None:
            kind = _PAGE if path in self._written else LIST
            title = page.title or path
            return Document(path, "", title, kind, "", ("", "", ""), None, None, "", (), (title,), *page[1:])
        views = self._types[record.type_name].views
        if record.withdrawn is not None or views.summarize is None:
            return _plain(record, page)
        return _summed(record, views.summarize(record, self._facts), page)

    def _read_before(self, path: str) -> Read | None:
        """What the last build read in a page that is the same now."""
        seen = self._earlier.table.pages.get(path)
        if seen is None or not seen.whole or seen.whole != self._whole[path]:
            return None
        known = self._before(path, seen.year)
        return Read("", known.digest, known.heading, known.numbers) if known is not None else None


def _plain(record: Record, page: Read) -> Document:
    """A record without a summary; of a withdrawn one its page says all there is."""
    withdrawn = record.withdrawn is not None
    state = ("✕", "已撤回公开", "idle") if withdrawn else ("", "", "")
    names = (record.id, page.title, *(() if withdrawn else record.names()), *page.numbers)
    kind = (record.type_name, record.type_label)
    return Document(record.address, record.id, page.title, kind, "", state, None, None, "", (), names, *page[1:])


def _summed(record: Record, row: Summary, page: Read) -> Document:
    owed = row.clock is not None and row.clock.done is None and row.clock.kind == "逾期"
    return Document(
        address=record.address,
        id=row.id,
        title=row.title,
        kind=(row.type_name, row.type_label),
        unit=row.unit,
        state=("▲", "逾期", "late") if owed else (row.stage.shape, row.stage.word, row.stage.tone.value),
        day=row.day,
        year=row.year,
        category=next((one.value for one in row.facets if one.key == "category"), ""),
        clauses=tuple(one.id for one in record.clauses),
        names=(row.id, row.title, *record.names(), *page.numbers),
        digest=page.digest,
        heading=page.title,
        numbers=page.numbers,
    )
