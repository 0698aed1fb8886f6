"""The empty Word document that every draft is put into: page, styles, and what Word judges strictly.

The only importer of python-docx, which makes it once for an installation, without the times of the machine.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from generator.outputs.drafts.package import ABOUT, BODY, HEADS, LATIN, LINKS, WORDS, Blank
from generator.outputs.zipped import put

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_BLACK = RGBColor(0, 0, 0)
_BESIDE = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""Kinds of parts of the library's empty document that no document needs: a picture of it, its styles once more."""


def blank() -> Blank:
    """A document that says nothing yet."""
    made = Document()
    _page(made)
    _styles(made)
    _properties(made)
    for relations in (made.part.package.rels, made.part.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_BESIDE)]:
            del relations[key]
    written, out = BytesIO(), BytesIO()
    made.save(written)
    with ZipFile(written) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in (WORDS, LINKS, ABOUT):
                put(after, name, before.read(name))
        words, links, about = (before.read(name).decode() for name in (WORDS, LINKS, ABOUT))
    return Blank(out.getvalue(), words, links, about)


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


def _properties(made: Word) -> None:
    """Who and what, on a fixed day: the file says in its text as of when it is."""
    said = made.core_properties
    said.title, said.author, said.last_modified_by, said.language = "{title}", "{site}", "{site}", "zh-CN"
    said.created = said.modified = _LONG_AGO
    said.comments, said.revision = "{note}", 1


def _add(parent: Any, name: str, attributes: dict[str, str], text: str = "") -> None:
    """An element of WordprocessingML that python-docx has no words for."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    if text:
        made.text = text
    parent.append(made)
