"""What many readers ask for is made once, and whoever asks has asked what it was made from."""

from __future__ import annotations

from datetime import date

import pytest

from generator.dataset import Dataset, Facts, Missing, Note, derived
from generator.entry import Entry
from generator.model import Reference
from generator.records.unit.model import Unit, UnitKind

made: list[str] = []


def unit(record_id: str, parent: str | None = None) -> Unit:
    return Unit.model_construct(
        id=record_id, name=record_id, kind=UnitKind.COLLEGE, parent=Reference[Unit](parent) if parent else None
    )


def facts(*units: Unit) -> Facts:
    made.clear()
    return Facts(Dataset(Entry(one, f"data/units/{one.id}.yml", one.id) for one in units), date(2026, 5, 1))


@derived
def parent_name(record: Unit, facts: Facts) -> str:
    made.append(record.id)
    assert record.parent is not None
    return facts.get(record.parent).name


def test_it_is_made_once_for_all_readers() -> None:
    college = unit("JXXY", "XX")
    first = facts(unit("XX"), college)
    second = first.again()
    assert parent_name(college, first) == parent_name(college, second) == parent_name(college, first.again()) == "XX"
    assert made == ["JXXY"]


def test_every_reader_has_the_notes() -> None:
    college = unit("JXXY", "XX")
    first = facts(unit("XX"), college)
    second = first.again()
    parent_name(college, first)
    assert second.notes == frozenset()
    parent_name(college, second)
    assert first.notes == second.notes == {Note("record", "XX")}


def test_another_record_of_the_same_id_is_another_question() -> None:
    reader = facts(unit("XX"), unit("YY"), unit("JXXY", "XX"))
    assert parent_name(unit("JXXY", "XX"), reader) == "XX"
    assert parent_name(unit("JXXY", "YY"), reader) == "YY"


def test_what_cannot_be_made_is_tried_again_and_noted() -> None:
    college = unit("JXXY", "XX")
    reader = facts(college)
    for _ in range(2):
        with pytest.raises(Missing):
            parent_name(college, reader)
    assert made == ["JXXY", "JXXY"]
    assert reader.notes == {Note("record", "XX")}
