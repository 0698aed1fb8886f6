"""The page of a unit: what it is, what it owes now, then what every type has to say of it."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup
from msgspec import Struct

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import Page, chinese_day
from generator.reader_text import linked, links
from generator.records.unit.model import FormerName, Unit
from generator.records.unit.views.lists import UnitRow, row_of
from generator.records.unit.views.rows import CLOSED, LANDING, TO_COME, heads_of, in_order, state_of


class HeadsRow(Struct, frozen=True):
    """The head count of a year, with the change since the one before."""

    year: int
    heads: int
    change: str


def page(unit: Unit, facts: Facts) -> Page:
    """The page of a unit."""
    said = _standing(unit, facts)
    context = {
        "id": unit.id,
        "title": unit.name,
        "crumbs": [LANDING, *_above(unit, facts)],
        "states": [state_of(unit, facts)],
        "standing": said,
        "facts": _facts(unit, facts),
        "below": _below(unit, facts),
        "formers": [
            (_period(one), one.name) for one in sorted(unit.former_names, key=lambda one: one.end, reverse=True)
        ],
        "heads": _heads(unit),
    }
    described = f"{unit.name}：{''.join(said) or '现在要办的、主办的提案、经费、公开的事项和获得的荣誉。'}"
    return Page(unit.address, unit.name, described, "unit/page.html", context)


def _above(unit: Unit, facts: Facts) -> list[Link]:
    """The units above this one, the highest first; the school itself is left out."""
    way: list[Unit] = []
    above = facts.find(unit.parent)
    while above is not None and above.parent is not None and above not in way:
        way.append(above)
        above = facts.find(above.parent)
    return [Link(one.address, one.short) for one in reversed(way)]


def _standing(unit: Unit, facts: Facts) -> list[str]:
    state = state_of(unit, facts)
    if state is CLOSED and unit.closed is not None:
        return [f"{chinese_day(unit.closed)}撤销，下面是撤销以前的记录。"]
    if state is TO_COME and unit.opened is not None:
        return [f"将于{chinese_day(unit.opened)}设立。"]
    return []


def _facts(unit: Unit, facts: Facts) -> list[tuple[str, str | Markup]]:
    heads = heads_of(unit, facts)
    found: list[tuple[str, str | Markup] | None] = [
        ("类别", unit.kind.value),
        ("简称", unit.short_name) if unit.short_name else None,
        ("上级单位", linked(links(facts, [unit.parent]))) if unit.parent else None,
        ("分工会", "设有分工会") if unit.branch_union else None,
        ("教职工", f"{heads.heads} 人（{heads.year} 年末）") if heads is not None else None,
        ("设立", str(unit.opened)) if unit.opened is not None else None,
        ("撤销", str(unit.closed)) if unit.closed is not None else None,
    ]
    return [one for one in found if one is not None and one[1]]


def _below(unit: Unit, facts: Facts) -> list[UnitRow]:
    """The units right below this one; of the school they stand on the landing page."""
    if unit.parent is None:
        return []
    mine = [one for one in facts.referrers(unit, Unit) if one.parent is not None and one.parent.id == unit.id]
    return [row_of(one, facts) for one in in_order(one for one in mine if one.withdrawn is None)]


def _period(former: FormerName) -> str:
    return f"{former.start} 至 {former.end}" if former.start is not None else f"至 {former.end}"


def _heads(unit: Unit) -> list[HeadsRow]:
    """Head counts, the latest first; one alone stands in the facts."""
    counts = sorted(unit.headcount, key=lambda one: one.year)
    if len(counts) < 2:
        return []
    rows = [HeadsRow(counts[0].year, counts[0].heads, "")]
    for before, one in pairwise(counts):
        change = one.heads - before.heads
        rows.append(HeadsRow(one.year, one.heads, f"{change:+d}".replace("-", "−") if change else "0"))
    return rows[::-1]
