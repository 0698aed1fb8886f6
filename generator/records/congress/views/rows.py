"""A congress in one row of a list, and in search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.dataset import Facts, derived
from generator.parts import school_year_label
from generator.publication import Event, Facet, State, Summary, Tone
from generator.records.congress.attendance import school_year
from generator.records.congress.model import Congress

TO_COME = State("将召开", "○", Tone.IDLE)
SITTING = State("正在召开", "◑", Tone.RUN)
HELD = State("已召开", "●", Tone.DONE)


def state_of(congress: Congress, facts: Facts) -> State:
    """Whether it is still to come, sits, or has been held."""
    if facts.as_of < congress.held.start:
        return TO_COME
    return SITTING if facts.as_of <= congress.held.end else HELD


@derived
def summarize(congress: Congress, facts: Facts) -> Summary:
    """One row."""
    unit = facts.find(congress.unit)
    held, on = congress.held, facts.as_of
    return Summary(
        id=congress.id,
        type_name=congress.type_name,
        type_label=congress.type_label,
        address=congress.address,
        title=congress.heading(facts.find),
        day=min(held.end, on) if held.start <= on else None,
        year=held.start.year,
        stage=state_of(congress, facts),
        unit=unit.short if unit else "学校",
        facets=(
            Facet("level", "级别", "二级单位" if congress.unit else "学校"),
            Facet("school_year", "学年", school_year_label(school_year(congress))),
        ),
        units=(("unit", unit.id),) if unit else (),
    )


def rows(congresses: Iterable[Congress], facts: Facts) -> tuple[Summary, ...]:
    """Rows, the latest first."""
    latest_first = sorted(congresses, key=lambda one: (-one.held.start.toordinal(), one.unit is not None, one.id))
    return tuple(summarize(one, facts) for one in latest_first)


def events(congress: Congress, facts: Facts) -> Iterator[Event]:
    """When it met."""
    if congress.held.end <= facts.as_of:
        passed = f"作出 {len(congress.decisions)} 项决议" if congress.decisions else "会议召开"
        yield Event(congress.held.end, "教代会", passed, congress.id)
