"""Every written value of a record with its place and kind: for checks that hold for all records."""

from __future__ import annotations

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


class Walk(NamedTuple):
    """What one walk through a record finds, in the order of the model."""

    texts: list[Text]
    happenings: list[tuple[Place, date]]
    """Every day on which, the record says, something happened."""
    offices: list[tuple[Place, str]]
    """Every office or duty that it names, where no person is to be named."""
    parts: list[tuple[Place, Part]]
    """The record and every part in it."""


class _Slot(NamedTuple):
    """A field that holds what is looked for, or a part that may."""

    name: str
    key: str
    holds_parts: bool
    text: bool
    prose: bool
    happened: bool
    office: bool


def leaf_of(info: FieldInfo) -> Leaf | None:
    """The leaf of a field, found in its metadata or inside an optional or a list."""
    candidates: list[Any] = list(info.metadata)
    for one in get_args(info.annotation):
        candidates.extend(getattr(one, "__metadata__", ()))
    return next((one for one in candidates if isinstance(one, Leaf)), None)


@cache
def _slots(part: type[Part]) -> tuple[_Slot, ...]:
    """The fields in which something is found."""
    slots = []
    for name, info in part.model_fields.items():
        leaf = leaf_of(info)
        parse = leaf.parse if leaf is not None else None
        text, happened, office = parse in (parse_line, parse_prose), marked(info, "happened"), marked(info, "office")
        parts = any(_parts_in(info))
        if parts or text or happened or office:
            slots.append(_Slot(name, info.alias or name, parts, text, parse is parse_prose, happened, office))
    return tuple(slots)


def _parts_in(info: FieldInfo) -> list[type[Part]]:
    """The types of part that a field holds: by itself, optionally, or in a list; what it refers to is not in it."""
    inner = () if get_origin(info.annotation) is Reference else (info.annotation, *get_args(info.annotation))
    return [one for one in inner if isinstance(one, type) and issubclass(one, Part)]


def walk(record: Part) -> Walk:
    """Everything that is looked for in a record, nested parts included."""
    found = Walk([], [], [], [])
    _walk(record, (), found)
    return found


def _walk(part: Part, place: Place, found: Walk) -> None:
    found.parts.append((place, part))
    values = part.__dict__
    for slot in _slots(type(part)):
        value = values[slot.name]
        if type(value) is tuple:
            here = (*place, slot.key)
            for index, one in enumerate(value):
                _take(slot, (*here, index), one, found)
        elif value is not None:
            _take(slot, (*place, slot.key), value, found)


def _take(slot: _Slot, place: Place, value: object, found: Walk) -> None:
    if slot.holds_parts:
        if isinstance(value, Part):
            _walk(value, place, found)
    elif slot.happened:
        if isinstance(value, date):
            found.happenings.append((place, value))
    elif isinstance(value, str):
        if slot.text:
            found.texts.append(Text(place, value, slot.prose))
        if slot.office:
            found.offices.append((place, value))


def happenings(record: Part) -> list[tuple[Place, date]]:
    """Every day on which, the record says, something happened."""
    return walk(record).happenings


def texts(record: Part) -> list[Text]:
    """Every text of a record, nested ones included."""
    return walk(record).texts
