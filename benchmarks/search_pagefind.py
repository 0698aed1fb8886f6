"""Pagefind over the pages of a built site: it makes its index of the files, Chromium asks it through its own module."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from benchmarks.timing import Command, Run, run

ASK = """async (query) => {
  const search = await import('/pagefind/pagefind.js');
  const start = performance.now();
  const found = await search.search(query);
  await Promise.all(found.results.slice(0, 8).map((one) => one.data()));
  const ms = performance.now() - start;
  return { ms, pages: found.results.map((one) => one.id) };
}"""
"""What the first eight results show is fetched, as on a page of results; the pages of all are known by their ids."""
_MAGIC = b"pagefind_dcd"


def index(python: Path, site: Path, folder: Path) -> Run:
    """Make the index of a site in a folder."""
    words = ("-m", "pagefind", "--site", site, "--output-path", folder / "pagefind", "--root-selector", "article")
    return run(Command((str(python), *map(str, words), "--quiet"), folder))


def pages(folder: Path) -> dict[str, str]:
    """The page of each result, by its id; each lies in a file of its own, which a reader's browser would fetch."""
    found = {}
    for path in sorted((folder / "pagefind/fragment").glob("*.pf_fragment")):
        content = gzip.decompress(path.read_bytes()).removeprefix(_MAGIC)
        found[path.stem] = json.loads(content)["url"].removeprefix("/")
    return found
