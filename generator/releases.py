"""Releases: a site is staged beside its target and published whole; the old one stands until the new one is complete.

`site` is a symlink to `.releases/<id>` beside it; the id is a hash of everything in the release, so the same
site is the same release. Pages that have not changed are hard links into the last release, so a published
file is never opened for writing. A file's mtime follows from its bytes: a server's ETag changes with them.

A folder whose name is an id is always whole: it gets the name when it is complete and flushed, and loses it before
it is removed. One build at a time works here; what a killed one has left is removed by the next.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field

from generator import disk
from generator.publication import Artifact

RELEASES = ".releases"


class PathConflictError(Exception):
    """Two artifacts have one path, also after folding case and Unicode forms."""


class NoReleaseError(Exception):
    """There is no such release to go back to."""


class Published(Struct):
    """What a release holds."""

    folder: Path
    digests: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of every file, by path, in the order in which they were made."""
    written: int = 0
    """Files that differ from the last release, or are new."""
    copied: bool = False
    """True where links are impossible and the release was copied."""

    @property
    def paths(self) -> list[str]:
        """Every file, in the order in which they were made."""
        return list(self.digests)


def _nothing() -> None:
    """Nobody wants to know, or nothing is left to do."""


def publish(
    target: Path,
    artifacts: Iterable[Artifact],
    keep: int = disk.KEPT,
    waiting: Callable[[], None] = _nothing,
    last_look: Callable[[], None] = _nothing,
) -> Published:
    """Stage all artifacts beside the target, then switch. Whatever fails before the switch leaves the target as it was.

    `waiting` is called where another build has to be waited for, `last_look` before the switch: what it raises stops it.
    """
    home = target.parent / RELEASES
    with _at_work(home, waiting):
        staging = home / f".staging-{os.getpid()}"
        disk.make_folder(staging)
        try:
            result, name = _stage(staging, shown(target), artifacts)
            last_look()
            place = _place(home, name, result)
            if not place.is_dir():
                disk.rename(staging, place)
                disk.fsync(home)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        result.folder = place
        ours = bool(remembered(home, target.name))
        _remember(home, target.name, name)
        result.copied = _switch(target, place, ours=ours)
        with suppress(OSError):  # what is left over is dropped next time
            _prune(home, target, max(keep, 1))
    return result


def roll_back(target: Path, name: str = "", waiting: Callable[[], None] = _nothing) -> Path:
    """Show an earlier release again: the one named, else the one before the current one. Raises `NoReleaseError`."""
    home = target.parent / RELEASES
    if not home.is_dir():
        raise NoReleaseError(f"{target} 没有发布过")
    with _at_work(home, waiting):
        order = [one for one in remembered(home, target.name) if (home / one).is_dir()]
        now = shown(target)
        current = now.name if now is not None else (order[-1] if order else "")
        if name and name not in order:
            raise NoReleaseError(f"没有保留版本 {name}；保留着的有：{'、'.join(order) or '（无）'}")
        earlier = order[: order.index(current)] if current in order else order
        if not name and not earlier:
            raise NoReleaseError("没有更早的版本了")
        place = home / (name or earlier[-1])
        if _switch(target, place):
            _remember(home, target.name, place.name)  # a copy does not say which release it shows: the last one does
    return place


def shown(target: Path) -> Path | None:
    """The release that a target shows; None where it shows none of ours, whose files are ours to share."""
    if not target.is_symlink():
        return None
    place = target.resolve()
    return place if place.parent == (target.parent / RELEASES).resolve() and place.is_dir() else None


def write_into(folder: Path, artifacts: Iterable[Artifact]) -> int:
    """Write artifacts straight into a folder that is no release (plain `mkdocs build`); returns how many."""
    number = 0
    for artifact in distinct(artifacts):
        disk.write_published(folder / artifact.path, artifact.make())
        number += 1
    return number


def distinct(artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
    """The artifacts, one after another. Raises `PathConflictError` at the second of two with one path."""
    taken: dict[str, str] = {}
    for artifact in artifacts:
        path = artifact.path
        folded = path.casefold() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
        if folded in taken:
            raise PathConflictError(f"两个文件要写到同一个地址：{' 和 '.join(sorted({taken[folded], path}))}")
        taken[folded] = path
        yield artifact


@contextmanager
def _at_work(home: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """One at a time; leftovers of whoever was killed here are removed first."""
    disk.make_folder(home)
    disk.spread(home)
    try:
        with disk.locked(home / "lock", wait=False):
            disk.sweep(home, ".staging-*", ".gone-*", ".*.new")
            yield
            return
    except disk.BusyError:
        waiting()
    with disk.locked(home / "lock"):
        disk.sweep(home, ".staging-*", ".gone-*", ".*.new")
        yield


def _stage(staging: Path, last: Path | None, artifacts: Iterable[Artifact]) -> tuple[Published, str]:
    result = Published(staging)
    written: list[str] = []
    flushing = disk.Flushing()
    for artifact in distinct(artifacts):
        place = f"{staging}/{artifact.path}"  # text: taking ten thousand paths apart takes a second
        old = f"{last}/{artifact.path}" if last is not None else None
        known = artifact.known
        if known and old is not None and _link(old, place):
            result.digests[artifact.path] = known
            continue
        content = artifact.make()
        digest = artifact.digest or sha256(content).hexdigest()
        result.digests[artifact.path] = digest
        if old is None or not _same(old, content) or not _link(old, place):
            disk.write_published(place, content, bytes.fromhex(digest))
            written.append(place)
            flushing.wrote()
    result.written = len(written)
    disk.flush(staging, written)
    whole = sha256()
    for line in sorted(f"{path}\0{digest}\n" for path, digest in result.digests.items()):
        whole.update(line.encode())
    return result, whole.hexdigest()[:16]


def _place(home: Path, name: str, result: Published) -> Path:
    """Where a release goes. One that is there already is the same, unless it has been damaged: then it is not used."""
    place, number = home / name, 1
    while place.is_dir() and not _intact(place, result.digests):
        number += 1
        place = home / f"{name}-{number}"
    return place


def _intact(place: Path, digests: Mapping[str, str]) -> bool:
    """Whether every file is as it was written: its time follows from its bytes."""
    try:
        return all(
            os.stat(f"{place}/{path}").st_mtime == disk.time_of(bytes.fromhex(digest))
            for path, digest in digests.items()
        )
    except OSError:
        return False


def _same(old: str, content: bytes) -> bool:
    """Whether a file of the last release holds these bytes."""
    try:
        return os.stat(old).st_size == len(content) and Path(old).read_bytes() == content
    except OSError:
        return False


def _link(old: str, new: str) -> bool:
    """Hard-link a file of the last release; False where links are impossible, or the file is not there."""
    try:
        disk.link(old, new)
    except FileNotFoundError:
        folder = Path(new).parent
        if folder.is_dir():
            return False
        disk.make_folder(folder)
        return _link(old, new)
    except OSError:
        return False
    return True


def _switch(target: Path, place: Path, *, ours: bool = True) -> bool:
    """Make the target show a release, in one step; True where it had to be copied.

    `ours` says whether a folder at the target was copied there by us.
    """
    disk.sweep(target.parent, f".{target.name}-[0-9]*")
    fresh = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        disk.symlink(fresh, Path(RELEASES) / place.name)
    except OSError as wrong:
        if shown(target) is not None:  # links are possible here: something else is wrong
            raise
        try:
            _copy(target, place, fresh, ours=ours)
        except OSError:
            shutil.rmtree(fresh, ignore_errors=True)
            raise wrong from None
        return True
    if target.exists() and not target.is_symlink():
        disk.rename(target, _free(target))
    disk.rename(fresh, target)
    with suppress(OSError):  # it is shown; what can fail now is that it survives a power cut within seconds
        disk.fsync(target.parent)
    return False


def _copy(target: Path, place: Path, fresh: Path, *, ours: bool) -> None:
    """Put a copy of a release in the target's place; what was copied there before goes, anything else moves aside."""
    shutil.copytree(place, fresh)
    aside = _free(target)
    if target.exists():
        disk.rename(target, aside)
    disk.rename(fresh, target)
    if ours:
        shutil.rmtree(aside, ignore_errors=True)


def _free(target: Path) -> Path:
    """A name for a folder that stood where the link has to be."""
    number = 1
    while (place := target.with_name(f"{target.name}.before-{number}")).exists():
        number += 1
    return place


def _history(home: Path, target: str) -> Path:
    return home / f"{target}.history"


def remembered(home: Path, target: str) -> list[str]:
    """The releases of a target in the order in which they were made, the newest last."""
    try:
        return _history(home, target).read_text("ascii", "ignore").split()
    except OSError:
        return []


def _remember(home: Path, target: str, name: str) -> None:
    lines = [*(one for one in remembered(home, target) if one != name), name]
    disk.write_whole(_history(home, target), ("\n".join(lines) + "\n").encode("ascii"), lasting=True)


def _prune(home: Path, target: Path, keep: int) -> None:
    """Drop all releases but the last few; what this or another target shows or remembers stays."""
    lines = remembered(home, target.name)
    now = shown(target)
    staying = lines[-keep:]
    if now is not None and now.name not in staying:
        staying = [now.name, *staying[1:]]
    disk.write_whole(_history(home, target.name), ("\n".join(staying) + "\n").encode("ascii"))
    wanted = {one for path in home.glob("*.history") for one in path.read_text("ascii", "ignore").split()}
    for place in sorted(home.iterdir()):
        if place.is_dir() and not place.name.startswith(".") and place.name not in wanted:
            disk.remove_tree(place)
