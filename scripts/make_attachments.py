"""Rewrites `data/attachments/` from the disclosures that name the files: `python scripts/make_attachments.py`.

Every file says what its record says, so the two cannot drift apart: a spreadsheet holds the record's figures (or the
rows of its tables and lists), a PDF its text and figures, a picture one bar for each figure. Equal records give equal
bytes: no clock, no random order. The PDF names a CJK font that readers bring along instead of embedding one.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.model import Attachment
from generator.reading import read
from generator.records.disclosure.model import Disclosure, Figure
from generator.source import parse

SITE = Path(__file__).resolve().parent.parent
CHARTED = {
    "2025/students-2023-2025.png": "全日制在校生合计",
    "2026/donation-spending-2025.png": "支出合计",
    "2026/medical-mutual-aid-2023-2025.png": "赔付金额",
}
"""The figure whose years a picture shows; any other picture shows the parts of the last period."""
SUPPRESSED = "<5"

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 64
"""A4 in points."""
CHART_WIDTH, CHART_HEIGHT, CHART_BORDER = 640, 360, 24
"""Pixels."""
WHITE, AXIS, BAR = bytes((255, 255, 255)), bytes((90, 90, 90)), bytes((176, 42, 48))

Row = list[str]


def disclosures(folder: Path) -> Iterator[Disclosure]:
    """The records that can be read, in the order of their paths."""
    for path in sorted(folder.rglob("*.yml")):
        record, _ = read(parse(path.as_posix(), path.read_bytes()), Disclosure, path.stem)
        if record is not None:
            yield record


def written(value: Decimal | None) -> str:
    """A cell as the site shows it."""
    return SUPPRESSED if value is None else f"{value:f}"


def figure_rows(figures: Sequence[Figure]) -> list[Row]:
    """Figures as a table: a row for each label, a column for each period."""
    periods = list(dict.fromkeys(one.period for one in figures))
    labels = dict.fromkeys((one.label, one.of) for one in figures)
    values = {(one.label, one.period): written(one.value) for one in figures}
    head = ["指标", "单位", *(period or "数值" for period in periods)]
    return [head, *([label, of, *(values.get((label, period), "") for period in periods)] for label, of in labels)]


def text_rows(text: str) -> Iterator[Row]:
    """The lines of a Markdown text without its marks; a table's line gives its cells."""
    for line in text.splitlines():
        plain = re.sub(r"\[\[(.+?)\]\]", r"\1", line.replace("**", "")).strip()
        if plain.startswith("|"):
            cells = [cell.strip() for cell in plain.strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                yield cells
        elif plain:
            yield [re.sub(r"^- ", "● ", plain)]


def listed_rows(text: str) -> Iterator[Row]:
    """Only the rows of a text's tables and numbered lists, without the sentences around them."""
    for row in text_rows(text):
        numbered = re.fullmatch(r"(\d+)\. ([^：]+)：(.+)", row[0])
        if numbered:
            yield list(numbered.groups())
        elif len(row) > 1:
            yield row


def spreadsheet(record: Disclosure, attachment: Attachment) -> bytes:
    """An .xlsx of one sheet: the figures, or else the rows of the text."""
    book = Workbook()
    sheet = book.create_sheet("数据", 0)
    book.remove(book.worksheets[1])
    sheet.append([attachment.title])
    for row in figure_rows(record.figures) if record.figures else listed_rows(record.text or ""):
        _append(sheet, row)
    sheet.append([f"来源：{record.id}，{record.published} 公开"])
    sheet.column_dimensions["A"].width = 32
    draft = BytesIO()
    book.save(draft)
    return _without_clock(draft.getvalue(), f"{record.published}T00:00:00Z")


def _append(sheet: Worksheet, row: Row) -> None:
    """A row at the end of the sheet; numbers are numbers, shown with the decimals they are written with."""
    place = sheet.max_row + 1
    for column, text in enumerate(row, 1):
        cell = sheet.cell(place, column, text)
        if re.fullmatch(r"-?\d+(\.\d+)?", text):
            cell.value = Decimal(text)
            cell.number_format = "0." + "0" * len(text.partition(".")[2]) if "." in text else "0"


def _without_clock(archive: bytes, day: str) -> bytes:
    """The archive again, with one fixed time on every entry and in the document's properties."""
    out = BytesIO()
    with ZipFile(BytesIO(archive)) as old, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=9) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(?<=W3CDTF\">)[^<]+", day.encode(), content)
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


def picture(record: Disclosure, attachment: Attachment) -> bytes:
    """A plain bar chart without words, as an RGB .png."""
    label = CHARTED.get(attachment.file)
    if label is not None:
        shown = [one.value for one in record.figures if one.label == label]
    else:
        last = record.figures[-1].period
        shown = [one.value for one in record.figures if one.period == last and not one.sum_of]
    rows = _bars([value for value in shown if value is not None])
    pixels = b"".join(b"\0" + row for row in rows)
    header = struct.pack(">IIBBBBB", CHART_WIDTH, CHART_HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _bars(values: Sequence[Decimal]) -> Iterator[bytes]:
    """The rows of pixels from the top; the highest bar fills the chart."""
    base = CHART_HEIGHT - CHART_BORDER
    space = (CHART_WIDTH - 2 * CHART_BORDER) // len(values)
    heights = [int(value * (base - CHART_BORDER) / max(values)) for value in values]
    for y in range(CHART_HEIGHT):
        row = bytearray(WHITE * CHART_WIDTH)
        for number, height in enumerate(heights):
            if base - height <= y < base:
                left = CHART_BORDER + number * space + space // 5
                width = space - 2 * (space // 5)
                row[left * 3 : (left + width) * 3] = BAR * width
        if base <= y < base + 2:
            row[CHART_BORDER * 3 : (CHART_WIDTH - CHART_BORDER) * 3] = AXIS * (CHART_WIDTH - 2 * CHART_BORDER)
        yield bytes(row)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def document(record: Disclosure, attachment: Attachment) -> bytes:
    """A .pdf of the record's text and figures."""
    rows = [*text_rows(record.text or ""), *(figure_rows(record.figures) if record.figures else [])]
    lines = [(16, attachment.title), (11, f"编号 {record.id}　公开日期 {record.published}"), (11, "")]
    lines += [(11, piece) for row in rows for piece in [*_wrapped("　".join(row), 11), ""]]
    pages = list(_pages(lines))
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
        " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>",
    ]
    for number, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _pdf(objects)


def _wrapped(text: str, size: int) -> Iterator[str]:
    """Lines that fit between the margins; a latin letter is half as wide as a Chinese one."""
    line, width = "", 0.0
    for letter in text:
        step = size * (0.5 if letter.isascii() else 1)
        if width + step > PAGE_WIDTH - 2 * MARGIN and letter not in "，。；：、）”":
            yield line
            line, width = "", 0.0
        line, width = line + letter, width + step
    yield line


def _pages(lines: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The drawing of each page, from top to bottom."""
    drawn, y = "", PAGE_HEIGHT - MARGIN
    for size, line in lines:
        y -= size * 3 // 2 if line else size // 2
        if y < MARGIN:
            yield drawn
            drawn, y = "", PAGE_HEIGHT - MARGIN - size
        if line:
            drawn += f"BT /F1 {size} Tf {MARGIN} {y} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
    yield drawn


def _pdf(objects: Sequence[str]) -> bytes:
    """The file: objects numbered from 1, then the table of where each begins."""
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


MAKERS: dict[str, Callable[[Disclosure, Attachment], bytes]] = {
    ".xlsx": spreadsheet,
    ".pdf": document,
    ".png": picture,
}


def main() -> None:
    """Write every attachment of every disclosure."""
    for record in disclosures(SITE / "data" / "disclosures"):
        for attachment in record.attachments:
            path = SITE / "data" / "attachments" / attachment.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(MAKERS[path.suffix](record, attachment))
            print(path.relative_to(SITE).as_posix())


if __name__ == "__main__":
    main()
