"""Files parsed by a second process are the files that one parses; whatever is wrong with one is left to be said here."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import json

from generator import parsing
from generator.parsing import Parsing
from generator.raw_files import RawFile
from generator.source import parse
from generator.source_tree import plain
from tests.example_files import merged
from tests.small_site import gongkai, lay_out, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
PHONE = "13800138000"


@pytest.fixture(autouse=True)
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "can_fork", lambda: True)  # also on one processor


def files(**texts: str) -> list[RawFile]:
    whole = merged({}) | {f"data/aliases/{name}.yml": text for name, text in texts.items()}
    return [RawFile(path, text.encode()) for path, text in whole.items()]


def trees(given: list[RawFile], monkeypatch: pytest.MonkeyPatch, folder: Path) -> dict[str, bytes | None]:
    """Every tree that the second process tells, where this one asks for none before it has come to the first file."""
    tell, done = parsing._told, folder / "done"

    def noted(file: RawFile) -> Iterator[bytes]:
        told = tell(file)
        done.write_text(file.path, "utf-8")
        return told

    monkeypatch.setattr(parsing, "_told", noted)
    with Parsing(given) as parsed:
        until = time.monotonic() + 20
        while time.monotonic() < until and not (done.exists() and done.read_text("utf-8") == parsed.files[0].path):
            time.sleep(0.01)
        return {one.path: parsed.tree(one.path) for one in parsed.files}


def test_a_tree_is_what_the_file_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = trees(files(), monkeypatch, tmp_path)
    assert sum(one is not None for one in told.values()) == len(told)
    for one in files():
        source, tree = parse(one.path, one.content), told[one.path]
        assert source.tree is not None
        assert tree is not None
        assert json.decode(tree) == plain(source.tree)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("words: [\n", id="no YAML"),
        pytest.param("words: [食堂, 餐厅]\nwords: [食堂]\n", id="a key twice"),
        pytest.param(f"# 电话 {PHONE}\nwords: [食堂, 餐厅]\n", id="a number in a comment"),
        pytest.param("", id="empty"),
    ],
)
def test_a_file_with_a_fault_is_left_to_this_process(
    text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = trees(files(**{"TY-ZZ": text}), monkeypatch, tmp_path)
    assert found["data/aliases/TY-ZZ.yml"] is None
    assert sum(one is None for one in found.values()) == 1


def _dies(file: RawFile) -> Iterator[bytes]:
    os._exit(1)
    yield b""


def _fails(file: RawFile) -> Iterator[bytes]:
    raise ValueError
    yield b""


@pytest.mark.parametrize("trouble", [_dies, _fails])
def test_what_goes_wrong_there_is_parsed_here(
    trouble: Callable[[RawFile], Iterator[bytes]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parsing, "_told", trouble)
    with Parsing(files()) as parsed:
        assert {parsed.tree(one.path) for one in parsed.files} == {None}
    assert capfd.readouterr() == ("", "")


def test_a_first_check_says_what_a_second_one_says(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    write(root, "data/aliases/TY-ZZ.yml", f"# 电话 {PHONE}\nwords: 食堂\nwordz: 餐厅\n")
    first = gongkai("check", "-C", root)
    assert (root / ".gongkai" / "read").is_file()
    assert first == gongkai("check", "-C", root) == gongkai("check", "-C", root, "--no-cache")
    assert "alias/unknown-key" in first.out
    assert "alias/personal-number" in first.out


def test_no_process_is_left_behind_where_the_command_is_wrong(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    ran = gongkai("check", "-C", root, "--as-of", "2026-02-30")
    assert ran.code == 2
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_there_is_no_place_for_a_file_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    with Parsing(files()) as parsed:
        assert {parsed.tree(one.path) for one in parsed.files} == {None}
