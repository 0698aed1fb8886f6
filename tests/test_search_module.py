"""The module that readers' browsers load: small, and nothing in it that browsers of 2020 do not know."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from generator.files import shipped

ASSETS = shipped("site_templates") / "theme"
MODULE = ASSETS / "assets/search.js"
FINDER, HEADER = ASSETS / "assets/find.js", ASSETS / "partials/find.html"


def test_the_module_is_small() -> None:
    assert len(gzip.compress(MODULE.read_bytes())) <= 12 * 1024


@pytest.mark.parametrize("path", [MODULE, FINDER, HEADER])
@pytest.mark.parametrize(
    "newer",
    [
        r"\?\.[a-z[(]", r"\?\?", r"\|\|=", r"&&=", r"\.at\(", r"replaceAll", r"structuredClone", r"findLast", r"hasOwn\b",
        r"replaceChildren", r"\(\?<[=!]", r"Intl\.Segmenter", r"Promise\.any", r"WeakRef", r"toSorted", r"#\w+\(", r"^\s*static ",
        r"\bawait import", r"AbortSignal\.", r"scrollend", r"navigation\.", r"WebAssembly",
    ],
)  # fmt: skip
def test_nothing_in_it_is_newer_than_the_browsers_of_readers(path: Path, newer: str) -> None:
    """Chrome 78 (WeChat's web view of 2020) and Safari 13 know none of these."""
    assert not re.search(newer, path.read_text("utf-8"), re.MULTILINE)


def test_it_asks_no_other_host() -> None:
    assert not re.search(r"https?:|//[a-z]", re.sub(r"^.*//.*$", "", MODULE.read_text("utf-8"), flags=re.MULTILINE))
