"""`gongkai serve`: the site on this machine, built again and reloaded when records, words or templates change."""

from __future__ import annotations

import argparse
import gc
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from generator.beside import Aside
from generator.cli.build import add_options as add_build_options
from generator.cli.console import FINE, STORE, WrongUse, add_site_options, say, site_root, tell
from generator.cli.steps import Found, Outcome, Prepared, at_work, looked_through, prepared
from generator.cli.timings import Timings

if TYPE_CHECKING:
    from generator.preview import Fresh, PreviewServer

NAME = "serve"
WORDS = "在本机查看网站，改动后自动更新"
_MOST_TRIES = 10
_PORTS = 65_536


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_site_options(parser)
    parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000；被占用时用下一个空的")
    parser.add_argument("--audience", choices=["public", "campus"], help="公开范围，默认 public")


def run(options: argparse.Namespace) -> int:
    """Build, serve, and build again on each change until interrupted. Raises `WrongUse` where no port is free."""
    from generator.preview import watched_changes

    root = site_root(options)
    if not 0 <= options.port < _PORTS:
        raise WrongUse(f"端口要在 0 到 65535 之间：{options.port}")
    options.site = root / STORE / "preview" / "site"
    options = _as_for_a_build(options)
    options.site.parent.mkdir(parents=True, exist_ok=True)
    preview = _Preview(root, options)
    preview.build()
    server = preview.server = _bind(options)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(
        f"打开 http://127.0.0.1:{server.server_port}/ 查看；改动 data、content、site_templates 后自动更新；按 Ctrl+C 结束"
    )
    try:
        for names in watched_changes(root):
            tell(f"有改动：{'、'.join(names)}")
            preview.build()
    finally:
        preview.stop()
        server.shutdown()
        server.server_close()
    return FINE


class _Preview:
    """What is shown: the last release, and pages that have changed since, while the next is published beside."""

    def __init__(self, root: Path, options: argparse.Namespace) -> None:
        self._root = root
        self._options = options
        self._publishing: Aside | None = None
        self.server: PreviewServer | None = None
        """None before there is something to be shown."""

    def build(self) -> None:
        """Look through the records and show what is new; what cannot be built is said, and the last good site stays."""
        self.stop()
        start = time.perf_counter()
        try:
            with at_work(self._root):
                found = looked_through(self._root, self._options, self._root / "site", Timings())
                ready = prepared(found, Timings()) if isinstance(found, Found) else None
            if ready is not None:
                self._show(ready, start)
            elif isinstance(found, Outcome) and found.code == FINE:
                self._announce(None)
        except WrongUse as wrong:
            tell(f"gongkai：{wrong}")
        gc.collect()

    def stop(self) -> None:
        """Publish no further: what has been changed again need not be finished."""
        if self._publishing is not None:
            self._publishing.stop()
            self._publishing = None

    def _show(self, ready: Prepared, start: float) -> None:
        """Show pages at once and publish beside; where that cannot be, publish first."""
        if self.server is None or not hasattr(os, "fork"):
            self._publish(ready, start)
            self._announce(None)
            return
        from generator.preview import Fresh

        stale = ready.site.memory.stale(ready.site.page_works(ready.rendered))
        self._publishing = publishing = Aside(lambda: self._aside(ready, start))
        self._announce(Fresh(stale, publishing.done))
        tell(f"改了的页面可以看了，用时 {time.perf_counter() - start:.1f} 秒；搜索和开放数据随后更新")

    def _aside(self, ready: Prepared, start: float) -> None:
        """Publish in a process of its own, which says itself what goes wrong."""
        try:
            self._publish(ready, start)
        except WrongUse as wrong:
            tell(f"gongkai：{wrong}")
            raise

    def _publish(self, ready: Prepared, start: float) -> None:
        with at_work(self._root):
            outcome = ready.publish(Timings())
        tell(f"已更新：{outcome.pages} 个页面，用时 {time.perf_counter() - start:.1f} 秒")

    def _announce(self, fresh: Fresh | None) -> None:
        if self.server is not None:
            self.server.fresh = fresh
            self.server.announce()


def _as_for_a_build(options: argparse.Namespace) -> argparse.Namespace:
    """The options with those of a build, which has more of them, as they are where nobody gives them."""
    parser = argparse.ArgumentParser(add_help=False)
    add_build_options(parser)
    return parser.parse_args([], options)


def _bind(options: argparse.Namespace) -> PreviewServer:
    from generator.preview import PreviewServer

    last = min(options.port + _MOST_TRIES, _PORTS) if options.port else 1
    for port in range(options.port, last):
        try:
            return PreviewServer(("127.0.0.1", port), options.site)
        except OSError:
            continue
    raise WrongUse(f"端口 {options.port} 和后面几个都被占用，用 --port 换一个")
