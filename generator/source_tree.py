"""The tree of a record file: text with positions, before any model is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

Plain = dict[str, "Plain"] | list["Plain"] | str


class Scalar(NamedTuple):
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
