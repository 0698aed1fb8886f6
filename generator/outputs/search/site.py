"""The search of one site: gathers its pages as they are made, then gives the files of the index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from generator.dataset import Facts
from generator.outputs.search.documents import Library
from generator.outputs.search.index import search_files
from generator.outputs.search.kept import Kept, pages_from, pages_to
from generator.publication import Artifact
from generator.record_type import AnyType

_PAGES = "pages"


class Search:
    """Stands beside the stream of pages: `take` for each page that goes by, `files` when all have."""

    def __init__(self, types: Sequence[AnyType], facts: Facts, written: Collection[str], kept: Kept | None) -> None:
        self._types = types
        self._facts = facts
        self._kept = kept
        self._known = pages_from(kept.get(_PAGES) if kept is not None else None)
        self._library = Library(types, facts, frozenset(written), self._known)

    def read(self, path: str, content: bytes) -> Any:
        """What search wants to know of a page that has been made, as plain data: asked in whichever process made it."""
        return self._library.read(path, content)

    def take(self, page: Artifact, read: Any) -> None:
        """A page of the site, with what was read in it where it has been made."""
        self._library.take(page, read)

    def files(self) -> Iterator[Artifact]:
        """Every file of the index."""
        library = self._library
        documents = list(library.documents())
        if self._kept is not None and library.seen != self._known:
            self._kept.put(_PAGES, pages_to(library.seen))
        synonyms = [
            kind.views.synonyms(record)
            for kind in self._types
            if kind.views.synonyms is not None
            for record in self._facts.of_type(kind.model)
            if record.withdrawn is None
        ]
        yield from search_files(documents, library.text, synonyms, self._facts.as_of.year, self._kept)
