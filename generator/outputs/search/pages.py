"""The words that a page shows, taken from its HTML; the client takes them from the same page by the same rules."""

from __future__ import annotations

import re
from hashlib import blake2b
from html import unescape
from typing import NamedTuple

_UNSHOWN = re.compile(
    rb"<(?:(svg|script|style|template|form)\b.*?</\1>|!--.*?-->"
    rb'|li class="gk-line--today">.*?</li>)',
    re.DOTALL,
)
"""What shows no words, and the mark of today: they leave no trace in the words."""
_MAY_BE_UNSHOWN = re.compile(rb'<(?:(?:svg|script|style|template|form)\b|!--|li class="gk-line--today")')
_INLINE = re.compile(rb"</?+(?:[abiqsu]|abbr|code|del|em|ins|mark|small|span|strong|su[bp]|time)(?![\w-])[^>]*+>")
"""Tags inside a line, which leave no trace either."""
_BREAK = re.compile(r"<[^>]*+>(?:\s|<[^>]*+>)*+")
_HEADING = re.compile(rb"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_NUMBER = re.compile("文号</dt>\\s*<dd>(.*?)</dd>".encode(), re.DOTALL)
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


def read(own: bytes) -> Read:
    """The words of a page's article: a line for each block."""
    text = _plain(own)
    for stays, moving in _MOVING.items():
        if stays in text:
            text = moving.sub(stays, text)
    heading = _HEADING.search(own)
    title = _plain(heading[1].replace("¶".encode(), b"")) if heading else ""
    numbers = tuple(_plain(found) for found in _NUMBER.findall(own)) if "文号" in text else ()
    digest = blake2b(text.encode("utf-16-le", "surrogatepass"), digest_size=12).hexdigest()
    return Read(text, digest, title, numbers)


def _plain(html: bytes) -> str:
    if len(_lines) > _MOST_LINES:
        _lines.clear()
    shown = list(map(_lines.__getitem__, html.split(b"\n")))
    if None in shown:
        rest = _UNSHOWN.sub(b"", html).split(b"\n")
        shown = [_lines[line] if _lines[line] is not None else _shown(line) for line in rest]
    text = "\n".join(filter(None, shown))
    if "&" in text:  # what is written as a reference may be a space or a line break
        text = "\n".join(filter(None, map(str.strip, unescape(text).split("\n"))))
    return text.strip()


def _shown(line: bytes) -> str:
    """What a line shows: without tags, of which those of blocks break it."""
    return _BREAK.sub("\n", _INLINE.sub(b"", line).decode()).lstrip().removesuffix("\n")


class _Lines(dict[bytes, str | None]):
    """Lines of HTML and what they show, None where that takes more than the line: something unshown goes on behind it.

    Five in six stood on an earlier page: what stands around records is the same, and a row of a list stands on many.
    """

    def __missing__(self, line: bytes) -> str | None:
        odd = _MAY_BE_UNSHOWN.search(line) is not None
        rest = _UNSHOWN.sub(b"", line) if odd else line
        shown = self[line] = None if odd and _MAY_BE_UNSHOWN.search(rest) else _shown(rest)
        return shown


_lines = _Lines()
_MOST_LINES = 1 << 14
