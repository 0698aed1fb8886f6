"""A unit in one row of a list, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise

from generator.dataset import Facts, derived
from generator.prose import Link
from generator.publication import Event, Facet, State, Summary, Tone
from generator.records.unit.model import Heads, Unit, UnitKind

LANDING = Link("units.html", "单位")
EXISTS = State("现有", "●", Tone.DONE)
TO_COME = State("将设立", "○", Tone.IDLE)
CLOSED = State("已撤销", "✕", Tone.IDLE)


def state_of(unit: Unit, facts: Facts) -> State:
    """Whether it is there."""
    if unit.closed is not None and unit.closed <= facts.as_of:
        return CLOSED
    return TO_COME if unit.opened is not None and unit.opened > facts.as_of else EXISTS


def heads_of(unit: Unit, facts: Facts) -> Heads | None:
    """The latest head count, None where none was published."""
    return max(unit.headcount, key=lambda one: one.year, default=None)


def happened(unit: Unit, facts: Facts) -> list[Event]:
    """When it was founded, renamed and closed, the latest last."""
    found = [Event(unit.opened, "单位", f"{unit.name}设立", unit.id)] if unit.opened is not None else []
    formers = sorted(unit.former_names, key=lambda one: one.end)
    for former, later in pairwise([*((one.name, one.end) for one in formers), (unit.name, unit.closed)]):
        name, end = former
        if end is not None:
            found.append(Event(end + timedelta(days=1), "单位", f"{name}更名为{later[0]}", unit.id))
    if unit.closed is not None:
        found.append(Event(unit.closed, "单位", f"{unit.name}撤销", unit.id))
    return sorted((one for one in found if one.day <= facts.as_of), key=lambda one: one.day)


def events(unit: Unit, facts: Facts) -> Iterator[Event]:
    """When it was founded, renamed and closed."""
    yield from happened(unit, facts)


@derived
def summarize(unit: Unit, facts: Facts) -> Summary:
    """One row; its former names are found too."""
    parent = facts.find(unit.parent)
    past = happened(unit, facts)
    return Summary(
        id=unit.id,
        type_name=unit.type_name,
        type_label=unit.type_label,
        address=unit.address,
        title=unit.name,
        day=past[-1].day if past else None,
        year=None,
        stage=state_of(unit, facts),
        unit=parent.short if parent is not None else "",
        facets=(Facet("kind", "单位类别", unit.kind.value),),
        units=(("parent", parent.id),) if parent is not None else (),
    )


def in_order(units: Iterable[Unit]) -> list[Unit]:
    """Units by kind, in the order of the kinds, then by id."""
    kinds = list(UnitKind)
    return sorted(units, key=lambda one: (kinds.index(one.kind), one.id))
