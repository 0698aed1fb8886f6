"""Every written value of a record with its place and kind: for checks that hold for all records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic.fields import FieldInfo

from generator.diagnostics import Place
from generator.model import Part, marked
from generator.values import Leaf, parse_line, parse_prose


class Text(NamedTuple):
    """A text that an editor wrote."""

    place: Place
    text: str
    prose: bool
    """True for Markdown, False for one line."""


class _Slot(NamedTuple):
    name: str
    key: str
    prose: bool
    happened: bool


def leaf_of(info: FieldInfo) -> Leaf | None:
    """The leaf of a field, found in its metadata or inside an optional or a list."""
    candidates: list[Any] = list(info.metadata)
    for one in get_args(info.annotation):
        candidates.extend(getattr(one, "__metadata__", ()))
    return next((one for one in candidates if isinstance(one, Leaf)), None)


@cache
def _slots(part: type[Part]) -> tuple[_Slot, ...]:
    slots = []
    for name, info in part.model_fields.items():
        leaf = leaf_of(info)
        texts = leaf is not None and leaf.parse in (parse_line, parse_prose)
        inner = [info.annotation, *get_args(info.annotation)]
        parts = any(isinstance(one, type) and issubclass(one, Part) for one in inner)
        happened = marked(info, "happened")
        if texts or parts or happened:
            slots.append(_Slot(name, info.alias or name, leaf is not None and leaf.parse is parse_prose, happened))
    return tuple(slots)


def texts(part: Part, place: Place = ()) -> Iterator[Text]:
    """Every text of a record, nested ones included."""
    for slot, spot, value in _values(part, place):
        if isinstance(value, str):
            yield Text(spot, value, slot.prose)
        elif isinstance(value, Part):
            yield from texts(value, spot)


def happenings(part: Part, place: Place = ()) -> Iterator[tuple[Place, date]]:
    """Every day on which, the record says, something happened."""
    for slot, spot, value in _values(part, place):
        if slot.happened and isinstance(value, date):
            yield spot, value
        elif isinstance(value, Part):
            yield from happenings(value, spot)


def parts(part: Part, place: Place = ()) -> Iterator[tuple[Place, Part]]:
    """The record and every part in it."""
    yield place, part
    for _, spot, value in _values(part, place):
        if isinstance(value, Part):
            yield from parts(value, spot)


def _values(part: Part, place: Place) -> Iterator[tuple[_Slot, Place, Any]]:
    for slot in _slots(type(part)):
        value = getattr(part, slot.name)
        here = (*place, slot.key)
        if isinstance(value, tuple):
            yield from ((slot, (*here, index), one) for index, one in enumerate(value))
        elif value is not None:
            yield slot, here, value
