"""Records as an editor writes them: block style, long texts as blocks, nothing quoted that need not be.

PyYAML's emitter takes longer for a record than gongkai takes to read, check and publish it, and what is
needed here is a small part of YAML. What is written is read back by `generate`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Fields = dict[str, Any]
"""A record, or a part of one: text, lists and mappings of text, by the keys of the YAML file."""

_NEEDS_QUOTES = re.compile(r"""[-?:,\[\]{}#&*!|>'"%@`\s]|.*(?:: |\s#)|.*[:\s]\Z""", re.DOTALL)


def as_yaml(fields: Mapping[str, Any]) -> str:
    """A record as the text of its file."""
    return "".join(_mapping(fields, 0))


def _mapping(fields: Mapping[str, Any], depth: int) -> Iterator[str]:
    for key, value in fields.items():
        yield f"{'  ' * depth}{key}:{_value(value, depth + 1)}"


def _value(value: Any, depth: int) -> str:
    """What stands behind a key's colon, to the end of its last line."""
    if isinstance(value, str):
        return f" {_scalar(value, depth)}"
    if not value:
        return " []\n"
    if isinstance(value, Mapping):
        return "\n" + "".join(_mapping(value, depth))
    return "\n" + "".join(_items(value, depth))


def _items(values: Sequence[Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for value in values:
        if isinstance(value, str):
            yield f"{indent}- {_scalar(value, depth + 1)}"
        else:
            block = "".join(_mapping(value, depth + 1))
            yield f"{indent}- {block[len(indent) + 2 :]}"


def _scalar(text: str, depth: int) -> str:
    if "\n" in text:
        indent = "  " * depth
        lines = (f"{indent}{line}".rstrip() + "\n" for line in text.strip("\n").split("\n"))
        return "|\n" + "".join(lines)
    return f"{json.dumps(text, ensure_ascii=False) if _NEEDS_QUOTES.match(text) else text}\n"
