"""What our own index costs, apart from the rest of a build: `python -m benchmarks.search_index SITE FOLDER`.

The pages are those of the built site, as for Pagefind. Everything is counted that search does: reading the pages, the
index, writing its files; and for one record changed, this year's and a closed year's, with every list made again.
"""

from __future__ import annotations

import gc
import json
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from benchmarks.corpus import AS_OF
from generator.dataset import Facts
from generator.load import load
from generator.outputs.search.kept import Kept
from generator.outputs.search.site import Search
from generator.publication import Artifact
from generator.raw_files import record_files
from generator.registry import RECORD_TYPES
from generator.shelf import Shelf

_RECORD = re.compile(r"/[A-Z0-9-]+\.html$")


class Site:
    """A built site whose index is made alone."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.pages = {
            path.relative_to(root / "site").as_posix(): path for path in sorted((root / "site").rglob("*.html"))
        }
        self.facts = Facts(load(record_files(root), RECORD_TYPES).dataset, AS_OF)
        self.folder = folder
        self.written: dict[str, str] = {}
        """The SHA-256 of the files of the index."""
        for kind in RECORD_TYPES:  # summaries are made for lists and open data, whether there is search or not
            for record in self.facts.of_type(kind.model) if kind.views.summarize else ():
                if record.withdrawn is None and kind.views.summarize:
                    kind.views.summarize(record, self.facts)

    def index(self, pages: Mapping[str, bytes], known: Mapping[str, str], kept: Kept | None) -> tuple[float, int]:
        """Seconds of the processor, and how many files were made, for an index of these pages; the known ones stay."""
        start = time.process_time()
        search = Search(RECORD_TYPES, self.facts.again(), (), kept, self._stands)
        for path, content in pages.items():
            digest = sha256(content).hexdigest()
            page = Artifact(path, partial(bytes, content), known=known.get(path, ""), digest=digest)
            search.take(page, None if path in known else search.read(path, content))
        made = sum(self._write(one) for one in search.files() if not one.known)
        return time.process_time() - start, made

    def _write(self, file: Artifact) -> int:
        content = file.make()
        place = self.folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        self.written[file.path] = sha256(content).hexdigest()
        return 1

    def _stands(self, path: str, digest: str) -> bool:
        try:
            os.stat(f"{self.folder}/{path}")  # as a build does, which looks at the time that a file bears
        except OSError:
            return False
        return self.written.get(path) == digest

    def changed(self, record: str, pages: Mapping[str, bytes], kept: Kept) -> tuple[float, int]:
        """The same for a site in which one record has another heading, on every page that shows it."""
        heading = re.search(rb"<h1\b[^>]*>([^<]+)", pages[record])
        assert heading is not None
        name = record.rpartition("/")[2].encode()
        now = {
            path: one.replace(heading[1], heading[1] + "（改）".encode()) if path == record or name in one else one
            for path, one in pages.items()
        }
        records = (path for path in pages if _RECORD.search(path) and now[path] == pages[path])
        return self.index(now, {path: sha256(pages[path]).hexdigest() for path in records}, kept)


def newest(pages: Iterable[str], before: Callable[[int], bool]) -> str:
    """The last proposal of the last year that is asked for."""
    found = [(int(there[1]), one) for one in pages if (there := re.search(r"proposals/TA-[A-Z]+-(\d{4})-", one))]
    return max(row for row in found if before(row[0]))[1]


def main(root: Path, folder: Path) -> None:
    """Measure and print as JSON."""
    gc.disable()  # as builds do
    site = Site(root.resolve(), folder.resolve())
    pages = {path: place.read_bytes() for path, place in site.pages.items()}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cold, _ = site.index(pages, {}, None)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    found = {"cpu": cold, "memory": memory * 1024}
    year = AS_OF.year
    for name, wanted in (("now", lambda one: one == year), ("closed", lambda one: one < year)):
        shelf = Shelf(folder.resolve() / f"kept-{name}")
        site.index(pages, {}, shelf)
        found[name], found[f"{name} files"] = site.changed(newest(pages, wanted), pages, shelf)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
