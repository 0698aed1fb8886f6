"""The figures that pages show, as a table: which page shows which number, out of what, counted from which records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Record
from generator.outputs.open_data.tables import IDS, Field, Filled, Row, plain_field, plain_filled
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

Told = dict[str, list[Row]]
"""The figures of one page by the name of the type that they speak of: their rows, but the page."""


class Places(Struct, frozen=True):
    """Where in the site the figures of types stand."""

    sections: Mapping[str, str]
    """The page behind whose words a section stands, by the section's name."""
    types: Sequence[AnyType]


def statistics(kind: AnyType, pages: Mapping[str, Told]) -> Filled:
    """The figures of a type on every page that shows some."""
    model = kind.model
    rows = [[page, *row] for page in sorted(pages) for row in sorted(pages[page].get(kind.name, ()))]
    return plain_filled(f"{model.folder}-statistics", f"{model.type_label}·统计", FIELDS, ("page", "figure"), rows)


def told_of(shown: Mapping[str, Any]) -> Told:
    """The figures in what a page shows, by the name of the type; types without any left out."""
    found = {name: rows_in(part) for name, part in shown.items()}
    return {name: rows for name, rows in found.items() if rows}


def rows_in(part: Any) -> list[Row]:
    """The rows of the figures in a part of a page; of several under one anchor the first."""
    figures: list[Figure] = []
    _gather((part,), figures)
    found: dict[str, Row] = {}
    for one in figures:
        if one.key not in found:
            ids = IDS.join([row.id for row in one.counted])
            found[one.key] = [one.key, one.label, one.value, one.of, one.unit, one.href, ids]
    return list(found.values())


def asked(kind: AnyType, facts: Facts, places: Places) -> dict[str, Told]:
    """The figures of a type on all pages, asked without making these: its own, those of subjects, the home page."""
    found = {page: told_of({kind.name: part}) for page, part in _parts(kind, facts, places)}
    return {page: told for page, told in found.items() if told}


def _parts(kind: AnyType, facts: Facts, places: Places) -> Iterator[tuple[str, Any]]:
    views = kind.views
    for page in views.pages(facts):
        yield page.address, page.context
    for name, section in views.sections.items():
        if name in places.sections:
            yield places.sections[name], section(facts).context
    if views.headline is not None and HOME in places.sections:
        yield places.sections[HOME], views.headline(facts)
    if views.panel is not None:
        for subject in _subjects(facts, places):
            panel = views.panel(subject, facts)
            yield subject.address, panel.context if panel else ()


def _subjects(facts: Facts, places: Places) -> Iterator[Record]:
    for kind in places.types:
        if kind.views.subject:
            yield from (one for one in facts.of_type(kind.model) if one.withdrawn is None)


def _gather(value: Any, into: list[Figure]) -> None:
    """The figures that a page is given, in whatever lists and pieces of its own."""
    inside = _inside(value.__class__)
    for one in inside(value) if inside is not None else ():
        kind = one.__class__
        if kind is Figure:
            into.append(one)
        elif _inside(kind) is not None:
            _gather(one, into)


@cache
def _inside(kind: type) -> Callable[[Any], Iterable[Any]] | None:
    """What may hold figures in a value of a kind, None where nothing does: a row of a list holds none."""
    if issubclass(kind, tuple | list):
        return iter
    if issubclass(kind, Mapping):
        return kind.values
    if not issubclass(kind, Struct) or kind in _PLAIN or not kind.__struct_fields__:
        return None
    names = kind.__struct_fields__
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
