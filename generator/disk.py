"""The few ways in which the disk is changed where a site is published: written, linked, renamed, flushed, removed.

Everything that a fault of the disk can interrupt is one of these functions; the tests make each of them fail.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]

KEPT = 3
"""Releases that are kept, the one that is shown among them."""
_EPOCH = 1_577_836_800
"""2020-01-01 UTC, before any release."""
_SPREAD = 5 * 365 * 86_400
"""Seconds over which modification times are spread by content."""
_FLUSHED_SINGLY = 1000
"""Files up to which each is flushed by itself; more are flushed with everything that the machine has not written yet."""
_AT_ONCE = 16
"""Files that are flushed at the same time: the disk writes them down together, fifty times as fast as one by one."""


_GET_FLAGS, _SET_FLAGS, _TOP_OF_TREES = 0x80086601, 0x40086602, 0x00020000
"""Linux's FS_IOC_GETFLAGS, FS_IOC_SETFLAGS and FS_TOPDIR_FL; machines that number them otherwise refuse."""


class BusyError(Exception):
    """Somebody else holds the lock."""


_BY_NUMBER = {os.chmod, os.utime} <= os.supports_fd
"""Whether an open file can be given its mode and time, without looking its name up again."""
_FRESH = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_READABLE = 0o644


def write(path: str | Path, content: bytes, seconds: int | None = None) -> None:
    """A new file; with a time, one that everybody may read, whatever the umask."""
    number = os.open(path, _FRESH, 0o666 if seconds is None else _READABLE)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(number, left) :]
        if seconds is not None and _BY_NUMBER:
            if os.fstat(number).st_mode & 0o777 != _READABLE:  # to ask takes a tenth of the time of setting it
                os.chmod(number, _READABLE)
            os.utime(number, (seconds, seconds))
    finally:
        os.close(number)
    if seconds is not None and not _BY_NUMBER:  # pragma: no cover - Windows
        os.chmod(path, _READABLE)
        os.utime(path, (seconds, seconds))


def link(old: str | Path, new: str | Path) -> None:
    """A second name for a file that is there."""
    os.link(old, new)


def symlink(place: Path, points_to: Path) -> None:
    """A link to a folder, relative to where it stands."""
    place.symlink_to(points_to, target_is_directory=True)


def rename(old: Path, new: Path) -> None:
    """Another name, in one step; a file or a link that has that name is replaced."""
    os.replace(old, new)


def fsync(path: str | Path) -> None:
    """Wait until a file, or the names in a folder, would survive a power cut."""
    if os.name == "nt" and os.path.isdir(path):  # pragma: no cover - folders cannot be opened there
        return
    number = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def make_folder(path: Path) -> None:
    """A folder that a web server may read, whatever the umask; folders that are there stay as they are."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


def spread(folder: Path) -> None:
    """Ask the file system to keep what lies in each folder of this one away from the others: ext4 does (`chattr +T`).

    ext4 puts new files beside those of the folder above, and passes over each place of a file that was removed in the
    last minutes, one after another: behind an old release that has just been dropped a new one takes a seventh longer.
    """
    if fcntl is None:  # pragma: no cover - Windows
        return
    with suppress(OSError):  # most file systems know nothing of it
        number = os.open(folder, os.O_RDONLY)
        try:
            flags = int.from_bytes(fcntl.ioctl(number, _GET_FLAGS, bytes(8))[:4], sys.byteorder)
            if not flags & _TOP_OF_TREES:
                fcntl.ioctl(number, _SET_FLAGS, (flags | _TOP_OF_TREES).to_bytes(4, sys.byteorder) + bytes(4))
        finally:
            os.close(number)


def write_published(path: str | Path, content: bytes, digest: bytes | None = None) -> None:
    """A file that is going to be read by everybody; its time follows from its bytes."""
    seconds = time_of(digest or sha256(content).digest())
    try:
        write(path, content, seconds)
    except FileNotFoundError:
        make_folder(Path(path).parent)
        write(path, content, seconds)


def time_of(digest: bytes) -> int:
    """The modification time of a file with this SHA-256."""
    return _EPOCH + int.from_bytes(digest[:8], "big") % _SPREAD


def write_whole(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """A file whose name never stands for half of it; `lasting` waits until it would survive a power cut."""
    fresh = path.with_name(f".{path.name}.new")
    write(fresh, content)
    if lasting:
        fsync(fresh)
    rename(fresh, path)
    if lasting:
        fsync(path.parent)


class Flushing:
    """Lets what has been written go to the disk meanwhile, so that little has to be waited for at the end."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._new = 0

    def wrote(self) -> None:
        """Another file has been written."""
        self._new += 1
        if self._new > _FLUSHED_SINGLY and hasattr(os, "sync") and not (self._thread and self._thread.is_alive()):
            self._new = 0
            self._thread = threading.Thread(target=os.sync, daemon=True)
            self._thread.start()


def flush(folder: Path, written: Iterable[str | Path]) -> None:
    """Wait until a folder with everything in it would survive a power cut; `written` are the files that are new in it."""
    from concurrent.futures import ThreadPoolExecutor  # here, as it brings logging with it

    files = list(written)
    if len(files) > _FLUSHED_SINGLY and hasattr(os, "sync"):
        os.sync()
        fsync(folder)
        return
    with ThreadPoolExecutor(_AT_ONCE) as flushing:
        for _ in flushing.map(fsync, files):
            pass
        for _ in flushing.map(fsync, [place for place, _, _ in os.walk(folder)]):
            pass


def remove_tree(folder: Path) -> None:
    """Remove a folder that has a name: the name goes in one step, so that it never stands for half of the folder."""
    away = folder.with_name(f".gone-{folder.name.lstrip('.')}")
    shutil.rmtree(away, ignore_errors=True)
    try:
        rename(folder, away)
    except FileNotFoundError:
        return
    shutil.rmtree(away, ignore_errors=True)


def sweep(folder: Path, *patterns: str) -> None:
    """Remove what an interrupted run has left. Nobody else may be at work there."""
    for pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a lock while the body runs. Raises `BusyError` where somebody else holds it and `wait` is False.

    The lock is the system's and goes with the process that holds it, however that ends; the file stays and means nothing.
    """
    with open(path, "ab") as stream:
        if fcntl is None:  # pragma: no cover - Windows
            _lock_on_windows(stream.fileno(), wait)
        else:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                raise BusyError(str(path)) from None
        yield


def _lock_on_windows(number: int, wait: bool) -> None:  # pragma: no cover
    import msvcrt

    while True:
        try:
            msvcrt.locking(number, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            if not wait:
                raise BusyError(str(number)) from None
            continue  # it gives up by itself after ten seconds
        return
