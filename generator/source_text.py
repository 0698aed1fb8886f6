"""Bytes to text, before YAML: encodings that are certain to come by mistake, characters that hide."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

FULL_WIDTH_COLON = re.compile(r"[ \t]*(?:- +)?[A-Za-z_][A-Za-z0-9_]*：")
"""A key that is followed by a full-width colon."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_MOST_REPORTED = 20

Fault = tuple[str, str, str]


def decode(content: bytes) -> tuple[str, Fault | None]:
    """The text of a UTF-8 file, or what is wrong with it (code, message, remedy)."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or (
        b"\0" in content[:200] and content[:200].count(0) > len(content[:200]) // 4
    ):
        return "", ("utf-16", "文件是 UTF-16 编码", "在编辑器里「另存为」，编码选 UTF-8（不带 BOM）")
    if content.startswith(codecs.BOM_UTF8):
        return content[3:].decode("utf-8", "replace"), (
            "bom",
            "文件开头有 BOM（记事本的「UTF-8 带签名」）",
            "在编辑器里「另存为」，编码选 UTF-8（不带 BOM）",
        )
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "", (
            "not-utf-8",
            f"文件不是 UTF-8 文字，第 {line} 行有读不出的字节",
            "用文本编辑器重新保存为 UTF-8；图片和文档放进 data/attachments/",
        )
    return "", ("gbk", "文件是 GBK（GB18030）编码", "在编辑器里「另存为」，编码选 UTF-8（不带 BOM）")


def forbidden_characters(text: str) -> Iterator[tuple[str, str, str, int, int]]:
    """Control, bidi and invisible characters: code, message, remedy, line, column; the first twenty of a text."""
    for number, match in enumerate(_HIDDEN.finditer(text)):
        if number == _MOST_REPORTED:
            return
        sign = match[0]
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        name = f"U+{ord(sign):04X}"
        if sign in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
            yield (
                "bidi-character",
                f"有改变文字方向的隐藏字符（{name}）",
                "删去这个看不见的字符，重新输入前后几个字",
                line,
                column,
            )
        elif sign in "\u200b\u2060\ufeff\u2028\u2029":
            yield "hidden-character", f"有看不见的字符（{name}）", "删去它，重新输入前后几个字", line, column
        else:
            yield "control-character", f"有控制字符（{name}）", "删去它，重新输入前后几个字", line, column
