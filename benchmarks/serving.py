"""How long an editor waits: from saving a record to the changed page, as an open browser tab would see it."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.timing import Run, Runs

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_PATIENCE = 300.0
"""Seconds after which no answer is an answer."""


def saved_to_shown(
    site: Path, page: str, change: Callable[[], str], times: int, environment: Mapping[str, str] | None = None
) -> Runs:
    """`change` saves a record and returns what the page must show then; the first time does not count."""
    with _served(site, environment or {}) as port:
        return Runs(tuple(Run(_once(port, page, change), float("nan"), 0) for _ in range(times + 1))[1:])


@contextmanager
def _served(site: Path, environment: Mapping[str, str]) -> Iterator[int]:
    """`gongkai serve` of a site; gives its port."""
    words = (sys.executable, "-m", "generator.cli", "serve", "-C", str(site))
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **environment}
    )
    assert process.stdout is not None
    try:
        port = next((int(found[1]) for line in process.stdout if (found := _ADDRESS.search(line))), 0)
        assert port, "gongkai serve has not begun"
        yield port
    finally:
        process.terminate()  # not as from the keyboard: what a shell begins in the background is deaf to that
        process.wait()


def _once(port: int, page: str, change: Callable[[], str]) -> float:
    events = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    events.request("GET", "/.gongkai/events")
    stream = events.getresponse()
    time.sleep(1)  # the watcher rests
    start = time.perf_counter()
    wanted = change()
    while time.perf_counter() - start < _PATIENCE:
        if stream.readline().startswith(b"data:") and wanted in _page(port, page):
            return time.perf_counter() - start
    raise TimeoutError(f"{page} does not show {wanted}")


def _page(port: int, page: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    connection.request("GET", f"/{page}")
    return connection.getresponse().read().decode()
