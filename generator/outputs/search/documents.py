"""The documents of the index: every page that the site shows, with what search says and ranks of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b, sha256

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.search.grams import Words
from generator.outputs.search.pages import Known, Read, article, read
from generator.publication import Artifact, Summary
from generator.record_type import AnyType

_LIST, _PAGE = ("list", "列表"), ("page", "页面")
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
    words: Words
    digest: str
    """Hash of the part of the page that is its own."""

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


class Library:
    """Gathers the pages of a site as they are made, so that none is made twice for search."""

    def __init__(self, types: Sequence[AnyType], facts: Facts, written: frozenset[str], known: Known) -> None:
        self._types = {kind.name: kind for kind in types}
        self._facts = facts
        self._written = written
        """Handwritten pages, by path."""
        self._known = known
        self.read = Known({}, {})
        """What has been read from this site's pages."""
        self._records = {one.address: one for kind in types if kind.page for one in facts.of_type(kind.model)}
        self._awaited: dict[str, Artifact] = {}
        self._found: dict[str, Document] = {}

    def watched(self, page: Artifact) -> Artifact:
        """The same page; when it is made, its words are kept."""
        self._awaited[page.path] = page
        return replace(page, make=lambda: self._made(page))

    def _made(self, page: Artifact) -> bytes:
        content = page.make()
        own = article(content)
        digest = blake2b(own, digest_size=12).hexdigest()
        found = self._known.pages.get(digest) or read(own.decode())
        self._keep(page.path, sha256(content).hexdigest(), digest, found)
        return content

    def documents(self) -> Iterator[Document]:
        """Every page. Those that were not made, as the last release has them, are known from then or read now."""
        for path, page in sorted(self._awaited.items()):
            if path not in self._found:
                digest = self._known.digests.get(page.known) if page.known else None
                if digest is not None and digest in self._known.pages:
                    self._keep(path, page.known, digest, self._known.pages[digest])
                else:
                    self._made(page)
            yield self._found[path]

    def _keep(self, path: str, whole: str, digest: str, page: Read) -> None:
        self.read.digests[whole] = digest
        self.read.pages[digest] = page
        self._found[path] = self._document(path, page, digest)

    def _document(self, path: str, page: Read, digest: str) -> Document:
        record = self._records.get(path)
        if record is None:
            kind = _PAGE if path in self._written else _LIST
            title = page.title or path
            words = Words(page.text, (title,), (title,))
            return Document(path, "", title, kind, "", ("", "", ""), None, None, "", (), words, digest)
        kind_of = self._types[record.type_name]
        if record.withdrawn is not None or kind_of.summarize is None:
            return self._plain(record, page, digest)
        return self._summed(record, kind_of.summarize(record, self._facts), page, digest)

    def _plain(self, record: Record, page: Read, digest: str) -> Document:
        """A record without a summary; of a withdrawn one its page says all there is."""
        withdrawn = record.withdrawn is not None
        state = ("✕", "已撤回公开", "idle") if withdrawn else ("", "", "")
        names = () if withdrawn else record.names()
        words = _words(page.text, (record.id, page.title, *names, *page.numbers), "")
        kind = (record.type_name, record.type_label)
        return Document(record.address, record.id, page.title, kind, "", state, None, None, "", (), words, digest)

    def _summed(self, record: Record, row: Summary, page: Read, digest: str) -> Document:
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
            words=_words(page.text, (row.id, row.title, *record.names(), *page.numbers), row.unit),
            digest=digest,
        )


def _words(text: str, names: Sequence[str], unit: str) -> Words:
    """What a record is found by; a document number also without its brackets."""
    bare = (one.translate(_BRACKETS) for one in names)
    whole = tuple(dict.fromkeys(one for one in (*names, *bare) if len(one) > 1))
    return Words(text, (*whole, unit) if unit else whole, whole)
