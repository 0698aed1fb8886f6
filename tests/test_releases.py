"""Releases are staged, switched and remembered; whatever fails leaves the old site standing."""

from __future__ import annotations

import errno
import os
import stat
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publication import Artifact
from generator.releases import RELEASES, PathConflictError, distinct, publish, write_into

ONE = {"index.html": b"<p>1</p>", "proposals/TA-1.html": b"<p>TA-1</p>", "a/b/c/deep.css": b"x"}
TWO = {**ONE, "index.html": b"<p>2</p>"}


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


def releases(folder: Path) -> list[str]:
    """The releases beside a target, staging ones included."""
    return sorted(one.name for one in (folder / RELEASES).iterdir() if one.is_dir())


def test_a_site_is_a_link_to_its_release(tmp_path: Path) -> None:
    site = tmp_path / "out" / "site"
    result = publish(site, artifacts(ONE))
    assert site.is_symlink()
    assert os.readlink(site) == f"{RELEASES}/{result.folder.name}"
    assert content(site) == ONE
    assert (result.paths, result.written, result.copied) == (list(ONE), 3, False)
    assert releases(site.parent) == [result.folder.name]


def test_the_folder_around_a_site_may_move(tmp_path: Path) -> None:
    publish(tmp_path / "here" / "site", artifacts(ONE))
    (tmp_path / "here").rename(tmp_path / "there")
    assert content(tmp_path / "there" / "site") == ONE


def test_the_same_site_is_the_same_release_in_any_order_and_place(tmp_path: Path) -> None:
    first = publish(tmp_path / "site", artifacts(ONE))
    again = publish(tmp_path / "site", artifacts(dict(reversed(ONE.items()))))
    elsewhere = publish(tmp_path / "x" / "other", artifacts(ONE))
    assert first.folder.name == again.folder.name == elsewhere.folder.name
    assert again.written == 0
    assert releases(tmp_path) == [first.folder.name]


@pytest.mark.parametrize(
    "other",
    [{**ONE, "new.html": b""}, {k: v for k, v in ONE.items() if "TA" not in k}, TWO, {**ONE, "a/b/c/deep.css": b""}],
)
def test_another_site_is_another_release(tmp_path: Path, other: dict[str, bytes]) -> None:
    first = publish(tmp_path / "site", artifacts(ONE))
    second = publish(tmp_path / "site", artifacts(other))
    assert first.folder.name != second.folder.name
    assert content(tmp_path / "site") == other
    assert content(first.folder) == ONE


def test_unchanged_files_are_hard_links_into_the_last_release(tmp_path: Path) -> None:
    site = tmp_path / "site"
    old = publish(site, artifacts(ONE)).folder
    result = publish(site, artifacts(TWO))
    assert result.written == 1
    for path in ONE:
        assert (old / path).samefile(site / path) is (path != "index.html"), path
    assert (old / "index.html").read_bytes() == ONE["index.html"]


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o000])
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        publish(tmp_path / "out" / "site", artifacts(ONE))
    finally:
        os.umask(before)
    places = [
        tmp_path / "out",
        *(tmp_path / "out" / RELEASES).glob("[0-9a-f]*"),
        *(tmp_path / "out" / "site").rglob("*"),
    ]
    assert len(places) > 7
    for path in places:
        expected = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == expected, path


def test_an_mtime_follows_from_the_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one" / "site", tmp_path / "two" / "site"
    publish(one, artifacts(ONE))
    publish(two, artifacts(TWO))
    publish(two, artifacts(ONE))
    for path in ONE:
        assert (one / path).stat().st_mtime == (two / path).stat().st_mtime
    publish(two, artifacts(TWO))
    assert (one / "index.html").stat().st_mtime != (two / "index.html").stat().st_mtime
    assert (one / "index.html").stat().st_mtime < 1_767_225_600  # before 2026: a browser's copy is never newer


def _fails() -> bytes:
    raise ValueError("no such template")


@pytest.mark.parametrize("bad", [Artifact("zz.html", _fails), Artifact("INDEX.html", lambda: b"")])
def test_an_artifact_that_fails_leaves_the_old_site_standing(tmp_path: Path, bad: Artifact) -> None:
    site = tmp_path / "site"
    old = publish(site, artifacts(ONE)).folder
    with pytest.raises((ValueError, PathConflictError)):
        publish(site, [*artifacts(TWO), bad])
    assert content(site) == ONE
    assert releases(tmp_path) == [old.name]
    assert sorted(one.name for one in tmp_path.iterdir()) == [RELEASES, "site"]


def test_a_failing_first_build_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such template"):
        publish(tmp_path / "site", [Artifact("zz.html", _fails)])
    assert releases(tmp_path) == []
    assert not (tmp_path / "site").exists()


def test_an_interrupted_build_leaves_no_staging(tmp_path: Path) -> None:
    def interrupted() -> bytes:
        raise KeyboardInterrupt

    publish(tmp_path / "site", artifacts(ONE))
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path / "site", [Artifact("x", interrupted)])
    assert content(tmp_path / "site") == ONE
    assert len(releases(tmp_path)) == 1


def test_a_real_folder_at_the_target_is_moved_aside(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for number in (1, 2):
        site.unlink(missing_ok=True)
        site.mkdir()
        (site / "mine.txt").write_text(f"{number}")
        publish(site, artifacts(ONE))
        assert content(site) == ONE
        assert (tmp_path / f"site.before-{number}" / "mine.txt").read_text() == f"{number}"


def test_where_links_are_impossible_the_release_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("links are not supported here")

    monkeypatch.setattr(Path, "symlink_to", refused)
    monkeypatch.setattr(os, "link", refused)
    site = tmp_path / "site"
    site.mkdir()
    (site / "mine.txt").write_text("1")
    for files in (ONE, TWO, ONE):
        result = publish(site, artifacts(files))
        assert result.copied
        assert not site.is_symlink()
        assert content(site) == files
    assert content(tmp_path / "site.before-1") == {"mine.txt": b"1"}
    assert sorted(one.name for one in tmp_path.iterdir()) == [RELEASES, "site", "site.before-1"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.html", "a.html"),
        ("proposals/TA-1.html", "proposals/ta-1.html"),
        ("caf\u00e9.html", "cafe\u0301.html"),
        ("Straße", "STRASSE"),
    ],
)
def test_two_artifacts_with_one_path_are_an_error(tmp_path: Path, first: str, second: str) -> None:
    both = [*artifacts({first: b"1"}), *artifacts({second: b"2"})]
    with pytest.raises(PathConflictError) as caught:
        publish(tmp_path / "site", both)
    assert first in str(caught.value)
    assert second in str(caught.value)
    assert not (tmp_path / "site").exists()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


@given(st.lists(st.text("aAbBé\u0301e/ß", min_size=1, max_size=3), max_size=8, unique_by=_folded))
def test_paths_that_differ_in_more_than_their_form_are_kept_apart(names: list[str]) -> None:
    made = [Artifact(name, lambda: b"") for name in names]
    assert list(distinct(made)) == made


def numbered(number: int) -> dict[str, bytes]:
    return {**ONE, "number.txt": str(number).encode()}


def test_only_the_last_three_releases_are_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    names = [publish(site, artifacts(numbered(number))).folder.name for number in range(5)]
    assert releases(tmp_path) == sorted(names[-3:])
    assert content(site) == numbered(4)


def test_an_old_release_that_is_current_again_is_not_dropped(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = publish(site, artifacts(numbered(0))).folder
    for number in (1, 2, 0, 3, 4):
        publish(site, artifacts(numbered(number)))
        assert content(site) == numbered(number)
    assert first.is_dir()
    for number in (5, 0, 6, 0, 7, 0):
        publish(site, artifacts(numbered(number)))
        assert content(site) == numbered(number)
        assert len(releases(tmp_path)) <= 3


def test_a_release_that_another_target_shows_is_not_dropped(tmp_path: Path) -> None:
    publish(tmp_path / "site", artifacts(ONE))
    for number in range(5):
        publish(tmp_path / "site-campus", artifacts(ONE if number == 0 else numbered(number)))
    assert content(tmp_path / "site") == ONE
    assert content(tmp_path / "site-campus") == numbered(4)


def test_a_published_file_is_never_opened_for_writing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, artifacts(ONE))
    reading = (site / "index.html").open("rb")
    with reading:
        publish(site, artifacts(TWO))
        assert reading.read() == ONE["index.html"]


def test_a_link_to_a_foreign_folder_is_replaced_and_the_folder_left_alone(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "index.html").write_bytes(ONE["index.html"])
    (tmp_path / "www" / "index.html").chmod(0o600)
    (tmp_path / "site").symlink_to(tmp_path / "www")
    publish(tmp_path / "site", artifacts(ONE))
    assert content(tmp_path / "site") == ONE
    assert not (tmp_path / "www" / "index.html").samefile(tmp_path / "site" / "index.html")
    assert content(tmp_path / "www") == {"index.html": ONE["index.html"]}


def test_a_plain_run_writes_into_the_folder_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    assert write_into(tmp_path, artifacts(ONE)) == 3
    assert content(tmp_path) == ONE
    with pytest.raises(PathConflictError):
        write_into(tmp_path, artifacts({"x": b"", "X": b""}))


@pytest.mark.skipif(sys.platform != "linux", reason="a flag of Linux's")
def test_the_file_system_is_asked_to_keep_releases_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flags = [0x80000]

    def ioctl(number: int, request: int, argument: bytes) -> bytes:
        assert os.path.samestat(os.fstat(number), os.stat(tmp_path / RELEASES))
        if request == 0x40086602:
            flags.append(int.from_bytes(argument[:4], sys.byteorder))
        return flags[-1].to_bytes(4, sys.byteorder) + bytes(4)

    monkeypatch.setattr("fcntl.ioctl", ioctl)
    for words in (b"1", b"2"):
        publish(tmp_path / "site", [Artifact("index.html", lambda words=words: words)])  # type: ignore[misc]
    assert flags == [0x80000, 0xA0000], "once, and what was set stays"


@pytest.mark.skipif(sys.platform != "linux", reason="a flag of Linux's")
def test_a_file_system_that_knows_no_such_flag_is_as_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> bytes:
        raise OSError(errno.ENOTTY, "Inappropriate ioctl for device")

    monkeypatch.setattr("fcntl.ioctl", refuses)
    publish(tmp_path / "site", [Artifact("index.html", lambda: b"1")])
    assert (tmp_path / "site/index.html").read_bytes() == b"1"
