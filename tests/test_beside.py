"""Work in processes of their own: what becomes of it, and that it can be stopped with all that it has started."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from generator.beside import Aside, beside

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")


def ended(work: Aside) -> bool:
    until = time.monotonic() + 20
    while work.done() is None and time.monotonic() < until:
        time.sleep(0.01)
    done = work.done()
    assert done is not None
    return done


def test_work_that_is_done_and_work_that_fails() -> None:
    assert ended(Aside(lambda: None))
    assert not ended(Aside(lambda: 1 // 0))


def test_work_goes_on_until_it_is_done(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "gate")
    work = Aside((tmp_path / "gate").read_bytes)
    assert work.done() is None
    (tmp_path / "gate").write_bytes(b"open")
    assert ended(work)
    work.stop()
    assert work.done() is True, "what is done cannot be stopped any more"


def test_stopped_work_ends_with_all_that_it_has_started(tmp_path: Path) -> None:
    numbers = tmp_path / "numbers"

    def work() -> None:
        def below() -> None:
            numbers.write_text(str(os.getpid()))
            time.sleep(60)

        beside(below)
        time.sleep(60)

    aside = Aside(work)
    until = time.monotonic() + 20
    while not (numbers.exists() and numbers.read_text()) and time.monotonic() < until:
        time.sleep(0.01)
    aside.stop()
    assert aside.done() is False
    while Path(f"/proc/{numbers.read_text()}").exists() and time.monotonic() < until:
        status = Path(f"/proc/{numbers.read_text()}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            break  # it has ended; nobody has asked yet how
        time.sleep(0.01)
    assert time.monotonic() < until
