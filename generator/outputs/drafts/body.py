"""The words of a draft as WordprocessingML: headings, paragraphs, tables whose heads repeat, links.

Written as text: python-docx takes 1 ms for a row of a table, this 20 µs. It names nothing but three styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from msgspec import Struct, field

from generator.documents import Draft, DraftPart, Grid, Inline, ToWrite, Words
from generator.outputs.xml_text import escaped
from generator.prose import Link
from generator.publication import Figure

TO_WRITE = "【待填写】"
TITLE, HEADING, GRID = "Title", "Heading1", "TableGrid"
"""Ids of the styles."""
_TEXT_WIDTH = 158
"""Millimetres between the margins."""
_SIGN, _PADDING, _LEAST = 1.95, 4.5, 15
"""Millimetres that a half-width character takes in a table, that a cell keeps free, that a column of texts must have."""
_SHORT, _MOST = 12, 36
"""Half-width characters up to which a column stays on one line, and after which it grows no wider."""
_TWIPS = 1440 / 25.4
"""Twentieths of a point, in which Word measures, to a millimetre."""

_INDENTED = '<w:ind w:firstLine="480"/>'
_TOGETHER = "<w:keepNext/>"
_CLOSE = '<w:spacing w:line="240" w:lineRule="auto"/>'
_RIGHT = '<w:jc w:val="right"/>'
_BOLD, _UNDERLINED, _MARKED = "<w:b/>", '<w:u w:val="single"/>', '<w:highlight w:val="yellow"/>'
_SMALL = '<w:sz w:val="21"/>'
_TABLE = (
    f'<w:tblPr><w:tblStyle w:val="{GRID}"/><w:tblW w:type="auto" w:w="0"/><w:tblLayout w:type="fixed"/>'
    '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1"'
    ' w:val="04A0"/></w:tblPr>'
)


class Body(Struct):
    """What a document says, and where its links lead."""

    site_url: str
    """Makes links whole; without it they are words."""
    targets: dict[str, str] = field(default_factory=dict)
    """The ids of links, by whole address."""

    def of(self, draft: Draft) -> str:
        """Everything between the document's beginning and its last section."""
        out = [_styled(TITLE, draft.title), _paragraph(_run(draft.note))]
        if self.site_url:
            page = Link(draft.page, self.site_url + quote(draft.page))
            out.append(_paragraph(_run("网页：") + self._inline(page, link=_UNDERLINED)))
        for part in draft.parts:
            self._part(part, out)
        return "".join(out)

    def _part(self, part: DraftPart, out: list[str]) -> None:
        out.append(_styled(HEADING, part.title))
        if part.figures:
            rows = tuple(_figure(one) for one in part.figures)
            self._table(Grid("", "", ("指标", "数值"), rows, frozenset({1})), out)
        for block in part.blocks:
            if isinstance(block, Words):
                runs = "".join([self._inline(one, link=_UNDERLINED) for one in block.runs])
                out.append(_paragraph(runs, _INDENTED))
            elif isinstance(block, ToWrite):
                out.append(_paragraph(_run(TO_WRITE + block.what, _MARKED)))
            else:
                self._table(block, out)

    def _table(self, grid: Grid, out: list[str]) -> None:
        """A table under its caption; its head is repeated on every page, no row is cut in two."""
        if grid.caption:
            out.append(_paragraph(_run(grid.caption, _BOLD), _TOGETHER))
        widths = [round(one * _TWIPS) for one in _widths(grid)]
        columns = "".join([f'<w:gridCol w:w="{one}"/>' for one in widths])
        cells = [f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{one}"/></w:tcPr>' for one in widths]
        aligned = [_CLOSE + _RIGHT if column in grid.right else _CLOSE for column in range(len(widths))]
        out.append(
            f"<w:tbl>{_TABLE}<w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        )
        out += [
            f"{cell}{_paragraph(_run(one, _BOLD + _SMALL), _CLOSE)}</w:tc>"
            for cell, one in zip(cells, grid.head, strict=True)
        ]
        for row in grid.rows:
            out.append("</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>")
            for cell, wishes, one in zip(cells, aligned, row, strict=True):
                out.append(f"{cell}{_paragraph(self._inline(one, _SMALL), wishes)}</w:tc>")
        out.append("</w:tr></w:tbl><w:p/>")

    def _inline(self, one: Inline, looks: str = "", link: str = "") -> str:
        """Words; a link is one where the site's address is known. `link`: how it looks beside its words."""
        if isinstance(one, str):
            return _run(one, looks)
        if not one.address or not self.site_url:
            return _run(one.title, looks)
        place, _, fragment = one.address.partition("#")
        whole = self.site_url + quote(place) + (f"#{fragment}" if fragment else "")
        number = self.targets.setdefault(whole, f"link{len(self.targets) + 1}")
        return f'<w:hyperlink r:id="{number}">{_run(one.title, looks + link)}</w:hyperlink>'


def _figure(one: Figure) -> tuple[Inline, ...]:
    value = f"{one.value} / {one.of}" if one.of else f"{one.value} {one.unit}".strip()
    return Link(one.href, one.label), value


def _styled(style: str, words: str) -> str:
    return _paragraph(_run(words), f'<w:pStyle w:val="{style}"/>')


def _paragraph(runs: str, wishes: str = "") -> str:
    return f"<w:p><w:pPr>{wishes}</w:pPr>{runs}</w:p>" if wishes else f"<w:p>{runs}</w:p>"


def _run(words: str, looks: str = "") -> str:
    text = escaped(words).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _widths(grid: Grid) -> Sequence[float]:
    """The width of each column: numbers, days and short words on one line, the rest shared by the longer texts."""
    texts = [[_said(one) for one in column] for column in zip(grid.head, *grid.rows, strict=True)]
    longest = [max([len(one.encode("gbk", "replace")) for one in column]) for column in texts]
    short = [one * _SIGN + _PADDING if one <= _SHORT else 0 for one in longest]
    left = _TEXT_WIDTH - sum(short)
    share = [0 if fits else min(one, _MOST) for one, fits in zip(longest, short, strict=True)]
    if not any(share) or left < _LEAST * sum(map(bool, share)):
        return [_TEXT_WIDTH / len(texts)] * len(texts)
    return [fits or left * one / sum(share) for fits, one in zip(short, share, strict=True)]


def _said(one: Inline) -> str:
    return one.title if isinstance(one, Link) else one
