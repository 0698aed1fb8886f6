"""The fields of models in words: what is written in them, and which parts a record is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.leaves import leaf_of
from generator.model import ClauseReference, Part, Record
from generator.references import target_of
from generator.values import LEAF_LABELS, Choice
from generator.written_choices import enumerated


def inner(info: FieldInfo) -> tuple[Any, ...]:
    """A field's type and the types inside it."""
    return (info.annotation, *get_args(info.annotation))


def is_list(info: FieldInfo) -> bool:
    """Whether a field takes any number of values."""
    return get_origin(info.annotation) is tuple and get_args(info.annotation)[-1] is Ellipsis


def part_in(info: FieldInfo) -> type[Part] | None:
    """The part that a field holds: by itself, optionally, or in a list."""
    return next((one for one in inner(info) if isinstance(one, type) and issubclass(one, Part)), None)


def choice_in(info: FieldInfo) -> type[Choice] | None:
    """The closed list of words that a field takes."""
    return next((one for one in inner(info) if isinstance(one, type) and issubclass(one, Choice)), None)


def target_in(info: FieldInfo) -> type[Record] | None:
    """The record type that a field refers to."""
    return next(filter(None, map(target_of, inner(info))), None)


def written_in(info: FieldInfo) -> str:
    """What is written in a field, in words."""
    many = "若干个：" if is_list(info) else ""
    target, part, choice, leaf = target_in(info), part_in(info), choice_in(info), leaf_of(info)
    if ClauseReference in inner(info):
        return f"{many}条款序号"
    if target is not None:
        return f"{many}{target.type_label or '记录'}的编号"
    if part is not None:
        return f"{many}`{part.__name__}`"
    if choice is not None:
        words = (one.value if one.value == one.label else f"{one.value}（{one.label}）" for one in choice)
        return many + enumerated(words)
    return many + (LEAF_LABELS[leaf.parse.__name__] if leaf is not None else "文字")


def parts_of(part: type[Part], seen: frozenset[type[Part]] = frozenset()) -> list[type[Part]]:
    """Every part that a record is made of, in the order of the model, each once."""
    found: dict[type[Part], None] = {}
    for one in _direct_parts(part):
        if one is not part and one not in seen:
            found[one] = None
            found.update(dict.fromkeys(parts_of(one, seen | {part, one})))
    return list(found)


def _direct_parts(part: type[Part]) -> Iterator[type[Part]]:
    for info in part.model_fields.values():
        for one in inner(info):
            if isinstance(one, type) and issubclass(one, Part) and not issubclass(one, Record):
                yield one
