"""`gongkai check FILE…`: what is wrong there, and what is new elsewhere since everything was checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_site import gongkai, lay_out, world, write

PROPOSAL, OTHER = "data/proposals/TA-0803-002.yml", "data/proposals/TA-0803-001.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = lay_out(tmp_path)
    write(root, OTHER, world("proposals/TA-0803-001.yml") + "related:\n  - TA-0803-999\n")
    assert gongkai("check", "-C", root).code == 1
    return root


def test_what_was_wrong_elsewhere_before_is_not_said_again(root: Path) -> None:
    ran = gongkai("check", "-C", root, root / PROPOSAL)
    assert (ran.code, ran.out) == (0, "")
    assert "1 个文件" in ran.err


def test_what_is_wrong_in_the_file_is_said(root: Path) -> None:
    write(root, PROPOSAL, world("proposals/TA-0803-002.yml").replace("2026-03-05", "2026-13-05"))
    ran = gongkai("check", "-C", root, root / PROPOSAL)
    assert ran.code == 1
    assert "proposal/not-a-day" in ran.out
    assert OTHER not in ran.out
    assert gongkai("check", "-C", root, root / OTHER).code == 1


def test_what_the_change_has_broken_elsewhere_is_said(root: Path) -> None:
    (root / "data/units/HQC.yml").unlink()
    ran = gongkai("check", "-C", root, root / "data/units/HQC.yml")
    assert ran.code == 1
    assert "「HQC」" in ran.out
    assert "TA-0803-999" not in ran.out


def test_without_a_check_of_everything_before_everything_is_said(root: Path) -> None:
    (root / ".gongkai" / "checked").write_bytes(b"damaged")
    assert "TA-0803-999" in gongkai("check", "-C", root, root / PROPOSAL).out
    assert "TA-0803-999" not in gongkai("check", "-C", root, root / PROPOSAL).out


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("proposals/TA-0803-001.yml", "没有这个文件。是不是 data/proposals/TA-0803-001.yml？"),
        ("data/proposals/TA-0803-01.yml", "没有这个文件。是不是 data/proposals/TA-0803-001.yml？"),
        ("data\\proposals\\TA-0803-001.yml", "没有这个文件。是不是 data/proposals/TA-0803-001.yml？"),
        ("data/proposals/TA-0803-001", "没有这个文件。是不是 data/proposals/TA-0803-001.yml？"),
        ("data/nothing", "没有这个文件"),
        ("../elsewhere.yml", "不在这个站点里"),
        ("README.md", "不是记录，也不是手写页面"),
    ],
)
def test_a_path_of_which_nothing_can_be_said_is_wrong_use(root: Path, named: str, said: str) -> None:
    for path in (root.parent / "elsewhere.yml", root / "README.md"):
        path.write_text("x: y\n", "utf-8")
    gongkai("check", "-C", root)
    ran = gongkai("check", "-C", root, root / named)
    assert ran.code == 2
    assert said in ran.err


def test_a_folder_stands_for_the_files_in_it_and_a_deleted_record_may_be_named(root: Path) -> None:
    gongkai("check", "-C", root)
    path = root / "data/proposals/TA-0803-001.yml"
    path.write_text(path.read_text("utf-8").replace("outcome: filed", "outcome: 立"), "utf-8")
    ran = gongkai("check", "-C", root, root / "data/proposals")
    assert ran.code == 1
    assert "TA-0803-001.yml" in ran.out
    path.unlink()
    assert gongkai("check", "-C", root, path).code != 2


def test_the_folder_of_the_site_stands_for_everything_in_it(root: Path) -> None:
    assert "TA-0803-999" in gongkai("check", "-C", root, root).out
    assert "TA-0803-999" in gongkai("check", "-C", root, root / "content" / "..").out


def test_a_site_behind_a_link_is_the_same_site(root: Path, tmp_path: Path) -> None:
    gongkai("check", "-C", root)
    (tmp_path / "link").symlink_to(root)
    assert "TA-0803-999" in gongkai("check", "-C", root, tmp_path / "link" / OTHER).out


def test_a_path_may_be_written_as_seen_from_the_site_that_is_named(root: Path) -> None:
    ran = gongkai("check", "-C", root, OTHER)
    assert ran.code == 1
    assert OTHER in ran.out
