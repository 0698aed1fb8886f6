"""Tables as XLSX: one workbook, a sheet for each table, the same bytes for the same cells.

Written here because it is little: plain cells of four kinds. XlsxWriter takes 9 µs for a cell, openpyxl 15;
at 10,000 records that would be longer than all the rest of a build. This takes less than 1.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import product
from string import ascii_uppercase
from typing import Any

from msgspec import Struct

from generator.outputs.deflated import Deflated, deflated, followed, zipped
from generator.outputs.open_data.csv_files import csv_rows
from generator.outputs.open_data.tables import Chunk
from generator.outputs.xml_text import escaped

LONGEST_CELL = 32_767
"""Characters that a cell may hold; a longer text is cut, and says so."""
_CUT = "……（太长，全文见 JSON）"
_FIRST_DAY, _LEAP_BUG = date(1899, 12, 30), date(1900, 3, 1)
_EXACT = 15
"""Digits that a spreadsheet's numbers hold; a longer number is written as text."""
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LETTERS = [*ascii_uppercase, *(a + b for a, b in product(ascii_uppercase, repeat=2))]

DAY, NUMBER, SHARE, TEXT = "day", "number", "share", "text"
_WIDTHS = {DAY: 12, NUMBER: 14, SHARE: 10, TEXT: 24}
"""Widths of columns in characters: a day in a narrower one is shown as `########`."""
_SHARES = {"%": 2, "‰": 3}
"""By how many places the point of a share moves."""

_SPACE = ' xml:space="preserve"'
"""Of a text that begins or ends with a space, or has others in it than single ones between words."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="0.####%"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/>'
    '<xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" fontId="1" applyFont="1"/>'
    '<xf xfId="0" numFmtId="165" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Sheet(Struct, frozen=True):
    """A sheet: its name, the kind of each column, its heads, its rows."""

    name: str
    kinds: Sequence[str]
    head: Sequence[str]
    chunks: Sequence[Chunk]
    """Its rows as lines of CSV."""


Told = dict[str, tuple[tuple[int, int, int, int], dict[str, tuple[int, int, int, int, int]]]]
"""Of each sheet, by its name: where it begins and ends in the workbook, its size and CRC-32; and of each chunk in it, by the
chunk's name: its first row, where it begins and ends in the sheet, its size and CRC-32."""


def xlsx_bytes(sheets: Sequence[Sheet], shown: tuple[bytes, Mapping[str, Any]] | None = None) -> tuple[bytes, Told]:
    """A workbook of these sheets, and where everything lies in it. `shown`: an earlier one, of which the same is taken."""
    names = _names([one.name for one in sheets])
    numbers = range(1, len(sheets) + 1)
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    texts = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations([*targets, ("styles", "styles.xml")]),
        "xl/styles.xml": _STYLES,
    }
    made = [_sheet(one, _Before.of(name, shown)) for name, one in zip(names, sheets, strict=True)]
    files = [(path, deflated(text, last=True)) for path, text in texts.items()]
    places = [f"xl/worksheets/sheet{n}.xml" for n in numbers]
    content, starts = zipped([*files, *((path, whole) for path, (whole, _) in zip(places, made, strict=True))])
    told: Told = {}
    for name, path, (whole, rows) in zip(names, places, made, strict=True):
        start = starts[path]
        told[name] = (start, start + len(whole.content), whole.size, whole.crc), rows
    return content, told


class _Before(Struct, frozen=True):
    """A sheet in an earlier workbook."""

    whole: Deflated
    rows: Mapping[str, tuple[int, int, int, int, int]]

    @classmethod
    def of(cls, name: str, shown: tuple[bytes, Mapping[str, Any]] | None) -> _Before | None:
        """The sheet of that name."""
        if shown is None or name not in shown[1]:
            return None
        (start, end, size, crc), rows = shown[1][name]
        return cls(Deflated(shown[0][start:end], size, crc), rows)

    def chunk(self, name: str, number: int) -> Deflated | None:
        """A chunk, where it began in the same row."""
        if name not in self.rows or self.rows[name][0] != number:
            return None
        _, start, end, size, crc = self.rows[name]
        return Deflated(self.whole.content[start:end], size, crc)


def _names(wanted: Sequence[str]) -> list[str]:
    """Names of sheets: short enough, each once."""
    found: list[str] = []
    for one in wanted:
        name = _NOT_IN_NAMES.sub("_", one)[:_LONGEST_NAME]
        while name in found:
            mark = f"~{zlib.crc32(one.encode()):08x}"
            name = name[: _LONGEST_NAME - len(mark)] + mark
        found.append(name)
    return found


def _content_types(numbers: range) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    rows = "".join(f'<Override PartName="{path}" ContentType="{_TYPE}.{kind}+xml"/>' for path, kind in parts)
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{default}{rows}</Types>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATION}/{kind}" Target="{path}"/>'
        for n, (kind, path) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    rows = "".join(f'<sheet name="{escaped(one)}" sheetId="{n}" r:id="r{n}"/>' for n, one in enumerate(names, 1))
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>{rows}</sheets></workbook>'


def _sheet(sheet: Sheet, before: _Before | None) -> tuple[Deflated, dict[str, tuple[int, int, int, int, int]]]:
    """A sheet, and where its chunks lie in it."""
    if before is not None and list(before.rows) == [one.name for one in sheet.chunks]:
        return before.whole, dict(before.rows)
    parts = [deflated(_beginning(sheet))]
    told: dict[str, tuple[int, int, int, int, int]] = {}
    number, at = 2, len(parts[0].content)
    for one in sheet.chunks:
        part = before.chunk(one.name, number) if before is not None else None
        part = part or deflated(_rows(sheet.kinds, csv_rows(one.lines()), number))
        told[one.name] = number, at, at + len(part.content), part.size, part.crc
        number, at = number + one.count, at + len(part.content)
        parts.append(part)
    last = f"{_LETTERS[len(sheet.kinds) - 1]}{number - 1}"
    parts.append(deflated(f'</sheetData><autoFilter ref="A1:{last}"/></worksheet>', last=True))
    return followed(parts), told


def _beginning(sheet: Sheet) -> str:
    view = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_WIDTHS[kind]}" customWidth="1"/>' for n, kind in enumerate(sheet.kinds, 1)
    )
    head = "".join(_text(f"{letter}1", one, ' s="2"') for letter, one in zip(_LETTERS, sheet.head, strict=False))
    return f'{_XML}<worksheet xmlns="{_MAIN}">{view}<cols>{widths}</cols><sheetData><row r="1">{head}</row>'


def _rows(kinds: Sequence[str], rows: Sequence[Sequence[str]], first: int) -> str:
    columns = list(zip(_LETTERS, kinds, strict=False))
    out: list[str] = []
    for number, row in enumerate(rows, first):
        out.append(f'<row r="{number}">')
        for (letter, kind), cell in zip(columns, row, strict=True):
            if not cell:
                continue
            if kind is not TEXT:
                out.append(_cell(f"{letter}{number}", kind, cell))
            elif cell.isalnum() and len(cell) <= LONGEST_CELL:  # half of all: nothing in it to escape
                out.append(f'<c r="{letter}{number}" t="inlineStr"><is><t>{cell}</t></is></c>')
            else:
                out.append(_text(f"{letter}{number}", cell))
        out.append("</row>")
    return "".join(out)


def _cell(place: str, kind: str, cell: str) -> str:
    if kind == DAY and (day := date.fromisoformat(cell)) >= _LEAP_BUG:
        return f'<c r="{place}" s="1"><v>{(day - _FIRST_DAY).days}</v></c>'
    if kind == NUMBER and cell.lstrip("-").replace(".", "", 1).isdecimal() and len(cell) <= _EXACT:
        return f'<c r="{place}"><v>{cell}</v></c>'
    if kind == SHARE and cell[-1] in _SHARES:
        return f'<c r="{place}" s="3"><v>{Decimal(cell[:-1]).scaleb(-_SHARES[cell[-1]]):f}</v></c>'
    return _text(place, cell)


def _text(place: str, text: str, style: str = "") -> str:
    if len(text) > LONGEST_CELL:
        text = text[: LONGEST_CELL - len(_CUT)] + _CUT
    return f'<c r="{place}"{style} t="inlineStr"><is><t{_words(text)}</t></is></c>'


@lru_cache(1 << 12)
def _words(text: str) -> str:
    """The rest of the element of a text, as most texts stand in many rows."""
    plain = text.isprintable() and text[0] != " " and text[-1] != " "
    return f"{'' if plain else _SPACE}>{escaped(text)}"
