"""What a build keeps for the next one, beside the releases; and how builds keep out of each other's way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from generator import disk
from generator.cli.console import tell
from generator.inputs import CONFIG, ChangedMeanwhileError, digest_of, state_of, unchanged_since
from generator.releases import RELEASES, shown

if TYPE_CHECKING:
    from generator.made import Made
    from generator.releases import Published

T = TypeVar("T")
_TRIES = 3
_READ_LATE = ("data/attachments", "content", "site_templates", CONFIG)
"""What is read while pages are made, not before."""


def alone_at_work(held: ExitStack, store: Path) -> None:
    """Hold the lock of a site's store: a second build waits, and says so."""
    disk.make_folder(store)
    try:
        held.enter_context(disk.locked(store / "lock", wait=False))
    except disk.BusyError:
        tell("这个站点正在另一处生成，等它结束……")
        held.enter_context(disk.locked(store / "lock"))


def steadily(root: Path, read: Callable[[], T]) -> T:
    """What is read from the records while nobody changes them. Raises `ChangedMeanwhileError` where they do not rest."""
    for left in reversed(range(_TRIES)):
        before = state_of(root, ("data", CONFIG))
        found = read()
        try:
            unchanged_since(root, before, ("data", CONFIG))
        except ChangedMeanwhileError:
            if not left:
                raise
        else:
            return found
    raise AssertionError


class Kept:
    """Two files beside a target's releases: what its last build was made from, and what it made."""

    def __init__(self, root: Path, target: Path, words: Sequence[str], previous: Path | None) -> None:
        self.target = target
        self._root = root
        self._words = (*words, _ids(previous))
        home = target.parent / RELEASES
        self._last, self._made = home / f"{target.name}.last", home / f"{target.name}.made"
        self._state = state_of(root)
        self._late = state_of(root, _READ_LATE)
        self._inputs = digest_of(root, _named(root), self._words)

    def same(self) -> dict[str, Any] | None:
        """What the last build said, where nothing at all has changed since and its release is the one that is shown."""
        from generator.sealed import unsealed

        last = unsealed(_content(self._last))
        release = shown(self.target)
        if last is None or release is None or last["release"] != release.name:
            return None
        return last if last["inputs"] == self._inputs else None

    def made(self, key: str, *, anew: bool = False) -> Made:
        """What the last build made under the same key."""
        from generator.made import Made

        return Made(key) if anew else Made.from_bytes(_content(self._made), key)

    def last_look(self) -> None:
        """Before the switch: what was read late is what it was at the beginning."""
        unchanged_since(self._root, self._late, _READ_LATE)

    def keep(self, published: Published, made: Made, said: Mapping[str, Any]) -> None:
        """Keep what was made. That it cannot be kept costs time and nothing else."""
        from generator.sealed import sealed

        with suppress(OSError):
            disk.write_whole(self._made, made.to_bytes())
            if not published.copied and state_of(self._root) == self._state:
                last = {**said, "inputs": self._inputs, "release": published.folder.name}
                disk.write_whole(self._last, sealed(last))


def _named(root: Path) -> list[str]:
    """The files and folders of the site that its configuration names."""
    from generator.settings import named_paths

    names = named_paths(_content(root / CONFIG))
    inside = (name for name in names if name and not {"\n", "\0"} & set(name) and "://" not in name)
    places = {name: (root / name).resolve() for name in inside}
    home = root.resolve()
    return [name for name, place in places.items() if place != home and place.is_relative_to(home) and place.exists()]


def _ids(release: Path | None) -> str:
    """The ids of a release that this build is compared with."""
    return _content(release / "ids.txt").decode("utf-8", "replace") if release is not None else ""


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
