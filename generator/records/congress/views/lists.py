"""Lists of congresses: the landing page with its matrix of units and years, a page for each school year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.dataset import Facts
from generator.model import Record
from generator.parts import days_of_school_year, school_year_label, school_year_of
from generator.prose import Link
from generator.publication import Figure, Fragment, Page, percent
from generator.record_type import Batch
from generator.records.clause.model import Clause
from generator.records.congress.attendance import missing_reports, must_meet, obligatory, school_year
from generator.records.congress.model import Congress
from generator.records.congress.views.matrix import LEGEND, MOST_YEARS, matrix, not_met, years_of
from generator.records.congress.views.page import LANDING
from generator.records.congress.views.rows import rows
from generator.records.unit.model import Unit


def shown(facts: Facts) -> list[Congress]:
    """The congresses that lists show."""
    return [one for one in facts.of_type(Congress) if one.withdrawn is None]


def landing(facts: Facts) -> Fragment:
    """The landing page."""
    every = shown(facts)
    of_units = [one for one in every if one.unit is not None]
    this_year = school_year_of(facts.as_of)
    years = years_of(every, facts)
    context = {
        "as_of": facts.as_of,
        "school": rows((one for one in every if one.unit is None), facts),
        "figures": figures([one for one in of_units if school_year(one) == this_year], facts),
        "year": school_year_label(this_year),
        "matrix": matrix(every, years[:MOST_YEARS], facts),
        "legend": LEGEND,
        "recent": rows((one for one in of_units if school_year(one) == this_year), facts),
        "years": [(_year_link(one), sum(school_year(each) == one for each in every)) for one in _held_years(every)],
    }
    return Fragment("congress/landing.html", context)


def _held_years(congresses: Sequence[Congress]) -> list[int]:
    return sorted({school_year(one) for one in congresses}, reverse=True)


def figures(congresses: Sequence[Congress], facts: Facts) -> tuple[Figure, ...]:
    """How many were held, how many heard every obligatory report, how many of the delegates came."""
    held = [one for one in congresses if one.held.end <= facts.as_of]
    if not held:
        return ()
    bound = [one for one in held if obligatory(one, facts)]
    complete = [one for one in bound if not missing_reports(one, facts)]
    found = [
        Figure("congresses-held", "召开的会议", str(len(held)), unit="次", counted=rows(held, facts)),
    ]
    if bound:
        whole, those = str(len(bound)), rows(complete, facts)
        found.append(Figure("congresses-complete", "必报的报告齐全", str(len(complete)), whole, "次", those))
    people = [one.delegates for one in held if one.delegates is not None]
    if people:
        present, due = sum(one.present for one in people), sum(one.due for one in people)
        found.append(Figure("congresses-present", f"到会率，应到 {due} 人次", percent(present, due)))
    return tuple(found)


def headline(facts: Facts) -> tuple[Figure, ...]:
    """For the home page: in how many units the staff have met this school year."""
    of_units = [one for one in shown(facts) if one.unit is not None and one.held.start <= facts.as_of]
    year = school_year_of(facts.as_of)
    wanted = [one for one in must_meet(facts.of_type(Unit), of_units) if not one.absent(*days_of_school_year(year))]
    met = {one.unit.id for one in of_units if one.unit is not None and school_year(one) == year}
    if not wanted:
        return ()
    number = sum(one.id in met for one in wanted)
    label = "二级单位本学年已开教职工大会"
    return (Figure("congresses-met", label, str(number), str(len(wanted)), href="congresses.html#units"),)


def batches(facts: Facts) -> Iterator[Batch]:
    """A page for each school year, together: each asks for every unit that has ever met."""
    yield Batch("years", _pages)


def _pages(facts: Facts) -> Iterator[Page]:
    every = shown(facts)
    for year in _held_years(every):
        mine = [one for one in every if school_year(one) == year]
        link = _year_link(year)
        title = f"{link.title}的教代会和教职工大会"
        context = {
            "crumbs": [LANDING],
            "title": title,
            "as_of": facts.as_of,
            "figures": figures(mine, facts),
            "matrix": matrix(every, [year], facts),
            "legend": LEGEND,
            "not_met": not_met(every, year, facts),
            "school": rows((one for one in mine if one.unit is None), facts),
            "units": rows((one for one in mine if one.unit is not None), facts),
        }
        yield Page(link.address, title, f"{title}，共 {len(mine)} 次。", "congress/list.html", context)


def _year_link(year: int) -> Link:
    return Link(f"congresses/year-{year}.html", school_year_label(year))


def panel(subject: Record, facts: Facts) -> Fragment | None:
    """The part of the page of a unit or a clause."""
    if isinstance(subject, Unit):
        return _of_unit(subject, facts)
    if not isinstance(subject, Clause):
        return None
    named = facts.referrers(subject, Congress)
    mine = [one for one in named if one.withdrawn is None and subject.id in {each.id for each in one.clauses}]
    return Fragment("congress/of_clause.html", {"rows": rows(mine, facts)}) if mine else None


def _of_unit(unit: Unit, facts: Facts) -> Fragment | None:
    """What the staff of a unit met for; that they have not met is said where they must."""
    named = facts.referrers(unit, Congress)
    mine = [one for one in named if one.withdrawn is None and one.unit is not None and one.unit.id == unit.id]
    if not mine and not unit.branch_union:
        return None
    now = school_year_of(facts.as_of)
    there = not unit.absent(*days_of_school_year(now))
    met = any(school_year(one) == now and one.held.start <= facts.as_of for one in mine)
    context = {
        "missing": school_year_label(now) if there and not met else "",
        "figures": figures(mine, facts),
        "rows": rows(mine, facts),
    }
    return Fragment("congress/of_unit.html", context)
