"""Bytes to text, before YAML: encodings that are certain to come by mistake, characters that hide."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.late import late

FULL_WIDTH_COLON = re.compile(r"[ \t]*(?:- +)?[A-Za-z_][A-Za-z0-9_]*：")
"""A key that is followed by a full-width colon."""

WIDE_SPACES = "\u3000\u00a0"
"""Spaces that look like spaces and are none to YAML: the full-width one of Chinese input, and Word's."""

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u200b\u2028\u2029\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
_LOST = "\ufffd"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"
_JOINERS = "(?<=[\x00-\x7f\u3000-\u9fff\uff00-\uffef])[\u200c\u200d]"
"""Joiners mean something in Mongolian or Uyghur; behind a Chinese character or a letter they only hide."""

_SUSPECT = re.compile(f"[{_BIDI}{_INVISIBLE}{_LOST}{_PRIVATE}{_CONTROL}\u200c\u200d]")
"""One class, twenty times faster than telling the kinds apart: nearly every text has none."""

_FORBIDDEN = late(
    f"(?P<bidi>[{_BIDI}])|(?P<hidden>[{_INVISIBLE}]|{_JOINERS})|(?P<lost>{_LOST})"
    f"|(?P<private>[{_PRIVATE}])|(?P<control>[{_CONTROL}])"
)
_EXPLAINED = {
    "bidi": ("bidi-character", "有改变文字方向的隐藏字符（{name}）", "删去这个看不见的字符，重新输入前后几个字"),
    "hidden": ("hidden-character", "有看不见的字符（{name}）", "删去它，重新输入前后几个字"),
    "lost": ("lost-character", "有乱码「\ufffd」，原来的字在转换编码时丢了", "查对原文，重新输入这个字"),
    "private": (
        "private-character",
        "有自造的字（{name}），别人的电脑显示不出来",
        "换成输入法里的标准汉字；没有标准字的写明读音",
    ),
    "control": ("control-character", "有控制字符（{name}）", "删去它，重新输入前后几个字"),
}
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_LIST_MARK = re.compile(r"(?:[-*+]|\d{1,2}[.)]) ")
_MOST_REPORTED = 20
_BINARY = (
    (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "Word、Excel 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"{\\rtf", "RTF 文档"),
)
_PLAINLY_UTF_8 = 4
"""So many characters read as UTF-8 before the first byte that is none: a mixture, no GBK."""


class TextFault(NamedTuple):
    """A fault of a text, with its place."""

    code: str
    message: str
    remedy: str
    line: int = 1
    column: int = 1


def decode(content: bytes) -> tuple[str, TextFault | None]:
    """The text of a UTF-8 file with LF line ends, or what is wrong with it."""
    for start, kind in _BINARY:
        if content.startswith(start):
            return "", TextFault("not-utf-8", f"这是{kind}，不是文字", "记录用文本编辑器写；附件放进 data/attachments/")
    start = content[:200]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or start.count(0) > len(start) // 4:
        return "", TextFault("utf-16", "文件是 UTF-16 编码", "在编辑器里「另存为」，编码选 UTF-8（不带 BOM）")
    if content.startswith(codecs.BOM_UTF8):
        return "", TextFault(
            "bom", "文件开头有 BOM（记事本的「UTF-8 带签名」）", "在编辑器里「另存为」，编码选 UTF-8（不带 BOM）"
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", _not_utf_8(content, error.start)
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def _not_utf_8(content: bytes, at: int) -> TextFault:
    read = content[:at].decode("utf-8")
    if sum(sign > "\x7f" for sign in read) < _PLAINLY_UTF_8 and _is_gbk(content):
        return TextFault("gbk", "文件是 GBK（GB18030）编码", "在编辑器里「另存为」，编码选 UTF-8（不带 BOM）")
    line = read.count("\n") + 1
    return TextFault(
        "not-utf-8",
        f"第 {line} 行有读不出的字节，不是 UTF-8 文字",
        "重新输入这一行；整个文件读不出时，在编辑器里「另存为」UTF-8",
        line,
        len(read) - read.rfind("\n"),
    )


def _is_gbk(content: bytes) -> bool:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def forbidden_characters(text: str) -> Iterator[TextFault]:
    """Control, bidi, invisible, lost and private characters; the first twenty of a text."""
    if not _SUSPECT.search(text):
        return
    for number, match in enumerate(_FORBIDDEN.finditer(text)):
        if number == _MOST_REPORTED:
            return
        code, message, remedy = _EXPLAINED[str(match.lastgroup)]
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        yield TextFault(code, message.format(name=f"U+{ord(match[0]):04X}"), remedy, line, column)


def conflict_mark(text: str) -> TextFault | None:
    """The first mark that git left of two versions."""
    match = _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if match is None:
        return None
    line = text.count("\n", 0, match.start()) + 1
    remedy = "======= 上下两份留下对的一份，删去 <<<<<<<、=======、>>>>>>> 三行"
    return TextFault("conflict-mark", "这是 git 合并冲突的标记，两份内容还没有取舍", remedy, line)


def folded_list(rows: Sequence[str], first: int, end: int) -> TextFault | None:
    """A list in a text whose lines YAML makes one; it stands on the rows from `first` to before `end`, from 0."""
    begins = next((row for row in rows[first:end] if row.strip()), "")
    indent = len(begins) - len(begins.lstrip())
    for number in range(first + 1, min(end, len(rows))):
        row = rows[number]
        if _LIST_MARK.match(row, indent) and not row[:indent].strip() and rows[number - 1].strip():
            message = "「>」把几行连成一行，这里的列表不成列表"
            return TextFault("folded-list", message, "把「>」改成「|」", number + 1, indent + 1)
    return None
