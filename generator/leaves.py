"""Every written value of a record with its place and kind: for checks that hold for all records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.diagnostics import Place
from generator.model import Part, Reference, marked
from generator.values import Leaf, parse_line, parse_prose


class Text(NamedTuple):
    """A text that an editor wrote."""

    place: Place
    text: str
    prose: bool
    """True for Markdown, False for one line."""


class _Slot(NamedTuple):
    """A field that holds what is looked for, or a part that may."""

    name: str
    key: str
    prose: bool


def leaf_of(info: FieldInfo) -> Leaf | None:
    """The leaf of a field, found in its metadata or inside an optional or a list."""
    candidates: list[Any] = list(info.metadata)
    for one in get_args(info.annotation):
        candidates.extend(getattr(one, "__metadata__", ()))
    return next((one for one in candidates if isinstance(one, Leaf)), None)


def _is_text(info: FieldInfo) -> bool:
    leaf = leaf_of(info)
    return leaf is not None and leaf.parse in (parse_line, parse_prose)


def _is_happening(info: FieldInfo) -> bool:
    return marked(info, "happened")


def _is_office(info: FieldInfo) -> bool:
    return marked(info, "office")


@cache
def _slots(part: type[Part], wanted: Callable[[FieldInfo], bool] | None) -> tuple[_Slot, ...]:
    """The fields in which something wanted is found, or parts that lead to it; None wants the parts themselves."""
    slots = []
    for name, info in part.model_fields.items():
        leaf, inner = leaf_of(info), _parts_in(info)
        leads = any(wanted is None or one is part or _slots(one, wanted) for one in inner)
        if leads or (wanted is not None and wanted(info)):
            slots.append(_Slot(name, info.alias or name, leaf is not None and leaf.parse is parse_prose))
    return tuple(slots)


def _parts_in(info: FieldInfo) -> list[type[Part]]:
    """The types of part that a field holds: by itself, optionally, or in a list; what it refers to is not in it."""
    inner = () if get_origin(info.annotation) is Reference else (info.annotation, *get_args(info.annotation))
    return [one for one in inner if isinstance(one, type) and issubclass(one, Part)]


def texts(part: Part, place: Place = ()) -> Iterator[Text]:
    """Every text of a record, nested ones included."""
    for slot, spot, value in _values(part, place, _slots(type(part), _is_text)):
        if isinstance(value, str):
            yield Text(spot, value, slot.prose)
        elif isinstance(value, Part):
            yield from texts(value, spot)


def happenings(part: Part, place: Place = ()) -> Iterator[tuple[Place, date]]:
    """Every day on which, the record says, something happened."""
    for _, spot, value in _values(part, place, _slots(type(part), _is_happening)):
        if isinstance(value, date):
            yield spot, value
        elif isinstance(value, Part):
            yield from happenings(value, spot)


def offices(part: Part, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every office or duty that a record names, where no person is to be named."""
    for _, spot, value in _values(part, place, _slots(type(part), _is_office)):
        if isinstance(value, str):
            yield spot, value
        elif isinstance(value, Part):
            yield from offices(value, spot)


def parts(part: Part, place: Place = ()) -> Iterator[tuple[Place, Part]]:
    """The record and every part in it."""
    yield place, part
    for _, spot, value in _values(part, place, _slots(type(part), None)):
        if isinstance(value, Part):
            yield from parts(value, spot)


def _values(part: Part, place: Place, slots: tuple[_Slot, ...]) -> Iterator[tuple[_Slot, Place, Any]]:
    values = part.__dict__
    for slot in slots:
        value = values[slot.name]
        if isinstance(value, tuple):
            if value:
                here = (*place, slot.key)
                yield from ((slot, (*here, index), one) for index, one in enumerate(value))
        elif value is not None:
            yield slot, (*place, slot.key), value
