"""Files made by two processes are the files that one makes."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import ahead
from generator.ahead import made_by_two
from generator.publication import Artifact
from tests.small_site import build, lay_out, take_shells, tree

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
HERE = os.getpid()


@pytest.fixture(autouse=True)
def _worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "FEW", 1)
    monkeypatch.setattr(ahead, "can_fork", lambda: True)  # also on one processor


def artifacts(number: int, there: Callable[[int], object] = lambda _: None) -> list[Artifact]:
    """Files of many sizes, the largest beyond what a pipe holds; `there` is called in the other process only."""

    def make(n: int) -> bytes:
        if os.getpid() != HERE:
            there(n)
        time.sleep(0.001)
        return f"{n} ".encode() * (n * n)

    def notes(n: int) -> frozenset[tuple[str, str, str]]:
        return frozenset({("record", f"TA-{n}", "")})

    return [Artifact(f"{n}.html", lambda n=n: make(n), notes=lambda n=n: notes(n)) for n in range(number)]  # type: ignore[misc]


def made(given: list[Artifact]) -> list[tuple[str, bytes, list[tuple[str, str, str]]]]:
    found = []
    for one in made_by_two(given):
        content = one.make()
        assert one.notes is not None
        found.append((one.path, content, sorted(one.notes())))
    return found


def expected(number: int) -> list[tuple[str, bytes, list[tuple[str, str, str]]]]:
    return [(f"{n}.html", f"{n} ".encode() * (n * n), [("record", f"TA-{n}", "")]) for n in range(number)]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 150])
def test_all_files_come_in_their_order_with_what_was_asked_for_them(number: int) -> None:
    assert made(artifacts(number)) == expected(number)


def test_the_other_process_makes_its_part(tmp_path: Path) -> None:
    made(artifacts(60, lambda n: (tmp_path / str(n)).touch()))
    there = sorted(int(one.name) for one in tmp_path.iterdir())
    assert there
    assert there[-1] == 59
    assert len(there) < 60


def _fails(n: int) -> None:
    if n == 20:
        raise ValueError("a template is broken")


def _dies(n: int) -> None:
    if n == 20:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("trouble", [_fails, _dies])
def test_what_goes_wrong_there_is_made_here(trouble: Callable[[int], None], capfd: pytest.CaptureFixture[str]) -> None:
    assert made(artifacts(40, trouble)) == expected(40)
    assert capfd.readouterr() == ("", "")


def test_whoever_stops_early_leaves_no_process_behind() -> None:
    stream = made_by_two(artifacts(150))
    next(stream).make()
    stream.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_two_processes_make_the_site_that_one_makes(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path)
    take_shells(root, small_site)
    build(root, "--site", tmp_path / "two")
    monkeypatch.setattr(ahead, "FEW", 1_000_000)
    build(root, "--site", tmp_path / "one", "--no-cache")
    assert tree(tmp_path / "two") == tree(tmp_path / "one")
    made_of = [(tmp_path / ".releases" / f"{name}.made").read_bytes() for name in ("one", "two")]
    assert made_of[0] == made_of[1]
