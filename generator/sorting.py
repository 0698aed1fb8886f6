"""Ways to sort the records of a type under keys: by category, by the unit that leads, by stage.

A reader who asks for the records under one key need not be asked again when a record under another one changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from generator.model import Record

R = TypeVar("R", bound=Record)


class _Reader(Protocol):
    @property
    def in_doubt(self) -> bool: ...


class Sorting(Struct, Generic[R], frozen=True):
    """A way to sort the records of a type under keys."""

    model: type[R]
    keys: Callable[[R, Any], Iterable[str]]
    """Of a record and the facts: the keys under which it stands, none where it is left out. It may ask whatever it likes."""

    @property
    def name(self) -> str:
        """The name of its function, by which notes of an earlier build know it."""
        return self.keys.__name__


class Sorted:
    """The records of a type under the keys of a sorting: worked out anew by every build that asks."""

    def __init__(self, by: Sorting[Any], records: Iterable[Record], facts: _Reader) -> None:
        found: dict[str, dict[str, Record]] = {}
        for record in records:
            for key in by.keys(record, facts):
                found.setdefault(key, {})[record.id] = record
        self.under = {key: tuple(found[key].values()) for key in sorted(found)}
        """The records under each key, by id; keys in their order."""
        self.in_doubt = facts.in_doubt
        """Whether what was asked for them may stand in a file that cannot be read."""


SORTINGS: dict[tuple[str, str], Sorting[Any]] = {}
"""Every sorting by its type's name and its own; types fill it where they are imported."""


def sorting(model: type[R]) -> Callable[[Callable[[R, Any], Iterable[str]]], Sorting[R]]:
    """Make a function of a record and the facts a sorting of the records of its type.

    Raises `TypeError` where the type has one of that name: a note could mean either.
    """

    def register(keys: Callable[[R, Any], Iterable[str]]) -> Sorting[R]:
        made = Sorting(model, keys)
        if SORTINGS.setdefault((model.type_name, made.name), made) is not made:
            raise TypeError(f"{model.type_name}: two sortings are called {made.name}")
        return made

    return register
