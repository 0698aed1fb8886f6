"""The figures that pages show, as a table: which page shows which number, out of what, counted from which records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.open_data.tables import IDS, Field, Filled, Row, plain_field
from generator.prose import Link
from generator.publication import Clock, Figure, State, Summary
from generator.record_type import AnyType

FIELDS: tuple[Field, ...] = (
    plain_field("page", "页面", "显示这个数字的页面，从网站的根算起"),
    plain_field("figure", "指标", "指标的代码，也是页面上的锚点"),
    plain_field("label", "指标名称", "与页面上写的相同"),
    plain_field("value", "数值", "与页面上写的相同"),
    plain_field("of", "总数", "数值是多少里面的；没有就空着"),
    plain_field("unit", "计量单位", "件、条、人等"),
    plain_field("listed", "记录列在", "列出所数记录的页面；就在同一页时空着"),
    plain_field("records", "所数的记录", "就在同一页列出的记录的编号"),
)
HOME = "home"
_PLAIN = frozenset({Summary, Link, State, Clock})


@dataclass(frozen=True)
class Places:
    """Where in the site the figures of types stand."""

    sections: Mapping[str, str]
    """The page behind whose words a section stands, by the section's name."""
    types: Sequence[AnyType]


def statistics(kind: AnyType, facts: Facts, places: Places) -> Filled:
    """The figures of a type on every page that shows some: its own pages, those of subjects, the home page."""
    model = kind.model
    rows = _rows(kind, facts, places)
    return Filled(f"{model.folder}-statistics", f"{model.type_label}·统计", FIELDS, rows, ("page", "figure"))


def _rows(kind: AnyType, facts: Facts, places: Places) -> list[Row]:
    found: dict[tuple[str, str], Row] = {}
    for page, one in _figures(kind, facts, places):
        ids = IDS.join(row.id for row in one.counted)
        row = [page, one.key, one.label, one.value, one.of, one.unit, one.href, ids]
        found.setdefault((page, one.key), row)
    return [found[key] for key in sorted(found)]


def _figures(kind: AnyType, facts: Facts, places: Places) -> Iterator[tuple[str, Figure]]:
    for page in kind.views.pages(facts):
        yield from ((page.address, one) for one in _in(page.context))
    for name, section in kind.views.sections.items():
        if name in places.sections:
            yield from ((places.sections[name], one) for one in _in(section(facts).context))
    if kind.views.headline is not None and HOME in places.sections:
        yield from ((places.sections[HOME], one) for one in kind.views.headline(facts))
    if kind.views.panel is not None:
        for subject in _subjects(facts, places):
            panel = kind.views.panel(subject, facts)
            yield from ((subject.address, one) for one in _in(panel.context if panel else {}))


def _subjects(facts: Facts, places: Places) -> Iterator[Record]:
    for kind in places.types:
        if kind.views.subject:
            yield from (one for one in facts.of_type(kind.model) if one.withdrawn is None)


def _in(value: Any) -> Iterator[Figure]:
    """The figures that a page is given, in whatever lists and pieces of its own."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _in(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _in(one)
    else:
        for name in _slots(value.__class__):
            yield from _in(getattr(value, name))


@cache
def _slots(kind: type) -> tuple[str, ...]:
    """The fields of a piece of a page; a row of a list holds no figures."""
    if not is_dataclass(kind) or kind in _PLAIN:
        return ()
    return tuple(one.name for one in fields(kind))
