"""MkDocs beside what else a build does: when it is begun, and that what it makes is found by the build."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import beside
from generator.audience import Audience
from generator.cli.console import STORE
from generator.cli.rendering import shells, shells_begun
from generator.keys import shell_key
from generator.store import Store
from tests.small_site import lay_out

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    beside.can_fork.cache_clear()
    monkeypatch.setattr(beside, "can_fork", lambda: True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "site")


def test_where_no_shells_were_ever_kept_mkdocs_begins_as_soon_as_they_are_needed(site: Path) -> None:
    store = Store(site / STORE)
    with shells_begun(site, Audience.PUBLIC, anew=False) as begin:
        assert not store.any_shells()
        begin()
    key = shell_key(site, Audience.PUBLIC)
    assert store.has_shells(key)
    kept = store.shells(key)
    assert kept is not None
    assert shells(site, Audience.PUBLIC)[0] == kept[0]


def test_where_shells_are_kept_mkdocs_waits_until_it_is_needed(site: Path) -> None:
    store = Store(site / STORE)
    with shells_begun(site, Audience.PUBLIC, anew=False) as begin:
        begin()
    page = site / "content" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n又写了一句。\n", "utf-8")
    key = shell_key(site, Audience.PUBLIC)
    with shells_begun(site, Audience.PUBLIC, anew=False):
        pass
    assert not store.has_shells(key), "nobody said that shells are needed"
    with shells_begun(site, Audience.PUBLIC, anew=False) as begin:
        begin()
        begin()
    kept = store.shells(key)
    assert kept is not None
    assert "又写了一句" in kept[0].pages["index.html"]


def test_what_is_to_be_made_anew_is_left_to_the_build(site: Path) -> None:
    with shells_begun(site, Audience.PUBLIC, anew=True) as begin:
        begin()
    assert not Store(site / STORE).any_shells()
