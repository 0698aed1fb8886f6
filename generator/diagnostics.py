"""What is said about a fault: where, what, which rule, how to mend it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import force_setattr

from generator.privacy import masked

Place = tuple[str | int, ...]
"""Where in a record: keys and indices from the top, `("responses", 1, "on")`; `()` is the record."""


class Severity(StrEnum):
    """How bad: an error stops the build, a warning is built and listed for the editors."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The word that editors read."""
        return "错误" if self is Severity.ERROR else "警告"


class Position(Struct, frozen=True, order=True):
    """A place in a file: path relative to the site, line and column from 1 (columns count characters)."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class CauseKind(StrEnum):
    """What may be wrong where many records are."""

    MISSING = "missing"
    """The record that they name is not there."""
    HIDDEN = "hidden"
    """The record that they need is not public."""
    ABSENT = "absent"
    """What they name was not there at the time: one of its days may be wrong."""
    SETTING = "setting"
    """A check holds them against what another record sets for them."""


class Cause(Struct, frozen=True):
    """What may be wrong instead of what a finding speaks of; where many have it in common, it is said once."""

    kind: CauseKind
    target: str
    """The id of the record in which it is to be mended, or which is not there."""
    keys: tuple[str, ...] = ()
    """Where in that record, in the order in which they are looked at."""
    alike: str = ""
    """What else those have in common whom one change of it puts in the wrong."""


class Finding(Struct, frozen=True):
    """A fault that a check found, at a place inside the record it was given (or another, by id)."""

    place: Place
    message: str
    remedy: str
    record_id: str = ""
    """The record that holds the place; empty means the one that is being checked."""
    offset: int | None = None
    """Where in the text at the place, in characters; None speaks of the text as a whole."""
    cause: Cause | None = None


class Diagnostic(Struct, frozen=True):
    """One fault, complete: everything that any output format needs but the source line itself.

    Whatever it quotes, personal numbers in its words are masked: reports are read by more people than the records.
    """

    code: str
    """`type/what-is-wrong`, stable."""
    severity: Severity
    position: Position
    message: str
    """One Chinese sentence: what is wrong, quoting what was written."""
    remedy: str
    """One Chinese sentence: what to write instead."""

    def __post_init__(self) -> None:
        force_setattr(self, "message", masked(self.message))
        force_setattr(self, "remedy", masked(self.remedy))

    @property
    def sort_key(self) -> tuple[Position, str, str]:
        """The one order of every report: by place, then code, then message."""
        return (self.position, self.code, self.message)

    def __str__(self) -> str:
        return f"{self.position} {self.severity.label} {self.code} {self.message}"


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Sort by place and drop exact repetitions."""
    return sorted(dict.fromkeys(diagnostics), key=lambda one: one.sort_key)
