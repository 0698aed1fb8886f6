"""The words that a page shows, taken from its HTML; the client takes them from the same page by the same rules."""

from __future__ import annotations

import re
from hashlib import blake2b
from html import unescape
from typing import NamedTuple

_UNSHOWN = re.compile(
    r"<(?:/?(?:a|abbr|b|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b[^>]*>"
    r"|(svg|script|style|template|form)\b.*?</\1>|!--.*?-->"
    r'|li class="gk-line--today">.*?</li>)',
    re.DOTALL,
)
"""What leaves no trace in the words: tags inside a line, elements that show no words, the mark of today."""
_BREAK = re.compile(r"(?:<[^>]*>|\n)(?:\s|<[^>]*>)*")
_LINE = re.compile(r"\s*\n\s*")
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_NUMBER = re.compile(r"<dt>[^<]*文号</dt>\s*<dd>(.*?)</dd>", re.DOTALL)
_MOVING = {
    "截至": re.compile(r"截至 ?\d{4}-\d\d-\d\d"),
    "逾期": re.compile(r"逾期 ?\d+ ?天"),
    "天内到期": re.compile(r"\d+ ?天内到期"),
}
"""What changes with every day that passes, and what stays of it: it would rewrite the index every night."""


def article(page: bytes) -> bytes:
    """The part of a page that is its own: without header, navigation and footer."""
    start = page.find(b"<article")
    end = page.rfind(b"</article>")
    return page[start:end] if 0 <= start < end else b""


class Read(NamedTuple):
    """What is read from a page: plain data, so that whichever process has made a page can read it too."""

    text: str
    digest: str
    """Hash of the text."""
    title: str
    """Its first heading, '' where there is none."""
    numbers: tuple[str, ...]
    """The document numbers that it bears as its own (文号)."""


def read_page(page: bytes) -> Read:
    """The words of a page, of which nothing but the bytes has to be known."""
    return read(article(page).decode())


def read(html: str) -> Read:
    """The words of a page: a line for each block."""
    text = _plain(html)
    for stays, moving in _MOVING.items():
        if stays in text:
            text = moving.sub(stays, text)
    heading = _HEADING.search(html)
    title = _plain(heading[1].replace("¶", "")) if heading else ""
    numbers = tuple(_plain(found) for found in _NUMBER.findall(html)) if "文号" in text else ()
    digest = blake2b(text.encode("utf-16-le", "surrogatepass"), digest_size=12).hexdigest()
    return Read(text, digest, title, numbers)


def _plain(html: str) -> str:
    text = _BREAK.sub("\n", _UNSHOWN.sub("", html))
    return _LINE.sub("\n", unescape(text)).strip() if "&" in text else text.strip()
