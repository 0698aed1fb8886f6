"""A decision in one row of a list, an award in one row of a register, and where their lists stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.dataset import Facts, derived
from generator.prose import Link
from generator.publication import Event, Facet, State, Summary, Tone
from generator.records.commendation.given import Given, given, tally
from generator.records.commendation.model import Commendation, Level, Member
from generator.records.title.model import Title
from generator.records.unit.model import Unit

LANDING = Link("commendations.html", "表彰")
GIVEN = State("已表彰", "●", Tone.DONE)
PARTLY_REVOKED = State("有撤销", "◆", Tone.RUN)
REVOKED = State("已撤销", "✕", Tone.LATE)
LEVELS = {
    Level.NATIONAL: ("national", "国家级"),
    Level.PROVINCE: ("province", "省部级"),
    Level.CITY: ("city", "市厅级"),
    Level.EDUCATION_UNION: ("education-union", "教育工会系统"),
    Level.SCHOOL: ("school", "校级"),
    Level.BRANCH: ("branch", "分工会"),
}
"""Levels from the highest down: the name of the page of each, and how readers call it."""


class AwardRow(Struct, frozen=True):
    """An award in a register of awards."""

    name: str
    members: str
    """Those who received it together, `沈知白（机械工程学院）、顾行舟`; '' where the name is these names already."""
    units: tuple[Link, ...]
    """Its own unit first, without those of its members."""
    honour: Link
    grade: str
    object: str
    level: str
    decision: Link
    year: int
    day: str
    """The day of the decision, for tables."""
    citation: str
    revoked: State | None


def shown(facts: Facts) -> tuple[Commendation, ...]:
    """Every decision that lists may show, the latest first."""
    return latest_first(facts.of_type(Commendation))


def latest_first(records: Iterable[Commendation]) -> tuple[Commendation, ...]:
    """Decisions in the order of lists, withdrawn ones left out."""
    kept = (one for one in records if one.withdrawn is None)
    return tuple(sorted(kept, key=lambda one: (-one.decided.toordinal(), one.id)))


def year_link(year: int) -> Link:
    """The list of what was decided in a year."""
    return Link(f"{Commendation.folder}/year-{year}.html", f"{year} 年")


def level_link(level: Level) -> Link:
    """The list of a level."""
    name, title = LEVELS[level]
    return Link(f"{Commendation.folder}/level-{name}.html", title)


def honour_link(title: Title) -> Link:
    """The register of an honour."""
    return Link(f"{Commendation.folder}/honour-{title.id.lower()}.html", title.name)


def unit_link(unit: Unit) -> Link:
    """The register of a unit's awards."""
    return Link(f"{Commendation.folder}/unit-{unit.id.lower()}.html", unit.short)


def state_of(record: Commendation) -> State:
    """Whether all of it still stands."""
    counts = tally(given(record))
    if not counts.revoked:
        return GIVEN
    return PARTLY_REVOKED if counts.collectives or counts.persons else REVOKED


@derived
def summarize(record: Commendation, facts: Facts) -> Summary:
    """One row."""
    organiser = facts.find(record.unit)
    titles = [facts.find(one.honour) for one in record.awards]
    honours = dict.fromkeys(one.name for one in titles if one is not None)
    units = dict.fromkeys(unit.id for one in given(record) for unit in one.recipient.units())
    return Summary(
        id=record.id,
        type_name=record.type_name,
        type_label=record.type_label,
        address=record.address,
        title=record.title,
        day=max([record.decided, *(one.on for one in record.revoked)]),
        year=record.decided.year,
        stage=state_of(record),
        unit=organiser.short if organiser is not None else record.body,
        facets=(
            Facet("level", "级别", level_link(record.level).title),
            *(Facet("honour", "荣誉", name) for name in honours),
        ),
        units=(
            *((("organiser", organiser.id),) if organiser is not None else ()),
            *(("recipient", one) for one in units),
        ),
    )


def rows(records: Iterable[Commendation], facts: Facts) -> tuple[Summary, ...]:
    """Rows, the latest first, with the day of the decision."""
    return tuple(replace(summarize(one, facts), day=one.decided) for one in latest_first(records))


def award_row(one: Given, facts: Facts) -> AwardRow:
    """An award in one row."""
    record, recipient, title = one.record, one.recipient, facts.find(one.award.honour)
    units = [facts.find(each) for each in (recipient.unit, *recipient.other_units)]
    members = "、".join(_member(each, facts) for each in recipient.members)
    return AwardRow(
        name=members if recipient.together else recipient.name,
        members="" if recipient.together else members,
        units=tuple(Link(unit.address, unit.short) for unit in units if unit is not None),
        honour=honour_link(title) if title is not None else Link("", one.award.honour.id),
        grade=one.award.grade or "",
        object=one.award.object.value,
        level=level_link(record.level).title,
        decision=Link(record.address, record.title),
        year=record.decided.year,
        day=record.decided.isoformat(),
        citation=recipient.citation or "",
        revoked=State(f"{one.revocation.on} 撤销", "✕", Tone.LATE) if one.revocation is not None else None,
    )


def _member(one: Member, facts: Facts) -> str:
    unit = facts.find(one.unit)
    return f"{one.name}（{unit.short}）" if unit is not None else one.name


def events(record: Commendation, facts: Facts) -> Iterator[Event]:
    """When it was decided, and when an award was taken back."""
    words = tally(given(record), as_given=True).words
    text = f"表彰 {words}" if words and not record.partial else "作出表彰决定"
    yield Event(record.decided, "表彰", text, record.id)
    for one in record.revoked:
        yield Event(one.on, "撤销表彰", f"撤销授予 {one.recipient} 的荣誉", record.id)
