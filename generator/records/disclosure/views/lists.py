"""Lists of disclosures: the landing page, those by year, unit and catalogue group, and who is late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import LONGEST_LIST, Figure, Fragment, Page, Summary
from generator.records.catalogue.model import CatalogueItem, in_order
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import Disclosures, Fates, fates, tally
from generator.records.disclosure.views.parts import Part, latest_first, shown, tables
from generator.records.disclosure.views.school_year import TIMELINESS, school_years
from generator.records.disclosure.views.summary import LANDING, figures_of, summarize, year_link, year_of
from generator.records.unit.model import Unit

MOST_ON_A_PAGE = 400
"""Rows of one page; a longer list is split into a page for each of its parts."""
MOST_LATEST = 20
"""Rows of what was published last on the landing page."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with an address of its own."""

    link: Link
    title: str
    records: Disclosures
    parts: Callable[[Disclosure], tuple[str, str]]
    """The part that a record belongs to: a key for sorting, latest first, and its heading."""


def _by_year(record: Disclosure) -> tuple[str, str]:
    year = year_of(record)
    return (str(year), f"{year} 年") if year else ("0", "日期不明")


def _by_month(record: Disclosure) -> tuple[str, str]:
    day = record.published or record.produced
    return (f"{day.year}-{day.month:02}", f"{day.month} 月") if day else ("0", "日期不明")


def listings(records: Disclosures, facts: Facts, known: Fates) -> list[Listing]:
    """Every list there is, in the order of the landing page."""
    found = [*years(records), *groups(records, facts), *units(records, facts)]
    counted = tally(records, facts, known)
    for name, title, kept in (
        ("in-time", "按期公开的事项", counted.in_time),
        ("late", "迟于期限公开的事项", counted.late),
        ("overdue", "逾期还没有公开的事项", counted.overdue),
        ("on-request", "依申请公开", counted.asked),
    ):
        if len(kept) > LONGEST_LIST or (kept and name in ("late", "on-request")):
            found.append(Listing(_link(name, title), title, latest_first(kept), _by_year))
    return found


def _link(name: str, title: str) -> Link:
    return Link(f"{Disclosure.folder}/{name}.html", title)


def years(records: Sequence[Disclosure]) -> list[Listing]:
    """A list for each year, the latest first."""
    found = sorted({year for one in records if (year := year_of(one))}, reverse=True)
    return [
        Listing(
            year_link(year),
            f"{year} 年公开事项",
            tuple(one for one in records if year_of(one) == year),
            _by_month,
        )
        for year in found
    ]


def groups(records: Sequence[Disclosure], facts: Facts) -> list[Listing]:
    """A list for each group of the catalogue that has something, in the order of the catalogue.

    It is named after the first item of the group, as groups have no ids.
    """
    items: dict[tuple[str, str], list[str]] = {}
    for item in in_order(facts.of_type(CatalogueItem)):
        items.setdefault((item.list, item.group), []).append(item.id)
    found = []
    for (_, group), ids in items.items():
        kept = tuple(one for one in records if one.item.id in ids)
        if kept:
            link = _link(f"group-{ids[0].lower()}", group)
            found.append(Listing(link, f"公开事项：{group}", kept, _by_year))
    return found


def units(records: Sequence[Disclosure], facts: Facts) -> list[Listing]:
    """A list for each unit that publishes, the one with most first."""
    found = []
    for unit in facts.of_type(Unit):
        kept = tuple(one for one in records if one.unit.id == unit.id)
        if kept:
            found.append(Listing(unit_link(unit), f"{unit.name}的公开事项", kept, _by_year))
    return sorted(found, key=lambda one: (-len(one.records), one.link.address))


def unit_link(unit: Unit) -> Link:
    """Where the list of a unit stands."""
    return _link(f"unit-{unit.id.lower()}", unit.short)


def pages(facts: Facts) -> Iterator[Page]:
    """A page for every list; a very long one is an index with a page for each part."""
    records = shown(facts)
    known, rows = fates(records, facts), {one.id: summarize(one, facts) for one in records}
    for one in listings(records, facts, known):
        figures = at(figures_of(tally(one.records, facts, known), facts), f"{one.link.address}#all")
        if len(one.records) <= MOST_ON_A_PAGE:
            yield _page(one, [LANDING], figures, parts_of(one, rows), facts)
            continue
        split = _split(one)
        yield _page(one, [LANDING], figures, (), facts, [(part.link, len(part.records)) for part in split])
        for part in split:
            figures = at(figures_of(tally(part.records, facts, known), facts), f"{part.link.address}#all")
            yield _page(part, [LANDING, one.link], figures, parts_of(part, rows), facts)


def _split(one: Listing) -> list[Listing]:
    """A list for each part of one, each by months."""
    base = one.link.address.removesuffix(".html")
    keys = sorted({one.parts(record) for record in one.records}, reverse=True)
    found = []
    for key, title in keys:
        kept = tuple(record for record in one.records if one.parts(record)[0] == key)
        found.append(
            Listing(
                Link(f"{base}-{key.removeprefix(base[-4:] + '-')}.html", title),
                f"{one.title}：{title}",
                kept,
                _by_month,
            )
        )
    return found


def _page(
    one: Listing,
    crumbs: list[Link],
    figures: tuple[Figure, ...],
    parts: tuple[Part, ...],
    facts: Facts,
    index: Sequence[tuple[Link, int]] = (),
) -> Page:
    context = {
        "crumbs": crumbs,
        "title": one.title,
        "as_of": facts.as_of,
        "figures": figures,
        "index": index,
        "parts": parts,
    }
    description = f"{one.title}：{len(one.records)} 条，截至 {facts.as_of}"
    return Page(one.link.address, one.title, description, "disclosure/list.html", context)


def at(found: Iterable[Figure], address: str) -> tuple[Figure, ...]:
    """Figures whose counted records are too many for a tile point at the list that holds them."""
    return tuple(one if one.counted or one.value == "0" else replace(one, href=address) for one in found)


def parts_of(one: Listing, rows: Mapping[str, Summary]) -> tuple[Part, ...]:
    """The parts of a list, the latest first."""
    found: dict[tuple[str, str], list[Summary]] = {}
    for record in one.records:
        found.setdefault(one.parts(record), []).append(rows[record.id])
    return tuple(
        Part(f"p{key}", title, len(own), tables(own)) for (key, title), own in sorted(found.items(), reverse=True)
    )


def landing(facts: Facts) -> Fragment:
    """The landing page: the figures, what is owed, what is new, and every list."""
    records = shown(facts)
    known = fates(records, facts)
    counted = tally(records, facts, known)
    overdue = sorted(counted.overdue, key=lambda one: (one.produced or facts.as_of, one.id))
    waiting = [one for one in records if one.published is None and one.withheld is None and one not in overdue]
    context = {
        "as_of": facts.as_of,
        "figures": _to_lists(figures_of(counted, facts)),
        "owed": [summarize(one, facts) for one in (*overdue, *waiting)][:LONGEST_LIST],
        "latest": [summarize(one, facts) for one in records if one.published is not None][:MOST_LATEST],
        "years": _counted(years(records)),
        "groups": _counted(groups(records, facts)),
        "units": _counted(units(records, facts)),
        "timeliness": TIMELINESS,
        "reports": [Link(one.page(), one.label) for one in school_years(facts, known)],
        "others": [
            Link(one.link.address, one.title) for one in listings(records, facts, known) if one.title in _OTHERS
        ],
    }
    return Fragment("disclosure/landing.html", context)


_OTHERS = ("按期公开的事项", "迟于期限公开的事项", "逾期还没有公开的事项", "依申请公开")
_LISTS = {"published": "disclosures.html#years", "withheld": "withheld.html", "answered": "disclosures/on-request.html"}


def _to_lists(found: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures of everything point at the lists that hold what they count."""
    shown_at = {f"disclosure-{key}": address for key, address in _LISTS.items()}
    kept = []
    for one in found:
        default = f"disclosures/{one.key.removeprefix('disclosure-')}.html" if not one.counted else ""
        kept.append(
            replace(one, counted=(), href=shown_at[one.key]) if one.key in shown_at else replace(one, href=default)
        )
    return tuple(kept)


def _counted(found: Iterable[Listing]) -> list[tuple[Link, int]]:
    return [(one.link, len(one.records)) for one in found]
