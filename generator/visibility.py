"""What an audience may see of a record on a day: the one gate that everything downstream stands behind.

Hidden references vanish from the fields that can do without them, and what happened after the day has
not happened yet. A record that loses nothing is handed on as the same object.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args

from generator.model import Part, Record, Reference, marked, word_of
from generator.references import reference_slots, target_of

P = TypeVar("P", bound=Part)
Shown = Callable[[str], bool]


def as_seen(record: Record, shown: Shown, day: date) -> Record | None:
    """The record without hidden references and later events; None before the day it begins."""
    return _part(record, shown, day)


@cache
def _concerned(part: type[Part]) -> tuple[str, ...]:
    """The fields of a part that may have to give something up."""
    names = {slot.name for slot in reference_slots(part)}
    for name, info in part.model_fields.items():
        inner = () if target_of(info.annotation) else (info.annotation, *get_args(info.annotation))
        if marked(info, "happened") or any(
            isinstance(one, type) and issubclass(one, Part) and one is not part and _concerned(one) for one in inner
        ):
            names.add(name)
    return tuple(name for name in part.model_fields if name in names)


def _part(part: P, shown: Shown, day: date) -> P | None:
    changes: dict[str, Any] = {}
    for name in _concerned(type(part)):
        value = getattr(part, name)
        if value is None or value == ():
            continue
        info = type(part).model_fields[name]
        if marked(info, "happened"):
            if value > day:
                if info.is_required() or marked(info, "begins"):
                    return None
                changes[name] = None
            continue
        kept = _value(value, shown, day)
        if kept is value:
            continue
        if kept is None and marked(info, "drops_item"):
            return None
        changes[name] = kept
    changes |= {name: None for name, leader in _following(type(part)) if changes.get(leader, leader) is None}
    return part.model_copy(update=changes) if changes else part


@cache
def _following(part: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields that were said on the day of another, with that one."""
    every = ((name, word_of(info, "follows")) for name, info in part.model_fields.items())
    return tuple((name, leader) for name, leader in every if leader)


def _value(value: Any, shown: Shown, day: date) -> Any:
    if isinstance(value, tuple):
        kept = tuple(one for one in (_value(item, shown, day) for item in value) if one is not None)
        same = len(kept) == len(value) and all(a is b for a, b in zip(kept, value, strict=True))
        return value if same else kept
    if isinstance(value, Reference):
        return value if shown(value.id) else None
    if isinstance(value, Part):
        return _part(value, shown, day)
    return value
