"""`gongkai init DIR`: a new site repository that uses gongkai as a dependency."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.cli.console import FINE

NAME = "init"
WORDS = "新建一个公开网站的目录"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("directory", type=Path, metavar="目录", help="新站点的目录")


def run(options: argparse.Namespace) -> int:
    """Lay out a new site."""
    return FINE
