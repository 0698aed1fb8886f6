"""What stands around the words of a page: its head for machines, and at its end the sheet for the notice board."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct, field

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.open_data.records import fingerprint, place_of
from generator.outputs.qr_codes import fits, svg_path
from generator.outputs.structured import Heads, Words
from generator.outputs.templates import Templates
from generator.prose import Link
from generator.publication import Fragment
from generator.record_type import AnyType

_SIGN = 2.9
"""Width of a sign of the address on the sheet, where a module of the QR code is 1."""


class Frame(Struct, frozen=True):
    """What stands around the words of one page."""

    head: str = ""
    foot: Markup = field(default_factory=Markup)


class Sheet(Struct, frozen=True):
    """The address of a page, to be scanned and to be typed."""

    width: int
    """Of the QR code, in modules."""
    modules: str
    """Its path as SVG."""
    lines: list[str]
    wide: int
    """The width with the lines beside it."""


class Frames(Struct, frozen=True):
    """Makes the frames of a site's pages."""

    heads: Heads
    templates: Templates
    public: bool
    """Whether the site is for everyone: then its records are open data, and its addresses can be passed on."""

    def of_record(self, record: Record, kind: AnyType, words: Words, crumbs: Sequence[Link], facts: Facts) -> Frame:
        """The frame of a record's page."""
        sign = fingerprint(record, kind, facts) if self.public else ""
        context = {"place": place_of(record) if self.public else "", "fingerprint": sign, "as_of": facts.as_of}
        return Frame(
            self.heads.of_record(record, kind, words, crumbs, facts), self._foot(record.address, sign, **context)
        )

    def of_page(self, path: str, words: Words, crumbs: Sequence[Link] = ()) -> Frame:
        """The frame of a list or a handwritten page."""
        return Frame(self.heads.of_page(path, words, crumbs), self._foot(path, "", place="", fingerprint=""))

    def _foot(self, path: str, sign: str, **context: object) -> Markup:
        url = self.heads.publisher.site_url
        address = url + quote(path)
        sheet: Sheet | None = None
        if url and fits(address):
            width, modules = svg_path(address)
            lines = [url + path, *([f"指纹 {sign}"] if sign else [])]
            wide = round(width + _SIGN * max(len(one) for one in lines))
            sheet = Sheet(width, modules, lines, wide)
        if sheet is None and not context["place"]:
            return Markup()
        return self.templates.render(Fragment("sheet.html", {**context, "sheet": sheet}))
