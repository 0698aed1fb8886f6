"""What an audience may see on a day, and that `Facts` notes what it is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.audience import Audience
from generator.dataset import Dataset, Facts, Missing, Note
from generator.entry import Entry
from generator.model import Part, Record, Reference, field, marked
from generator.record_type import AnyType
from generator.registry import RECORD_TYPES
from generator.values import Day, Line
from generator.visibility import as_seen


class House(Record):
    """What others refer to."""

    type_name = "house"
    folder = "houses"
    name: Line = field("名称", "名称", "屋")


class Step(Part):
    """Something that happened, by someone."""

    on: Day = field("日期", "发生的日期", happened=True)
    by: Reference[House] | None = field("单位", "由谁", None)


class Guest(Part):
    """An item that makes no sense without its house."""

    house: Reference[House] = field("屋", "哪一间", drops_item=True)
    until: Day | None = field("止", "住到哪天", None, happened=True)
    because: Line | None = field("缘由", "为什么走", None, follows="until")


class Plan(Part):
    """A day that is only planned."""

    due: Day = field("期限", "打算哪天")
    lines: tuple[Plan, ...] = field("细目", "细目", ())
    house: Reference[House] | None = field("屋", "哪一间", None)


class Story(Record):
    """A record with everything that can vanish."""

    type_name = "story"
    folder = "stories"
    begun: Day = field("开始", "开始的日期", begins=True)
    ended: Day | None = field("结束", "结束的日期", None, happened=True)
    place: Reference[House] | None = field("地点", "在哪里", None)
    steps: tuple[Step, ...] = field("步骤", "步骤", ())
    guests: tuple[Guest, ...] = field("客人", "客人", ())
    last: Step | None = field("最后", "最后一步", None)
    plan: Plan | None = field("计划", "计划", None)


DAY = date(2026, 5, 1)
FULL: dict[str, Any] = {
    "id": "GS-1",
    "begun": "2026-01-01",
    "ended": "2026-06-01",
    "place": "A",
    "related": ["A", "B"],
    "steps": [{"on": "2026-02-01", "by": "B"}, {"on": "2026-05-01", "by": "A"}, {"on": "2026-05-02"}],
    "guests": [{"house": "A", "until": "2026-07-01"}, {"house": "B"}],
    "last": {"on": "2026-05-02"},
    "plan": {"due": "2027-01-01", "lines": [{"due": "2028-01-01", "house": "B"}]},
}


def story(**changes: Any) -> Story:
    return Story.model_validate({**FULL, **changes})


def seen(record: Story, *hidden: str, day: date = DAY) -> Story:
    result = as_seen(record, lambda one: one not in hidden, day)
    assert isinstance(result, Story)
    return result


def test_hidden_references_vanish_or_take_their_item_with_them() -> None:
    result = seen(story(), "B", day=date(2030, 1, 1))
    assert result.related == (Reference("A"),)
    assert [one.by for one in result.steps] == [None, Reference("A"), None]
    assert [one.house for one in result.guests] == [Reference("A")]
    assert result.place == Reference("A")
    assert seen(story(), "A", day=date(2030, 1, 1)).place is None


def test_hidden_references_vanish_from_nested_parts_of_one_kind() -> None:
    plan = seen(story(), "B").plan
    assert plan is not None
    assert plan.lines[0].house is None
    assert plan.lines[0].due == date(2028, 1, 1)


def test_later_events_have_not_happened() -> None:
    result = seen(story())
    assert result.ended is None
    assert [one.on for one in result.steps] == [date(2026, 2, 1), date(2026, 5, 1)]
    assert result.last is None
    assert [one.until for one in result.guests] == [None, None]


def test_what_was_said_on_a_later_day_has_not_been_said() -> None:
    def left(day: str) -> str | None:
        guest = {"house": "A", "until": "2026-06-01", "because": "搬家"}
        kept = as_seen(story(guests=(guest,)), lambda _: True, date.fromisoformat(day))
        assert isinstance(kept, Story)
        return kept.guests[0].because

    assert left("2026-05-31") is None
    assert left("2026-06-01") == "搬家"


def test_days_that_are_only_planned_stay() -> None:
    plan = seen(story()).plan
    assert plan is not None
    assert plan.due == date(2027, 1, 1)


@pytest.mark.parametrize(("day", "there"), [("2025-12-31", False), ("2026-01-01", True), ("2026-01-02", True)])
def test_a_record_is_not_there_before_it_begins(day: str, there: bool) -> None:
    assert (as_seen(story(), lambda _: True, date.fromisoformat(day)) is not None) is there


def test_a_record_that_loses_nothing_is_the_same_object() -> None:
    record = story()
    assert seen(record, "Z", day=date(2030, 1, 1)) is record
    lost = seen(record, "B", day=date(2030, 1, 1))
    assert lost is not record
    assert lost.steps[1] is record.steps[1]
    assert lost.last is record.last
    assert record == story()


@given(st.dates(date(2025, 12, 1), date(2028, 2, 1)), st.sets(st.sampled_from("AB")))
def test_looking_twice_shows_no_less(day: date, hidden: set[str]) -> None:
    once = as_seen(story(), lambda one: one not in hidden, day)
    if once is not None:
        assert as_seen(once, lambda one: one not in hidden, day) is once


def dataset(*records: Record, **digests: str) -> Dataset:
    return Dataset(Entry(one, f"data/{one.folder}/{one.id}.yml", digests.get(one.id, "same")) for one in records)


def house(id: str, **fields: Any) -> House:
    return House.model_validate({"id": id, **fields})


A, B = house("A"), house("B", audience="campus")


def test_the_public_does_not_meet_campus_records() -> None:
    whole = dataset(A, B, story())
    public, campus = whole.visible_to(Audience.PUBLIC, DAY), whole.visible_to(Audience.CAMPUS, DAY)
    assert list(public.entries) == ["A", "GS-1"]
    assert list(campus.entries) == ["A", "B", "GS-1"]
    assert public.referrers("B", Record) == ()
    assert [one.id for one in campus.referrers("B", Record)] == ["GS-1"]
    assert campus.entries["A"] is whole.entries["A"]


def test_a_public_dataset_is_what_it_would_be_without_campus_records() -> None:
    without = story(
        related=["A"],
        steps=[{"on": "2026-02-01"}, *FULL["steps"][1:]],
        guests=FULL["guests"][:1],
        plan={"due": "2027-01-01", "lines": [{"due": "2028-01-01"}]},
    )
    with_campus = dataset(A, B, story()).visible_to(Audience.PUBLIC, DAY)
    plain = dataset(A, without).visible_to(Audience.PUBLIC, DAY)
    assert {key: one.record for key, one in with_campus.entries.items()} == {
        key: one.record for key, one in plain.entries.items()
    }


def test_records_are_in_the_order_of_their_numbers() -> None:
    whole = dataset(*(house(one) for one in ("KX-10", "KX-9", "8-3", "10-1", "A", "KX-9-2")))
    assert list(whole.entries) == ["8-3", "10-1", "A", "KX-9", "KX-9-2", "KX-10"]


def test_facts_note_what_they_are_asked() -> None:
    facts = Facts(dataset(A, B, story()), DAY)
    assert facts.notes == frozenset()
    assert facts.find(Reference[House]("A")) is A
    assert facts.find(Reference[House]("ZZ")) is None
    assert facts.find(None) is None
    assert [one.id for one in facts.of_type(House)] == ["A", "B"]
    assert [one.id for one in facts.referrers(A, Story)] == ["GS-1"]
    assert facts.referrers(A, House) == ()
    assert facts.path_of(B) == "data/houses/B.yml"
    assert facts.as_of == DAY
    assert facts.notes == {
        Note("record", "A"),
        Note("record", "ZZ"),
        Note("type", "house"),
        Note("referrers", "A", "story"),
        Note("referrers", "A", "house"),
        Note("record", "B"),
        Note("as_of", ""),
    }
    assert facts.again().notes == frozenset()
    with pytest.raises(Missing, match="ZZ"):
        facts.get(Reference[House]("ZZ"))


def test_what_is_derived_is_made_once_and_noted_by_whoever_asks() -> None:
    made: list[str] = []

    def inner(one: Record, facts: Facts) -> int:
        made.append(f"inner {one.id}")
        return len(facts.of_type(House))

    def outer(one: Record, facts: Facts) -> int:
        made.append(f"outer {one.id}")
        return facts.derive(inner, one) + facts.as_of.year

    facts = Facts(dataset(A, B, story()), DAY)
    first, second = facts.again(), facts.again()
    assert first.derive(outer, A) == second.derive(outer, A) == 2028
    assert made == ["outer A", "inner A"]
    assert first.notes == second.notes == {Note("type", "house"), Note("as_of", "")}
    assert facts.notes == frozenset()
    assert second.derive(inner, B) == 2
    assert made[2:] == ["inner B"]


def test_a_derivation_that_fails_is_noted_too_and_tried_again() -> None:
    def needs(one: Record, facts: Facts) -> House:
        return facts.get(Reference[House]("ZZ"))

    facts = Facts(dataset(A), DAY)
    for reader in (facts.again(), facts.again()):
        with pytest.raises(Missing):
            reader.derive(needs, A)
        assert reader.notes == {Note("record", "ZZ")}


def test_what_is_derived_is_not_shared_between_datasets() -> None:
    def name(one: Record, facts: Facts) -> str:
        return facts.get(Reference[House](one.id)).name

    assert Facts(dataset(house("A", name="甲")), DAY).derive(name, A) == "甲"
    assert Facts(dataset(house("A", name="乙")), DAY).derive(name, A) == "乙"


NOTES = {
    "A": Note("record", "A"),
    "ZZ": Note("record", "ZZ"),
    "houses": Note("type", "house"),
    "stories": Note("type", "story"),
    "referrers of A": Note("referrers", "A", "story"),
    "houses that refer to A": Note("referrers", "A", "house"),
    "any referrers of B": Note("referrers", "B"),
    "day": Note("as_of", ""),
}


def changed(before: Dataset, after: Dataset, day: date = DAY) -> set[str]:
    """The notes whose digest another dataset, or another day, changes."""
    return {name for name, note in NOTES.items() if before.digest(note, DAY) != after.digest(note, day)}


def test_a_digest_changes_exactly_when_what_was_read_changes() -> None:
    base = dataset(A, B, story())
    assert changed(base, dataset(A, B, story())) == set()
    assert changed(base, dataset(A, B, story(), A="other")) == {"A", "houses"}
    assert changed(base, dataset(A, B, story(), B="other")) == {"houses"}
    assert changed(base, dataset(A, B, house("C"), story())) == {"houses"}
    assert changed(base, dataset(A, B, house("ZZ"), story())) == {"ZZ", "houses"}
    story_read = {"stories", "referrers of A", "any referrers of B"}
    assert changed(base, dataset(A, B, story(), **{"GS-1": "other"})) == story_read
    assert changed(base, dataset(A, B)) == story_read
    assert changed(base, dataset(A, B, house("C", related=["A"]), story())) == {"houses", "houses that refer to A"}
    assert changed(base, base, date(2026, 5, 2)) == {"day"}


def test_a_digest_changes_when_another_day_or_audience_shows_more_of_a_record() -> None:
    whole = dataset(A, B, story())
    base = whole.visible_to(Audience.CAMPUS, DAY)
    assert changed(base, whole.visible_to(Audience.CAMPUS, DAY)) == set()
    assert changed(base, whole.visible_to(Audience.CAMPUS, date(2026, 5, 2))) >= {"stories", "referrers of A"}
    quiet = date(2026, 4, 30), date(2026, 3, 1)
    assert changed(whole.visible_to(Audience.CAMPUS, quiet[0]), whole.visible_to(Audience.CAMPUS, quiet[1])) == set()
    public = whole.visible_to(Audience.PUBLIC, DAY)
    assert changed(base, public) == {"houses", "stories", "referrers of A", "any referrers of B"}
    opened = dataset(A, house("B"), story()).visible_to(Audience.PUBLIC, DAY)
    assert "stories" in changed(public, opened)


def _required_parts(part: type[Part]) -> list[tuple[str, type[Part]]]:
    return [
        (f"{part.__name__}.{name}", info.annotation)
        for name, info in part.model_fields.items()
        if info.is_required() and isinstance(info.annotation, type) and issubclass(info.annotation, Part)
    ]


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda one: one.name)
def test_no_type_needs_a_part_that_may_not_have_happened_yet(kind: AnyType) -> None:
    for name, part in _required_parts(kind.model):
        needed = [key for key, info in part.model_fields.items() if info.is_required() and marked(info, "happened")]
        assert not needed, f"{name} would be missing before {needed}"
