"""A draft as a Word file that an office can finish: real headings, tables whose heads repeat, Chinese fonts.

What a draft says is put as text into a package that python-docx has made. The same draft gives the same bytes.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from msgspec.json import decode as from_json
from msgspec.json import encode as to_json

from generator.documents import Draft
from generator.outputs.drafts.body import Body
from generator.outputs.drafts.package import ABOUT, LINKS, WORDS, Blank
from generator.outputs.installed import once
from generator.outputs.xml_text import escaped
from generator.outputs.zipped import put

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def docx_bytes(draft: Draft, site_name: str, site_url: str = "") -> bytes:
    """The file. `site_url` makes its links whole; without it they are words."""
    blank = _blank()
    body = Body(site_url)
    words = body.of(draft)
    links = "".join([_link(number, address) for address, number in body.targets.items()])
    about = {"title": draft.title, "note": draft.note, "site": site_name}
    out = BytesIO()
    out.write(blank.package)
    with ZipFile(out, "a", ZIP_DEFLATED) as package:
        put(package, WORDS, _before(blank.words, "<w:sectPr", words))
        put(package, LINKS, _before(blank.links, "</Relationships>", links))
        put(package, ABOUT, blank.about.format(**{key: escaped(one) for key, one in about.items()}).encode())
    return out.getvalue()


@cache
def _blank() -> Blank:
    def make() -> bytes:
        from generator.outputs.drafts.blank import blank  # python-docx takes longer to import than to use

        return to_json(blank())

    return from_json(once("word-draft", make), type=Blank)


def _before(xml: str, end: str, more: str) -> bytes:
    """XML with more before what it ends with."""
    head, found, tail = xml.rpartition(end)
    assert found
    return f"{head}{more}{found}{tail}".encode()


def _link(number: str, address: str) -> str:
    return f'<Relationship Id="{number}" Type="{_HYPERLINK}" Target="{escaped(address)}" TargetMode="External"/>'
