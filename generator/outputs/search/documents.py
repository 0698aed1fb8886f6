"""The documents of the index: every page that the site shows, with what search says and ranks of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b, sha256
from typing import Any

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.search.grams import Words
from generator.outputs.search.kept import Seen
from generator.outputs.search.pages import Read, article, read
from generator.publication import Artifact, Summary
from generator.record_type import AnyType

_LIST, _PAGE = ("list", "列表"), ("page", "页面")
_UNREAD = 64 << 20
"""Bytes of such pages that are kept unread; beyond them they are read at once, as words are smaller."""
_BRACKETS = str.maketrans("", "", "[]()〔〕［］（）【】")


@dataclass(frozen=True)
class Document:
    """A page as the index knows it."""

    address: str
    id: str
    title: str
    kind: tuple[str, str]
    """Its type: name and Chinese name."""
    unit: str
    state: tuple[str, str, str]
    """Shape, word and tone."""
    day: date | None
    year: int | None
    category: str
    clauses: tuple[str, ...]
    names: tuple[str, ...]
    """What puts it first when it is typed as it is: id, titles, document numbers."""
    digest: str
    """Hash of its words."""

    @property
    def order(self) -> tuple[bool, int, str]:
        """Newest first; lists, which only repeat what records say, last."""
        return self.kind == _LIST, -(self.day.toordinal() if self.day else 0), self.address

    @property
    def row(self) -> list[str]:
        """What is shown of it in a list of results, and what its order by day needs."""
        shape, word, tone = self.state
        day = self.day.isoformat() if self.day else ""
        return [
            self.address.removesuffix(".html"),
            self.id,
            self.title,
            self.kind[1],
            self.unit,
            shape + word,
            tone,
            day,
        ]

    def words(self, text: str) -> Words:
        """What it is found by. Names count where the page shows them; a document number also without its brackets."""
        shown = [one for one in self.names if one == self.id or one in text]
        whole = tuple(
            dict.fromkeys(one for one in (*shown, *(one.translate(_BRACKETS) for one in shown)) if len(one) > 1)
        )
        return Words(text, (*whole, self.unit) if self.unit and self.unit in text else whole, whole)


class Library:
    """Gathers the pages of a site as they are made, so that none is made twice for search."""

    def __init__(
        self, types: Sequence[AnyType], facts: Facts, written: frozenset[str], known: Mapping[str, Seen]
    ) -> None:
        self._types = {kind.name: kind for kind in types}
        self._facts = facts
        self._written = written
        """Handwritten pages, by path."""
        self._known = known
        self._records = {one.address: one for kind in types if kind.views.page for one in facts.of_type(kind.model)}
        self._pages: dict[str, Artifact | None] = {}
        """Every page; None where it has been read already."""
        self._texts: dict[str, str] = {}
        self._articles: dict[str, bytes] = {}
        """Pages that were made and are what they were: their words are seldom asked for."""
        self._unread = 0
        self.seen: dict[str, Seen] = {}
        """What is known now of each page."""

    def read(self, path: str, content: bytes) -> tuple[str, Any]:
        """The SHA-256 of a page that has been made, and its words; of one that is what it was its article, unread."""
        whole = sha256(content).hexdigest()
        known = self._known.get(path)
        own = article(content)
        return whole, own if known is not None and known.whole == whole else tuple(read(own.decode()))

    def take(self, page: Artifact, read: tuple[str, Any] | None) -> None:
        """A page of the site, with what `read` gave where it has been made."""
        self._pages[page.path] = page if read is None else None
        if read is not None:
            self._heard(page.path, *read)

    def _heard(self, path: str, whole: str, words: Any) -> None:
        if isinstance(words, bytes):
            if self._unread < _UNREAD:
                self.seen[path] = self._known[path]
                self._articles[path] = words
                self._unread += len(words)
                return
            words = read(words.decode())
        found = Read(*words)
        digest = blake2b(found.text.encode("utf-16-le", "surrogatepass"), digest_size=12).hexdigest()
        self.seen[path] = Seen(whole, digest, found.title, found.numbers)
        self._texts[path] = found.text

    def documents(self) -> Iterator[Document]:
        """Every page. Those that were not made, as the last release has them, are known from then or read now."""
        for path, page in sorted(self._pages.items()):
            if path not in self.seen and page is not None:
                known = self._known.get(path)
                if page.known and known is not None and known.whole == page.known:
                    self.seen[path] = known
                else:
                    self._heard(path, *self.read(path, page.make()))
            yield self._document(path, self.seen[path])

    def text(self, document: Document) -> str:
        """The words of a page."""
        path = document.address
        if path not in self._texts:
            page = self._pages[path]
            own = self._articles[path] if page is None else article(page.make())
            self._texts[path] = read(own.decode()).text
        return self._texts[path]

    def _document(self, path: str, page: Seen) -> Document:
        record = self._records.get(path)
        if record is None:
            kind = _PAGE if path in self._written else _LIST
            title = page.title or path
            return Document(path, "", title, kind, "", ("", "", ""), None, None, "", (), (title,), page.digest)
        kind_of = self._types[record.type_name]
        if record.withdrawn is not None or kind_of.views.summarize is None:
            return self._plain(record, page)
        return self._summed(record, kind_of.views.summarize(record, self._facts), page)

    def _plain(self, record: Record, page: Seen) -> Document:
        """A record without a summary; of a withdrawn one its page says all there is."""
        withdrawn = record.withdrawn is not None
        state = ("✕", "已撤回公开", "idle") if withdrawn else ("", "", "")
        names = (record.id, page.title, *(() if withdrawn else record.names()), *page.numbers)
        kind = (record.type_name, record.type_label)
        return Document(record.address, record.id, page.title, kind, "", state, None, None, "", (), names, page.digest)

    def _summed(self, record: Record, row: Summary, page: Seen) -> Document:
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
        )
