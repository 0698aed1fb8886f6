"""The shipped site, built once, served over HTTP on the loopback address, looked at in a real Chromium."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""Without them Chromium looks up hosts of its own at every start."""


def chromium_arguments() -> dict[str, object]:
    """How Chromium is started: Debian's where it is installed, without its sandbox as root."""
    path = shutil.which("chromium")
    return {"executable_path": path, "args": [*FLAGS, "--no-sandbox"]} if path else {"args": FLAGS}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests need no log of requests."""


@pytest.fixture(scope="session")
def site_folder(university: Path) -> Path:
    """The example university's site."""
    return university


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of the served site, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site_folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**chromium_arguments())  # type: ignore[arg-type]
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    one = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    yield one
    one.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def sample_pages(folder: Path) -> list[str]:
    """Two record pages of every type, and every page that stands at the root or is a list."""
    by_type: dict[str, list[str]] = {}
    for line in (folder / "ids.txt").read_text("utf-8").splitlines():
        _, type_name, address, *_ = line.split("\t")
        if address:
            by_type.setdefault(type_name, []).append(address)
    records = [address for addresses in by_type.values() for address in (addresses[0], addresses[len(addresses) // 2])]
    lists: dict[str, str] = {}
    for path in sorted(folder.glob("*/*.html")):
        if path.stem == path.stem.lower():
            lists.setdefault(f"{path.parent.name}/{path.stem.partition('-')[0]}", path.relative_to(folder).as_posix())
    tops = [path.name for path in sorted(folder.glob("*.html"))]
    return [*tops, *lists.values(), *records]
