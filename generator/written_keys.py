"""The keys that may be written in a part of a model, what they are called, and which value fits which."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from generator.diagnostics import Place
from generator.model import Part, Record, Reference
from generator.source_tree import Plain
from generator.values import Leaf, parse_line, parse_prose


class Objection(NamedTuple):
    """A fault of a written value: the last part of its code, the sentence, the remedy, and whether the key is meant."""

    code: str
    message: str
    remedy: str
    at_key: bool = False


def part_at(model: type[Part], place: Place) -> type[Part]:
    """The part of a model that holds a place: `("responses", 1)` of a proposal is `Response`."""
    part = model
    for step in place:
        info = field_of(part, step) if isinstance(step, str) else None
        part = (part_of(info) if info is not None else None) or part
    return part


def field_of(part: type[Part], key: str) -> FieldInfo | None:
    """The field that a key stands for."""
    return _by_key(part).get(key)


@cache
def _by_key(part: type[Part]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in part.model_fields.items()}


def part_of(info: FieldInfo) -> type[Part] | None:
    """The part that a field holds, alone or in a list; a record that it refers to is none."""
    inner = (info.annotation, *get_args(info.annotation))
    parts = (one for one in inner if isinstance(one, type) and issubclass(one, Part))
    return next((one for one in parts if not issubclass(one, Record)), None)


def known_keys(part: type[Part]) -> tuple[str, ...]:
    """The keys that may be written in a part: its own before those of every record."""
    return _known_keys(part)


@cache
def _known_keys(part: type[Part]) -> tuple[str, ...]:
    names = [name for name in part.model_fields if not (name == "id" and issubclass(part, Record))]
    names.sort(key=lambda name: issubclass(part, Record) and name in Record.model_fields)
    return tuple(part.model_fields[name].alias or name for name in names)


def required_keys(part: type[Part]) -> list[str]:
    """The keys that must be written in a part, each with its label: `name（名称）`."""
    infos = ((name, info) for name, info in part.model_fields.items() if info.is_required() and name != "id")
    return [f"{info.alias or name}（{info.title}）" for name, info in infos]


def label_of(part: type[Part], key: str) -> str:
    """The Chinese label of a key."""
    info = field_of(part, key)
    return (info.title or key) if info is not None else key


def named(part: type[Part], key: str) -> str:
    """A key with its label: `lead（主办单位）`."""
    return f"{key}（{label_of(part, key)}）"


def has_shape(part: type[Part], key: str, value: Plain) -> bool:
    """Whether a value is a mapping where the key wants one, else text, or a list of these, or but one item of it."""
    info = field_of(part, key)
    if info is None:
        return False
    wanted = str if part_of(info) is None else dict
    listed = get_origin(info.annotation) is tuple and get_args(info.annotation)[-1] is Ellipsis
    return isinstance(value, wanted) or (listed and isinstance(value, list))


def for_others(part: type[Part], key: str) -> str:
    """Where the others belong if several are written for a reference that is one: the list of such beside it, or ''."""
    info = field_of(part, key)
    one = next(filter(_refers, (info.annotation, *get_args(info.annotation))), None) if info is not None else None
    if one is None or (info is not None and get_origin(info.annotation) is tuple):
        return ""
    beside = (other for other in known_keys(part) if _lists(part, other, one))
    return next(beside, "")


def _refers(annotation: Any) -> bool:
    return get_origin(annotation) is Reference


def _lists(part: type[Part], key: str, reference: Any) -> bool:
    info = field_of(part, key)
    return info is not None and get_origin(info.annotation) is tuple and reference in get_args(info.annotation)


def only_one(part: type[Part], key: str) -> str:
    """What to do where several are written for a reference that is one; '' where no list stands beside it."""
    others = for_others(part, key)
    return f"{label_of(part, key)}只有一个，其余的写进 {named(part, others)}" if others else ""


def fits(part: type[Part], key: str, value: Plain) -> bool:
    """Whether a value could be written under a key as it is."""
    try:
        _adapter(part, key).validate_python(value)
    except ValidationError:
        return False
    return True


@cache
def _adapter(part: type[Part], key: str) -> TypeAdapter[Any]:
    info = field_of(part, key)
    assert info is not None
    annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(annotation)


def takes_any_text(part: type[Part], key: str) -> bool:
    """Whether a key takes whatever is written: that a value fits it says little."""
    info = field_of(part, key)
    inner = (*info.metadata, info.annotation, *get_args(info.annotation)) if info is not None else ()
    leaves = (mark for one in inner for mark in (one, *getattr(one, "__metadata__", ())))
    return any(isinstance(one, Leaf) and one.parse in (parse_line, parse_prose) for one in leaves)
