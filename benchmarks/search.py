"""Times and judges the search beside its peers, all in one run: `python -m benchmarks.search FOLDER -n 10000`.

FOLDER gets a generated site of so many records, built, unless it holds one from before (`--site` takes another, built
one). Ground truth is plain string search over the visible text of the articles of the built pages, folded on both
sides. Queries are drawn from the records' pages by a seeded script; every system is asked in headless Chromium over
the loopback address, each for so many minutes at most: how many queries each was asked is part of what is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import search_material as material
from benchmarks import search_pagefind as pagefind
from benchmarks.search_queries import Query, holding, queries, texts_of
from benchmarks.timing import Command, run
from tests.browser.conftest import chromium_arguments

PEERS = ("pagefind", "material")
Asked = tuple[Query, list[str], float]
"""A query, the pages that were found, and the milliseconds that it took."""


@dataclass(frozen=True)
class Bench:
    """What is measured, and how."""

    root: Path
    """The site whose built pages are searched."""
    folder: Path
    python: Path
    """The Python in which the peers are installed."""
    minutes: float
    """How long each system is asked at most."""
    asked: Sequence[Query]
    texts: Mapping[str, str]
    yaml: int
    """Bytes of the records."""

    @property
    def site(self) -> Path:
        """The built pages."""
        return (self.root / "site").resolve()

    def share(self, size: int) -> str:
        """Bytes as a multiple of the records' own."""
        return f"{size / self.yaml:.2f}"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """Without it each answer waits 40 ms for the browser to acknowledge the one before."""

    def log_message(self, *_: object) -> None:
        """No log."""


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


def judged(page: Page, script: str, asked: Sequence[Query], minutes: float) -> Iterator[Asked]:
    """The queries with what was found, as many as there is time for; all kinds come in turn."""
    end = time.monotonic() + 60 * minutes
    for one in asked:
        if time.monotonic() > end:
            return
        answer = page.evaluate(script, one.text)
        yield one, answer["pages"], answer.get("ms", 0.0)


def quality(results: Sequence[Asked]) -> dict[str, str]:
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
        "问了几个": str(len(results)),
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


def size_of(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def prepared(folder: Path, records: int) -> Path:
    """A generated site of so many records, built."""
    root = folder / "site"
    if not (root / "site").exists():
        run(Command((sys.executable, "-m", "benchmarks.generate", str(root), str(records), "1"), Path.cwd()))
        run(Command((sys.executable, "-m", "generator.cli", "build", "-C", str(root)), Path.cwd()))
    return root


def main() -> None:
    """Measure and print a table, ours first; what a peer has made already in the folder is used as it is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=10_000, help="records of the generated site")
    parser.add_argument("--site", type=Path, help="a site that is built already")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="the Python that has the peers")
    parser.add_argument("--minutes", type=float, default=10, help="how long each system is asked at most")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    root = (options.site or prepared(options.folder, options.n)).resolve()
    texts = texts_of((root / "site").resolve())
    yaml = sum(path.stat().st_size for path in (root / "data").rglob("*.yml"))
    asked = queries(texts)
    bench = Bench(root, options.folder.resolve(), options.python, options.minutes, asked, texts, yaml)
    records = sum(1 for _ in (root / "data").rglob("*.yml"))
    print(f"{records} 条记录，{len(texts)} 页，{len(asked)} 个查询，YAML {yaml / 1e6:.1f} MB", flush=True)
    found: dict[str, dict[str, str]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium_arguments())  # type: ignore[arg-type]
        for name in ("gongkai", *options.peers):
            start = time.monotonic()
            found[name] = _MEASURES[name](browser, bench)
            found[name]["这一栏用时（分钟）"] = f"{(time.monotonic() - start) / 60:.1f}"
            print(json.dumps({name: found[name]}, ensure_ascii=False, indent=1), flush=True)
        browser.close()
    print("\n".join(_table(found)))


def _table(found: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """All side by side, as Markdown."""
    yield f"| | {' | '.join(found)} |"
    yield f"|---|{'---|' * len(found)}"
    for key in dict.fromkeys(key for one in found.values() for key in one):
        yield f"| {key} | {' | '.join(one.get(key, '') for one in found.values())} |"


def _ours(browser: Browser, bench: Bench) -> dict[str, str]:
    words = (sys.executable, "-m", "benchmarks.search_index", str(bench.root), str(bench.folder / "index"))
    costs = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    base = served(bench.site)
    page = browser.new_page()
    page.goto(f"{base}404.html")
    everything = list(judged(page, _OURS, bench.asked, bench.minutes))
    page.reload()
    shown = [(one, pages[:10], ms) for one, pages, ms in judged(page, _OURS_SHOWN, bench.asked, bench.minutes)]
    missed = [(one.kind, one.text) for one, pages, _ in everything if one.truth - set(pages)]
    return {
        **quality(everything),
        "准确率（显示的前十条）": quality(shown)["准确率"],
        "没有找全的": str(missed[:10]),
        **_weight(browser, base, bench.site, _OURS_FIRST, bench.asked[::8]),
        "索引大小 / YAML": bench.share(size_of(bench.site / "assets/search")),
        "建索引（CPU 秒，MB）": f"{costs['cpu']:.1f}，{costs['memory'] // 1_000_000}",
        "改一条记录（CPU 秒，今年的 / 往年的）": f"{costs['now']:.2f} / {costs['closed']:.2f}",
    }


def _pagefind(browser: Browser, bench: Bench) -> dict[str, str]:
    folder = bench.folder / "beside"
    folder.mkdir(exist_ok=True)
    done = None if (folder / "pagefind").exists() else pagefind.index(bench.python, bench.site, folder)
    (folder / "404.html").write_bytes((bench.site / "404.html").read_bytes())
    base = served(folder)
    page = browser.new_page()
    page.goto(f"{base}404.html")
    addresses = pagefind.pages(folder)
    answers = judged(page, pagefind.ASK, bench.asked, bench.minutes)
    return {
        **quality([(one, [addresses[key] for key in keys], ms) for one, keys, ms in answers]),
        **_weight(browser, base, folder, pagefind.ASK, bench.asked[::24]),
        "索引大小 / YAML": bench.share(size_of(folder / "pagefind")),
        "建索引（CPU 秒，MB）": f"{done.cpu:.1f}，{done.peak // 1_000_000}" if done else "没有重新建",
        "改一条记录（CPU 秒，今年的 / 往年的）": "全部重做",
    }


def _material(browser: Browser, bench: Bench) -> dict[str, str]:
    """The same records as MkDocs's own pages, which say less than ours: truth is what these say."""
    build = material.twin(bench.python, bench.root, bench.folder / "twin")
    site = bench.folder / "twin/site"
    texts = texts_of(site)
    again = [Query(one.kind, one.text, holding(texts, one.text)) for one in bench.asked]
    asked = [one for one in again if one.truth or one.kind == "nowhere"]
    page = browser.new_page()
    paths: list[str] = []
    page.on("request", lambda request: paths.append(request.url))
    base = served(site)
    start = time.monotonic()
    material.opened(page, base)
    ready = time.monotonic() - start
    weight = sum(_gzipped(site / one.removeprefix(base).partition("?")[0]) for one in set(paths) if "search" in one)
    return {
        **quality(list(judged(page, material.ASK, asked, bench.minutes))),
        "首次查询字节（gzip，中位/p95）": str(weight),
        "索引大小 / YAML": bench.share((site / "search/search_index.json").stat().st_size),
        "打开搜索框到能用（秒）": f"{ready:.1f}",
        "建索引（CPU 秒，MB）": f"整个网站 {build.cpu:.1f}，{build.peak // 1_000_000}" if build else "没有重新建",
        "改一条记录（CPU 秒，今年的 / 往年的）": "全部重做",
    }


def _weight(browser: Browser, base: str, folder: Path, script: str, asked: Sequence[Query]) -> dict[str, str]:
    costs = bytes_of(base, folder, script, asked, lambda: browser.new_context().new_page())
    return {"首次查询字节（gzip，中位/p95）": f"{costs[len(costs) // 2]} / {costs[int(len(costs) * 0.95)]}"}


_MEASURES = {"gongkai": _ours, "pagefind": _pagefind, "material": _material}


if __name__ == "__main__":
    main()
