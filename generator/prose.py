"""Markdown of records to safe HTML; links between records written as `[[TA-0803-001]]`.

Raw HTML is off in the Markdown and what comes out is sanitised all the same, so that nothing an editor
writes can run. Links lead to http, https, mailto, tel, records and attachments. An address in this site
is written from its root as `~/…` and made relative when the page is stamped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

import comrak
import nh3
from markupsafe import Markup
from msgspec import Struct

from generator.late import late

RECORD_LINK = late(r"\[\[([^\[\]\n]{1,80})\]\]")
"""`[[TA-0803-001]]` or `[[TA-0803-001|other words]]`."""

_MARKDOWN_LINK = late(r"\]\(\s*<?([^)\s>]+)")
_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_ATTACHMENTS = "attachments/"
_STAND_IN = late("\ue000[0-9]+\ue001")
"""Stands for a link between records while Markdown is rendered; signs that a record cannot hold."""

_WITHOUT_LINKS = late(r"<(a|code)\b[^>]*>.*?</\1>", re.DOTALL)
_TAGS = {
    "p", "br", "em", "strong", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ALLOWED = {"*": set[str](), "a": {"href"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_MARKS = (
    (late("(?<=[\u3001-\u9fff\uff00-\uffef])\n(?=[\u3001-\u9fff\uff00-\uffef])"), ""),
    (late(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t|:-]*$|^[ \t]*(?:```|~~~).*$", re.MULTILINE), ""),
    (late(r"^[ \t]*(?:(?:[-*+>]|#{1,6}|\d{1,9}[.)])[ \t]+)+", re.MULTILINE), ""),
    (late(r"!?\[([^\[\]\n]*)\]\([^()\n]*\)"), r"\1"),
    (late(r"\*{2,}|(?<![\d\\])\*|(?<!\\)\*(?!\d)|~~|`+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)"), ""),
    (late(r"(?<!\\)\|"), " "),
    (late(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
"""The marks of Markdown, and what is left of them: broken lines, rules, beginnings of lines, links, emphasis, cells, escapes."""


class Link(Struct, frozen=True):
    """Where a link between records leads, and the words that readers see."""

    address: str
    title: str


Resolve = Callable[[str], Link | None]
"""The link for an id, or None where no such record may be seen."""


def _extensions() -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = True
    options.strikethrough = True
    options.cjk_friendly_emphasis = True
    return options


def _address(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute; None drops an address that leads to nowhere, or to who knows where (`//host`)."""
    if name != "href":
        return value
    if value.startswith(_ATTACHMENTS):
        return f"~/{value}"
    return value if value.lower().startswith(_SCHEMES) and "%EE%80%80" not in value else None


_EXTENSIONS = _extensions()
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ALLOWED,
    attribute_filter=_address,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
    generic_attribute_prefixes=None,
)


def render(text: str, resolve: Resolve) -> Markup:
    """Markdown as HTML that may stand in any page."""
    placed: dict[str, _Placed] = {}

    def place(match: re.Match[str]) -> str:
        record_id, _, words = match[1].partition("|")
        link = resolve(record_id.strip())
        if link is None:
            return match[0]
        stand_in = f"\ue000{len(placed)}\ue001"
        placed[stand_in] = _Placed(escape(match[0]), link.address, escape(words.strip() or link.title))
        return stand_in

    marked = RECORD_LINK.sub(place, text.replace("\ue000", "").replace("\ue001", ""))
    html = _shift_headings(_CLEANER.clean(comrak.render_markdown(marked, _EXTENSIONS)))
    html = html.replace("<table>", '<div class="gk-scroll"><table class="gk-table">')
    html = html.replace("</table>", "</table></div>")
    return Markup(_put_back(html, placed))  # noqa: S704 - sanitised above


class _Placed(Struct, frozen=True):
    """A link between records, in HTML."""

    written: str
    address: str
    words: str


def _put_back(html: str, placed: Mapping[str, _Placed]) -> str:
    """Links in the place of their stand-ins: as written in code, as words alone in another link."""
    if not placed:
        return html

    def alone(span: re.Match[str]) -> str:
        code = span[1] == "code"
        return _STAND_IN.sub(lambda one: _found(placed, one).written if code else _found(placed, one).words, span[0])

    def anchor(one: re.Match[str]) -> str:
        link = _found(placed, one)
        return f'<a href="~/{escape(link.address)}">{link.words}</a>' if link.address else link.words

    return _STAND_IN.sub(anchor, _WITHOUT_LINKS.sub(alone, html))


def _found(placed: Mapping[str, _Placed], stand_in: re.Match[str]) -> _Placed:
    """The link of a stand-in; nothing for one that came out of a character reference."""
    return placed.get(stand_in[0], _Placed("", "", ""))


def _shift_headings(html: str) -> str:
    """Headings of a record's text stand below those of its page: `h1` becomes `h3`."""
    if "<h" not in html:
        return html
    return re.sub(r"<(/?)h([1-6])>", lambda match: f"<{match[1]}h{min(6, int(match[2]) + 2)}>", html)


def plain_text(text: str) -> str:
    """Markdown without its marks, in one line: for descriptions."""
    words = RECORD_LINK.sub(lambda match: (match[1].partition("|")[2] or match[1]).strip(), text)
    for marks, left in _MARKS:
        words = marks.sub(left, words)
    return " ".join(words.split())


class Target(Struct, frozen=True):
    """A link as an editor wrote it."""

    kind: str
    """`record`, `attachment`, `outside` or `unsafe`."""
    address: str
    offset: int
    """Where in the text it stands, in characters."""


def targets(text: str) -> Iterator[Target]:
    """Every link in a text, for checking."""
    if "[[" in text:
        for match in RECORD_LINK.finditer(text):
            yield Target("record", match[1].partition("|")[0].strip(), match.start())
    if "](" in text:
        for match in _MARKDOWN_LINK.finditer(text):
            yield Target(_kind(match[1]), match[1], match.start())


def _kind(address: str) -> str:
    if address.startswith(_ATTACHMENTS):
        return "attachment"
    if address.lower().startswith(_SCHEMES):
        return "outside"
    return "unsafe"
