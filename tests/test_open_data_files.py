"""Open data in every form: tables that agree with the records, bytes that are the same every time, packages that are valid."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from generator.audience import Audience
from generator.consent import as_published
from generator.dataset import Dataset, Facts
from generator.load import load
from generator.outputs.open_data.csv_files import as_written, csv_bytes
from generator.outputs.open_data.descriptor import Publisher
from generator.outputs.open_data.packages import packages
from generator.outputs.open_data.records import fingerprint, place_of
from generator.outputs.open_data.site import OpenData
from generator.outputs.open_data.tables import plain_chunk
from generator.outputs.open_data.xlsx import DAY, LONGEST_CELL, NUMBER, SHARE, TEXT, Sheet, xlsx_bytes
from generator.raw_files import RawFile
from generator.records.proposal.model import Proposal
from generator.registry import RECORD_TYPES
from tests.example_files import merged, read_before

DAY_OF = date(2026, 5, 1)
PUBLISHER = Publisher("示例大学 · 公开", "https://gongkai.example.edu.cn/", "示例大学工会", "CC-BY-4.0")
KINDS = {kind.name: kind for kind in RECORD_TYPES}


def dataset(overlay: Mapping[str, str] | None = None) -> Dataset:
    found = [RawFile(path, text.encode()) for path, text in merged(dict(overlay or {})).items()]
    return load(found, RECORD_TYPES, read_before()).dataset.visible_to(Audience.PUBLIC, DAY_OF)


def files(seen: Dataset) -> dict[str, bytes]:
    data = OpenData(RECORD_TYPES, Facts(seen, DAY_OF), PUBLISHER)
    found: dict[str, bytes] = {}
    for kind in RECORD_TYPES:
        found |= {one.path: one.make() for one in packages(kind, PUBLISHER, data.facts)}
        for block in data.joining.blocks[kind.name]:
            found |= {one.path: one.make() for one in data.record_files(kind, block, data.facts.again())}
        found |= {one.path: one.make() for one in data.type_files(kind)}
    return found | {one.path: one.make() for one in data.files()}


@pytest.fixture(scope="module")
def world() -> Dataset:
    return dataset()


@pytest.fixture(scope="module")
def made(world: Dataset) -> dict[str, bytes]:
    return files(world)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_each_record_s_file_reads_back_to_the_same_facts(world: Dataset, made: dict[str, bytes]) -> None:
    for record_id, entry in world.entries.items():
        content = json.loads(made[place_of(entry.record)])
        again = type(entry.record).model_validate({"id": record_id, **content["facts"]})
        assert again == as_published(entry.record)
        assert content["id"] == record_id


def test_lines_are_the_records_files_with_what_is_computed(world: Dataset, made: dict[str, bytes]) -> None:
    lines = [json.loads(line) for line in made["data/all.jsonl"].splitlines()]
    assert {one["id"] for one in lines} == set(world.entries)
    for line in lines:
        line.pop("computed", None)
        assert line == json.loads(made[f"data/{KINDS[line['type']].model.folder}/{line['id']}.json"])


def test_a_table_has_a_row_for_each_record_and_one_for_each_part(world: Dataset, made: dict[str, bytes]) -> None:
    proposals = [one.record for one in world.entries.values() if isinstance(one.record, Proposal)]
    assert [row["id"] for row in rows(made["data/proposals.csv"])] == [one.id for one in proposals]
    seconders = rows(made["data/proposals-seconders.csv"])
    assert len(seconders) == sum(len(one.seconders) for one in proposals)
    assert {row["name"] for row in seconders if row["consent"] == "否"} <= {"一名代表"}
    nested = [row["place"] for row in rows(made["data/budgets-lines.csv"])]
    assert any("." in place for place in nested)
    assert all(place.rpartition(".")[0] in ("", *nested) for place in nested)


def test_tables_start_with_a_mark_and_run_nothing() -> None:
    cells = ["=1+1", "+86", "-1", "-12.50", "@SUM(A1)", "＝1", "\t=1", "a=b", "- 列表", "60%", "多\n行"]
    content = csv_bytes(["甲"], [[one] for one in cells])
    assert content.startswith(b"\xef\xbb\xbf")
    read = [row["甲"] for row in rows(content)]
    assert read == ["'=1+1", "'+86", "-1", "-12.50", "'@SUM(A1)", "'＝1", "'\t=1", "a=b", "'- 列表", "60%", "多\n行"]
    assert [as_written(cell) for cell in read] == cells


@given(st.text("'=+-@\t\r\n＝＋－＠1a甲,\"%"))
def test_what_was_made_harmless_reads_back_to_the_last_sign(text: str) -> None:
    (row,) = rows(csv_bytes(["甲"], [[text]]) if text else csv_bytes(["甲"], [["x"]]))
    shown = row["甲"]
    assert as_written(shown) == (text or "x")
    assert not shown or shown[0] not in "=+-@\t\r\n＝＋－＠" or re.fullmatch(r"-\d+%?", shown)


def test_workbooks_hold_days_numbers_and_texts() -> None:
    sheet = Sheet(
        "提案·附议人/甲",
        [TEXT, DAY, NUMBER, NUMBER, SHARE],
        ["一", "二", "三", "四", "五"],
        (
            plain_chunk(
                [
                    ["=1+1", "2026-05-01", "-12.50", "<5", "60%"],
                    [" 前后 ", "", "12345678901234.56", "7", "5‰"],
                    ["长" * 40_000, "1899-01-01", "", "", ""],
                ]
            ),
        ),
    )
    content, told = xlsx_bytes([sheet, sheet])
    assert (content, told) == xlsx_bytes([sheet, sheet])
    book = load_workbook(BytesIO(content))
    assert book.sheetnames[0] == "提案·附议人_甲"
    assert len(set(book.sheetnames)) == 2
    found = list(book.worksheets[0].iter_rows(values_only=True))
    assert found[0] == ("一", "二", "三", "四", "五")
    assert found[1] == ("=1+1", datetime(2026, 5, 1), -12.5, "<5", 0.6)  # noqa: DTZ001 - openpyxl's days
    assert found[2] == (" 前后 ", None, "12345678901234.56", 7, 0.005)
    assert len(str(found[3][0])) == LONGEST_CELL
    assert found[3][1] == "1899-01-01"
    assert book.worksheets[0]["A2"].data_type == "s"


def test_workbooks_agree_with_tables(made: dict[str, bytes]) -> None:
    for kind in RECORD_TYPES:
        table = rows(made[f"data/{kind.model.folder}.csv"])
        book = load_workbook(BytesIO(made[f"data/{kind.model.folder}.xlsx"]), read_only=True)
        assert [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == [
            row["id"] for row in table
        ]
        assert book.sheetnames[-1] == "字段说明"


def test_packages_are_valid(made: dict[str, bytes], tmp_path: Path) -> None:
    for path, content in made.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    packages = [path for path in made if path.endswith("/datapackage.json")]
    assert {"data/datapackage.json", "data/fiscal/datapackage.json", "data/openness/datapackage.json"} <= set(packages)
    for name in packages:
        report = Package(str(tmp_path / name)).validate()
        assert report.valid, report.flatten(["title", "message"])


def test_the_fiscal_package_names_the_four_phases(world: Dataset, made: dict[str, bytes]) -> None:
    package = json.loads(made["data/fiscal/datapackage.json"])
    model, period = package["model"], package["fiscalPeriod"]
    assert (package["countryCode"], package["granularity"]) == ("CN", "aggregated")
    assert period["start"] < period["end"]
    measures = model["measures"].values()
    assert {one["phase"] for one in measures} == {"proposed", "approved", "adjusted", "executed"}
    assert {one["direction"] for one in measures} == {"revenue", "expenditure"}
    assert {one["currency"] for one in measures} == {"CNY"}
    written = {(row["id"], row["place"]): row for row in rows(made["data/budgets-lines.csv"])}
    units = {row["id"]: 10_000 if row["unit"] == "万元" else 1 for row in rows(made["data/budgets.csv"])}
    for table in ("income", "expenditure"):
        for row in rows(made[f"data/fiscal/{table}.csv"]):
            line = written[row["budget"], row["place"]]
            for phase in ("proposed", "approved", "adjusted", "executed"):
                amount = Decimal(line[phase]) * units[row["budget"]] if line[phase] else None
                assert (Decimal(row[phase]) if row[phase] else None) == amount


def test_of_a_withdrawn_record_only_the_withdrawal_is_left() -> None:
    overlay = {"proposals/TA-0803-001.yml": "withdrawn:\n  on: 2026-04-20\n  by: 提案委员会\n  reason: 误报\n"}
    seen = dataset(overlay)
    found = files(seen)
    withdrawn = {"on": "2026-04-20", "by": "提案委员会", "reason": "误报"}
    assert json.loads(found["data/proposals/TA-0803-001.json"]) == {
        "id": "TA-0803-001",
        "type": "proposal",
        "withdrawn": withdrawn,
    }
    (row,) = (row for row in rows(found["data/proposals.csv"]) if row["id"] == "TA-0803-001")
    assert {key: cell for key, cell in row.items() if cell} == {
        "id": "TA-0803-001",
        **{f"withdrawn.{key}": cell for key, cell in withdrawn.items()},
    }
    title = seen.entries["TA-0803-001"].record.heading(lambda _: None)
    assert not any(
        title in content.decode("utf-8") for path, content in found.items() if path.endswith(("csv", "json", "jsonl"))
    )


def test_a_campus_record_is_nowhere() -> None:
    found = files(dataset({"proposals/TA-0803-001.yml": "audience: campus\n"}))
    assert not any("TA-0803-001" in path or b"TA-0803-001" in content for path, content in found.items())


def test_a_fingerprint_is_of_the_record_s_own_file(world: Dataset, made: dict[str, bytes]) -> None:
    facts = Facts(world, DAY_OF)
    for entry in world.entries.values():
        found = fingerprint(entry.record, KINDS[entry.record.type_name], facts)
        assert sha256(made[place_of(entry.record)]).hexdigest().startswith(found)
        assert len(found) == 16


def test_a_column_stands_once_in_a_table(made: dict[str, bytes]) -> None:
    for one in json.loads(made["data/datapackage.json"])["resources"]:
        names = [field["name"] for field in one["schema"]["fields"]]
        assert len(set(names)) == len(names), one["name"]
        assert all(field["title"] and field["description"] for field in one["schema"]["fields"])
        assert list(rows(made[f"data/{one['path']}"])[0]) == names
