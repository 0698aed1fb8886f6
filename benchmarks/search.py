"""Times and judges the search beside its peers: `python -m benchmarks.search SITE FOLDER [pagefind] [material]`.

SITE is a site's folder (the repository, or what benchmarks.generate laid out). Ground truth is plain string
search over the visible text of the articles of the built pages, folded on both sides. Queries are drawn from the
records' pages by a seeded script. Every system is asked in headless Chromium over the loopback address.
"""

from __future__ import annotations

import gzip
import json
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from urllib.parse import unquote

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import search_material as material
from generator.outputs.search.folding import fold
from generator.outputs.search.pages import article, read
from tests.browser.conftest import chromium_arguments

SEED = 20260501
_KINDS = {"word": 70, "part": 70, "string": 110, "pair": 50, "name": 40, "id": 40, "number": 20, "nowhere": 30}
"""How many queries of each kind."""


@dataclass(frozen=True)
class Query:
    """One query with the pages that hold it."""

    kind: str
    text: str
    truth: frozenset[str]


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """Without it each answer waits 40 ms for the browser to acknowledge the one before."""

    def log_message(self, *_: object) -> None:
        """No log."""


def texts_of(site: Path) -> dict[str, str]:
    """The folded words of every page, by address."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        own = article(path.read_bytes())
        if own:
            found[path.relative_to(site).as_posix()] = fold(read(own).text)
    return found


def queries(texts: dict[str, str]) -> list[Query]:
    """The queries, the same for the same pages."""
    chosen = Random(SEED)
    records = sorted(one for one in texts if re.search(r"/[A-Z0-9-]+\.html$", one))
    drawn: dict[str, Callable[[], str]] = {
        "word": lambda: _run(chosen, _words(texts[chosen.choice(records)]), 2, 2),
        "part": lambda: _run(chosen, _words(texts[chosen.choice(records)]), 3, 4),
        "string": lambda: _run(chosen, texts[chosen.choice(records)].split("\n"), 3, 8),
        "pair": lambda: " ".join(_run(chosen, lines, 2, 3) for lines in [_words(texts[chosen.choice(records)])] * 2),
        "name": lambda: chosen.choice(
            re.findall(r"(?<=[、\n])[\u4e00-\u9fff]{2,3}(?=\()", texts[chosen.choice(records)]) or [""]
        ),
        "id": lambda: fold(chosen.choice(records).rpartition("/")[2].removesuffix(".html")),
        "number": lambda: chosen.choice(
            re.findall(r"[\u4e00-\u9fff]+\(\d{4}\)\d+号", texts[chosen.choice(records)]) or [""]
        ),
        "nowhere": lambda: "".join(chosen.choice("麒麟氍毹龃龉魑魅耄耋饕餮") for _ in range(3)),
    }
    found: list[Query] = []
    for kind, number in _KINDS.items():
        for _ in range(number * 40):
            text = drawn[kind]().strip()
            if len(text) < 2 or any(one.text == text for one in found) or '"' in text or " -" in f" {text}":
                continue
            found.append(Query(kind, text, _holding(texts, text)))
            if sum(one.kind == kind for one in found) == number:
                break
    return found


def _holding(texts: dict[str, str], query: str) -> frozenset[str]:
    """The pages that hold every word of a query: plain string search."""
    return frozenset(page for page, body in texts.items() if all(word in body for word in query.split(" ")))


def _words(text: str) -> list[str]:
    return re.findall(r"[\u4e00-\u9fff]{2,}", text) or [""]


def _run(chosen: Random, lines: Sequence[str], fewest: int, most: int) -> str:
    fit = [one for one in lines if len(one) >= fewest]
    if not fit:
        return ""
    line = chosen.choice(fit)
    size = min(chosen.randint(fewest, most), len(line))
    start = chosen.randrange(len(line) - size + 1)
    return line[start : start + size]


def served(folder: Path) -> str:
    """The address of a folder that is served as long as this process runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


_OURS_ANY = """async (query) => {
  const { ask, narrow, verify, row } = await import('/assets/search.js');
  const start = performance.now();
  const answer = await ask(query, false);
  const rowsOf = (hits) => Promise.all(hits.map((hit) => row(hit.doc)));
  const shown = await rowsOf(answer.hits.slice(0, 8));
  const ms = performance.now() - start;
  if (FIRST) return { ms, pages: shown.map((one) => one.address) };
  if (!answer.exact) await narrow(answer);
  await verify(answer, VERIFIED);
  return { ms, pages: (await rowsOf(answer.hits)).map((one) => one.address) };
}"""
_OURS = _OURS_ANY.replace("FIRST", "false").replace("VERIFIED", "0")
_OURS_SHOWN = _OURS_ANY.replace("FIRST", "false").replace("VERIFIED", "10")
_OURS_FIRST = _OURS_ANY.replace("FIRST", "true").replace("VERIFIED", "0")
_PAGEFIND = """async (query) => {
  const search = await import('/pagefind/pagefind.js');
  const start = performance.now();
  const found = await search.search(query);
  const shown = await Promise.all(found.results.slice(0, 8).map((one) => one.data()));
  const ms = performance.now() - start;
  const rest = await Promise.all(found.results.slice(8).map((one) => one.data()));
  return { ms, pages: [...shown, ...rest].map((one) => decodeURIComponent(one.url.slice(1))) };
}"""


def judged(page: Page, script: str, asked: Sequence[Query]) -> Iterator[tuple[Query, list[str], float]]:
    """Every query with the pages that were found and the milliseconds it took."""
    for number, one in enumerate(asked):
        if number % 100 == 0:
            print(number, time.strftime("%X"), file=sys.stderr, flush=True)
        answer = page.evaluate(script, one.text)
        yield one, answer["pages"], answer.get("ms", 0.0)


def quality(results: Sequence[tuple[Query, list[str], float]]) -> dict[str, str]:
    """Recall, precision, first places, time."""
    recall = [len(one.truth & set(pages)) / len(one.truth) for one, pages, _ in results if one.truth]
    precision = [len(one.truth & set(pages)) / len(set(pages)) for one, pages, _ in results if pages]
    wrong = sum(bool(pages) for one, pages, _ in results if not one.truth)
    first = [
        pages[:1] == [page for page in one.truth if page.endswith(f"/{one.text.upper()}.html")]
        for one, pages, _ in results
        if one.kind == "id"
    ]
    times = sorted(ms for _, _, ms in results[1:])
    return {
        "召回率": f"{sum(recall) / len(recall):.4f}",
        "准确率": f"{sum(precision) / len(precision):.4f}",
        "编号排第一": f"{sum(first)}/{len(first)}",
        "不存在的词有结果": str(wrong),
        "按键到结果 p95（毫秒）": f"{times[int(len(times) * 0.95)]:.0f}" if times else "",
    }


def bytes_of(base: str, folder: Path, script: str, asked: Sequence[Query], page_of: Callable[[], Page]) -> list[int]:
    """Bytes, gzipped, that a first query costs a reader who has only the page."""
    return sorted(_cost(base, folder, script, one.text, page_of()) for one in asked)


def _cost(base: str, folder: Path, script: str, text: str, page: Page) -> int:
    """What one first query fetches, in a page of its own."""
    paths: list[str] = []
    page.on("request", lambda request: paths.append(request.url))
    page.goto(f"{base}404.html")
    page.wait_for_load_state("networkidle")
    del paths[:]
    page.evaluate(script, text)
    page.context.close()
    return sum(_gzipped(folder / path.removeprefix(base).partition("?")[0]) for path in set(paths))


def _gzipped(path: Path) -> int:
    return len(gzip.compress(Path(unquote(str(path))).read_bytes(), 6))


def pagefind(site: Path, folder: Path) -> tuple[float, int]:
    """Seconds and megabytes of a Pagefind run over the site's pages."""
    words = f"{sys.executable} -m pagefind --site {site} --output-path {folder / 'pagefind'} --root-selector article --quiet"
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    subprocess.run(["/usr/bin/env", *words.split()], check=True, capture_output=True)
    return time.perf_counter() - start, max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024


def size_of(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main(root: Path, folder: Path, peers: Sequence[str]) -> None:
    """Measure and print, ours first; a folder that a peer has filled already is used as it is."""
    site = (root / "site").resolve()
    texts = texts_of(site)
    asked = queries(texts)
    yaml = sum(path.stat().st_size for path in (root / "data").rglob("*.yml"))
    print(f"{len(texts)} 页，{len(asked)} 个查询，YAML {yaml / 1e6:.1f} MB", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    measures = {"gongkai": _ours, "pagefind": _pagefind, "material": _material}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium_arguments())  # type: ignore[arg-type]
        for name in ("gongkai", *peers):
            found = measures[name](browser, root, folder, asked, yaml)
            print(json.dumps({name: found}, ensure_ascii=False, indent=1), flush=True)
        browser.close()


def _ours(browser: Browser, root: Path, folder: Path, asked: Sequence[Query], yaml: int) -> dict[str, str]:
    site = (root / "site").resolve()
    base = served(site)
    page = browser.new_page()
    page.goto(f"{base}404.html")
    everything = list(judged(page, _OURS, asked))
    page.reload()
    shown = [(one, pages[:10], ms) for one, pages, ms in judged(page, _OURS_SHOWN, asked)]
    missed = [(one.kind, one.text) for one, pages, _ in everything if one.truth - set(pages)]
    return {
        **quality(everything),
        "准确率（显示的前十条）": quality(shown)["准确率"],
        "没有找全的": str(missed[:10]),
        **_weight(browser, base, site, _OURS_FIRST, asked[::8]),
        "索引大小 / YAML": f"{size_of(site / 'assets/search') / yaml:.2f}",
    }


def _pagefind(browser: Browser, root: Path, folder: Path, asked: Sequence[Query], yaml: int) -> dict[str, str]:
    site = (root / "site").resolve()
    seconds, memory = pagefind(site, folder) if not (folder / "pagefind").exists() else (0.0, 0)
    (folder / "404.html").write_bytes((site / "404.html").read_bytes())
    base = served(folder)
    page = browser.new_page()
    page.goto(f"{base}404.html")
    return {
        **quality(list(judged(page, _PAGEFIND, asked))),
        **_weight(browser, base, folder, _PAGEFIND, asked[::24]),
        "索引大小 / YAML": f"{size_of(folder / 'pagefind') / yaml:.2f}",
        "建索引（秒，MB）": f"{seconds:.1f}，{memory}",
    }


def _material(browser: Browser, root: Path, folder: Path, asked: Sequence[Query], yaml: int) -> dict[str, str]:
    """The same records as MkDocs's own pages, which say less than ours: truth is what these say."""
    build = material.twin(root, folder / "twin")
    site = folder / "twin/site"
    texts = texts_of(site)
    again = [Query(one.kind, one.text, _holding(texts, one.text)) for one in asked]
    page = browser.new_page()
    paths: list[str] = []
    page.on("request", lambda request: paths.append(request.url))
    base = served(site)
    material.opened(page, base)
    weight = sum(_gzipped(site / one.removeprefix(base).partition("?")[0]) for one in set(paths) if "search" in one)
    return {
        **quality(list(judged(page, material.ASK, [one for one in again if one.truth or one.kind == "nowhere"]))),
        "首次查询字节（gzip）": str(weight),
        "索引大小 / YAML": f"{(site / 'search/search_index.json').stat().st_size / yaml:.2f}",
        "整个网站的生成（CPU 秒，MB）": f"{build.cpu:.1f}，{build.peak // 1_000_000}",
    }


def _weight(browser: Browser, base: str, folder: Path, script: str, asked: Sequence[Query]) -> dict[str, str]:
    costs = bytes_of(base, folder, script, asked, lambda: browser.new_context().new_page())
    return {"首次查询字节（gzip，中位/p95）": f"{costs[len(costs) // 2]} / {costs[int(len(costs) * 0.95)]}"}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
