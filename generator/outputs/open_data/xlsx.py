"""Tables as XLSX: one workbook, a sheet for each table, the same bytes for the same cells.

Written here because it is little: plain cells of four kinds. XlsxWriter takes 9 µs for a cell, openpyxl 15;
at 10,000 records that would be longer than all the rest of a build. This takes less than 1.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import product
from string import ascii_uppercase
from zipfile import ZIP_DEFLATED, ZipFile

from generator.outputs.xml_text import escaped
from generator.outputs.zipped import put

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the kind of each column, its heads, its rows."""

    name: str
    kinds: Sequence[str]
    head: Sequence[str]
    rows: Iterable[Sequence[str]]


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of these sheets."""
    names = _names([one.name for one in sheets])
    numbers = range(1, len(sheets) + 1)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=2) as package:
        put(package, "[Content_Types].xml", _content_types(numbers).encode())
        put(package, "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]).encode())
        put(package, "xl/workbook.xml", _workbook(names).encode())
        targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
        put(package, "xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")]).encode())
        put(package, "xl/styles.xml", _STYLES.encode())
        for n, sheet in zip(numbers, sheets, strict=True):
            put(package, f"xl/worksheets/sheet{n}.xml", _sheet(sheet).encode())
    return out.getvalue()


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


def _sheet(sheet: Sheet) -> str:
    view = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_WIDTHS[kind]}" customWidth="1"/>' for n, kind in enumerate(sheet.kinds, 1)
    )
    head = "".join(_text(f"{letter}1", one, ' s="2"') for letter, one in zip(_LETTERS, sheet.head, strict=False))
    columns = list(zip(_LETTERS, sheet.kinds, strict=False))
    out = [f'{_XML}<worksheet xmlns="{_MAIN}">{view}<cols>{widths}</cols><sheetData><row r="1">{head}</row>']
    number = 1
    for number, row in enumerate(sheet.rows, 2):
        out.append(f'<row r="{number}">')
        for (letter, kind), cell in zip(columns, row, strict=True):
            if cell:
                out.append(_text(f"{letter}{number}", cell) if kind is TEXT else _cell(f"{letter}{number}", kind, cell))
        out.append("</row>")
    out.append(f'</sheetData><autoFilter ref="A1:{_LETTERS[len(columns) - 1]}{number}"/></worksheet>')
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
    return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'
