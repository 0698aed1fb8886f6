"""The disk: reads sources, stages a release and publishes it whole. The only module that writes files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.load import ATTACHMENTS, DATA, RawFile
from generator.readings import Readings
from generator.source import MAX_BYTES

_BEGINNING = 1024
"""Bytes by which files of a kind are known: in a PDF its sign may stand behind others."""


def record_files(site: Path, known: Readings | None = None) -> Iterator[RawFile]:
    """Every file below `data/` but the attachments, in order of path. Links are not followed.

    Files that are, by inode, size and times, what is `known` of them are read when their bytes are asked for.
    """
    for entry, relative in _walk(site / DATA, f"{DATA}/"):
        if not relative.startswith(f"{DATA}/{ATTACHMENTS}/"):
            yield _read(entry, relative, known)


def attachments_in(site: Path) -> dict[str, bytes]:
    """The attachments that exist, relative to `data/attachments/`, each with the bytes that it begins with."""
    root = f"{DATA}/{ATTACHMENTS}/"
    return {
        relative.removeprefix(root): _beginning(entry)
        for entry, relative in _walk(site / DATA / ATTACHMENTS, root)
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


def _walk(folder: Path | str, prefix: str) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Files below a folder with their relative paths, sorted; hidden files and folders are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda one: one.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{prefix}{entry.name}/")
        else:
            yield entry, f"{prefix}{entry.name}"


def _read(entry: os.DirEntry[str], relative: str, known: Readings | None) -> RawFile:
    if entry.is_symlink():
        return RawFile(relative, trouble="symlink")
    if not entry.is_file():  # a pipe would be waited for
        return RawFile(relative, trouble="unreadable")
    try:
        stat = entry.stat()
        state = (stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        digest = known.digest(relative, state) if known is not None else ""
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


def tree_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder with its relative path, in order; nothing where there is no such folder."""
    yield from ((relative, Path(entry.path)) for entry, relative in _walk(folder, ""))


def shipped(name: str) -> Path:
    """A folder that travels with gongkai: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent / "shipped" / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / _IN_CHECKOUT.get(name, name)


_IN_CHECKOUT = {"examples": "tests/examples"}


def read_tree(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """Those of the files below a folder that exist, by path."""
    return {path: (root / path).read_bytes() for path in paths if (root / path).is_file()}


def write_tree(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, each whole or not at all."""
    for path, content in sorted(files.items()):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f".{place.name}.new")
        fresh.write_bytes(content)
        fresh.replace(place)
