"""The tree of a record file: text with positions, before any model is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

_INK = re.compile(r"\S")

Plain = dict[str, "Plain"] | list["Plain"] | str


class Scalar(Struct, frozen=True):
    """A value, as text."""

    text: str
    line: int
    column: int


class Mapping(Struct):
    """Keys with their values, in the order written; a repeated key keeps its first value."""

    line: int
    column: int
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


class Sequence(Struct):
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


Node = Scalar | Mapping | Sequence


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
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            key, node = None, node.items[step]
        else:
            break
        if at_key and key is not None and step == place[-1]:
            return key.line, key.column
    if key is not None and not isinstance(node, Scalar):
        return key.line, key.column
    return node.line, node.column


def scalars(node: Node) -> Iterator[Scalar]:
    """Every value of a tree, in the order written."""
    if isinstance(node, Scalar):
        yield node
    else:
        for one in node.items if isinstance(node, Sequence) else node.values.values():
            yield from scalars(one)


def scalar_at(tree: Mapping, place: tuple[str | int, ...]) -> Scalar | None:
    """The text that is written at a place, None where there is none."""
    node: Node = tree
    for step in place:
        if isinstance(node, Mapping) and step in node.values:
            node = node.values[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node if isinstance(node, Scalar) else None


def inside(written: str, scalar: Scalar, offset: int) -> tuple[int, int]:
    """Line and column of a sign inside a text; `written` is the whole file, `offset` counts from the text's first sign.

    YAML folds, indents and strips blanks and nothing else, so that the signs between them are counted.
    """
    rows = written.split("\n")
    line, column = scalar.line - 1, scalar.column - 1
    opening = rows[line][column : column + 1]
    if opening in ("|", ">"):
        line, column = line + 1, 0
    elif opening in ("'", '"'):
        column += 1
    before = len(_INK.findall(scalar.text.lstrip()[:offset]))
    if opening == "'":
        before += scalar.text.lstrip()[:offset].count("'")
    while line < len(rows):
        for match in _INK.finditer(rows[line], column):
            if before == 0:
                return line + 1, match.start() + 1
            before -= 1
        line, column = line + 1, 0
    return scalar.line, scalar.column
