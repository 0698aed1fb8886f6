"""Where a record refers to others: found from its model, never listed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin

from msgspec import Struct

from generator.diagnostics import Place
from generator.model import ClauseReference, Part, Record, Reference, marked


class Mention(Struct, frozen=True):
    """A reference where it stands in a record."""

    place: Place
    id: str
    target: type[Record]
    needed: bool
    """True where the record cannot be shown without its target."""
    drops: Place = ()
    """The list item that vanishes with a hidden target; `()` where only the reference does."""


def target_of(annotation: Any) -> type[Record] | None:
    """The record type that a `Reference[...]` annotation names, or None for anything else."""
    if annotation is ClauseReference:
        return Record
    if get_origin(annotation) is Reference:
        (target,) = get_args(annotation)
        return target if isinstance(target, type) and issubclass(target, Record) else Record
    return None


class _Slot(Struct, frozen=True):
    """One field that holds, or leads to, references."""

    name: str
    key: str
    target: type[Record] | None
    needed: bool
    drops_item: bool


@cache
def reference_slots(part: type[Part]) -> tuple[_Slot, ...]:
    """The fields of a part through which references are reached."""
    slots = []
    for name, info in part.model_fields.items():
        inner = [info.annotation, *get_args(info.annotation)]
        target = next(filter(None, map(target_of, inner)), None)
        parts = any(isinstance(one, type) and issubclass(one, Part) and reference_slots_reach(one) for one in inner)
        if target is not None or parts:
            drops = marked(info, "drops_item")
            needed = (info.is_required() and not drops) or marked(info, "needed")
            slots.append(_Slot(name, info.alias or name, target, needed, drops))
    return tuple(slots)


def reference_slots_reach(part: type[Part]) -> bool:
    """Whether a part may hold references; a part that holds itself (nested budget lines) is decided by its other fields."""
    return any(
        target_of(inner) is not None
        or (isinstance(inner, type) and issubclass(inner, Part) and inner is not part and reference_slots_reach(inner))
        for info in part.model_fields.values()
        for inner in (info.annotation, *get_args(info.annotation))
    )


def mentions(record: Record) -> Iterator[Mention]:
    """Every reference in a record's fields, in the order of the model."""
    yield from _mentions(record, (), ())


def _mentions(part: Part, place: Place, item: Place) -> Iterator[Mention]:
    for slot in reference_slots(type(part)):
        value = getattr(part, slot.name)
        here = (*place, slot.key)
        many = isinstance(value, tuple)
        for index, one in enumerate(value if many else (value,)):
            spot = (*here, index) if many else here
            if isinstance(one, Reference) and slot.target is not None:
                yield Mention(spot, one.id, slot.target, slot.needed, item if slot.drops_item else ())
            elif isinstance(one, Part):
                yield from _mentions(one, spot, spot if many else item)
