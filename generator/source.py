"""YAML text to a tree of text with positions; refuses dangerous or ambiguous YAML. The only importer of yaml.

The tree is built from libyaml's events, as only events show anchors, tags and aliases. Events are pulled
one at a time and the depth is counted as they come, so that 200,000 nested brackets stop at the 33rd.
Faults that leave the rest readable (a duplicate key, an anchor) are collected; a syntax fault ends the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Position, Severity
from generator.source_text import FULL_WIDTH_COLON, decode, forbidden_characters

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 32

Plain = dict[str, "Plain"] | list["Plain"] | str


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value, as text."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in the order written; a repeated key keeps its first value."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its path, its text, its tree (None where it could not be read) and its faults."""

    path: str
    text: str
    tree: Mapping | None
    faults: tuple[Diagnostic, ...]


def parse(path: str, content: bytes) -> Source:
    """Read a record file. Every fault is a diagnostic `yaml/…` in the result; nothing is raised."""
    if len(content) > MAX_BYTES:
        size = f"{len(content) / 1024 / 1024:.1f}"
        return _refused(
            path, "", "too-large", f"文件有 {size} MiB，超过 1 MiB", "一个文件只写一条记录；大的资料作为附件"
        )
    text, wrong = decode(content)
    if wrong:
        return _refused(path, text, *wrong)
    if not text.strip():
        return _refused(path, text, "empty-file", "文件是空的", "写上记录的内容，或者删去这个文件")
    characters = tuple(
        _fault(path, code, message, remedy, line, column)
        for code, message, remedy, line, column in forbidden_characters(text)
    )
    if characters:
        return Source(path, text, None, characters)
    builder = _Builder(path, text)
    tree = builder.build()
    return Source(path, text, tree, tuple(builder.faults))


def _refused(path: str, text: str, code: str, message: str, remedy: str) -> Source:
    return Source(path, text, None, (_fault(path, code, message, remedy, 1, 1),))


def _fault(path: str, code: str, message: str, remedy: str, line: int, column: int) -> Diagnostic:
    return Diagnostic(f"yaml/{code}", Severity.ERROR, Position(path, line, column), message, remedy)


class _Stop(Exception):
    """The rest of the file cannot be read; the fault is already noted."""


class _Builder:
    """Builds the tree of one file from its events."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.faults: list[Diagnostic] = []
        self._events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._depth = 0

    def build(self) -> Mapping | None:
        """The tree of the one document, or None where there is no mapping to be had."""
        try:
            return self._document()
        except _Stop:
            return None
        except yaml.YAMLError as error:
            self._syntax(error)
            return None

    def _document(self) -> Mapping | None:
        next(self._events)  # the stream begins
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            self.fault(start, "empty-file", "文件里只有注释", "写上记录的内容，或者删去这个文件")
            return None
        if start.version or start.tags:
            self.fault(start, "directive", "不能使用 % 开头的 YAML 指令", "删去这一行")
        node = self._node(next(self._events))
        next(self._events)  # the document ends
        more = next(self._events)
        if not isinstance(more, yaml.StreamEndEvent):
            self.fault(
                more,
                "several-documents",
                "一个文件里有几份文档（用 --- 隔开）",
                "一个文件只写一条记录，其余的另存为文件",
            )
        if isinstance(node, Mapping):
            return node
        self._not_a_mapping(node)
        return None

    def _not_a_mapping(self, node: Scalar | Sequence) -> None:
        if isinstance(node, Sequence):
            message, remedy = "整个文件写成了列表", "去掉行首的短横线，写成「键: 值」"
        elif FULL_WIDTH_COLON.search(node.text):
            self._note(
                "full-width-colon",
                "键后面用了全角冒号「：」",
                "改成半角冒号加一个空格，例如 title: 关于……",
                node.line,
                node.column,
            )
            return
        else:
            message, remedy = "文件里没有「键: 值」", "写成「键: 值」，例如 title: 关于……"
        self._note("not-a-mapping", message, remedy, node.line, node.column)

    def _node(self, event: Any) -> Node:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            self.fault(event, "alias", f"不能用别名「*{event.anchor}」代替内容", "把内容原样写出来")
            return Scalar("", line, column)
        if event.anchor is not None:
            self.fault(event, "anchor", f"不能使用锚点「&{event.anchor}」", "删去它；重复的内容原样写出来")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(event, "tag", f"不能使用标签「{tag}」", "删去以 ! 开头的部分，只留下值")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line, column)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self.fault(event, "too-deep", f"嵌套超过 {MAX_DEPTH} 层", "减少嵌套；检查是否有多余的括号或缩进")
            raise _Stop
        node = (
            self._mapping(line, column) if isinstance(event, yaml.MappingStartEvent) else self._sequence(line, column)
        )
        self._depth -= 1
        return node

    def _scalar(self, event: Any, line: int, column: int) -> Scalar:
        text: str = event.value
        if event.style == '"' and "\\" in self.text:
            for _, message, remedy, _, _ in forbidden_characters(text):
                self._note("escaped-character", message, remedy, line, column)
        elif not event.style and "\n" not in text and event.end_mark.line > event.start_mark.line:
            self._swallowed_line(event, line)
        return Scalar(text, line, column)

    def _swallowed_line(self, event: Any, line: int) -> None:
        """A plain value over several lines that has swallowed a `key：value` line."""
        for offset, row in enumerate(self.text.splitlines()[line : event.end_mark.line + 1], line + 1):
            if FULL_WIDTH_COLON.match(row):
                self._note(
                    "full-width-colon",
                    "键后面用了全角冒号「：」，这一行被当作上一行的继续",
                    "改成半角冒号加一个空格",
                    offset,
                    _indent(row),
                )

    def _mapping(self, line: int, column: int) -> Mapping:
        mapping = Mapping(line, column)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event)
            if not isinstance(key, Scalar):
                self.fault(event, "key-not-text", "键不是文字", "键写成一个英文词，后面跟半角冒号")
            elif key.text == "<<" and not event.style:
                self.fault(event, "merge-key", "不能使用合并键「<<」", "把内容原样写出来")
            value = self._node(next(self._events))
            if isinstance(key, Scalar):
                self._put(mapping, key, value)
        return mapping

    def _put(self, mapping: Mapping, key: Scalar, value: Node) -> None:
        first = mapping.keys.get(key.text)
        if first is not None:
            remedy = f"留下一个；第 {first.line} 行已经写过" + (
                "，几项内容写成一个列表" if isinstance(value, Sequence) else ""
            )
            self._note("duplicate-key", f"键「{key.text}」写了两次", remedy, key.line, key.column)
            return
        mapping.keys[key.text] = key
        mapping.values[key.text] = value

    def _sequence(self, line: int, column: int) -> Sequence:
        sequence = Sequence(line, column)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            sequence.items.append(self._node(event))
        return sequence

    def fault(self, event: Any, code: str, message: str, remedy: str) -> None:
        """Note a fault where an event begins."""
        self._note(code, message, remedy, event.start_mark.line + 1, event.start_mark.column + 1)

    def _note(self, code: str, message: str, remedy: str, line: int, column: int) -> None:
        self.faults.append(_fault(self.path, code, message, remedy, line, column))

    def _syntax(self, error: yaml.YAMLError) -> None:
        code, message, remedy, line, column = explain_syntax(error, self.text)
        self._note(code, message, remedy, line, column)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip()) + 1


_PROBLEMS = {
    "could not find expected ':'": ("no-colon", "这一行没有「键: 值」的冒号", "写成「键: 值」，冒号用半角，后面空一格"),
    "mapping values are not allowed in this context": (
        "stray-colon",
        "这里不该再出现冒号加空格",
        "值里有「: 」时用引号把整个值括起来；或检查缩进",
    ),
    "did not find expected key": (
        "bad-indent",
        "这里的缩进与前面不一致，或引号没有配对",
        "同一层的键左边对齐，每层缩进两个空格",
    ),
    "did not find expected '-' indicator": (
        "bad-list",
        "列表里有一行没有短横线，或缩进不一致",
        "列表每项以「- 」开头，左边对齐",
    ),
    "block sequence entries are not allowed in this context": (
        "bad-list",
        "这里不能开始列表",
        "把列表另起一行，缩进两个空格，每项以「- 」开头",
    ),
    "found unexpected end of stream": ("open-quote", "引号没有配对", "补上另一半引号"),
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
    "found unknown escape character": (
        "bad-escape",
        "双引号里的反斜杠写法不对",
        "把双引号换成单引号，或写成两个反斜杠",
    ),
    "did not find expected alphabetic or numeric character": ("stray-sign", "值以 & 或 * 开头", "用引号把整个值括起来"),
    "found a tab character that violates indentation": ("tab", "缩进用了制表符（Tab）", "缩进用空格，每层两个"),
    "found a tab character where an indentation space is expected": (
        "tab",
        "缩进用了制表符（Tab）",
        "缩进用空格，每层两个",
    ),
}


def explain_syntax(error: yaml.YAMLError, text: str) -> tuple[str, str, str, int, int]:
    """Code, message, remedy, line and column for what libyaml objects to."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or "")
    rows = text.splitlines() or [""]
    at = min(mark.line, len(rows) - 1) if mark is not None else 0
    column = mark.column + 1 if mark is not None else 1
    start = getattr(error, "context_mark", None)
    first = min(start.line, at) if start is not None else at
    for number in sorted({at, first, max(at - 1, 0)}):
        if FULL_WIDTH_COLON.match(rows[number]):
            return (
                "full-width-colon",
                "键后面用了全角冒号「：」",
                "改成半角冒号加一个空格",
                number + 1,
                _indent(rows[number]),
            )
    for number in sorted({at, max(at - 1, 0)}):
        if re.match(r" *\t", rows[number]):
            return "tab", "缩进用了制表符（Tab）", "缩进用空格，每层两个", number + 1, rows[number].index("\t") + 1
    if problem == "found character that cannot start any token":
        sign = rows[at][column - 1 : column]
        return "stray-sign", f"值不能以「{sign}」开头", "用引号把整个值括起来", at + 1, column
    if problem == "could not find expected ':'" and start is not None:
        at, column = first, start.column + 1
    if problem == "found unexpected end of stream" and start is not None:
        at, column = first, start.column + 1
    code, message, remedy = _PROBLEMS.get(
        problem, ("syntax", "这里不符合 YAML 的写法", "检查缩进、冒号和引号；值里有特殊符号时用引号括起来")
    )
    return code, message, remedy, at + 1, column


def plain(node: Node) -> Plain:
    """The tree as mappings, lists and text, without positions."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


def locate(tree: Mapping, place: tuple[str | int, ...], *, at_key: bool = False) -> tuple[int, int]:
    """Line and column of a place in a tree; the nearest enclosing one where the place is not written.

    `at_key` asks for the key rather than its value.
    """
    node: Node = tree
    key: Scalar | None = None
    for step in place:
        if isinstance(node, Mapping) and step in node.values:
            key, node = node.keys[str(step)], node.values[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            key, node = None, node.items[step]
        else:
            break
        if at_key and key is not None and step == place[-1]:
            return key.line, key.column
    if key is not None and not isinstance(node, Scalar):
        return key.line, key.column
    return node.line, node.column
