"""What is published reads back to the same facts, and holds no name without consent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from generator.audience import Audience
from generator.consent import as_published, shown, stand_in
from generator.dataset import Dataset
from generator.fields import parts_of
from generator.load import load
from generator.model import Part, Record
from generator.raw_files import record_files
from generator.records.proposal.model import Proposer, Seconder
from generator.registry import RECORD_TYPES
from generator.values import parse_share
from generator.writing import write_share

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", params=[ROOT, ROOT / "tests" / "examples"], ids=["example", "world"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    root = request.param
    if not (root / "data").is_dir():
        copy = tmp_path_factory.mktemp("world")
        (copy / "data").symlink_to(root / "world", target_is_directory=True)
        root = copy
    return load(record_files(root), RECORD_TYPES).dataset.visible_to(Audience.PUBLIC, date(2026, 5, 1))


def published(record: Record) -> dict[str, object]:
    return as_published(record).model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"id"})


def test_every_record_reads_back_to_the_same_facts(seen: Dataset) -> None:
    assert len(seen.entries) > 20
    for entry in seen.entries.values():
        again = type(entry.record).model_validate({"id": entry.record.id, **published(entry.record)})
        assert again == as_published(entry.record), entry.record.id


def fields() -> Iterator[tuple[type[Part], str, FieldInfo]]:
    for kind in RECORD_TYPES:
        for part in (kind.model, *parts_of(kind.model)):
            yield from ((part, name, info) for name, info in part.model_fields.items())


def test_every_name_of_a_person_is_marked() -> None:
    """Award winners and office holders are named as such; every other field called 姓名 needs consent."""
    unmarked = [
        f"{part.__name__}.{name}" for part, name, info in fields() if info.title == "姓名" and not stand_in(info)
    ]
    assert unmarked == []
    asking = {part for part, name, _ in fields() if name == "consent"}
    assert {part for part in asking if not any(map(stand_in, part.model_fields.values()))} == set()


def test_a_name_without_consent_is_not_published() -> None:
    silent = Proposer.model_validate({"name": "张三", "unit": "HQC"})
    named = Seconder.model_validate({"name": "李四", "consent": "是"})
    assert (shown(silent, "name"), shown(named, "name")) == ("一名代表", "李四")
    assert as_published(silent).name == "一名代表"
    assert as_published(named) is named
    assert shown(Proposer.model_validate({"delegation": "第一代表团"}), "name") is None


def test_the_example_gives_no_name_away(seen: Dataset) -> None:
    for entry in seen.entries.values():
        hidden = {one.name for one in _people(entry.record) if one.name and not getattr(one, "consent", False)}
        named = {one.name for one in _people(entry.record) if getattr(one, "consent", False)}
        texts = set(_texts(published(entry.record)))
        assert texts & (hidden - named) == set(), entry.record.id


def _people(record: Record) -> Iterator[Proposer]:
    for name in ("proposers", "seconders", "roster"):
        people = getattr(record, name, ())
        yield from people if isinstance(people, tuple) else ()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


@given(st.integers(0, 99_999_999), st.sampled_from("%‰"))
def test_shares_are_written_as_they_are_read(digits: int, sign: str) -> None:
    value = parse_share(f"{Decimal(digits).scaleb(-4):f}{sign}")
    assert parse_share(write_share(value)) == value
