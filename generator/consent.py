"""Names of persons: readers and open data see one only where its bearer has consented (Personal Information Protection Law, art. 25).

Which fields hold such names is marked on the models (`unless_consented`); this is the one place that reads the mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic.fields import FieldInfo

from generator.model import Part, word_of
from generator.references import target_of

P = TypeVar("P", bound=Part)


def shown(part: Part, name: str) -> Any:
    """A field as readers may see it: without consent a name is the word that stands for it."""
    value, word = getattr(part, name), stand_in(type(part).model_fields[name])
    return word if word and value is not None and not getattr(part, "consent", False) else value


def stand_in(info: FieldInfo) -> str:
    """The word that a field's name is replaced by without consent, '' where it holds no such name."""
    return word_of(info, "unless_consented")


def as_published(part: P) -> P:
    """A record with nothing in it that may not be published; the same object where there is nothing to hide."""
    changes: dict[str, Any] = {}
    for name in _concerned(type(part)):
        value = getattr(part, name)
        if isinstance(value, tuple):
            kept: Any = tuple(as_published(one) if isinstance(one, Part) else one for one in value)
            same = all(a is b for a, b in zip(kept, value, strict=True))
        else:
            kept = as_published(value) if isinstance(value, Part) else shown(part, name)
            same = kept is value
        if not same:
            changes[name] = kept
    return part.model_copy(update=changes) if changes else part


class Name(NamedTuple):
    """A name whose bearer is asked whether it may be published."""

    name: str
    word: str
    """What stands for it without consent."""
    consents: bool


def names(part: Part) -> Iterator[Name]:
    """Every such name in a record; those that are never shown, as on a roster, left out."""
    for key in _concerned(type(part)):
        value = getattr(part, key)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Part):
                yield from names(one)
            elif isinstance(one, str) and "consent" in type(part).model_fields:
                yield Name(one, stand_in(type(part).model_fields[key]), bool(getattr(part, "consent", False)))


@cache
def _concerned(part: type[Part]) -> tuple[str, ...]:
    """The fields of a part that hold names, or lead to some."""
    names = []
    for name, info in part.model_fields.items():
        inner = () if target_of(info.annotation) else (info.annotation, *get_args(info.annotation))
        leads = any(
            isinstance(one, type) and issubclass(one, Part) and one is not part and _concerned(one) for one in inner
        )
        if leads or stand_in(info):
            names.append(name)
    return tuple(names)
