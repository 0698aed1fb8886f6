"""Times and judges the search beside its peers: `python -m benchmarks.search SITE FOLDER`.

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
from typing import Any

from playwright.sync_api import Page, sync_playwright

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

    def log_message(self, *_: object) -> None:
        """No log."""


def texts_of(site: Path) -> dict[str, str]:
    """The folded words of every page, by address."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        html = article(path.read_bytes()).decode()
        if html:
            found[path.relative_to(site).as_posix()] = fold(read(html).text)
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
            words = text.split(" ")
            found.append(
                Query(kind, text, frozenset(page for page, body in texts.items() if all(one in body for one in words)))
            )
            if sum(one.kind == kind for one in found) == number:
                break
    return found


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


def served(folder: Path) -> tuple[ThreadingHTTPServer, str]:
    """A server of a folder, and its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


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
    from urllib.parse import unquote

    return len(gzip.compress(Path(unquote(str(path))).read_bytes(), 6))


def pagefind(site: Path, folder: Path) -> tuple[float, int]:
    """Seconds and megabytes of a Pagefind run over the site's pages."""
    command = [
        sys.executable,
        "-m",
        "pagefind",
        "--site",
        str(site),
        "--output-path",
        str(folder / "pagefind"),
        "--root-selector",
        "article",
        "--quiet",
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    subprocess.run(["/usr/bin/env", *command], check=True, capture_output=True)
    return time.perf_counter() - start, max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024


def size_of(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main(root: Path, folder: Path) -> None:
    """Measure and print; a folder that Pagefind has filled already is used as it is."""
    site = (root / "site").resolve()
    texts = texts_of(site)
    asked = queries(texts)
    yaml = sum(path.stat().st_size for path in (root / "data").rglob("*.yml"))
    print(f"{len(texts)} 页，{len(asked)} 个查询，YAML {yaml / 1e6:.1f} MB", flush=True)
    report: dict[str, Any] = {}
    folder.mkdir(parents=True, exist_ok=True)
    seconds, memory = pagefind(site, folder) if not (folder / "pagefind").exists() else (0.0, 0)
    server, base = served(site)
    other, other_base = served(folder)
    for name in ("404.html",):
        (folder / name).write_bytes((site / name).read_bytes())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium_arguments())  # type: ignore[arg-type]

        def fresh() -> Page:
            return browser.new_context().new_page()

        page = fresh()
        page.goto(f"{base}404.html")
        everything = list(judged(page, _OURS, asked))
        shown = [(one, pages, ms) for one, pages, ms in judged(page, _OURS_SHOWN, asked)]
        first = [(one, pages[:10], ms) for one, pages, ms in shown]
        costs = bytes_of(base, site, _OURS_FIRST, asked[::8], fresh)
        report["gongkai"] = {
            **quality(everything),
            "准确率（显示的前十条）": quality(first)["准确率"],
            "首次查询字节（gzip，中位/p95）": f"{costs[len(costs) // 2]} / {costs[int(len(costs) * 0.95)]}",
            "索引大小 / YAML": f"{size_of(site / 'assets/search') / yaml:.2f}",
        }
        print(json.dumps(report, ensure_ascii=False, indent=1), flush=True)
        missed = [
            (one.kind, one.text, len(one.truth), len(one.truth & set(pages)))
            for one, pages, _ in everything
            if one.truth - set(pages)
        ]
        wrong = [
            (one.text, len(one.truth), [page for page in pages if page not in one.truth][:3])
            for one, pages, _ in first
            if set(pages) - one.truth
        ]
        print("missed", missed[:20], "wrong", wrong[:12], flush=True)
        if "--ours" in sys.argv:
            return
        page = fresh()
        page.goto(f"{other_base}404.html")
        theirs = list(judged(page, _PAGEFIND, asked))
        costs = bytes_of(other_base, folder, _PAGEFIND, asked[::24], fresh)
        report["Pagefind"] = {
            **quality(theirs),
            "首次查询字节（gzip，中位/p95）": f"{costs[len(costs) // 2]} / {costs[int(len(costs) * 0.95)]}",
            "索引大小 / YAML": f"{size_of(folder / 'pagefind') / yaml:.2f}",
            "建索引（秒，MB）": f"{seconds:.1f}，{memory}",
        }
        browser.close()
    server.shutdown()
    other.shutdown()
    print(json.dumps(report, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
