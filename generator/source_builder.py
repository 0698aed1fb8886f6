"""Builds the tree of a YAML file from libyaml's events, and notes what is wrong with them. The only importer of yaml.

Only events show anchors, tags and aliases. They are pulled one at a time and the depth is counted as they come, so that
200,000 nested brackets stop at the 33rd. Faults that leave the rest readable (a duplicate key, an anchor) are collected;
a syntax fault ends the file, and so does one after which the tree is not what the editor meant (a key that was taken for
text).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Position, Severity
from generator.late import late
from generator.source_syntax import Closed, Objection, colon_fault, explain
from generator.source_text import WIDE_SPACES, TextFault, folded_list, forbidden_characters
from generator.source_tree import Mapping, Node, Scalar, Sequence
from generator.values import shortened

MAX_DEPTH = 32
MOST_FAULTS = 100
"""Faults of one file that are reported; a file with more is not read on."""


_WIDE_BARS = ("｜", "＞")
_NULLS = frozenset({"~", "null", "Null", "NULL"})
_TAKEN_FOR_TEXT = re.compile(r"[ \t]*([a-z_][a-z0-9_]*)(：|:(?!//)\S)")
"""A key that YAML took for the beginning, or the continuation, of a text."""

_ODD = re.compile(rf"[｜＞]|(?:~|null|Null|NULL)\Z|{_TAKEN_FOR_TEXT.pattern}")
"""Whatever of a value on one line wants a second look, at once: nearly every value is none of it."""
_TAKEN_FOR_COMMENT = re.compile(r"[ \t]+#[^\s#]")
_CHINESE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_FOLD = late(f"(?<=[{_CHINESE}]) (?=[{_CHINESE}])")
"""The space that YAML puts where a line of Chinese was broken."""


def diagnostic(path: str, fault: TextFault) -> Diagnostic:
    """A fault of a file's writing as a diagnostic `yaml/…`."""
    position = Position(path, fault.line, fault.column)
    return Diagnostic(f"yaml/{fault.code}", Severity.ERROR, position, fault.message, fault.remedy)


class _Stop(Exception):
    """The rest of the file cannot be read; the fault is already noted."""


class Builder:
    """Builds the tree of one file from its events."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.faults: list[Diagnostic] = []
        self._next: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self._depth = 0
        self._closed: Closed | None = None
        self._distorted = False
        self._hash = " #" in text
        self._backslash = "\\" in text

    @cached_property
    def _rows(self) -> list[str]:
        return self.text.split("\n")

    def _row(self, line: int) -> str:
        """A row of the file, counted from 1; libyaml's end may lie behind the last."""
        return self._rows[line - 1] if line <= len(self._rows) else ""

    def build(self) -> Mapping | None:
        """The tree of the one document, or None where there is no mapping to be had."""
        try:
            tree = self._document()
        except _Stop:
            return None
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
            return None
        except yaml.YAMLError:
            self._note("syntax", "文件不符合 YAML 的写法", "在编辑器里新建文件，重新输入内容", 1, 1)
            return None
        return None if self._distorted else tree

    def _document(self) -> Mapping | None:
        self._next()  # the stream begins
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            self._note("empty-file", "文件里只有注释", "写上记录的内容，或者删去这个文件", 1, 1)
            return None
        if start.version or start.tags:
            self.fault(start, "directive", "不能使用 % 开头的 YAML 指令", "删去这一行")
        node = self._node(self._next())
        self._next()  # the document ends
        more = self._next()
        if not isinstance(more, yaml.StreamEndEvent):
            remedy = "删去这一行；几条记录分成几个文件"
            self.fault(more, "several-documents", "这一行 --- 把文件分成了几份文档", remedy)
        if isinstance(node, Mapping):
            return node
        if not self._distorted:
            self._not_a_mapping(node)
        return None

    def _not_a_mapping(self, node: Scalar | Sequence) -> None:
        listed = isinstance(node, Sequence)
        fault = None if listed else colon_fault(self._row(node.line), node.line - 1, chinese=True)
        message = "整个文件写成了列表" if listed else "文件里没有「键: 值」"
        remedy = "去掉行首的短横线，写成「键: 值」" if listed else "写成「键: 值」，例如 title: 关于……"
        fault = fault or TextFault("not-a-mapping", message, remedy, node.line, node.column)
        self.faults.append(diagnostic(self.path, fault))

    def _node(self, event: Any) -> Node:
        start = event.start_mark
        line, column = start.line + 1, start.column + 1
        if event.__class__ is yaml.ScalarEvent and event.anchor is None and event.tag is None:
            return self._scalar(event, line, column)  # nearly all are
        if isinstance(event, yaml.AliasEvent):
            self.fault(event, "alias", f"不能用别名「*{shortened(str(event.anchor))}」代替内容", "把内容原样写出来")
            return Scalar("", line, column)
        if event.anchor is not None:
            message = f"不能使用锚点「&{shortened(event.anchor)}」"
            self.fault(event, "anchor", message, "删去它；重复的内容原样写出来；文字以 & 开头时用引号括起来")
        if event.tag is not None:
            tag = shortened(event.tag.replace("tag:yaml.org,2002:", "!!"))
            message = f"「{tag}」会被当作标签，不会显示"
            self.fault(event, "tag", message, "删去它；文字以 ! 开头时用引号把整个值括起来")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line, column)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self.fault(event, "too-deep", f"嵌套超过 {MAX_DEPTH} 层", "减少嵌套；检查是否有多余的括号或缩进")
            raise _Stop
        if isinstance(event, yaml.MappingStartEvent):
            node: Node = self._mapping(event, line, column)
        else:
            node = self._sequence(event, line, column)
        self._depth -= 1
        return node

    def _scalar(self, event: Any, line: int, column: int) -> Scalar:
        text: str = event.value
        several = event.end_mark.line >= line
        if not event.style:
            text = text.strip(WIDE_SPACES)
            if several or self._hash or _ODD.match(text):
                text = self._plain(event, text, line, column)
        elif event.style in "\"'":
            self._close(event.style, event, event)
            if event.style == '"' and self._backslash:
                for fault in forbidden_characters(text):
                    self._note("escaped-character", fault.message, fault.remedy, line, column)
        elif event.style == ">":
            listed = folded_list(self._rows, line, event.end_mark.line + 1)
            self.faults += [diagnostic(self.path, listed)] if listed else []
        if several and event.style != "|" and " " in text:
            text = _FOLD.sub("", text)
        return Scalar(text, line, column)

    def _plain(self, event: Any, text: str, line: int, column: int) -> str:
        """A value without quotes, in which signs may have been lost or keys swallowed."""
        if text.startswith(_WIDE_BARS) and not self._row(line)[column:].strip():
            sign = "|" if text[0] == "｜" else ">"
            self._distorted = True
            self.fault(event, "full-width-bar", f"长文开头用了全角的「{text[0]}」", f"写成半角的 {sign}，后面换行再写")
            return text
        if text in _NULLS:
            self.fault(event, "null", f"「{text}」不是内容", "没有内容就删去这一行")
        if self._hash:
            row = self._row(event.end_mark.line + 1)
            match = _TAKEN_FOR_COMMENT.match(row, event.end_mark.column)
            if match:
                lost = shortened(row[match.end() - 2 :])
                remedy = "要显示就用引号把整个值括起来；是注释就在 # 后面空一格"
                self._note("hash", f"「{lost}」前面有空格，会被当作注释丢掉", remedy, line, match.end() - 1)
        last = event.end_mark.line
        if last >= line or (_TAKEN_FOR_TEXT.match(text) and not self._row(line)[: column - 1].strip()):
            self._swallowed(line, last + 1)
        return text

    def _swallowed(self, first: int, last: int) -> None:
        """Keys on the rows of a text that is not on the row of its own key."""
        for line in range(first, last + 1):
            row = self._row(line)
            match = _TAKEN_FOR_TEXT.match(row)
            if match is None:
                continue
            self._distorted = True
            if match[2] == "：":
                self._note("full-width-colon", "键后面用了全角冒号「：」", "改成半角冒号加一个空格", line, match.end())
            else:
                self._note("no-space", "冒号后面没有空格", "冒号后面空一格", line, match.end(1) + 1)

    def _mapping(self, start: Any, line: int, column: int) -> Mapping:
        mapping = Mapping(line, column)
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._word(event) or self._key(event)
            value = self._node(self._next())
            if key is not None:
                self._put(mapping, key, value)
        if start.flow_style:
            self._close("{", start, event)
        return mapping

    def _word(self, event: Any) -> Scalar | None:
        """A key that is one plain word, as nearly all are: nothing can be wrong with it."""
        plain = event.__class__ is yaml.ScalarEvent and not event.style and event.anchor is None and event.tag is None
        if not plain or self._hash or not event.value.isidentifier() or event.value in _NULLS:
            return None
        return Scalar(event.value, event.start_mark.line + 1, event.start_mark.column + 1)

    def _key(self, event: Any) -> Scalar | None:
        key = self._node(event)
        if not isinstance(key, Scalar):
            self.fault(event, "key-not-text", "键不是文字", "键写成一个英文词，后面跟半角冒号")
            return None
        if not isinstance(event, yaml.ScalarEvent) or event.style:
            return key
        if key.text == "<<":
            self.fault(event, "merge-key", "不能使用合并键「<<」", "把内容原样写出来")
        elif event.value[:1] in WIDE_SPACES and event.value:
            self._distorted = True
            self.fault(event, "wide-space", "缩进用了全角（或不间断）空格", "改成半角空格")
        elif ":" in key.text and (match := _TAKEN_FOR_TEXT.match(key.text)):
            self._distorted = True
            self.fault(event, "no-space", f"「{match[1]}」的冒号后面没有空格", "冒号后面空一格")
        return key

    def _put(self, mapping: Mapping, key: Scalar, value: Node) -> None:
        first = mapping.keys.get(key.text)
        if first is not None:
            remedy = f"留下一个；第 {first.line} 行已经写过。几项内容写成列表，每项以「- 」开头"
            self._note("duplicate-key", f"键「{shortened(key.text)}」写了两次", remedy, key.line, key.column)
            return
        mapping.keys[key.text] = key
        mapping.values[key.text] = value

    def _sequence(self, start: Any, line: int, column: int) -> Sequence:
        sequence = Sequence(line, column)
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            sequence.items.append(self._node(event))
        if start.flow_style:
            self._close("[", start, event)
        return sequence

    def _close(self, sign: str, start: Any, end: Any) -> None:
        first, last = start.start_mark, end.end_mark
        self._closed = Closed(sign, (first.line, first.column), (last.line, last.column))

    def fault(self, event: Any, code: str, message: str, remedy: str) -> None:
        """Note a fault where an event begins."""
        self._note(code, message, remedy, event.start_mark.line + 1, event.start_mark.column + 1)

    def _note(self, code: str, message: str, remedy: str, line: int, column: int) -> None:
        self.faults.append(diagnostic(self.path, TextFault(code, message, remedy, line, column)))
        if len(self.faults) >= MOST_FAULTS:
            raise _Stop

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        at = error.problem_mark or error.context_mark
        line, column = (at.line, at.column) if at is not None else (0, 0)
        begun = error.context_mark
        objection = Objection(
            str(error.problem or ""),
            str(error.context or ""),
            line,
            column,
            (begun.line, begun.column) if begun is not None else None,
            self._closed,
            self._rows,
        )
        self.faults.append(diagnostic(self.path, explain(objection)))
