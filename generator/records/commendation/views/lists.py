"""Lists of commendations: the landing page, decisions by year and level, registers of an honour and of a unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct

from generator.dataset import Facts
from generator.model import Reference
from generator.prose import Link
from generator.publication import LONGEST_LIST, Figure, Fragment, Page, Summary
from generator.reader_text import linked
from generator.record_type import Batch
from generator.records.commendation.given import Given, given, tally
from generator.records.commendation.model import Commendation, Level
from generator.records.commendation.views.rows import (
    LANDING,
    LEVELS,
    AwardRow,
    award_row,
    honour_link,
    latest_first,
    level_link,
    rows,
    shown,
    unit_link,
    year_link,
)
from generator.records.commendation.views.sortings import at_level, of_honour, of_unit, of_year
from generator.records.commendation.views.statistics import at, figures
from generator.records.title.model import Title
from generator.records.unit.model import Unit
from generator.sorting import Sorting

Group = tuple[str, str, tuple[Summary, ...]]
"""Anchor, heading and decisions."""


class LevelRow(Struct, frozen=True):
    """A year in the table of years and levels."""

    link: Link
    cells: tuple[str, ...]
    total: int


class YearOfAwards(Struct, frozen=True):
    """The awards of a year in a register."""

    key: str
    title: str
    rows: tuple[AwardRow, ...]
    grades: bool
    """Whether their grades want a column: they do where no honour stands beside them."""


def landing(facts: Facts) -> Fragment:
    """The landing page."""
    every = shown(facts)
    years = sorted({one.decided.year for one in every}, reverse=True)
    latest = [one for one in every if one.decided.year == years[0]] if years else []
    levels = [one for one in LEVELS if any(record.level is one for record in every)]
    context = {
        "as_of": facts.as_of,
        "latest": year_link(years[0]) if years else None,
        "figures": at(figures(latest, facts), year_link(years[0]).address) if years else (),
        "rows": rows(latest, facts)[:LONGEST_LIST],
        "levels": [level_link(one) for one in levels],
        "table": [_level_row(year, every, levels) for year in years],
        "honours": [(honour_link(title), _count(awards)) for title, awards in honours(facts)],
        "units": [(unit_link(unit), _count(awards)) for unit, awards in units(facts)],
    }
    return Fragment("commendation/landing.html", context)


def _level_row(year: int, every: Sequence[Commendation], levels: Sequence[Level]) -> LevelRow:
    mine = [one for one in every if one.decided.year == year]
    numbers = [sum(one.level is level for one in mine) for level in levels]
    return LevelRow(year_link(year), tuple(str(one) if one else "—" for one in numbers), len(mine))


def _count(awards: Sequence[Given]) -> int:
    counts = tally(awards)
    return counts.collectives + counts.persons


def honours(facts: Facts) -> list[tuple[Title, list[Given]]]:
    """Awards by honour, the most often given first; those taken back are among them."""
    found = [(facts.get(Reference[Title](key, Title)), _given(of_honour, key, facts)) for key in facts.keys(of_honour)]
    return sorted(found, key=lambda pair: (-_count(pair[1]), pair[0].id))


def units(facts: Facts) -> list[tuple[Unit, list[Given]]]:
    """Awards by the unit of the recipient, the unit with most first."""
    found = [(facts.get(Reference[Unit](key, Unit)), _given(of_unit, key, facts)) for key in facts.keys(of_unit)]
    return sorted(found, key=lambda pair: (-_count(pair[1]), pair[0].id))


def _given(by: Sorting[Commendation], key: str, facts: Facts) -> list[Given]:
    """The awards of an honour, or to recipients of a unit."""
    every = (one for record in latest_first(facts.under(by, key)) for one in given(record))
    if by is of_honour:
        return [one for one in every if one.award.honour.id == key]
    return [one for one in every if any(unit.id == key for unit in one.recipient.units())]


def batches(facts: Facts) -> Iterator[Batch]:
    """A list for each year and level, a register for each honour and unit."""
    yield from (Batch(f"year/{key}", partial(_of_year, key)) for key in facts.keys(of_year))
    yield from (Batch(f"level/{key}", partial(_at_level, key)) for key in facts.keys(at_level))
    yield from (Batch(f"honour/{key}", partial(_of_honour, key)) for key in facts.keys(of_honour))
    yield from (Batch(f"unit/{key}", partial(_of_unit, key)) for key in facts.keys(of_unit))


def _of_year(key: str, facts: Facts) -> Iterator[Page]:
    mine = latest_first(facts.under(of_year, key))
    yield _decisions(year_link(int(key)), f"{key} 年作出的表彰决定", mine, _by_level(mine, facts), facts)


def _at_level(key: str, facts: Facts) -> Iterator[Page]:
    mine, link = latest_first(facts.under(at_level, key)), level_link(Level[key])
    yield _decisions(link, f"{link.title}表彰", mine, _by_year(mine, facts), facts)


def _of_honour(key: str, facts: Facts) -> Iterator[Page]:
    title = facts.get(Reference[Title](key, Title))
    about: list[tuple[str, str | Markup]] = [
        ("授予", "、".join(title.fits)),
        *([("依据", title.basis)] if title.basis else []),
    ]
    awards = _given(of_honour, key, facts)
    part = [
        one
        for one in latest_first(facts.under(of_honour, key))
        if any(award.partial and award.honour.id == key for award in one.awards)
    ]
    if part:
        links = [Link(one.address, one.title) for one in part]
        about.append(("只公布了一部分名单的", linked(links)))
    yield _register(honour_link(title), title.name, awards, facts, about, honours=False)


def _of_unit(key: str, facts: Facts) -> Iterator[Page]:
    unit, awards = facts.get(Reference[Unit](key, Unit)), _given(of_unit, key, facts)
    yield _register(unit_link(unit), f"{unit.name}获得的荣誉", awards, facts, [], units=False, crumb=unit)


def _by_level(records: Sequence[Commendation], facts: Facts) -> list[Group]:
    found = ((level, [one for one in records if one.level is level]) for level in LEVELS)
    return [(LEVELS[level][0], level_link(level).title, rows(mine, facts)) for level, mine in found if mine]


def _by_year(records: Sequence[Commendation], facts: Facts) -> list[Group]:
    years = groupby(records, key=lambda one: one.decided.year)
    return [(f"y{year}", f"{year} 年", rows(mine, facts)) for year, mine in years]


def _decisions(link: Link, title: str, records: Sequence[Commendation], groups: list[Group], facts: Facts) -> Page:
    words = tally(one for record in records for one in given(record)).words
    context = {
        "crumbs": [LANDING],
        "title": title,
        "as_of": facts.as_of,
        "figures": figures(records, facts),
        "groups": groups,
    }
    named = any(award.recipients for record in records for award in record.awards)
    described = f"{title}：{len(records)} 项决定，表彰{words or ('的荣誉都已撤销' if named else '的名单没有公布')}。"
    return Page(link.address, title, described, "commendation/decisions.html", context)


def _register(
    link: Link,
    title: str,
    awards: Sequence[Given],
    facts: Facts,
    about: list[tuple[str, str | Markup]],
    *,
    honours: bool = True,
    units: bool = True,
    crumb: Unit | None = None,
) -> Page:
    counts = tally(awards)
    context = {
        "crumbs": [LANDING, *([Link(crumb.address, crumb.short)] if crumb is not None else [])],
        "title": title,
        "as_of": facts.as_of,
        "figures": figures_of(awards),
        "about": about,
        "years": years_of(awards, facts, honours=honours),
        "honours": honours,
        "units": units,
    }
    described = f"{title}：{counts.words or ('已全部撤销' if awards else '没有公布名单')}。"
    return Page(link.address, title, described, "commendation/register.html", context)


def figures_of(awards: Sequence[Given]) -> tuple[Figure, ...]:
    """Figures of a register: what stands on it, and what was taken back."""
    counts = tally(awards)
    found = (
        ("commended-collectives", "授予集体的荣誉", counts.collectives, "项次"),
        ("commended-persons", "授予个人的荣誉", counts.persons, counts.unit),
        ("commended-revoked", "撤销的荣誉", counts.revoked, "项"),
    )
    return tuple(Figure(key, label, str(number), unit=unit) for key, label, number, unit in found if number)


def years_of(awards: Iterable[Given], facts: Facts, *, honours: bool) -> list[YearOfAwards]:
    """A register year by year, the latest first."""
    ordered = sorted(awards, key=lambda one: (-one.record.decided.toordinal(), one.record.id))
    years = groupby(ordered, key=lambda one: one.record.decided.year)
    found = ((year, tuple(award_row(one, facts) for one in mine)) for year, mine in years)
    return [
        YearOfAwards(f"y{year}", f"{year} 年", rows, not honours and any(one.grade for one in rows))
        for year, rows in found
    ]
