"""Files made by two processes are the files that one makes."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import pytest

from generator import ahead
from generator.ahead import Notes, Product, Work, shared_by_two
from generator.publication import Artifact
from tests.small_site import build, lay_out, take_shells, tree

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
HERE = os.getpid()


@pytest.fixture(autouse=True)
def _worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "FEW", 1)
    monkeypatch.setattr(ahead, "can_fork", lambda: True)  # also on one processor


def works(number: int, there: Callable[[int], object] = lambda _: None) -> list[Work]:
    """Pieces of work of one to three files of many sizes; `there` is called in the other process only."""

    def make(n: int) -> bytes:
        if os.getpid() != HERE:
            there(n)
        time.sleep(0.001)
        return content(n)

    def files(n: int) -> Iterator[Artifact]:
        for part in range(n % 3 + 1):
            yield Artifact(f"{n}-{part}.html", partial(make, n), told=partial(list, (n, part)))

    def notes(n: int) -> frozenset[tuple[str, str, str]]:
        return frozenset({("record", f"TA-{n}", "")})

    def reader(path: str, made: bytes) -> tuple[str, int]:
        return path, len(made)

    return [Work(str(n), partial(files, n), partial(notes, n) if n % 2 else None, reader) for n in range(number)]


def content(n: int) -> bytes:
    return f"{n} ".encode() * (n * n)


def made(given: list[Work]) -> list[tuple[list[Product], Notes | None]]:
    found = {number: (list(one.products), one.asked()) for number, one in shared_by_two(given)}
    return [found[number] for number in sorted(found)]


def expected(number: int) -> list[tuple[list[Product], Notes | None]]:
    def product(n: int, part: int) -> Product:
        path = f"{n}-{part}.html"
        return Product(path, content(n), [n, part], (path, len(content(n))))

    return [
        ([product(n, part) for part in range(n % 3 + 1)], frozenset({("record", f"TA-{n}", "")}) if n % 2 else None)
        for n in range(number)
    ]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 150])
def test_all_work_is_done_with_what_was_read_and_asked(number: int) -> None:
    assert made(works(number)) == expected(number)


@pytest.mark.parametrize("number", [1, 3, 150])
def test_work_comes_in_its_order_where_that_is_wanted(number: int) -> None:
    stream = ((at, list(one.products), one.asked()) for at, one in shared_by_two(works(number), ordered=True))
    assert list(stream) == [(at, *one) for at, one in enumerate(expected(number))]


def test_what_the_other_has_done_comes_between_what_is_done_here() -> None:
    given = works(60)
    order = [(number, list(one.products))[0] for number, one in shared_by_two(given)]
    assert sorted(order) == list(range(60))
    assert order.index(59) < 50, "the last piece, the other's first, did not wait for all that was done here"


def test_the_other_process_makes_its_part(tmp_path: Path) -> None:
    made(works(60, lambda n: (tmp_path / str(n)).touch()))
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


def test_neither_waits_for_the_other_to_take_what_it_has_made(tmp_path: Path) -> None:
    """The other process makes all it can while this one is busy with its first piece, far more than a pipe holds."""
    given = works(200, lambda n: (tmp_path / str(n)).touch())
    stream = shared_by_two(given)
    number, first = next(stream)
    until = time.monotonic() + 20
    while len(list(tmp_path.iterdir())) < 199 and time.monotonic() < until:
        time.sleep(0.01)
    assert len(list(tmp_path.iterdir())) == 199
    found = {at: (list(one.products), one.asked()) for at, one in chain([(number, first)], stream)}
    assert [found[at] for at in range(200)] == expected(200)


@pytest.mark.parametrize("trouble", [_fails, _dies])
def test_what_goes_wrong_there_is_made_here(trouble: Callable[[int], None], capfd: pytest.CaptureFixture[str]) -> None:
    assert made(works(40, trouble)) == expected(40)
    assert capfd.readouterr() == ("", "")


def test_whoever_stops_early_leaves_no_process_behind() -> None:
    stream = shared_by_two(works(150))
    next(next(stream)[1].products)
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
