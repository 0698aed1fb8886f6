"""What an earlier build worked out is used when it is whole; damage costs time, never correctness."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.shells import Rendered
from generator.store import Store, key_of

RENDERED = Rendered(
    {"index.html": "<p>首页\u2028\ud83d</p>".replace("\ud83d", "🙂"), "a/b.html": ""},
    {"index.html": "home"},
    {"a/b.html": "a/b.md"},
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".gongkai")


def keep(store: Store, key: str = "k1", rendered: Rendered = RENDERED) -> Path:
    """Put shells with two assets into a store."""
    staging = store.staging()
    (staging / "assets").mkdir()
    (staging / "assets" / "x.css").write_text("a{}")
    (staging / "404.html").write_text("404")
    return store.keep_shells(key, rendered, staging)


def test_an_empty_store_has_nothing(store: Store) -> None:
    assert store.shells("k1") is None


def test_what_was_kept_is_found_again(store: Store) -> None:
    assets = keep(store)
    found = store.shells("k1")
    assert found == (RENDERED, assets)
    assert (assets / "assets" / "x.css").read_text() == "a{}"
    assert store.shells("k2") is None


def test_what_is_kept_again_replaces_what_was_there(store: Store) -> None:
    keep(store)
    other = Rendered({"index.html": "2"}, {}, {})
    keep(store, rendered=other)
    found = store.shells("k1")
    assert found is not None
    assert found[0] == other


def test_staging_is_empty_whatever_was_left_there(store: Store) -> None:
    (store.staging() / "left").write_text("x")
    assert list(store.staging().iterdir()) == []


def _replace(path: Path, old: bytes, new: bytes) -> None:
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))


def _instead(path: Path, make: Callable[[Path], None]) -> None:
    path.rename(path.with_name("away"))
    make(path)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a page changed": lambda place: _replace(place / "pages.json", b"<p>", b"<b>"),
    "pages cut off": lambda place: (place / "pages.json").write_bytes((place / "pages.json").read_bytes()[:-9]),
    "pages no text": lambda place: (place / "pages.json").write_bytes(b"\xff\xfe"),
    "pages gone": lambda place: (place / "pages.json").unlink(),
    "pages a folder": lambda place: _instead(place / "pages.json", Path.mkdir),
    "seal changed": lambda place: (place / "seal").write_text("0" * 64),
    "seal no text": lambda place: (place / "seal").write_bytes(b"\xff"),
    "seal empty": lambda place: (place / "seal").write_text(""),
    "seal gone": lambda place: (place / "seal").unlink(),
    "an asset changed": lambda place: (place / "assets" / "404.html").write_text("405"),
    "an asset gone": lambda place: (place / "assets" / "404.html").unlink(),
    "an asset more": lambda place: (place / "assets" / "more.js").write_text("alert(1)"),
    "an asset renamed": lambda place: (place / "assets" / "404.html").rename(place / "assets" / "405.html"),
    "assets gone": lambda place: shutil.rmtree(place / "assets"),
    "everything a file": lambda place: _instead(place, Path.touch),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_not_used_and_can_be_made_again(store: Store, damage: Callable[[Path], object]) -> None:
    keep(store)
    damage(store.folder / "shells" / "k1")
    assert store.shells("k1") is None
    keep(store)
    assert store.shells("k1") is not None


@given(position=st.integers(0, 10**6), byte=st.integers(0, 255))
def test_no_changed_byte_is_ever_used(tmp_path_factory: pytest.TempPathFactory, position: int, byte: int) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    keep(store)
    files = sorted(path for path in (store.folder / "shells" / "k1").rglob("*") if path.is_file())
    path = files[position % len(files)]
    content = bytearray(path.read_bytes())
    at = position % len(content)
    changed = content[at] != byte
    content[at] = byte
    path.write_bytes(content)
    assert (store.shells("k1") is None) is changed


def test_only_the_last_few_are_kept_and_never_without_the_newest(store: Store) -> None:
    for number in range(7):
        keep(store, f"k{number}")
        for place in (store.folder / "shells").iterdir():
            os.utime(place, (2_000_000_000 - number, 2_000_000_000 - number))
    assert store.shells("k6") is not None
    assert len(list((store.folder / "shells").iterdir())) == 4


def test_a_key_depends_on_names_contents_and_words_and_their_limits() -> None:
    keys = [
        key_of([], []),
        key_of([("a", b"b")], []),
        key_of([("ab", b"")], []),
        key_of([("a", b""), ("b", b"")], []),
        key_of([("a", b"b\0")], []),
        key_of([], ["a", "b"]),
        key_of([], ["ab"]),
        key_of([], ["b", "a"]),
        key_of([("a", b"b")], ["a"]),
    ]
    assert len(set(keys)) == len(keys)
    assert key_of([("a", b"b")], ["c"]) == key_of(iter([("a", b"b")]), iter(["c"]))
