"""The search of one site: gathers its pages as they are made, then gives the files of the index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from generator.dataset import Facts
from generator.outputs.search.index import MANIFEST, Index
from generator.outputs.search.kept import Earlier, Kept
from generator.outputs.search.library import Library
from generator.publication import Artifact
from generator.record_type import AnyType


class Search:
    """Stands beside the stream of pages: `take` for each page that goes by, `files` when all have."""

    def __init__(
        self,
        types: Sequence[AnyType],
        facts: Facts,
        written: Collection[str],
        kept: Kept | None,
        stands: Callable[[str, str], bool],
    ) -> None:
        """`stands` says whether the release that is shown has a file with this path and SHA-256."""
        self._types = types
        self._facts = facts
        self._earlier = Earlier(kept, stands)
        ours = self._earlier.table.files.get(MANIFEST, "")
        self._library = Library(
            types, facts, frozenset(written), self._earlier, trusted=bool(ours) and stands(MANIFEST, ours)
        )

    def read(self, path: str, content: bytes) -> Any:
        """What search wants to know of a page that has been made, as plain data: asked in whichever process made it."""
        return self._library.read(path, content)

    def take(self, page: Artifact, read: Any) -> None:
        """A page of the site, with what was read in it where it has been made."""
        self._library.take(page, read)

    def files(self) -> Iterator[Artifact]:
        """Every file of the index."""
        library = self._library
        index = Index(library.parts(self._facts.as_of.year), library.text, self._earlier)
        yield from index.files(self._synonyms())
        index.table.pages = library.seen
        self._earlier.keep(index.table)

    def _synonyms(self) -> list[Sequence[str]]:
        return [
            kind.views.synonyms(record)
            for kind in self._types
            if kind.views.synonyms is not None
            for record in self._facts.of_type(kind.model)
            if record.withdrawn is None
        ]
