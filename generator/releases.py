"""Releases: a site is staged beside its target and published whole; the old one stands until the new one is complete.

`site` is a symlink to `.releases/<id>` beside it; the id is a hash of everything in the release, so the same
site is the same release. Pages that have not changed are hard links into the last release, so a published
file is never opened for writing. A file's mtime follows from its bytes: a server's ETag changes with them.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from generator.publication import Artifact

RELEASES = ".releases"
_KEEP = 3
_EPOCH = 1_577_836_800
"""2020-01-01 UTC, before any release."""
_SPREAD = 5 * 365 * 86_400
"""Seconds over which modification times are spread by content."""


class PathConflictError(Exception):
    """Two artifacts have one path, also after folding case and Unicode forms."""


@dataclass
class Published:
    """What a release holds."""

    folder: Path
    paths: list[str] = field(default_factory=list)
    written: int = 0
    """Files that differ from the last release, or are new."""
    copied: bool = False
    """True where links are impossible and the release was copied."""


def publish(target: Path, artifacts: Iterable[Artifact]) -> Published:
    """Stage all artifacts beside the target, then switch. Whatever fails before the switch leaves the target as it was."""
    home = target.parent / RELEASES
    staging = home / f".staging-{os.getpid()}"
    shutil.rmtree(staging, ignore_errors=True)
    _make_folder(staging)
    last = target.resolve() if target.is_symlink() else None
    if last is not None and last.parent != home.resolve():
        last = None  # a link of someone else's: its files are not ours to share
    try:
        result, name = _stage(staging, last, artifacts)
        place = home / name
        if place.exists():
            shutil.rmtree(staging)
        else:
            staging.rename(place)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    result.folder = place
    result.copied = _switch(target, place)
    _remember(home, target.name, name)
    return result


def write_into(folder: Path, artifacts: Iterable[Artifact]) -> int:
    """Write artifacts straight into a folder that is no release (plain `mkdocs build`); returns how many."""
    number = 0
    for artifact in distinct(artifacts):
        _write(folder / artifact.path, artifact.make())
        number += 1
    return number


def distinct(artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
    """The artifacts, one after another. Raises `PathConflictError` at the second of two with one path."""
    taken: dict[str, str] = {}
    for artifact in artifacts:
        folded = unicodedata.normalize("NFC", artifact.path).casefold()
        if folded in taken:
            raise PathConflictError(f"两个文件要写到同一个地址：{taken[folded]} 和 {artifact.path}")
        taken[folded] = artifact.path
        yield artifact


def _stage(staging: Path, last: Path | None, artifacts: Iterable[Artifact]) -> tuple[Published, str]:
    result = Published(staging)
    digest = sha256()
    lines = []
    for artifact in distinct(artifacts):
        content = artifact.make()
        lines.append(f"{artifact.path}\0{sha256(content).hexdigest()}\n")
        result.paths.append(artifact.path)
        if not (last and _link(last / artifact.path, staging / artifact.path, content)):
            _write(staging / artifact.path, content)
            result.written += 1
    for line in sorted(lines):
        digest.update(line.encode())
    return result, digest.hexdigest()[:16]


def _link(old: Path, new: Path, content: bytes) -> bool:
    """Hard-link an unchanged file of the last release; False where it differs or links are impossible."""
    try:
        if old.stat().st_size != len(content) or old.read_bytes() != content:
            return False
        _make_folder(new.parent)
        os.link(old, new)
    except OSError:
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    _make_folder(path.parent)
    path.write_bytes(content)
    path.chmod(0o644)
    seconds = _EPOCH + int.from_bytes(sha256(content).digest()[:8], "big") % _SPREAD
    os.utime(path, (seconds, seconds))


def _make_folder(path: Path) -> None:
    """A folder that a web server may read, whatever the umask; folders that are there stay as they are."""
    if not path.is_dir():
        _make_folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


def _switch(target: Path, place: Path) -> bool:
    """Make the target show a release, in one step; True where it had to be copied."""
    fresh = target.with_name(f".{target.name}-{os.getpid()}")
    try:
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path(RELEASES) / place.name, target_is_directory=True)
    except OSError:
        _copy(target, place, fresh)
        return True
    if target.exists() and not target.is_symlink():
        target.rename(_free(target))
    fresh.replace(target)
    return False


def _copy(target: Path, place: Path, fresh: Path) -> None:
    """Put a copy of a release in the target's place; what was copied there before goes, anything else moves aside."""
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(place, fresh)
    ours = _history(place.parent, target.name).exists()
    aside = _free(target)
    if target.exists():
        target.rename(aside)
    fresh.rename(target)
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


def _remember(home: Path, target: str, name: str) -> None:
    """Note the order of releases, and drop all but the last few; what another target shows stays."""
    history = _history(home, target)
    lines = history.read_text("ascii").split() if history.exists() else []
    lines = [*(one for one in lines if one != name), name]
    others = {one for path in home.glob("*.history") if path != history for one in path.read_text("ascii").split()}
    for old in lines[:-_KEEP]:
        if old not in others:
            shutil.rmtree(home / old, ignore_errors=True)
    fresh = home / f".{target}.history"
    fresh.write_text("\n".join(lines[-_KEEP:]) + "\n", "ascii")
    fresh.replace(history)
