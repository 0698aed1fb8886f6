"""Builds that are killed at any moment or run at the same time, while readers read: no page is missing, none is half."""

from __future__ import annotations

import multiprocessing
import os
import random
import threading
import time
from pathlib import Path
from uuid import uuid4

import pytest

from generator import disk, examination, raw_files
from generator.raw_files import Known
from tests import warm
from tests.small_site import build, copy_of, gongkai, lay_out, take_shells, tree, world, write

KILLS = int(os.environ.get("GONGKAI_KILLS", "6"))
"""How many builds are killed; the long run is 200."""
PAGES = ("index.html", "proposals/TA-0803-001.html", "units/HQC.html", "ids.txt")


class Running:
    """A build in a process of its own, forked from one that has imported what builds import."""

    def __init__(self, root: Path, *arguments: str) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.warm"])
        self._said = root.parent / f"said-{uuid4()}"
        words = ["build", "-C", str(root), *arguments]
        self.process = context.Process(target=warm.run, args=(words, self._said))
        self.process.start()

    def kill(self) -> None:
        self.process.kill()

    def ended(self) -> tuple[int | None, str]:
        """How it has ended, and what it said."""
        self.process.join()
        return self.process.exitcode, self._said.read_text("utf-8") if self._said.exists() else ""


class Reader(threading.Thread):
    """Reads the same pages again and again, as from one visit: what it misses or gets half it remembers."""

    def __init__(self, site: Path) -> None:
        super().__init__(daemon=True)
        self.site = site
        self.faults: list[str] = []
        self.visits = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.is_set():
            for path in PAGES:
                try:
                    content = (self.site / path).read_bytes()
                except OSError as wrong:
                    self.faults.append(f"{path}: {wrong}")
                    continue
                if path.endswith(".html") and not content.rstrip().endswith(b"</html>"):
                    self.faults.append(f"{path}: half")
            self.visits += 1
            self.over.wait(0.001)  # the builds need a processor too

    def leave(self) -> None:
        """The last visit is over."""
        self.over.set()
        self.join()


def rename_unit(root: Path, number: int) -> None:
    write(root, "data/units/HQC.yml", world("units/HQC.yml").replace("后勤处", f"后勤{number}处"))


def test_builds_are_killed_at_any_moment_and_nobody_notices(small_site: Path, tmp_path: Path) -> None:
    root = copy_of(small_site, tmp_path / "site")
    assert Running(root).ended()[0] == 0  # there is nothing to do but to import what builds need
    start = time.perf_counter()
    rename_unit(root, 0)
    assert Running(root).ended()[0] == 0
    whole = time.perf_counter() - start
    reader = Reader(root / "site")
    reader.start()
    chance = random.Random(4)
    killed = 0
    for number in range(1, KILLS + 1):
        rename_unit(root, number)
        build_to_kill = Running(root)
        time.sleep(chance.uniform(0.05, 1.1) * whole)
        build_to_kill.kill()
        killed += build_to_kill.ended()[0] != 0
        for place in (root / ".releases").iterdir():
            if place.is_dir() and not place.name.startswith("."):
                assert (place / "ids.txt").is_file(), place
    reader.leave()
    assert reader.faults == []
    assert reader.visits > KILLS
    assert killed > KILLS // 3
    build(root)
    clean = lay_out(tmp_path / "clean")
    rename_unit(clean, KILLS)
    take_shells(clean, small_site)
    build(clean, "--no-cache")
    assert tree(root / "site") == tree(clean / "site")
    assert [one.name for one in (root / ".releases").iterdir() if one.name.startswith(".")] == []
    assert sorted(one.name for one in root.iterdir() if one.name.startswith(".")) == [".gongkai", ".releases"]


def test_builds_at_once_wait_for_one_another(small_site: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    take_shells(root, small_site)
    builds = [Running(root, "--no-cache" if one % 2 else "--strict") for one in range(3)]
    codes, said = zip(*(one.ended() for one in builds), strict=True)
    assert set(codes) <= {0, 1}
    assert "等它结束" in "".join(said)
    assert 0 in codes
    assert tree(root / "site") == tree(small_site / "site")


def test_a_lock_that_nobody_holds_any_more_is_no_lock(small_site: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    take_shells(root, small_site)
    for place in (root / ".gongkai" / "lock", root / ".releases" / "lock"):
        write(place.parent, "lock", "12345")
    assert "等" not in build(root).err


def test_what_a_killed_build_has_left_is_cleared_away(small_site: Path, tmp_path: Path) -> None:
    root = copy_of(small_site, tmp_path)
    write(root / ".releases" / ".staging-1", "index.html", "half")
    write(root / ".releases" / ".gone-0123456789abcdef", "index.html", "half")
    (root / ".site-1").symlink_to(".releases/.staging-1")
    rename_unit(root, 1)
    build(root)
    assert [one.name for one in (root / ".releases").iterdir() if one.name.startswith(".")] == []
    assert not (root / ".site-1").is_symlink()


def test_records_that_change_while_they_are_read_are_read_again_or_said(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path)
    take_shells(root, small_site)
    restless = [1, 3]

    def change_meanwhile(site: Path, known: Known | None = None):  # type: ignore[no-untyped-def]
        yield from raw_files.record_files(site, known)
        if restless[0]:
            restless[0] -= 1
            rename_unit(root, restless[0] + 10)

    monkeypatch.setattr(examination, "record_files", change_meanwhile)
    build(root)
    assert "后勤10处" in (root / "site" / "units" / "HQC.html").read_text("utf-8")
    restless[0] = 3
    rename_unit(root, 20)
    ran = gongkai("build", "-C", root)
    assert ran.code == 2
    assert "data/units/HQC.yml 有改动" in ran.err
    assert "原来的网站没有动" in ran.err
    assert "后勤10处" in (root / "site" / "units" / "HQC.html").read_text("utf-8")


def test_a_template_that_changes_while_pages_are_made_stops_the_switch(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_of(small_site, tmp_path)
    before = os.readlink(root / "site")
    flush = disk.flush

    def change_meanwhile(folder: Path, written: list[Path]) -> None:
        write(root, "site_templates/home.html", "<p>另</p>")
        flush(folder, written)

    monkeypatch.setattr(disk, "flush", change_meanwhile)
    rename_unit(root, 1)
    ran = gongkai("build", "-C", root)
    assert ran.code == 2
    assert "site_templates/home.html 有改动" in ran.err
    assert os.readlink(root / "site") == before


def test_a_full_disk_is_said_in_one_line(small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    root = copy_of(small_site, tmp_path)
    before = tree(root / "site")

    def full(path: Path, content: bytes, seconds: int | None = None) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(disk, "write", full)
    rename_unit(root, 1)
    ran = gongkai("build", "-C", root)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "磁盘满了。原来的网站没有动。" in ran.err
    assert tree(root / "site") == before


def test_rolling_back_shows_an_earlier_release_and_a_build_goes_on(small_site: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    take_shells(root, small_site)
    shown = []
    for number in range(3):
        rename_unit(root, number)
        build(root)
        shown.append(os.readlink(root / "site"))
    for earlier in (shown[1], shown[0]):
        assert gongkai("rollback", "-C", root).code == 0
        assert os.readlink(root / "site") == earlier
    ran = gongkai("rollback", "-C", root)
    assert (ran.code, "没有更早的版本了" in ran.err) == (2, True)
    assert gongkai("rollback", "-C", root, "nonsense").code == 2
    listed = gongkai("rollback", "-C", root, "--list").out.splitlines()
    assert [line.partition(" ")[0] for line in listed] == [one.rpartition("/")[2] for one in shown]
    assert "现在的网站" in listed[0]
    assert "没有任何改动" not in build(root).out
    assert os.readlink(root / "site") == shown[2]
    build(root, "--no-cache", "--keep", "1")
    assert [one.name for one in (root / ".releases").iterdir() if one.is_dir()] == [shown[2].rpartition("/")[2]]
