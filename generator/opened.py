"""Open data and feeds as pieces of work: records and feeds beside the pages, tables when all pages have told their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from generator.ahead import Work
from generator.made import Memory
from generator.outputs.feeds.site import Feeds
from generator.outputs.open_data.site import OpenData
from generator.publication import Artifact

_WORTH = 4
"""Tables that are worth a second process: each holds a whole type."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What of a build is for everyone."""

    memory: Memory
    data: OpenData
    public: bool
    """Whether the site is for everyone too: then its pages show what open data holds."""

    def first(self, feeds: Feeds) -> list[Work]:
        """The records' own files and the feeds."""
        facts = self.data.facts
        group = self.memory.group("feeds", facts.again(), feeds.files)
        return self._for_everyone([group, *self.memory.files(self.data.record_files())])

    def last(self, pages: Sequence[Work]) -> Iterator[tuple[Artifact, Any]]:
        """The pages that list the tables, then the tables: after all other pages, whose figures are among the tables.

        A second process makes the tables while the pages are taken, and whatever is done before the rest is.
        """
        memory, data = self.memory, self.data
        if self.public:
            data.figures = {path: told for path, told in memory.told.items() if told and path.endswith(".html")}
        whole = data.figures_key(data.types)
        works = [
            *(
                memory.group(
                    f"{kind.name}/data",
                    data.facts.again(),
                    partial(data.type_files, kind),
                    key=data.figures_key([kind]),
                )
                for kind in data.types
            ),
            memory.group("data", data.facts.again(), data.files, key=whole),
        ]
        listing = [replace(one, key=whole) for one in pages]
        yield from memory.made([*listing, *self._for_everyone(works)], few=_WORTH)

    def _for_everyone(self, works: list[Work]) -> list[Work]:
        """What a campus site asks is not what open data is made from, so that there nothing is remembered."""
        return works if self.public else [replace(one, notes=None) for one in works]
