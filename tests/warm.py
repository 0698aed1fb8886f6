"""Runs of the command in processes that are forked from one in which everything is imported: a tenth of the start."""

from __future__ import annotations

import sys
from pathlib import Path

import mkdocs.commands.build  # noqa: F401

import generator.build
import generator.mkdocs_plugin
import generator.registry
from generator.cli import main

for kind in generator.registry.RECORD_TYPES:
    kind.offers()
    kind.checking()


def run(arguments: list[str], said: Path) -> None:
    """Run the command; what it says to people goes into a file."""
    with said.open("w", encoding="utf-8") as stream:
        sys.stdout = sys.stderr = stream
        code = main(arguments)
    sys.exit(code)
