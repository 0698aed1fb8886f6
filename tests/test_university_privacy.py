"""Nothing in the release of the example university names a person who did not consent, or a record that is not public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from generator.audience import Audience
from generator.consent import stand_in
from generator.dataset import Dataset
from generator.leaves import texts, walk
from generator.load import load
from generator.model import Record
from generator.raw_files import record_files
from generator.registry import RECORD_TYPES

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def whole() -> Dataset:
    return load(record_files(ROOT), RECORD_TYPES).dataset


@pytest.fixture(scope="module")
def texts_of_release(university: Path) -> dict[str, bytes]:
    """Every file of the release, workbooks and documents unpacked; without the theme's own files."""
    found = {}
    for path in sorted(university.rglob("*")):
        name = path.relative_to(university).as_posix()
        if path.is_file() and not name.startswith(("assets/javascripts", "assets/stylesheets")):
            found[name] = b"".join(_unpacked(path))
    assert len(found) > 1500
    return found


def _unpacked(path: Path) -> Iterator[bytes]:
    yield path.read_bytes()
    if is_zipfile(path):
        with ZipFile(path) as package:
            yield from (package.read(one) for one in package.namelist())


@cache
def persons(record: Record) -> tuple[set[str], set[str]]:
    """The names in a record that need consent: those without it, those with it."""
    hidden: set[str] = set()
    named: set[str] = set()
    for _, part in walk(record).parts:
        for field, info in type(part).model_fields.items():
            name = getattr(part, field)
            if stand_in(info) and isinstance(name, str):
                (named if getattr(part, "consent", False) else hidden).add(name)
    return hidden, named


def _said(records: Iterable[Record]) -> Iterator[str]:
    """What records say in fields that need no consent: award winners, office holders, running text."""
    for record in records:
        for _, part in walk(record).parts:
            for field, info in type(part).model_fields.items():
                value = getattr(part, field)
                if isinstance(value, str) and not stand_in(info):
                    yield value


def test_no_file_names_a_person_without_consent(whole: Dataset, texts_of_release: dict[str, bytes]) -> None:
    records = [entry.record for entry in whole.entries.values()]
    hidden: set[str] = set().union(*(persons(one)[0] for one in records))
    public: set[str] = set().union(*(persons(one)[1] for one in records))
    said = "\n".join(_said(records))
    free = {name for name in hidden - public if name not in said}
    assert len(free) > 30
    everything = b"\n".join(texts_of_release.values()).decode("utf-8", "replace")
    assert sorted(name for name in free if name in everything) == []


def test_no_file_holds_a_record_that_is_not_public(whole: Dataset, texts_of_release: dict[str, bytes]) -> None:
    seen = whole.visible_to(Audience.PUBLIC, date(2026, 5, 1))
    public = "\n".join(text.text for entry in seen.entries.values() for text in texts(entry.record))
    everything = b"\n".join(texts_of_release.values()).decode("utf-8", "replace")
    hidden = [entry.record for key, entry in whole.entries.items() if key not in seen.entries]
    assert len(hidden) > 2
    for record in hidden:
        own = {text.text for text in texts(record) if len(text.text) > 8 and text.text not in public}
        assert own
        assert [one for one in (record.id, *own) if one in everything] == [], record.id
    for record in (entry.record for entry in seen.entries.values() if entry.record.withdrawn is not None):
        kept = record.withdrawn
        assert kept is not None
        said = {kept.reason, kept.by, record.heading(lambda _: None)}
        own = {text.text for text in texts(record) if len(text.text) > 8} - said
        assert [one for one in own if one in everything and f"{one}：" not in everything] == [], record.id
