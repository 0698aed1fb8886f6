"""`gongkai serve`: the site on this machine, built again and reloaded when records, words or templates change."""

from __future__ import annotations

import argparse
import gc
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.build import Outcome, build
from generator.cli.build import add_options as add_build_options
from generator.cli.console import FINE, STORE, WrongUse, add_site_options, say, site_root, tell

if TYPE_CHECKING:
    from generator.preview import PreviewServer

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
    _rebuild(root, options)
    server = _bind(options)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(
        f"打开 http://127.0.0.1:{server.server_port}/ 查看；改动 data、content、site_templates 后自动更新；按 Ctrl+C 结束"
    )
    try:
        for names in watched_changes(root):
            tell(f"有改动：{'、'.join(names)}")
            if _rebuild(root, options).code == FINE:
                server.announce()
    finally:
        server.shutdown()
        server.server_close()
    return FINE


def _as_for_a_build(options: argparse.Namespace) -> argparse.Namespace:
    """The options with those of a build, which has more of them, as they are where nobody gives them."""
    parser = argparse.ArgumentParser(add_help=False)
    add_build_options(parser)
    return parser.parse_args([], options)


def _rebuild(root: Path, options: argparse.Namespace) -> Outcome:
    """Build once; a site that cannot be built is said and the last good one stays up."""
    start = time.perf_counter()
    try:
        outcome = build(root, options, root / "site")
    except WrongUse as wrong:
        tell(f"gongkai：{wrong}")
        outcome = Outcome(1)
    gc.collect()
    if outcome.code == FINE:
        tell(f"已更新：{outcome.pages} 个页面，用时 {time.perf_counter() - start:.1f} 秒")
    return outcome


def _bind(options: argparse.Namespace) -> PreviewServer:
    from generator.preview import PreviewServer

    last = min(options.port + _MOST_TRIES, _PORTS) if options.port else 1
    for port in range(options.port, last):
        try:
            return PreviewServer(("127.0.0.1", port), options.site)
        except OSError:
            continue
    raise WrongUse(f"端口 {options.port} 和后面几个都被占用，用 --port 换一个")
