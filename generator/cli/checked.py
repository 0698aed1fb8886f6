"""What the last check of everything has found, so that a check of some files can say what is new elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from generator import disk
from generator.cli.console import STORE
from generator.diagnostics import Diagnostic
from generator.inputs import code_digest
from generator.sealed import sealed, unsealed

CHECKED = "checked"


def checked_before(root: Path) -> set[tuple[str, str, str]] | None:
    """What the last check of everything found: code, file, message; None where there was none by this version."""
    kept = unsealed(_content(root / STORE / CHECKED))
    return {(one[0], one[1], one[2]) for one in kept["found"]} if kept and kept["code"] == code_digest() else None


def in_words(one: Diagnostic) -> tuple[str, str, str]:
    """What a diagnostic is known by: code, file, message. The bytes of an odd file name are spelled out."""
    return one.code, _spelled(one.position.path), _spelled(one.message)


def _spelled(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def keep_checked(root: Path, found: Sequence[Diagnostic]) -> None:
    """Keep what a check of everything found; that it cannot be kept costs nothing but that."""
    rows = [in_words(one) for one in found]
    with suppress(OSError):
        disk.make_folder(root / STORE)
        disk.write_whole(root / STORE / CHECKED, sealed({"code": code_digest(), "found": rows}))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
