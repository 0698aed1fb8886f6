"""Tables are joined from the lines of blocks: one changed record makes the lines of its block again, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from generator.audience import Audience
from generator.dataset import Facts
from generator.load import load
from generator.model import Record
from generator.outputs.deflated import crc_of_both
from generator.outputs.open_data.blocks import Block, blocks_of
from generator.outputs.open_data.csv_files import csv_lines, csv_rows
from generator.outputs.open_data.joining import ALL_LINES, Joining
from generator.outputs.open_data.tables import Chunk, Joined, joined, plain_chunk
from generator.outputs.open_data.type_data import TypeData
from generator.outputs.open_data.xlsx import DAY, NUMBER, TEXT, Sheet, xlsx_bytes
from generator.raw_files import RawFile
from generator.registry import RECORD_TYPES
from tests.example_files import merged, read_before
from tests.small_site import build, lay_out, take_shells, tree, world, write

TODAY = date(2026, 5, 1)
PROPOSAL = "proposals/TA-0803-002.yml"


def facts() -> Facts:
    found = [RawFile(path, text.encode()) for path, text in merged({}).items()]
    return Facts(load(found, RECORD_TYPES, read_before()).dataset.visible_to(Audience.PUBLIC, TODAY), TODAY)


def many(number: int) -> list[Record]:
    (one,) = (record for kind in RECORD_TYPES for record in facts().of_type(kind.model) if record.id == "TA-0803-001")
    return [one.model_copy(update={"id": f"TA-0803-{n:04d}"}) for n in range(number)]


def test_a_record_more_or_less_moves_no_border_but_its_own() -> None:
    records = many(2000)
    whole = list(blocks_of("proposal", records))
    assert [one for block in whole for one in block.records] == records
    assert 40 < len(whole) < 100
    for number in (0, 1000, 1999):
        less = {block.key for block in blocks_of("proposal", records[:number] + records[number + 1 :])}
        assert sum(block.key not in less for block in whole) <= 2
    assert len({block.name for block in whole}) == len(whole)


@given(
    st.lists(
        st.tuples(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.sampled_from("=+'a")), max_size=4
    )
)
def test_rows_are_read_again_as_they_were(pairs: list[tuple[str, str]]) -> None:
    rows = [["x", start + text, text] for text, start in pairs]
    assert csv_rows(csv_lines(rows)) == rows


def file_of(joining: Joining, name: str, blocks: Sequence[Block]) -> Joined:
    table, ending, _ = name.partition(".csv")
    return joined(joining.table(table, blocks) if ending else joining.json_lines(name, blocks))


def test_lines_are_cut_out_of_what_is_shown_and_made_where_that_is_not_there() -> None:
    seen = facts()
    first = Joining(RECORD_TYPES, seen)
    names = ("proposals.csv", "proposals.jsonl", "all.csv", "all-deadlines.csv", ALL_LINES)
    whole = {
        name: file_of(first, name, first.every if name.startswith("all") else first.blocks["proposal"])
        for name in names
    }
    shown: dict[str, tuple[bytes, Any]] = {
        f"data/{name}": (b"head" + lines, {key: (start + 4, end + 4) for key, (start, end) in places.items()})
        for name, (lines, places) in whole.items()
    }
    for missing in ("", "data/proposals.csv", f"data/{ALL_LINES}"):
        there = {path: one for path, one in shown.items() if path != missing}
        again = Joining(RECORD_TYPES, seen.again(), there.get)
        for block in again.every:
            again.take(block, first.told(block), None)
        for name in names:
            blocks = again.every if name.startswith("all") else again.blocks["proposal"]
            assert file_of(again, name, blocks) == whole[name]
        assert bool(again._lines) == bool(missing)


def test_another_build_makes_the_lines_of_one_block(
    small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.outputs.open_data.blocks._LONG", 1)
    root = lay_out(tmp_path)
    take_shells(root, small_site)
    build(root)
    before = tree(root / "site")
    made: list[str] = []
    lines_of = TypeData.lines_of

    def counting(self: TypeData, records: Any, facts: Facts) -> Any:
        made.extend(one.id for one in records)
        return lines_of(self, records, facts)

    monkeypatch.setattr(TypeData, "lines_of", counting)
    write(root, f"data/{PROPOSAL}", world(PROPOSAL).replace("平均跑三次", "平均跑四次"))
    build(root)
    assert sorted(made) == ["8-3", "TA-0803-002"]  # the congress's row counts its proposals
    after = tree(root / "site")
    changed = {path for path in after if path.startswith("data/") and after[path] != before[path]}
    own = {f"data/proposals.{ending}" for ending in ("csv", "jsonl", "xlsx")}
    assert changed == {"data/proposals/TA-0803-002.json", "data/all.jsonl", *own}


def chunk(name: str, *rows: str) -> Chunk:
    return plain_chunk([[f"{name}{one}", "2026-05-01", str(number)] for number, one in enumerate(rows)])


def test_a_workbook_takes_from_the_one_before_what_is_the_same_there() -> None:
    """The same bytes as made anew, whatever has changed: a text, a row more, a chunk less, another order, nothing."""
    a, b, c = chunk("甲", "一", "=1"), chunk("乙", "二"), chunk("丙", *"三四五")
    more = Sheet("第二张", (TEXT, DAY, NUMBER), ("名", "日", "数"), (c,))

    def sheets(*chunks: Chunk) -> list[Sheet]:
        return [Sheet("表", (TEXT, DAY, NUMBER), ("名", "日", "数"), chunks), more]

    before = xlsx_bytes(sheets(a, b, c))
    others = [(a, b, c), (a, chunk("乙", "改"), c), (a, chunk("乙", "二", "多"), c), (a, c), (c, b, a), ()]
    for other in others:
        made = xlsx_bytes(sheets(*other), before)
        assert made == xlsx_bytes(sheets(*other))
        with ZipFile(BytesIO(made[0])) as package:
            assert package.testzip() is None
        book = load_workbook(BytesIO(made[0]))
        rows = [[cell.value for cell in row] for row in book["表"].iter_rows(min_row=2)]
        texts = [row for one in other for row in csv_rows(one.lines())]
        assert [row[0] for row in rows] == [row[0] for row in texts]
        assert [row[2] for row in rows] == [int(row[2]) for row in texts]


@given(st.binary(), st.binary())
def test_the_sum_over_two_texts_follows_from_theirs(first: bytes, second: bytes) -> None:
    assert crc_of_both(crc32(first), crc32(second), len(second)) == crc32(first + second)
