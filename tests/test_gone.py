"""What was public does not vanish silently."""

from __future__ import annotations

from generator.audience import Audience
from generator.dataset import Dataset
from generator.entry import Entry
from generator.gone import CODE, Released, gone, released
from generator.model import Record
from generator.outputs.register import register_files
from generator.record_type import AnyType, RecordType


class Note(Record):
    """A record with a page."""

    type_name = "note"
    type_label = "便条"
    folder = "notes"


class Rule(Record):
    """A record without a page."""

    type_name = "rule"
    folder = "rules"
    paged = False


TYPES: dict[str, AnyType] = {"note": RecordType(model=Note), "rule": RecordType(model=Rule)}


def dataset(*records: Record, unreadable: dict[str, str] | None = None) -> Dataset:
    entries = [Entry(one, f"data/{one.folder}/sub/{one.id}.yml", "") for one in records]
    return Dataset(entries, unreadable)


def note(id: str, **fields: object) -> Note:
    return Note.model_validate({"id": id, **fields})


def ids(*records: Record) -> str:
    """The ids.txt of a public release with these records."""
    (listed, *_) = register_files(dataset(*records), [], "", Audience.PUBLIC)
    return listed.make().decode()


def faults(before: str, now: Dataset) -> list[tuple[str, str]]:
    """The place and message of every fault found against a release's ids."""
    found = list(gone(released(before), now, TYPES))
    assert all(one.code == CODE and one.severity == "error" and "withdrawn" in one.remedy for one in found)
    return [(one.position.path, one.message) for one in found]


def test_the_ids_of_a_release_are_read_as_they_were_written() -> None:
    text = ids(note("BT-2"), note("BT-10"), Rule(id="B3"))
    assert text == "B3\trule\t\nBT-10\tnote\tnotes/BT-10.html\nBT-2\tnote\tnotes/BT-2.html\n"
    assert released(text) == [Released("BT-10", "note"), Released("BT-2", "note")]


def test_a_deleted_record_is_missed_where_its_file_was() -> None:
    before = ids(note("BT-1"), note("BT-2"))
    assert faults(before, dataset(note("BT-1"))) == [("data/notes/sub/BT-2.yml", "「BT-2」公开过，现在没有这条记录了")]


def test_a_record_whose_file_was_renamed_is_told_so() -> None:
    (found,) = gone(released(ids(note("BT-2"))), dataset(note("BT-3")), TYPES)
    assert found.remedy.startswith("是不是改名成了「BT-3」？编号不能改，文件名改回来；")


def test_a_record_that_was_hidden_is_missed_in_its_file() -> None:
    hidden = note("BT-1", audience="campus")
    assert faults(ids(note("BT-1")), dataset(hidden)) == [("data/notes/sub/BT-1.yml", "「BT-1」公开过，现在改成了校内")]


def test_what_is_still_there_is_not_missed() -> None:
    notice = note("BT-1", withdrawn={"on": "2026-04-01", "by": "校工会", "reason": "有误"})
    assert faults(ids(note("BT-1"), note("BT-2")), dataset(notice, note("BT-2"), note("BT-3"))) == []


def test_what_was_withdrawn_is_not_published_again() -> None:
    notice = note("BT-1", withdrawn={"on": "2026-04-01", "by": "校工会", "reason": "有误"})
    assert ids(notice) == "BT-1\tnote\tnotes/BT-1.html\twithdrawn\n"
    said = "「BT-1」已经撤回公开，现在没有写 withdrawn，撤回的内容又会公开"
    assert faults(ids(notice), dataset(note("BT-1"))) == [("data/notes/sub/BT-1.yml", said)]
    assert faults(ids(notice), dataset(notice)) == []


def test_a_file_that_cannot_be_read_has_been_reported_already() -> None:
    assert faults(ids(note("BT-1")), dataset(unreadable={"BT-1": "note"})) == []


def test_records_without_pages_are_not_missed() -> None:
    assert faults(ids(Rule(id="B3")), dataset()) == []


def test_ids_of_a_type_that_is_not_known_any_more_are_missed_all_the_same() -> None:
    assert faults("X-1\tletter\tletters/X-1.html\n", dataset()) == [
        ("data/letter/X-1.yml", "「X-1」公开过，现在没有这条记录了")
    ]


def test_lines_that_are_no_ids_are_passed_over() -> None:
    assert released("\nBT-1\nBT-2\tnote\n# x\ta\tb\tc\nBT-3\tnote\tnotes/BT-3.html\n") == [Released("BT-3", "note")]
