"""What search keeps for the next build: data only, and of no meaning but to the code that wrote it.

One small table says what the index holds and which files it came to; beside it lie, for each section, its documents
and its postings. Of these only the sections are read in which something has changed. What is damaged, missing or
not of the table is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import pairwise
from threading import Thread
from typing import NamedTuple, Protocol

import numpy as np
from msgspec import Struct, field, json

from generator.outputs.search.document import Document
from generator.outputs.search.postings import Holders
from generator.outputs.search.shards import Cut

_TABLE = "table"


class Kept(Protocol):
    """What an earlier build worked out, by name."""

    def get(self, name: str) -> bytes | None:
        """What was kept, or None."""

    def put(self, name: str, content: bytes) -> None:
        """Keep something."""


class Stamped:
    """What a build by the same code worked out: by any other, pages may have been read in another way."""

    def __init__(self, kept: Kept, code: str) -> None:
        self._kept = kept
        self._stamp = f"{code}\n".encode()

    def get(self, name: str) -> bytes | None:
        """What was kept under the stamp, or None."""
        content = self._kept.get(name)
        return content[len(self._stamp) :] if content is not None and content.startswith(self._stamp) else None

    def put(self, name: str, content: bytes) -> None:
        """Keep something under the stamp."""
        self._kept.put(name, self._stamp + content)


class SeenPage(NamedTuple):
    """A page, as far as it has to be known to see that it is what it was."""

    whole: str
    """SHA-256 of the page."""
    year: int | None
    """The year that its document belongs to."""


class SeenSection(NamedTuple):
    """A section, as far as it has to be known to see that it is what it was."""

    years: tuple[int | None, ...]
    size: int
    digest: str
    weight: int


class SeenTier(NamedTuple):
    """A tier, as far as it has to be known to see that it is what it was."""

    digest: str
    bits: int
    sections: tuple[str, ...]


class Table(Struct):
    """What an index holds."""

    pages: dict[str, SeenPage] = field(default_factory=dict)
    sections: dict[str, SeenSection] = field(default_factory=dict)
    tiers: dict[str, SeenTier] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of every file, by path."""

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.encode(self)

    @classmethod
    def from_bytes(cls, content: bytes | None) -> Table:
        """What `to_bytes` gave; an empty table where there is nothing."""
        return cls() if content is None else json.decode(content, type=cls)


class Earlier:
    """What the last build left."""

    def __init__(self, kept: Kept | None, stands: Callable[[str, str], bool]) -> None:
        self._kept = kept
        self.stands = stands
        """Whether the release that is shown has a file with this SHA-256."""
        self.table = Table.from_bytes(self._get(_TABLE))
        self._documents: dict[str, dict[str, Document]] = {}
        self._putting: list[_Putting] = []

    @property
    def keeps(self) -> bool:
        """Whether there is a store at all."""
        return self._kept is not None

    def documents(self, name: str) -> Mapping[str, Document]:
        """The documents of a section, by address, in order; none where they are not known."""
        if name not in self._documents:
            known = self.table.sections.get(name)
            content = self._get(f"documents-{name}") if known is not None else None
            digest, *rows = json.decode(content) if content is not None else [None]
            documents = map(Document.from_list, rows if known is not None and digest == known.digest else ())
            self._documents[name] = {one.address: one for one in documents}
        return self._documents[name]

    def cut(self, name: str) -> Cut | None:
        """The postings of a section, None where they are not known."""
        known = self.table.sections.get(name)
        content = self._get(f"postings-{name}") if known is not None else None
        return cut_from(content, known.digest) if content is not None and known is not None else None

    def holders(self, name: str) -> Holders | None:
        """The postings of a section as plain numbers, None where they are not known."""
        known = self.table.sections.get(name)
        content = self._get(f"holders-{name}") if known is not None else None
        return holders_from(content, known.digest) if content is not None and known is not None else None

    def keep_holders(self, name: str, digest: str, holders: Holders) -> None:
        """Keep the postings of a section as plain numbers: only where it changes they are asked for."""
        self._put(f"holders-{name}", lambda: holders_to(holders, digest))

    def keep_section(self, name: str, digest: str, documents: Iterable[Document], cut: Cut) -> None:
        """Keep a section for the next build."""
        rows = tuple(documents)
        self._put(f"documents-{name}", lambda: json.encode([digest, *(one.to_list() for one in rows)]))
        self._put(f"postings-{name}", lambda: cut_to(cut, digest))

    def keep(self, table: Table) -> None:
        """Keep what the index holds now, behind all that it names."""
        for one in self._putting:
            one.done()
        if table != self.table and self._kept is not None:
            self._kept.put(_TABLE, table.to_bytes())

    def _get(self, name: str) -> bytes | None:
        return self._kept.get(name) if self._kept is not None else None

    def _put(self, name: str, content: Callable[[], bytes]) -> None:
        """Put something away while the rest is made: it is copied, hashed and written without Python."""
        if self._kept is not None:
            self._putting.append(_Putting(partial(_put, self._kept, name, content)))


def _put(kept: Kept, name: str, content: Callable[[], bytes]) -> None:
    kept.put(name, content())


class _Putting(Thread):
    """Something that is put away in a thread of its own."""

    def __init__(self, put: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self._put = put
        self._wrong: OSError | None = None
        self.start()

    def run(self) -> None:
        """In the thread."""
        try:
            self._put()
        except OSError as wrong:
            self._wrong = wrong

    def done(self) -> None:
        """Wait for it. Raises what went wrong with the disk."""
        self.join()
        if self._wrong is not None:
            raise self._wrong


def cut_to(cut: Cut, digest: str) -> bytes:
    """A section's postings, under the digest of what they were made from."""
    places = [one.astype("<u4").tobytes() for one in (cut.grams, cut.head_places, cut.list_places)]
    head = json.encode([digest, cut.documents, cut.bits, len(cut.heads)])
    return b"".join((head, b"\n", *places, cut.heads, cut.lists))


def cut_from(content: bytes, digest: str) -> Cut | None:
    """The postings, or None where they were made from something else."""
    head, _, body = content.partition(b"\n")
    made_from, documents, bits, heads = json.decode(head)
    if made_from != digest:
        return None
    step = 4 * ((1 << bits) + 1)
    grams, head_places, list_places = (
        np.frombuffer(body[start:end], dtype="<u4") for start, end in pairwise(range(0, 4 * step, step))
    )
    start = 3 * step
    return Cut(documents, bits, body[start : start + heads], body[start + heads :], grams, head_places, list_places)


def holders_to(holders: Holders, digest: str) -> bytes:
    """Postings as plain numbers, under the digest of what they were made from."""
    wide = holders.owners.itemsize
    head = json.encode([digest, len(holders.counts), wide])
    return b"".join((head, b"\n", holders.counts.astype("<u4").tobytes(), holders.owners.astype(f"<u{wide}").tobytes()))


def holders_from(content: bytes, digest: str) -> Holders | None:
    """The postings, or None where they were made from something else."""
    head, _, body = content.partition(b"\n")
    made_from, grams, wide = json.decode(head)
    if made_from != digest:
        return None
    counts = np.frombuffer(body, dtype="<u4", count=grams)
    return Holders(counts, np.frombuffer(body, dtype=f"<u{wide}", offset=4 * grams))
