"""Markdown of records to safe HTML; links between records written as `[[TA-0803-001]]`.

Raw HTML is off in the Markdown and what comes out is sanitised all the same, so that nothing an editor
writes can run. Links lead to http, https, mailto, tel, records and attachments. An address in this site
is written from its root as `~/…` and made relative when the page is stamped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

import comrak
import nh3
from markupsafe import Markup

from generator.values import ID_PATTERN

RECORD_LINK = re.compile(r"\[\[([^\[\]\n]{1,80})\]\]")
"""`[[TA-0803-001]]` or `[[TA-0803-001|other words]]`."""

_MARKDOWN_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_ATTACHMENTS = "attachments/"
_TAGS = {
    "p", "br", "em", "strong", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ALLOWED = {"a": {"href"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}}
_BLOCK_MARKS = re.compile(r"[*_#>`|\[\]()!~-]")


@dataclass(frozen=True, slots=True)
class Link:
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


_EXTENSIONS = _extensions()
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ALLOWED,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
    generic_attribute_prefixes=None,
)


def render(text: str, resolve: Resolve) -> Markup:
    """Markdown as HTML that may stand in any page."""
    links: list[str] = []

    def place(match: re.Match[str]) -> str:
        record_id, _, words = match[1].partition("|")
        link = resolve(record_id.strip())
        if link is None:
            return match[0]
        links.append(f'<a href="~/{escape(link.address)}">{escape(words.strip() or link.title)}</a>')
        return f"\ue000{len(links) - 1}\ue001"

    marked = RECORD_LINK.sub(place, text.replace("\ue000", "").replace("\ue001", ""))
    html = _CLEANER.clean(comrak.render_markdown(marked, _EXTENSIONS))
    html = html.replace(f'href="{_ATTACHMENTS}', f'href="~/{_ATTACHMENTS}').replace(
        "<table>", '<div class="gk-scroll"><table class="gk-table">'
    )
    html = html.replace("</table>", "</table></div>")
    html = re.sub("\ue000(\\d+)\ue001", lambda match: links[int(match[1])], html)
    return Markup(_shift_headings(html))  # noqa: S704 - sanitised above


def _shift_headings(html: str) -> str:
    """Headings of a record's text stand below those of its page: `h1` becomes `h3`."""
    if "<h" not in html:
        return html
    return re.sub(r"<(/?)h([1-6])>", lambda match: f"<{match[1]}h{min(6, int(match[2]) + 2)}>", html)


def plain_text(text: str) -> str:
    """Markdown without its marks, in one line: for search and descriptions."""
    words = RECORD_LINK.sub(lambda match: match[1].partition("|")[2] or match[1], text)
    words = re.sub(r"\]\([^)]*\)", "]", words)
    return " ".join(_BLOCK_MARKS.sub(" ", words).split())


@dataclass(frozen=True, slots=True)
class Target:
    """A link as an editor wrote it."""

    kind: str
    """`record`, `attachment`, `outside` or `unsafe`."""
    address: str
    offset: int
    """Where in the text it stands, in characters."""


def targets(text: str) -> Iterator[Target]:
    """Every link in a text, for checking."""
    for match in RECORD_LINK.finditer(text):
        yield Target("record", match[1].partition("|")[0].strip(), match.start())
    for match in _MARKDOWN_LINK.finditer(text):
        yield Target(_kind(match[1]), match[1], match.start())


def _kind(address: str) -> str:
    if address.startswith(_ATTACHMENTS):
        return "attachment"
    if address.lower().startswith(_SCHEMES):
        return "outside"
    return "unsafe"


def is_record_id(text: str) -> bool:
    """Whether a text could be the id of a record."""
    return bool(ID_PATTERN.match(text))
