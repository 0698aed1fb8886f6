"""The disk fails, or the process is killed, at every single step: readers see the old site or the new one, always whole."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator import disk
from generator.publication import Artifact
from generator.releases import RELEASES, publish, roll_back

OLD = {"index.html": b"1", "proposals/TA-1.html": b"TA-1", "a/b/deep.css": b"x", "gone.html": b"gone"}
NEW = {"index.html": b"2", "proposals/TA-1.html": b"TA-1", "a/b/deep.css": b"x", "new/page.html": b"new"}
STEPS = ("write", "link", "symlink", "rename", "fsync", "make_folder")
KILLED = 9
MOST_STEPS = 400


def _bytes(content: bytes) -> bytes:
    return content


def artifacts(files: Mapping[str, bytes]) -> Iterator[Artifact]:
    for path, content in files.items():
        yield Artifact(path, partial(_bytes, content))


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def interrupt(
    at: int, fail: Callable[[], None], patch: Callable[[str, Any], None], *, after: bool = False
) -> list[str]:
    """Make the n-th step on the disk fail, before or after it is done; returns the steps that were taken, as they are."""
    taken: list[str] = []

    def wrap(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            taken.append(name)
            hit = len(taken) == at
            if hit and not after:
                fail()
            result = step(*arguments, **options)
            if hit and after:
                fail()
            return result

        return run

    for name in STEPS:
        patch(name, wrap(name, getattr(disk, name)))
    return taken


def whole(folder: Path) -> bool:
    """Whether a release holds what its name says."""
    lines = sorted(f"{path}\0{sha256(one).hexdigest()}\n" for path, one in content(folder).items())
    return sha256("".join(lines).encode()).hexdigest()[:16] == folder.name.partition("-")[0]


def nothing_is_half(root: Path, *allowed: Mapping[str, bytes]) -> None:
    """The site is one of those allowed, and every folder that bears the name of a release is whole."""
    assert content(root / "site") in allowed
    for place in (root / RELEASES).iterdir():
        if place.is_dir() and not place.name.startswith("."):
            assert whole(place), place


def the_next_build_is_unharmed(root: Path) -> None:
    """It publishes, and nothing is left of the one that failed."""
    publish(root / "site", artifacts(NEW))
    assert content(root / "site") == NEW
    assert sorted(one.name for one in root.iterdir()) == [RELEASES, "site"]
    left = {one.name for one in (root / RELEASES).iterdir() if not one.is_dir()}
    assert left == {"lock", "site.history"}
    assert [one.name for one in (root / RELEASES).iterdir() if one.name.startswith(".")] == []
    nothing_is_half(root, NEW)


def copies(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A published site again and again, with the number of the step that is to fail."""
    publish(tmp_path / "first" / "site", artifacts(OLD))
    for at in range(1, MOST_STEPS):
        root = tmp_path / str(at)
        shutil.copytree(tmp_path / "first", root, symlinks=True)
        yield at, root
        shutil.rmtree(root)
    raise AssertionError("there is no end to the steps")


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EROFS], ids=errno.errorcode.__getitem__)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_an_error_at_any_step_leaves_a_whole_site(tmp_path: Path, fault: int, after: bool) -> None:
    raised = 0

    def fail() -> None:
        raise OSError(fault, os.strerror(fault))

    for at, root in copies(tmp_path):
        with pytest.MonkeyPatch.context() as patch:
            taken = interrupt(at, fail, partial(patch.setattr, disk), after=after)
            try:
                publish(root / "site", artifacts(NEW))
            except OSError:
                raised += 1
                nothing_is_half(root, OLD, *([NEW] if after else []))  # a rename may fail and have been done
            else:
                nothing_is_half(root, NEW)
        if len(taken) < at:
            break
        the_next_build_is_unharmed(root)
    assert raised > 10


def test_a_first_build_that_fails_leaves_no_site(tmp_path: Path) -> None:
    def fail() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for at in range(1, MOST_STEPS):
        root = tmp_path / str(at)
        root.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            taken = interrupt(at, fail, partial(patch.setattr, disk))
            try:
                publish(root / "site", artifacts(NEW))
            except OSError:
                assert not (root / "site").exists()
            else:
                assert content(root / "site") == NEW
        if len(taken) < at:
            return
        publish(root / "site", artifacts(NEW))
        assert content(root / "site") == NEW


def _killed(root: Path, at: int, after: bool, work: Callable[[Path], object]) -> None:
    """In a process of its own: end at the n-th step, as `kill -9` does, with no chance to tidy up."""
    interrupt(at, lambda: os._exit(KILLED), partial(setattr, disk), after=after)
    work(root)
    os._exit(0)


def _publish(root: Path) -> object:
    return publish(root / "site", artifacts(NEW), keep=1)


def _roll_back(root: Path) -> object:
    return roll_back(root / "site")


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
@pytest.mark.parametrize("work", [_publish, _roll_back])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_kill_at_any_step_leaves_a_whole_site(tmp_path: Path, after: bool, work: Callable[[Path], object]) -> None:
    publish(tmp_path / "first" / "site", artifacts({"before.html": b"0"}))
    kills = 0
    for at, root in copies(tmp_path):
        process = multiprocessing.get_context("fork").Process(target=_killed, args=(root, at, after, work))
        process.start()
        process.join()
        if work is _publish:
            nothing_is_half(root, OLD, NEW)
        else:
            nothing_is_half(root, OLD, {"before.html": b"0"})
        if process.exitcode == 0:
            break
        kills += 1
        the_next_build_is_unharmed(root)
    assert kills > 2
