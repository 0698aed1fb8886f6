"""What a syntax fault of YAML means to an editor: libyaml's objection in Chinese, at the line to mend.

libyaml objects where it can no longer read on, which is often a line after the mistake, and in terms of its
own. Each recogniser below knows one mistake that editors make, by the rows around the objection; the first
that knows it speaks, and a table of libyaml's own words speaks for what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from generator.late import late
from generator.source_text import FULL_WIDTH_COLON, WIDE_SPACES, TextFault

_KEY = r"[ \t]*(?:- +)?[A-Za-z_][A-Za-z0-9_]*"
_CHINESE_KEY = late(r"[ \t]*(?:- +)?[一-鿿]{1,8}：")
_WIDE_INDENT = late(rf"[ \t]*[{WIDE_SPACES}]+[ \t]*(?:- |[A-Za-z_]\w*[:：])")
_WIDE_AFTER_COLON = late(rf"{_KEY}:[{WIDE_SPACES}]")
_TAB_INDENT = late(r" *\t")
_NO_SPACE_AFTER_DASH = late(r" *-[^\s-]")
_NO_SPACE_AFTER_COLON = late(rf"{_KEY}:(?!//)\S|[ \t]*(?:- +)?[一-鿿]{{1,8}}:\S")
_BULLET = late(r" *([•·●○◆■▪∙*＊–—－―−]|\d{1,2}[.、．)）]|[（(]\d{1,2}[)）])")
_FOREIGN_COMMENT = late(r" *(＃|//)")
_FIRST_KEY = late(r"( *)(?:- +)?[\w-]+ *\Z")

NO_COLON = "could not find expected ':'"
STRAY_COLON = "mapping values are not allowed in this context"
NO_KEY = "did not find expected key"
NO_DASH = "did not find expected '-' indicator"
SECOND = "did not find expected <document start>"
STRAY_DASH = "block sequence entries are not allowed in this context"


class Closed(Struct, frozen=True):
    """A quoted value, or a list or mapping in brackets, that was complete: its first sign, start and end (from 0)."""

    sign: str
    start: tuple[int, int]
    end: tuple[int, int]


class Objection(Struct, frozen=True):
    """Where and why libyaml could not read on; lines and columns from 0."""

    problem: str
    context: str
    line: int
    column: int
    start: tuple[int, int] | None
    """Where what it was reading began."""
    closed: Closed | None
    """The last quoted or bracketed value before."""
    rows: Sequence[str]

    def row(self, line: int) -> str:
        """A row of the file, '' where there is none."""
        return self.rows[line] if 0 <= line < len(self.rows) else ""

    @property
    def first(self) -> int:
        """The line on which what it was reading began."""
        return self.start[0] if self.start is not None else self.line

    @property
    def nearby(self) -> tuple[int, ...]:
        """The lines where the mistake may be, the likeliest first."""
        return tuple(dict.fromkeys((self.line, self.first, max(self.line - 1, 0))))


def explain(it: Objection) -> TextFault:
    """What is wrong, in the words of an editor."""
    for recognise in _RECOGNISERS:
        fault = recognise(it)
        if fault is not None:
            return fault
    return _from_table(it)


def _at(code: str, message: str, remedy: str, line: int, column: int) -> TextFault:
    return TextFault(code, message, remedy, line + 1, column + 1)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def colon_fault(row: str, line: int, *, chinese: bool) -> TextFault | None:
    """What is wrong with the colon behind the key of a row, or with its indent; `chinese` keys count only where
    the row is known to be no text."""
    if FULL_WIDTH_COLON.match(row) or (chinese and _CHINESE_KEY.match(row)):
        remedy = "改成半角冒号加一个空格"
        return _at("full-width-colon", "键后面用了全角冒号「：」", remedy, line, row.index("："))
    where = "缩进" if _WIDE_INDENT.match(row) else "冒号后面" if _WIDE_AFTER_COLON.match(row) else ""
    if where:
        column = min(row.find(sign) for sign in WIDE_SPACES if sign in row)
        return _at("wide-space", f"{where}用了全角（或不间断）空格", "改成半角空格", line, column)
    if chinese and _NO_SPACE_AFTER_COLON.match(row):
        return _at("no-space", "冒号后面没有空格", "冒号后面空一格", line, row.index(":"))
    return None


def _colon(it: Objection) -> TextFault | None:
    keyless = it.problem in (NO_COLON, NO_KEY, NO_DASH, SECOND)
    for line in it.nearby:
        certain = (keyless and line in (it.line, it.first)) or (it.problem in (STRAY_COLON, SECOND) and line < it.line)
        fault = colon_fault(it.row(line), line, chinese=certain)
        if fault is not None:
            return fault
    return None


def _tab(it: Objection) -> TextFault | None:
    for line in (it.line, max(it.line - 1, 0)):
        if _TAB_INDENT.match(it.row(line)):
            return _at("tab", "缩进用了制表符（Tab）", "缩进用空格，每层两个", line, it.row(line).index("\t"))
    return None


def _dash_without_space(it: Objection) -> TextFault | None:
    for line in it.nearby:
        row = it.row(line)
        if it.problem in (NO_COLON, STRAY_COLON, NO_KEY, NO_DASH) and _NO_SPACE_AFTER_DASH.match(row):
            return _at("bad-list", "短横线后面没有空格", "短横线后面空一格：「- 」", line, _indent(row))
    return None


def _foreign_bullet(it: Objection) -> TextFault | None:
    row = it.row(it.line)
    match = _BULLET.match(row)
    if match and (it.problem == NO_DASH or (row[_indent(row)] == "*" and it.problem not in (NO_COLON, STRAY_COLON))):
        return _at("bad-list", f"列表项不能以「{match[1]}」开头", "列表每项以半角的「- 」开头", it.line, match.start(1))
    return None


def _foreign_comment(it: Objection) -> TextFault | None:
    match = _FOREIGN_COMMENT.match(it.row(it.first))
    if match and it.problem == NO_COLON:
        return _at("no-colon", f"注释不能以「{match[1]}」开头", "注释以半角的「# 」开头", it.first, match.start(1))
    return None


def _deeper_key(it: Objection) -> TextFault | None:
    before = _FIRST_KEY.match(it.row(it.line)[: it.column])
    if it.problem == STRAY_COLON and before:
        message = "这一行比同一层的键缩进得多，被当作上一行的继续"
        return _at("bad-indent", message, "与同一层的键左边对齐；上一行漏了冒号的，补上", it.line, len(before[1]))
    return None


def _text_after_closing(it: Objection) -> TextFault | None:
    closed = it.closed
    if closed is None or closed.end[0] != it.line or it.row(it.line)[closed.end[1] : it.column].strip():
        return None
    if closed.sign in "\"'" and closed.start[0] < closed.end[0]:
        message = f"这个引号到第 {it.line + 1} 行才配上，后面还有字"
        return _at("open-quote", message, "在值的末尾补上另一半引号", *closed.start)
    if closed.sign in "\"'":
        what, remedy = "引号", "用另一种引号把整个值括起来，或者把文字里的引号写成「」"
    else:
        what, remedy = "括号", f"文字以 {closed.sign} 开头时，用引号把整个值括起来"
    return _at("text-after-closing", f"{what}后面还有字", remedy, it.line, it.column)


def _text_after_bar(it: Objection) -> TextFault | None:
    if it.problem not in ("did not find expected comment or line break", "found an indentation indicator equal to 0"):
        return None
    sign = it.row(it.first)[it.start[1] : it.start[1] + 1] if it.start else "|"
    remedy = f"「{sign}」后面换行，从下一行开始写，缩进两个空格；文字以「{sign}」开头时用引号括起来"
    return _at("text-after-bar", f"「{sign}」后面不能接着写字", remedy, it.line, it.column)


def _stray_dash(it: Objection) -> TextFault | None:
    if it.problem != STRAY_DASH:
        return None
    if not it.row(it.line)[it.column + 1 :].strip():
        return _at("bad-list", "值只写了一条短横线", "没有内容就删去这一行", it.line, it.column)
    remedy = "列表另起一行，缩进两个空格，每项以「- 」开头；文字以短横线开头时用引号括起来"
    return _at("bad-list", "冒号后面不能接着写列表", remedy, it.line, it.column)


def _sign(it: Objection) -> TextFault | None:
    """A value that begins with a sign of YAML's own."""
    line, column = it.line, it.column
    if it.problem == "did not find expected alphabetic or numeric character" and it.start is not None:
        line, column = it.start
    elif it.problem not in (
        "found character that cannot start any token",
        "mapping keys are not allowed in this context",
    ) and not (it.problem == "did not find expected node content" and "block" in it.context):
        return None
    sign = it.row(line)[column : column + 1]
    return _at("stray-sign", f"值不能以「{sign}」开头", "用引号把整个值括起来", line, column) if sign else None


def _tag(it: Objection) -> TextFault | None:
    if "tag" not in it.context and it.problem != "found undefined tag handle":
        return None
    line, column = it.start or (it.line, it.column)
    return _at("tag", "值以「!」开头，会被当作标签", "用引号把整个值括起来", line, column)


def _second_beginning(it: Objection) -> TextFault | None:
    """Something after the one document: behind its end, or on the left of its first key."""
    if it.problem != SECOND:
        return None
    if any(row.startswith("...") for row in it.rows[: it.line + 1]):
        return _at("syntax", "「...」是文件的结尾，后面不能再写", "删去这一行 ...", it.line, it.column)
    first = next((line for line, row in enumerate(it.rows) if row.strip() and not row.lstrip().startswith("#")), 0)
    if not it.row(first).startswith(" "):
        return _at(*_TABLE[NO_COLON], first, 0)
    message = "这一行缩进了，下面同一层的没有缩进"
    return _at("bad-indent", message, "同一层的键左边对齐；最外层的键不缩进", first, _indent(it.row(first)))


_RECOGNISERS: tuple[Callable[[Objection], TextFault | None], ...] = (
    _colon,
    _tab,
    _dash_without_space,
    _foreign_bullet,
    _foreign_comment,
    _deeper_key,
    _text_after_closing,
    _text_after_bar,
    _stray_dash,
    _sign,
    _tag,
    _second_beginning,
)

_TABLE = {
    NO_COLON: (
        "no-colon",
        "这一行没有「键: 值」的冒号",
        "是上一行的继续就缩进两个空格；是新的一项就写成「键: 值」，冒号用半角，后面空一格",
    ),
    STRAY_COLON: ("stray-colon", "值里又有冒号加空格", "用引号把整个值括起来；一行只写一个「键: 值」"),
    NO_KEY: ("bad-indent", "这里的缩进与前面不一致", "同一层的键左边对齐，每层缩进两个空格；再看前面的引号是否配对"),
    NO_DASH: ("bad-list", "列表里有一行没有短横线，或缩进不一致", "列表每项以「- 」开头，左边对齐"),
    "found unexpected end of stream": ("open-quote", "引号没有配对", "补上另一半引号"),
    "found unexpected document indicator": ("open-quote", "引号没有配对", "补上另一半引号"),
    "did not find expected ',' or ']'": (
        "open-bracket",
        "方括号「[」没有配对",
        "补上「]」；文字以 [ 开头时用引号括起来",
    ),
    "did not find expected ',' or '}'": (
        "open-bracket",
        "花括号「{」没有配对",
        "补上「}」；文字以 { 开头时用引号括起来",
    ),
    "did not find expected node content": (
        "bad-bracket",
        "括号里的内容不完整",
        "检查括号和逗号；文字以 [ 或 { 开头时用引号括起来",
    ),
}
_FROM_START = {NO_COLON, "found unexpected end of stream", "found unexpected document indicator"}
_ESCAPE = ("bad-escape", "双引号里的反斜杠写法不对", "把双引号换成单引号，或写成两个反斜杠")
_DIRECTIVE = ("directive", "行首的 % 会被当作 YAML 指令", "缩进这一行，或用引号把整个值括起来")
_OTHER = ("syntax", "这里不符合 YAML 的写法", "检查缩进、冒号和引号；值里有特殊符号时用引号括起来")


def _from_table(it: Objection) -> TextFault:
    code, message, remedy = _TABLE.get(it.problem, _OTHER)
    if it.context == "while parsing a quoted scalar" or "escape" in it.problem or "hexdecimal" in it.problem:
        code, message, remedy = _ESCAPE
    if "quoted scalar" in it.context and it.problem in _FROM_START:
        code, message, remedy = _TABLE["found unexpected end of stream"]
    if "directive" in it.context or "directive" in it.problem:
        code, message, remedy = _DIRECTIVE
    from_start = it.start is not None and (it.problem in _FROM_START or code == "open-bracket")
    line, column = it.start if from_start and it.start is not None else (it.line, it.column)
    return _at(code, message, remedy, line, column)
