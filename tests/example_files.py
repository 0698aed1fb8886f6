"""Examples: small overlays on a small world of records, with the lines where findings are expected.

An example file is `tests/examples/<type>/<check>.yml` with two lists, `keeps` and `breaks`. Each item maps
record paths below `data/` to text. A file that the world has keeps its other top-level keys; a line
`# without: key` takes one away. `# <-` at the end of a line says that the finding points at that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from generator.check import check
from generator.diagnostics import Diagnostic, in_order
from generator.judgements import Judgements
from generator.load import Loaded, load
from generator.raw_files import RawFile
from generator.readings import Readings
from generator.registry import RECORD_TYPES

EXAMPLES = Path(__file__).parent / "examples"
AS_OF = date(2026, 5, 1)
"""At which the configuration of the small world holds it."""
TODAY = date(2026, 6, 1)
ATTACHMENTS = {
    "tongzhi.pdf": b"%PDF-1.7",
    "mingdan.xlsx": b"PK\x03\x04",
    "wangye.html": b"<!doctype html>",
    "tubiao.svg": b"<svg>",
    "kong.pdf": b"",
    "gaiming.pdf": b"PK\x03\x04",
    "shuju.csv": b"\xef\xbb\xbf<html>",
    "biao.csv": "\ufeff部门,人数\n".encode("utf-16-le"),
    "chengxu.txt": b"MZ\x90\x00\x03",
}
"""What the attachments of the examples begin with."""
_MARK = "# <-"
_WITHOUT = re.compile(r"# without: (\w+)")
_KEY = re.compile(r"([\w一-鿿]+):")


@dataclass(frozen=True)
class Example:
    """One overlay, and what it must (or must not) lead to."""

    code: str
    """`proposal/late-response`; common checks are filed under `record/` and match any type."""
    name: str
    breaks: bool
    overlay: dict[str, str]
    encoding: str = "utf-8"
    times: int = 1
    """How often each text of the overlay is repeated: for files that are too large."""

    def expected_lines(self) -> set[tuple[str, int]]:
        """The lines marked with `# <-`, in the merged files."""
        return {
            (path, number)
            for path, text in merged(self.overlay).items()
            if path in {f"data/{one}" for one in self.overlay}
            for number, line in enumerate(text.splitlines(), 1)
            if line.rstrip().endswith(_MARK)
        }


def examples() -> Iterator[Example]:
    """Every example of every check."""
    for path in sorted(EXAMPLES.glob("*/*.yml")):
        if path.parent.name == "world":
            continue
        content = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for kind in ("keeps", "breaks"):
            for number, overlay in enumerate(content[kind], 1):
                code = f"{path.parent.name}/{path.stem}"
                encoding, times = content.get("encoding", "utf-8"), content.get("times", 1)
                bad = kind == "breaks"
                yield Example(
                    code, f"{code} {kind} {number}", bad, overlay, encoding if bad else "utf-8", times if bad else 1
                )


def blocks(text: str) -> dict[str, str]:
    """The top-level keys of a record with the text of each."""
    found: dict[str, str] = {}
    current = ""
    for line in text.splitlines(keepends=True):
        match = _KEY.match(line)
        current = match[1] if match else current
        if current:
            found[current] = found.get(current, "") + line
    return found


def merge(base: str, overlay: str) -> str:
    """The base with the overlay's top-level keys in place of its own."""
    dropped = set(_WITHOUT.findall(overlay))
    kept = {key: text for key, text in blocks(base).items() if key not in dropped}
    return "".join({**kept, **blocks(_WITHOUT.sub("", overlay))}.values())


def merged(overlay: dict[str, str]) -> dict[str, str]:
    """The world's files below `data/` with an overlay, by path."""
    world = dict(_texts())
    for path, text in overlay.items():
        full = f"data/{path}"
        world[full] = merge(world[full], text) if full in world else text
    return world


@cache
def _world() -> tuple[RawFile, ...]:
    root = EXAMPLES / "world"
    return tuple(
        RawFile(f"data/{path.relative_to(root).as_posix()}", path.read_bytes()) for path in sorted(root.rglob("*.yml"))
    )


@cache
def _texts() -> dict[str, str]:
    return {one.path: one.content.decode() for one in _world()}


@cache
def _by_path() -> dict[str, RawFile]:
    return {one.path: one for one in _world()}


def raw_files(files: dict[str, str], encoding: str) -> Iterator[RawFile]:
    """Files as they are read; those of the world as they were read before. `encoding` is that of the others."""
    for path, text in files.items():
        if text is _texts().get(path):
            yield _by_path()[path]
        else:
            yield RawFile(path, text.encode("utf-8" if path in _texts() else encoding, "surrogateescape"))


@cache
def _read() -> Readings:
    """The records of the world, read once: an example changes few of them."""
    readings = Readings()
    load(_world(), RECORD_TYPES, readings)
    return readings


@cache
def _found() -> bytes:
    """What the checks find of the world, with what they asked for it."""
    judgements = Judgements()
    _diagnosed(load(_world(), RECORD_TYPES, read_before()), judgements)
    return judgements.to_bytes("")


def read_before() -> Readings:
    """What has been read of the world, for one more load of it with an overlay."""
    return copy(_read())


def diagnose(files: dict[str, str], encoding: str = "utf-8", *, anew: bool = False) -> list[Diagnostic]:
    """Everything that loading and checking say of some files; `encoding` is that of the last ones, which overlay the world.

    Records of the world for which the checks would be answered as before are not checked again, unless `anew`;
    test_recall.py holds one against the other.
    """
    loaded = load(raw_files(files, encoding), RECORD_TYPES, read_before())
    return _diagnosed(loaded, Judgements() if anew else Judgements.from_bytes(_found(), ""))


def _diagnosed(loaded: Loaded, judgements: Judgements) -> list[Diagnostic]:
    found = check(loaded.dataset, loaded.sources, RECORD_TYPES, AS_OF, TODAY, ATTACHMENTS, judgements, pinned=True)
    return in_order([*loaded.diagnostics, *found])
