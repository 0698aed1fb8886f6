"""The words that a page shows, taken from its HTML; the client takes them from the same page by the same rules."""

from __future__ import annotations

import re
from html import unescape

_UNSEEN = re.compile(r"<(svg|script|style|template|form)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TODAY = re.compile(r'<li class="gk-line--today">.*?</li>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"\s*\n\s*")
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_NUMBER = re.compile(r"<dt>[^<]*文号</dt>\s*<dd>(.*?)</dd>", re.DOTALL)
_MOVING = re.compile(r"(?<=截至) ?\d{4}-\d\d-\d\d|(?<=逾期) ?\d+ ?天|\d+ ?(?=天内到期)")
"""What changes with every day that passes: it would rewrite the index every night."""


def article(page: bytes) -> str:
    """The part of a page that is its own: without header, navigation and footer."""
    start = page.find(b"<article")
    end = page.rfind(b"</article>")
    return page[start:end].decode("utf-8") if 0 <= start < end else ""


def visible_text(html: str) -> str:
    """The words of a piece of HTML, a line for each block; numbers of days that move by themselves are left out."""
    text = _UNSEEN.sub("", html)
    text = _TODAY.sub("", text) if "gk-line--today" in text else text
    return _MOVING.sub("", _plain(text))


def _plain(html: str) -> str:
    text = _TAG.sub("\n", _INLINE.sub("", html))
    return _BREAKS.sub("\n", unescape(text) if "&" in text else text).strip()


def heading(html: str) -> str:
    """The first heading, '' where there is none."""
    found = _HEADING.search(html)
    return _plain(found[1].replace("¶", "")) if found else ""


def document_numbers(html: str) -> list[str]:
    """The document numbers that a page bears as its own (文号)."""
    return [_plain(found) for found in _NUMBER.findall(html)]
