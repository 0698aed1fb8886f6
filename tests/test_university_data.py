"""The open data of the whole example university: every record in every form, read back to the same facts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from generator.audience import Audience
from generator.dataset import Facts
from generator.load import load
from generator.model import Record
from generator.outputs.open_data.csv_files import as_written, harmless
from generator.outputs.open_data.records import published
from generator.outputs.open_data.tables import IDS, WORDS, Field, Table, table_of
from generator.outputs.open_data.xlsx import LONGEST_CELL
from generator.raw_files import record_files
from generator.registry import RECORD_TYPES

ROOT = Path(__file__).parents[1]
DAY = date(2026, 5, 1)
KINDS = {kind.name: kind for kind in RECORD_TYPES}
Row = Mapping[str, str]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(load(record_files(ROOT), RECORD_TYPES).dataset.visible_to(Audience.PUBLIC, DAY), DAY)


@pytest.fixture(scope="module")
def records(facts: Facts) -> dict[str, Record]:
    return {one.id: one for kind in RECORD_TYPES for one in facts.of_type(kind.model)}


@cache
def table(place: Path) -> list[dict[str, str]]:
    """A CSV file as its readers are told to read it; nothing in it could run in a spreadsheet program."""
    content = place.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))
    for row in rows:
        assert all(cell == harmless(as_written(cell)) for cell in row.values())
    return [{key: as_written(cell) for key, cell in row.items()} for row in rows]


def content_of(record: Record, facts: Facts) -> Record:
    return published(record, KINDS[record.type_name].views.standing, facts)


def test_every_record_has_a_file_that_reads_back_to_the_same_facts(
    university: Path, facts: Facts, records: dict[str, Record]
) -> None:
    listed = [line.split("\t")[0] for line in (university / "ids.txt").read_text("utf-8").splitlines()]
    assert sorted(listed) == sorted(records)
    assert len(listed) > 700
    for record in records.values():
        content = json.loads((university / "data" / record.folder / f"{record.id}.json").read_bytes())
        assert (content["id"], content["type"]) == (record.id, record.type_name)
        if record.withdrawn is None:
            assert type(record).model_validate({"id": record.id, **content["facts"]}) == content_of(record, facts)
        else:
            assert set(content) == {"id", "type", "withdrawn"}


def test_every_file_and_every_line_is_what_the_schema_says(university: Path, records: dict[str, Record]) -> None:
    for kind in RECORD_TYPES:
        folder = kind.model.folder
        schema = json.loads((university / f"data/{folder}.schema.json").read_bytes())
        Draft202012Validator.check_schema(schema)
        valid = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        lines = [json.loads(line) for line in (university / f"data/{folder}.jsonl").read_bytes().splitlines()]
        assert [line["id"] for line in lines] == [one.id for one in records.values() if one.folder == folder]
        for line in lines:
            own = json.loads((university / f"data/{folder}/{line['id']}.json").read_bytes())
            assert list(valid.iter_errors(line)) == list(valid.iter_errors(own)) == []
            line.pop("computed", None)
            assert line == own
        assert list(valid.iter_errors({"id": "X-1", "type": kind.name}))


def test_the_tables_read_back_to_the_same_facts(university: Path, facts: Facts) -> None:
    for kind in RECORD_TYPES:
        whole = table_of(kind.model)
        below = list(_items(university, whole))
        for row in table(university / f"data/{whole.name}.csv"):
            record = next(one for one in facts.of_type(kind.model) if one.id == row["id"])
            if record.withdrawn is None:
                again = kind.model.model_validate({"id": record.id, **_part(whole, row, record.id, "", below)})
                assert again == content_of(record, facts), record.id


def _items(university: Path, whole: Table) -> Iterator[tuple[str, str, str, int, Row]]:
    """Every row below the records: its table, its record, the place of what it is in, its number there, its cells."""
    for one in whole.below():
        place = university / f"data/{one.name}.csv"
        if one is not whole and place.is_file():
            for row in table(place):
                around, _, number = row["place"].rpartition(".")
                yield one.name, row["id"], around, int(number), row


def _part(of: Table, row: Row, record_id: str, place: str, below: list[Any]) -> dict[str, Any]:
    """A part as an editor writes it, from its row and the rows of the lists in it."""
    made: dict[str, Any] = {}
    for one in of.fields:
        if (row[one.key] or (one.many and len(one.path) == 1)) and one.kind not in ("title", "label"):
            _put(made, one.path, _written(one, row[one.key]))
    for path, child in of.children:
        rows = [
            (number, _part(child, cells, record_id, f"{place}.{number}" if place else str(number), below))
            for name, owner, around, number, cells in below
            if name == child.name and owner == record_id and around == place
        ]
        assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
        if rows and (child is not of or place):
            _put(made, path, [part for _, part in rows])
        elif rows:
            raise AssertionError("a record does not nest in itself")
    return made


def _written(one: Field, cell: str) -> Any:
    def text(part: str) -> str:
        return part.removeprefix("KX-") if one.clause else part

    if not one.many:
        return text(cell)
    return [text(part) for part in cell.split(IDS if one.kind == "reference" else WORDS)] if cell else []


def _put(into: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        into = into.setdefault(key, {})
    into[path[-1]] = value


def test_the_table_of_all_records_is_the_sum_of_all(university: Path) -> None:
    every = {row["id"]: row for row in table(university / "data/all.csv")}
    own = {
        row["id"]: (kind, row) for kind in RECORD_TYPES for row in table(university / f"data/{kind.model.folder}.csv")
    }
    assert every.keys() == own.keys()
    for record_id, (kind, row) in own.items():
        shown = every[record_id]
        assert (shown["type"], shown["type.label"]) == (kind.name, kind.model.type_label)
        assert all(shown[key] == row[key] for key in shown if key in row)
    lines = (university / "data/all.jsonl").read_bytes()
    assert lines == b"".join((university / f"data/{kind.model.folder}.jsonl").read_bytes() for kind in RECORD_TYPES)


def test_what_is_computed_is_the_same_in_lines_and_tables(university: Path) -> None:
    lines = map(json.loads, (university / "data/all.jsonl").read_bytes().splitlines())
    computed = {line["id"]: line.get("computed", {}) for line in lines}
    for kind in RECORD_TYPES:
        for row in table(university / f"data/{kind.model.folder}.csv"):
            cells = {key.removeprefix("computed."): cell for key, cell in row.items() if key.startswith("computed.")}
            assert {key: cell for key, cell in cells.items() if cell and key not in ("title", "page")} == computed[
                row["id"]
            ]


def test_workbooks_hold_the_cells_of_the_tables_as_days_numbers_and_texts(university: Path) -> None:
    resources = json.loads((university / "data/datapackage.json").read_bytes())["resources"]
    types = {one["path"]: [field["type"] for field in one["schema"]["fields"]] for one in resources}
    seen: set[type] = set()
    for name in ("all", *(kind.model.folder for kind in RECORD_TYPES)):
        book = load_workbook(university / f"data/{name}.xlsx")
        paths = [f"{name}.csv"] + [path for path in types if path.startswith(f"{name}-")]
        assert len(book.worksheets) == len(paths) + 1
        for sheet, path in zip(book.worksheets, paths, strict=False):
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref == sheet.dimensions
            rows = table(university / "data" / path)
            shown = list(sheet.iter_rows(min_row=2, values_only=True))
            assert len(shown) == len(rows)
            for cells, row in zip(shown, rows, strict=True):
                for cell, text, kind in zip(cells, row.values(), types[path], strict=True):
                    assert _same(cell, text, kind), (path, row["id"], cell, text)
                    seen.add(type(cell))
        assert book.sheetnames[-1] == "字段说明"
    assert seen == {str, int, float, datetime, type(None)}


def _same(cell: object, text: str, kind: str) -> bool:
    """Whether a cell of a workbook holds what the table says: a real day, a real number, or the text itself."""
    match cell:
        case None:
            return text == ""
        case datetime():
            return kind == "date" and cell.date().isoformat() == text
        case int() | float() if text.endswith(("%", "‰")):
            return Decimal(str(cell)) == Decimal(text[:-1]) / (100 if text.endswith("%") else 1000)
        case int() | float():
            return kind in ("number", "integer", "year") and Decimal(str(cell)) == Decimal(text)
        case str():
            long = len(text) > LONGEST_CELL and cell.startswith(text[: LONGEST_CELL // 2])
            return (cell == text or long) and (kind not in ("date", "integer", "year") or text.startswith("18"))
        case _:
            return False


@pytest.mark.parametrize("name", ["datapackage.json", "fiscal/datapackage.json"])
def test_its_packages_are_valid(university: Path, name: str) -> None:
    report = Package(str(university / "data" / name)).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "message"])[:5]
    assert report.stats["tasks"] > 1


def test_the_package_describes_every_table(university: Path) -> None:
    resources = json.loads((university / "data/datapackage.json").read_bytes())["resources"]
    assert {one["path"] for one in resources} == {path.name for path in (university / "data").glob("*.csv")}
