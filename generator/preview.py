"""The server behind `gongkai serve`: files of the built site, with a word to the browser when they have changed."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from generator.ahead import Work
from generator.outputs.templates import BrokenTemplateError
from generator.shells import ShellError

_EVENTS = "/.gongkai/events"
_SCRIPT = "/.gongkai/reload.js"
_RELOAD = b"""let open = false;
const source = new EventSource("/.gongkai/events");
source.onopen = () => { if (open) location.reload(); open = true; };
source.onmessage = () => location.reload();
"""
_HEARTBEAT = 20.0
"""Seconds after which a silent connection is spoken to, so that closed ones are noticed."""


class Fresh:
    """Pages as the records are now, made when somebody looks at them, while the whole site is published beside."""

    def __init__(self, stale: Mapping[str, Work], published: Callable[[], bool | None]) -> None:
        """`stale`: what is not as it is in the release, by path; `published`: whether all of it has been published."""
        self._stale = dict(stale)
        self._published = published
        self._made: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def page(self, path: str) -> bytes | None:
        """A page that is not what the release shows; None where that is to be shown."""
        with self._lock:
            if self._stale and self._published():
                self._stale.clear()
                self._made.clear()
            work = self._stale.get(path)
            if work is not None and path not in self._made:
                try:
                    self._made |= {one.path: one.content for one in work.products()}
                except (BrokenTemplateError, ShellError):  # said where the site is published
                    del self._stale[path]
            return self._made.get(path)


class PreviewServer(ThreadingHTTPServer):
    """Serves a folder on the loopback address and tells open pages to load again."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        self.changed = threading.Condition()
        self.version = 0
        self.fresh: Fresh | None = None
        super().__init__(address, partial(_Handler, directory=str(folder)))

    def next_version(self, seen: int) -> int:
        """The version of the site once it is another than `seen`, or the same after a heartbeat."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != seen, _HEARTBEAT)
            return self.version

    def announce(self) -> None:
        """Tell every open page that the site has changed."""
        with self.changed:
            self.version += 1
            self.changed.notify_all()


class _Handler(SimpleHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        if self.path == _EVENTS:
            self._events()
        elif self.path == _SCRIPT:
            self._send(_RELOAD, "text/javascript")
        else:
            super().do_GET()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """A page gets the script that reloads it; everything else is sent as it is."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        fresh = self.server.fresh
        made = fresh.page(path.relative_to(self.directory).as_posix()) if fresh else None
        if made is None and (path.suffix != ".html" or not path.is_file()):
            return super().send_head()
        page = (path.read_bytes() if made is None else made).replace(
            b"</body>", f'<script src="{_SCRIPT}"></script></body>'.encode(), 1
        )
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return io.BytesIO(page)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        version = self.server.version
        try:
            self.wfile.write(b": open\n\n")
            while True:
                self.wfile.flush()
                now = self.server.next_version(version)
                self.wfile.write(b"data: changed\n\n" if now != version else b": still here\n\n")
                version = now
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged: who looks at what is nobody's business."""


def watched_changes(root: Path) -> Iterator[list[str]]:
    """The names of changed files below `data/`, `content/`, `site_templates/` and of mkdocs.yml, a batch at a time."""
    from watchfiles import watch

    roots = [root / name for name in ("data", "content", "site_templates", "mkdocs.yml") if (root / name).exists()]
    for changes in watch(*roots, debounce=300, step=50, raise_interrupt=True):
        yield sorted({os.path.relpath(path, root) for _, path in changes})
