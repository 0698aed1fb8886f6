"""Material's own search over the same records: MkDocs makes the twin (benchmarks/markdown.py), Chromium asks it.

Needs jieba (`pip install .[bench]`), which Material takes to cut Chinese into words. The question goes through the
search box of a page as Material ships it; what its worker answers is read where it arrives.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from benchmarks.markdown import as_markdown
from benchmarks.timing import Command, Run, run

LISTEN = """
window.answers = [];
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => window.answers.push(data));
  }
};
"""
"""Runs before the page's own scripts."""
OPEN = """async () => {
  document.querySelector("label[for=__search]").click();
  const input = document.querySelector(".md-search__input");
  input.focus();
  while (!window.answers.some((one) => one.type === 1)) await new Promise((done) => setTimeout(done, 20));
}"""
ASK = """async (query) => {
  const input = document.querySelector(".md-search__input");
  const start = performance.now();
  window.answers = [];
  input.value = query;
  input.dispatchEvent(new Event("keyup"));
  input.dispatchEvent(new Event("input"));
  while (!window.answers.some((one) => one.type === 3)) await new Promise((done) => setTimeout(done, 2));
  const ms = performance.now() - start;
  const { items } = window.answers.find((one) => one.type === 3).data;
  const pages = items.map((group) => decodeURIComponent(group[0].location.split("#")[0]));
  return { ms, pages: Array.from(new Set(pages)) };
}"""


def twin(python: Path, site: Path, folder: Path) -> Run | None:
    """MkDocs's whole build of the twin, None where it stands already; its search cannot be made apart from it."""
    if (folder / "site/search/search_index.json").exists():
        return None
    as_markdown(site, folder)
    return run(Command((str(python), "-m", "mkdocs", "build", "--quiet"), folder))


def opened(page: Page, base: str) -> None:
    """A page with the search box open and the index loaded, however long that takes."""
    page.set_default_timeout(600_000)
    page.add_init_script(LISTEN)
    page.goto(f"{base}index.html")
    page.evaluate(OPEN)
