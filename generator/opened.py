"""Open data and feeds as pieces of work: records and feeds beside the pages, tables when all pages have told their figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic_core import to_json

from generator.ahead import Work
from generator.made import Memory
from generator.outputs.feeds.site import Feeds
from generator.outputs.open_data.blocks import Block
from generator.outputs.open_data.packages import PACKAGE, packages
from generator.outputs.open_data.records import FOLDER
from generator.outputs.open_data.site import OpenData
from generator.publication import Artifact
from generator.record_type import AnyType

_WORTH = 4
"""Tables that are worth a second process: each holds a whole type."""


class Opened(Struct, frozen=True):
    """What of a build is for everyone."""

    memory: Memory
    data: OpenData
    public: bool
    """Whether the site is for everyone too: then its pages show what open data holds."""
    _lines: dict[str, Any] = field(default_factory=dict)
    """The lines of blocks that are made anew, by the file of the last record."""

    def feeds(self, feeds: Feeds) -> list[Work]:
        """The feeds, of all types together."""
        return self._for_everyone([self.memory.group("feeds", self.data.facts.again(), feeds.files)])

    def of_type(self, kind: AnyType) -> list[Work]:
        """The files of a type's records, its further packages."""
        make = partial(packages, kind, self.data.publisher)
        further = self.memory.group(f"{kind.name}/packages", self.data.facts.again(), make)
        return self._for_everyone(
            [*(self._work(kind, block) for block in self.data.joining.blocks[kind.name]), further]
        )

    def take(self, path: str, read: Any) -> None:
        """What was read in a file: in that of a block's last record the block's lines."""
        if path.startswith(f"{FOLDER}/"):
            self._lines[path] = read

    def last(self, pages: Sequence[Work]) -> Iterator[tuple[Artifact, Any]]:
        """The pages that list the tables, then the tables: after all other pages, whose figures are among the tables.

        A second process makes the tables while the pages are taken, and whatever is done before the rest is.
        """
        memory, data = self.memory, self.data
        for block in data.joining.every:
            data.joining.take(block, memory.told[block.last], self._lines.get(block.last))
        if self.public:
            data.figures = {path: told for path, told in memory.told.items() if told and path.endswith(".html")}
        ends = f"/{PACKAGE}"
        data.packages = [told for path, told in memory.told.items() if path.endswith(ends)]
        whole = data.key(data.types)
        works = [
            self._tables(f"{kind.name}/data", partial(data.type_files, kind), data.key([kind])) for kind in data.types
        ]
        works.append(self._tables("data", data.files, whole))
        listed = to_json([whole, data.packages]).decode()
        listing = [replace(one, key=listed) for one in pages]
        yield from memory.made([*listing, *self._for_everyone(works)], few=_WORTH, ordered=True)

    def _work(self, kind: AnyType, block: Block) -> Work:
        def read(path: str, content: bytes) -> Any:
            return self.data.joining.sent(block) if path == block.last else None

        make = partial(self.data.record_files, kind, block)
        return self.memory.group(block.name, self.data.facts.again(), make, read, block.key)

    def _tables(self, name: str, make: Callable[[], Iterable[Artifact]], key: str) -> Work:
        """Files that depend on nothing but the lines of blocks and figures, which stand in the key."""
        return Work(name, make, frozenset, key=key)

    def _for_everyone(self, works: list[Work]) -> list[Work]:
        """What a campus site asks is not what open data is made from, so that there nothing is remembered."""
        return works if self.public else [replace(one, notes=None) for one in works]
