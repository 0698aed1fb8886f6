"""Everything that a build depends on, as one digest, and the state of the files it is made from. Imports nothing slow."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDERS = ("data", "content", "site_templates")
CONFIG = "mkdocs.yml"
_ENVIRONMENT = b"!ENV"
"""How a mkdocs.yml asks for a variable of the environment."""

State = tuple[tuple[str, int, int, int, int], ...]
"""Path, inode, size, mtime and ctime of every file."""


class ChangedMeanwhileError(Exception):
    """Files were changed while they were read: what was read may be half of one state and half of another."""


def state_of(root: Path, names: Iterable[str] = (*FOLDERS, CONFIG)) -> State:
    """What the file system says of the sources of a site: while it says the same, nothing was changed."""
    return tuple(
        (path, entry.st_ino, entry.st_size, entry.st_mtime_ns, entry.st_ctime_ns)
        for name in names
        for path, entry in _stats(root / name)
    )


def unchanged_since(root: Path, before: State, names: Iterable[str] = (*FOLDERS, CONFIG)) -> None:
    """Raises `ChangedMeanwhileError` where sources are not what they were."""
    now = state_of(root, names)
    if now == before:
        return
    changed = sorted({os.path.relpath(one[0], root) for one in set(now) ^ set(before)})
    shown = "、".join(changed[:3]) + ("等" if len(changed) > 3 else "")
    raise ChangedMeanwhileError(f"正在生成的时候 {shown} 有改动，这一次不算数；等改完再运行一次")


def digest_of(root: Path, further: Iterable[str], words: Iterable[str]) -> str:
    """One hash over the sources of a site with the files that its configuration names, our own code, and some words."""
    whole = sha256(code_digest().encode())
    config = _bytes(root / CONFIG)
    for word in (*words, *(f"{key}={value}" for key, value in _asked(config))):
        whole.update(word.encode("utf-8", "surrogateescape") + b"\0")
    for name in (*FOLDERS, CONFIG, *further):
        place = os.path.normpath(root / name)
        inside = os.path.relpath(place, root)
        for path, _ in _stats(place):
            content = _bytes(path)
            whole.update(f"{inside}{path[len(place) :]}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    return whole.hexdigest()


def _asked(config: bytes) -> list[tuple[str, str]]:
    """The environment, where the configuration asks for any of it."""
    return sorted(os.environ.items()) if _ENVIRONMENT in config else []


@cache
def code_digest() -> str:
    """A hash over our own code and templates, and the versions of all libraries that are installed."""
    whole = sha256(sys.version.encode())
    own = Path(__file__).parent
    shipped = own / "shipped" if (own / "shipped").is_dir() else own.parent
    for folder in (own, shipped / "site_templates"):
        for path, _ in _stats(folder):
            if not path.endswith(".pyc"):
                whole.update(os.path.relpath(path, folder).encode() + b"\0" + sha256(_bytes(Path(path))).digest())
    for name in sorted(_libraries()):
        whole.update(name.encode() + b"\0")
    return whole.hexdigest()


def _libraries() -> Iterator[str]:
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from (one.name for one in os.scandir(folder) if one.name.endswith(".dist-info"))


def _bytes(path: Path | str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as stream:
            return stream.read()
    except OSError:
        return b""


def _stats(place: Path | str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a place, or the place itself, in order; links are not followed, hidden names passed over."""
    try:
        entries = sorted(os.scandir(place), key=lambda one: one.name)
    except NotADirectoryError:
        yield str(place), os.stat(place)
        return
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _stats(entry.path)
        else:
            try:
                yield entry.path, entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
