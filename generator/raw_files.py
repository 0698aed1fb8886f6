"""The files below `data/` as they lie on the disk: bytes, or why they cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path

DATA = "data"
ATTACHMENTS = "attachments"
READ = "read"
"""The name under which what was read of the record files is kept in a site's store."""
MAX_BYTES = 1024 * 1024
"""A record file with more is not read."""
State = tuple[int, int, int, int]
"""Inode, size, mtime and ctime of a file."""
Known = Callable[[str, State], str]
"""The hash of a file that is, by its state, what it was when it was read before; else ''."""
_BEGINNING = 1024
"""Bytes by which files of a kind are known: in a PDF its sign may stand behind others."""


class RawFile:
    """A file below `data/` as it was found: bytes, or why it cannot be read."""

    def __init__(self, path: str, content: bytes = b"", trouble: str = "", state: State | None = None) -> None:
        self.path = path
        """Relative to the site, with `/`."""
        self.trouble = trouble
        """`symlink`, `unreadable` or ''."""
        self.state = state
        """Inode, size and times, where they are known."""
        self._read: Callable[[], bytes] = lambda: content

    @classmethod
    def known(cls, path: str, state: State, digest: str, read: Callable[[], bytes]) -> RawFile:
        """A file whose hash is known: it is read when its bytes are asked for."""
        file = cls(path, state=state)
        file._read = read
        file.__dict__["digest"] = digest
        return file

    @cached_property
    def content(self) -> bytes:
        """The bytes."""
        return self._read()

    @cached_property
    def digest(self) -> str:
        """The hash of the bytes."""
        return sha256(self.content).hexdigest()


def record_files(site: Path, known: Known | None = None) -> Iterator[RawFile]:
    """Every file below `data/` but the attachments, in order of path. Links are not followed.

    Files that are, by inode, size and times, what is `known` of them are read when their bytes are asked for.
    """
    for entry, relative in walk(site / DATA, f"{DATA}/"):
        if not relative.startswith(f"{DATA}/{ATTACHMENTS}/"):
            yield _read(entry, relative, known)


def attachments_in(site: Path) -> dict[str, bytes]:
    """The attachments that exist, relative to `data/attachments/`, each with the bytes that it begins with."""
    root = f"{DATA}/{ATTACHMENTS}/"
    return {
        relative.removeprefix(root): _beginning(entry)
        for entry, relative in walk(site / DATA / ATTACHMENTS, root)
        if not entry.is_symlink()
    }


def _beginning(entry: os.DirEntry[str]) -> bytes:
    """None of them where it cannot be read, or is no file."""
    try:
        if not entry.is_file():
            return b""
        with open(entry.path, "rb", buffering=0) as stream:
            return stream.read(_BEGINNING)
    except OSError:
        return b""


def walk(folder: Path | str, prefix: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Files below a folder with their relative paths, sorted; hidden files and folders are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda one: one.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path, f"{prefix}{entry.name}/")
        else:
            yield entry, f"{prefix}{entry.name}"


def _read(entry: os.DirEntry[str], relative: str, known: Known | None) -> RawFile:
    if entry.is_symlink():
        return RawFile(relative, trouble="symlink")
    if not entry.is_file():  # a pipe would be waited for
        return RawFile(relative, trouble="unreadable")
    try:
        stat = entry.stat()
        state = (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        digest = known(relative, state) if known is not None else ""
        if digest:
            return RawFile.known(relative, state, digest, partial(_late, entry.path, stat.st_size))
        return RawFile(relative, _content(entry.path, stat.st_size), state=state)
    except OSError:
        return RawFile(relative, trouble="unreadable")


def _content(path: str, size: int) -> bytes:
    most = -1 if size <= MAX_BYTES else MAX_BYTES + 1  # a number to read is memory taken at once
    with open(path, "rb", buffering=0) as stream:
        return stream.read(most)


def _late(path: str, size: int) -> bytes:
    """The bytes of a file whose record is known: they are looked at for a line of them alone."""
    try:
        return _content(path, size)
    except OSError:
        return b""
