"""A draft as a Word file that an office can finish: real headings, tables whose heads repeat, Chinese fonts.

The only importer of python-docx. The same draft gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from generator.documents import Draft, DraftPart, Grid, Inline, ToWrite, Words
from generator.outputs.zipped import put
from generator.prose import Link
from generator.publication import Figure

BODY, HEADS, LATIN = "宋体", "黑体", "Times New Roman"
TO_WRITE = "【待填写】"
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_BLACK = RGBColor(0, 0, 0)
_TEXT_WIDTH = 158
"""Millimetres between the margins."""
_SIGN, _PADDING, _LEAST = 1.95, 4.5, 15
"""Millimetres that a half-width character takes in a table, that a cell keeps free, that a column of texts must have."""
_SHORT, _MOST = 12, 36
"""Half-width characters up to which a column stays on one line, and after which it grows no wider."""


def docx_bytes(draft: Draft, site_name: str, site_url: str = "") -> bytes:
    """The file. `site_url` makes its links whole; without it they are words."""
    made = Document()
    _page(made)
    _styles(made)
    _properties(made, draft, site_name)
    made.add_heading(draft.title, 0)
    made.add_paragraph(draft.note)
    if site_url:
        _runs(made.add_paragraph("网页："), (Link(draft.page, site_url + quote(draft.page)),), site_url)
    for part in draft.parts:
        _part(made, part, site_url)
    return _packed(made)


def _page(made: Word) -> None:
    """A4 with a page number in the foot."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)
    section.top_margin = section.bottom_margin = Mm(28)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add(foot.add_run()._r, "w:fldChar", {"w:fldCharType": "begin"})
    _add(foot.add_run()._r, "w:instrText", {"xml:space": "preserve"}, "PAGE")
    _add(foot.add_run()._r, "w:fldChar", {"w:fldCharType": "end"})


def _styles(made: Word) -> None:
    """Chinese fonts for Chinese characters; headings in black, as an office prints them."""
    for name, chinese, size in (("Normal", BODY, 12), ("Title", HEADS, 20), ("Heading 1", HEADS, 15)):
        style: Any = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = LATIN, Pt(size), _BLACK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        fonts.set(qn("w:eastAsia"), chinese)
    made.styles["Title"].element.find(qn("w:pPr")).remove(made.styles["Title"].element.find(f".//{qn('w:pBdr')}"))
    normal: Any = made.styles["Normal"]
    normal.paragraph_format.line_spacing = 1.5


def _properties(made: Word, draft: Draft, site_name: str) -> None:
    """Who and what, on a fixed day: the file says in its text as of when it is."""
    said = made.core_properties
    said.title, said.author, said.last_modified_by, said.language = draft.title, site_name, site_name, "zh-CN"
    said.created = said.modified = _LONG_AGO
    said.comments, said.revision = draft.note, 1


def _part(made: Word, part: DraftPart, site_url: str) -> None:
    made.add_heading(part.title, 1)
    if part.figures:
        _table(
            made, Grid("", "", ("指标", "数值"), tuple(_figure(one) for one in part.figures), frozenset({1})), site_url
        )
    for block in part.blocks:
        if isinstance(block, Words):
            paragraph = made.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Pt(24)
            _runs(paragraph, block.runs, site_url)
        elif isinstance(block, ToWrite):
            run = made.add_paragraph().add_run(TO_WRITE + block.what)
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        else:
            _table(made, block, site_url)


def _figure(one: Figure) -> tuple[Inline, ...]:
    value = f"{one.value} / {one.of}" if one.of else f"{one.value} {one.unit}".strip()
    return Link(one.href, one.label), value


def _table(made: Word, grid: Grid, site_url: str) -> None:
    """A table under its caption; its head is repeated on every page, no row is cut in two."""
    if grid.caption:
        caption = made.add_paragraph()
        caption.paragraph_format.keep_with_next = True
        caption.add_run(grid.caption).bold = True
    table = made.add_table(1 + len(grid.rows), len(grid.head), "Table Grid")
    cells = _cells(table, _widths(grid))
    for number, row in enumerate((grid.head, *grid.rows)):
        for column, value in enumerate(row):
            paragraph = cells[number][column]
            paragraph.paragraph_format.line_spacing = 1
            if number and column in grid.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _runs(paragraph, (value,), site_url, bold=not number, size=Pt(10.5))
    made.add_paragraph()


def _widths(grid: Grid) -> list[Length]:
    """The width of each column: numbers, days and short words on one line, the rest shared by the longer texts."""
    texts = [[_said(one) for one in column] for column in zip(grid.head, *grid.rows, strict=True)]
    longest = [max(len(one.encode("gbk", "replace")) for one in column) for column in texts]
    short = [one * _SIGN + _PADDING if one <= _SHORT else 0 for one in longest]
    left, share = (
        _TEXT_WIDTH - sum(short),
        [0 if fits else min(one, _MOST) for one, fits in zip(longest, short, strict=True)],
    )
    if not any(share) or left < _LEAST * sum(map(bool, share)):
        return [Mm(_TEXT_WIDTH / len(texts))] * len(texts)
    return [Mm(fits or left * one / sum(share)) for fits, one in zip(short, share, strict=True)]


def _cells(table: Table, widths: Sequence[Length]) -> list[list[Paragraph]]:
    """The paragraph of every cell, row by row; and what a table wants of its rows and columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    found = []
    for number, row in enumerate(table.rows):
        wishes = row._tr.get_or_add_trPr()
        _add(wishes, "w:cantSplit")
        if not number:
            _add(wishes, "w:tblHeader")
        cells = row.cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
        found.append([cell.paragraphs[0] for cell in cells])
    return found


def _runs(paragraph: Paragraph, runs: tuple[Inline, ...], site_url: str, bold: bool = False, size: Any = None) -> None:
    """Words; a link is one where the site's address is known."""
    for one in runs:
        run = paragraph.add_run(_said(one))
        run.bold, run.font.size = bold or None, size
        if isinstance(one, Link) and one.address and site_url:
            place, _, fragment = one.address.partition("#")
            whole = site_url + quote(place) + (f"#{fragment}" if fragment else "")
            wrapper = OxmlElement("w:hyperlink")
            wrapper.set(qn("r:id"), paragraph.part.relate_to(whole, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            run.font.underline = size is None or None
            run._r.addprevious(wrapper)
            wrapper.append(run._r)


def _said(one: Inline) -> str:
    return one.title if isinstance(one, Link) else one


def _add(parent: Any, name: str, attributes: dict[str, str] | None = None, text: str = "") -> None:
    """An element of WordprocessingML that python-docx has no words for."""
    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    if text:
        made.text = text
    parent.append(made)


def _packed(made: Word) -> bytes:
    """The package without the times of the machine, and without the library's picture of an empty page."""
    written, out = BytesIO(), BytesIO()
    made.save(written)
    with ZipFile(written) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            put(after, name, before.read(name))
    return out.getvalue()
