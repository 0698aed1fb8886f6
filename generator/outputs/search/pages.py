"""The words that a page shows, taken from its HTML; the client takes them from the same page by the same rules."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from generator.outputs.search.folding import prepared

_UNSEEN = re.compile(r"<(svg|script|style|template|form)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TODAY = re.compile(r'<li class="gk-line--today">.*?</li>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"\s*\n\s*")
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_NUMBER = re.compile(r"<dt>[^<]*文号</dt>\s*<dd>(.*?)</dd>", re.DOTALL)
_MOVING = re.compile(r"(?<=截至) ?\d{4}-\d\d-\d\d|(?<=逾期) ?\d+ ?天|\d+ ?(?=天内到期)")
"""What changes with every day that passes: it would rewrite the index every night."""


def article(page: bytes) -> bytes:
    """The part of a page that is its own: without header, navigation and footer."""
    start = page.find(b"<article")
    end = page.rfind(b"</article>")
    return page[start:end] if 0 <= start < end else b""


class Read(NamedTuple):
    """What is read from a page."""

    text: str
    title: str
    """Its first heading, '' where there is none."""
    numbers: tuple[str, ...]
    """The document numbers that it bears as its own (文号)."""


class Known(NamedTuple):
    """What has been read from pages."""

    pages: dict[str, Read]
    """By the digest of what is each page's own."""
    digests: dict[str, str]
    """That digest, by the SHA-256 of the whole page."""


def read(html: str) -> Read:
    """The words of a page, ready to be folded."""
    heading = _HEADING.search(html)
    title = _plain(heading[1].replace("¶", "")) if heading else ""
    numbers = tuple(_plain(found) for found in _NUMBER.findall(html)) if "文号" in html else ()
    return Read(prepared(visible_text(html)), title, numbers)


def visible_text(html: str) -> str:
    """The words of a piece of HTML, a line for each block; numbers of days that move by themselves are left out."""
    text = _UNSEEN.sub("", html)
    text = _TODAY.sub("", text) if "gk-line--today" in text else text
    return _MOVING.sub("", _plain(text))


def _plain(html: str) -> str:
    text = _TAG.sub("\n", _INLINE.sub("", html))
    return _BREAKS.sub("\n", unescape(text) if "&" in text else text).strip()
