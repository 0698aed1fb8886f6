"""What a record offers to every output: summaries, figures, pages, events, columns; and what outputs yield."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from generator.prose import Link

LONGEST_LIST = 50
"""Rows of a list on one page; a longer one is grouped or has a page of its own."""

WIDE = 4
"""Columns of a matrix that a phone can show at once."""


class Tone(StrEnum):
    """How a state is coloured, never its only sign."""

    DONE = "done"
    RUN = "run"
    LATE = "late"
    IDLE = "idle"


class State(Struct, frozen=True):
    """A state as readers see it: shape, word, colour, in that order of importance."""

    word: str
    shape: str
    tone: Tone


class Clock(Struct, frozen=True):
    """Something that is or was owed by a day."""

    due: date
    done: date | None
    as_of: date
    notice_days: int = 10
    """How many days before it is due a clock says so (rule QX1)."""

    @property
    def days(self) -> int:
        """Days from the deadline: positive is late, negative is what is left (or was, when it was done)."""
        return ((self.done or self.as_of) - self.due).days

    @property
    def overdue(self) -> bool:
        """Whether it is still owed past its day."""
        return self.done is None and self.days > 0

    @property
    def kind(self) -> str:
        """The state without its days, for facets and open data."""
        if self.done is not None:
            return "迟" if self.days > 0 else "按时"
        if self.days > 0:
            return "逾期"
        return "即将到期" if -self.days <= self.notice_days else "未到期"

    @property
    def state(self) -> State:
        """○ 未到期 · ◔ 10 天内到期 · ▲ 逾期 12 天 · ● 按时 · ◆ 迟 3 天."""
        match self.kind:
            case "按时":
                return State("按时", "●", Tone.DONE)
            case "迟":
                return State(f"迟 {self.days} 天", "◆", Tone.RUN)
            case "逾期":
                return State(f"逾期 {self.days} 天", "▲", Tone.LATE)
            case "即将到期":
                return State(f"{-self.days} 天内到期" if self.days else "今天到期", "◔", Tone.RUN)
            case _:
                return State("未到期", "○", Tone.IDLE)


class Facet(Struct, frozen=True):
    """One way to narrow a list down: `category`, `类别`, `后勤与基建`."""

    key: str
    label: str
    value: str


class Summary(Struct, frozen=True):
    """A record in one row of a list, in search, in a feed."""

    id: str
    type_name: str
    type_label: str
    address: str
    title: str
    day: date | None
    """The day of its latest event."""
    year: int | None
    stage: State
    clock: Clock | None = None
    unit: str = ""
    """The short name of the unit that readers look for first."""
    facets: tuple[Facet, ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    """(role, unit id) pairs: `("lead", "HQC")`."""

    @property
    def state(self) -> State:
        """What a list shows: what is owed where something is, else the stage."""
        return self.clock.state if self.clock is not None and self.clock.done is None else self.stage


class Figure(Struct, frozen=True):
    """A computed number with its denominator, and the records behind both."""

    key: str
    """Its anchor on the page."""
    label: str
    value: str
    of: str = ""
    """The denominator as text, '' where there is none."""
    unit: str = ""
    counted: tuple[Summary, ...] = ()
    late: bool = False
    href: str = ""
    """A page of the site that holds the counted records, where the page that shows the figure does not."""


class Cell(Struct, frozen=True):
    """A cell of a matrix: the state's shape is shown, the words are said to screen readers, the cell is the link."""

    state: State
    label: str
    address: str = ""
    note: str = ""
    """A number or a word beside the shape."""


class Matrix(Struct, frozen=True):
    """Units × years, catalogue × years, clauses × years."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Link, tuple[Cell | None, ...]], ...]
    groups: tuple[tuple[str, int], ...] = ()
    """Heads above the columns with the number of columns below each; () where there are none."""

    @property
    def wide(self) -> bool:
        """Whether a phone shows only a part of it."""
        return len(self.columns) > WIDE

    @property
    def firsts(self) -> tuple[int, ...]:
        """The columns with which a group begins, but the first."""
        spans = [span for _, span in self.groups]
        return tuple(sum(spans[:number]) for number in range(1, len(spans)))


class Quote(Struct, frozen=True):
    """A figure as a published document prints it, beside what the records give."""

    label: str
    written: str
    source: str
    computed: str
    state: State


DIFFERS = State("不符", "▲", Tone.LATE)
"""A quoted figure is not what it comes to."""
ROUNDED = State("四舍五入差", "◆", Tone.RUN)
"""A quoted figure is off by no more than rounding what it is added up from makes of it."""


def compared(agrees: bool | None) -> State:
    """How a quoted figure stands to the computed one; None where they cannot be compared."""
    if agrees is None:
        return State("无法核对", "○", Tone.IDLE)
    return State("相符", "●", Tone.DONE) if agrees else DIFFERS


class Event(Struct, frozen=True):
    """Something that happened to a record on a day."""

    day: date
    kind: str
    text: str
    record_id: str


class Occasion(Struct, frozen=True):
    """Days on which something takes place, for calendars: a congress sits, a public notice runs."""

    key: str
    """What tells it from the record's other occasions."""
    title: str
    start: date
    end: date
    text: str = ""


class Page(Struct, frozen=True):
    """A page to be made: a template and what it is given."""

    address: str
    title: str
    description: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    """The file that an editor changes to change the page, relative to the site."""


class Fragment(Struct, frozen=True):
    """A piece of a page: a template and what it is given."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    """What in it holds figures, by the name of the type that they speak of; open data has them too."""


class Artifact(Struct, frozen=True):
    """A file of the site; `make` is called only when its bytes are not known already."""

    path: str
    make: Callable[[], bytes]
    notes: Callable[[], frozenset[tuple[str, str, str]]] | None = None
    """What has been asked of the facts; when it is made, that is all its bytes depend on. None where there is more."""
    known: str = ""
    """The SHA-256 of its bytes where the last release has them already."""
    digest: str = ""
    """The SHA-256 of its bytes where somebody has worked it out."""
    told: Callable[[], Any] | None = None
    """What making it told besides its bytes, to be asked after `make`: plain data as JSON has it, remembered with it."""


class Column(Struct, frozen=True):
    """A column of open data: its key, its Chinese label, and the value of a record."""

    key: str
    label: str
    value: Callable[[Any, Any], str]


class DataTable(Struct, frozen=True):
    """A table of a further data package: its fields in the words of Table Schema, its rows as text."""

    name: str
    title: str
    fields: tuple[Mapping[str, Any], ...]
    key: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def data_fields(*rows: tuple[str, str, str, str]) -> tuple[Mapping[str, Any], ...]:
    """Fields of a table, each as (name, title, description, type) in the words of Table Schema."""
    keys = ("name", "title", "description", "type")
    return tuple(dict(zip(keys, row, strict=True)) for row in rows)


class DataPackage(Struct, frozen=True):
    """A further package of open data, in the form that its subject has agreed on."""

    name: str
    """Its folder below `data/`."""
    title: str
    description: str
    tables: tuple[DataTable, ...]
    more: Mapping[str, Any] = field(default_factory=dict)
    """What the form wants said beside what every package says."""


def percent(part: Decimal | int, whole: Decimal | int, digits: int = 1) -> str:
    """`91.4%`, rounded half up; `—` where there is no whole."""
    if not whole:
        return "—"
    exact = Decimal(part) * 100 / Decimal(whole)
    return f"{exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)}%"


def chinese_day(day: date) -> str:
    """`2026年3月5日`, for running text."""
    return f"{day.year}年{day.month}月{day.day}日"
