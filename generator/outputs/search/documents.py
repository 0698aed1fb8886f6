"""The documents of the index: every page that the site shows, with what search says and ranks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.search.folding import prepared
from generator.outputs.search.grams import Words
from generator.outputs.search.pages import article, document_numbers, heading, visible_text
from generator.publication import Artifact, Summary
from generator.record_type import AnyType

LIVE = "live"
"""The section of pages that belong to no year."""
_LIST, _PAGE = ("list", "列表"), ("page", "页面")
_BRACKETS = re.compile(r"[\[\]()〔〕［］（）【】]")


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
    def section(self) -> str:
        """The section of the index that it belongs to."""
        return LIVE if self.year is None else str(self.year)

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

    def __init__(
        self, types: Sequence[AnyType], facts: Facts, written: frozenset[str], known: Mapping[str, str]
    ) -> None:
        self._types = {kind.name: kind for kind in types}
        self._facts = facts
        self._written = written
        """Handwritten pages, by path."""
        self._known = known
        """Words of pages by digest, as an earlier build found them."""
        self._records = {one.address: one for kind in types if kind.page for one in facts.of_type(kind.model)}
        self._awaited: dict[str, Artifact] = {}
        self._found: dict[str, Document] = {}

    def watched(self, page: Artifact) -> Artifact:
        """The same page; when it is made, its words are kept."""
        self._awaited[page.path] = page
        return replace(page, make=lambda: self._made(page))

    def _made(self, page: Artifact) -> bytes:
        content = page.make()
        self._found[page.path] = self._document(page.path, article(content))
        return content

    def documents(self) -> Iterator[Document]:
        """Every page; those that nobody has asked for yet are made now."""
        for path, page in sorted(self._awaited.items()):
            if path not in self._found:
                self._made(page)
            yield self._found[path]

    def _document(self, path: str, html: str) -> Document:
        digest = blake2b(html.encode(), digest_size=12).hexdigest()
        text = self._known.get(digest)
        text = prepared(visible_text(html)) if text is None else text
        record = self._records.get(path)
        numbers = document_numbers(html)
        if record is None:
            kind = _PAGE if path in self._written else _LIST
            title = heading(html) or path
            words = Words(text, (title,), (title,))
            return Document(path, "", title, kind, "", ("", "", ""), None, None, "", (), words, digest)
        kind_of = self._types[record.type_name]
        if record.withdrawn is not None or kind_of.summarize is None:
            return self._plain(record, heading(html), text, digest, numbers)
        return self._summed(record, kind_of.summarize(record, self._facts), text, digest, numbers)

    def _plain(self, record: Record, title: str, text: str, digest: str, numbers: Sequence[str]) -> Document:
        """A record without a summary; of a withdrawn one its page says all there is."""
        withdrawn = record.withdrawn is not None
        state = ("✕", "已撤回公开", "idle") if withdrawn else ("", "", "")
        names = (title,) if withdrawn else (title, *record.names())
        words = _words(text, (record.id, *names, *numbers), "")
        kind = (record.type_name, record.type_label)
        return Document(record.address, record.id, title, kind, "", state, None, None, "", (), words, digest)

    def _summed(self, record: Record, row: Summary, text: str, digest: str, numbers: Sequence[str]) -> Document:
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
            words=_words(text, (row.id, row.title, *record.names(), *numbers), row.unit),
            digest=digest,
        )


def _words(text: str, names: Sequence[str], unit: str) -> Words:
    """What a record is found by; a document number also without its brackets."""
    bare = (_BRACKETS.sub("", one) for one in names)
    whole = tuple(dict.fromkeys(one for one in (*names, *bare) if len(one) > 1))
    return Words(text, (*whole, unit) if unit else whole, whole)
