"""`gongkai serve`: the site on this machine, built again and reloaded when records, words or templates change."""

from __future__ import annotations

import argparse

from generator.cli.console import FINE, WrongUse, add_site_options, site_root

NAME = "serve"
WORDS = "在本机查看网站，改动后自动更新"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_site_options(parser)
    parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    site_root(options)
    if not 0 <= options.port < 65536:
        raise WrongUse(f"端口要在 0 到 65535 之间：{options.port}")
    return FINE
