"""Lists of disclosures: the landing page, those by year, unit and catalogue group, and who is late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from generator.dataset import Facts
from generator.model import Reference
from generator.prose import Link
from generator.publication import LONGEST_LIST, Figure, Fragment, Page, Summary
from generator.record_type import Batch
from generator.records.catalogue.model import CatalogueItem, in_order
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import Disclosures, tally
from generator.records.disclosure.views.parts import Part, latest_first, shown, tables
from generator.records.disclosure.views.school_year import TIMELINESS, school_years
from generator.records.disclosure.views.sortings import of_item, of_unit, of_year, with_fate
from generator.records.disclosure.views.summary import LANDING, figures_of, summarize, year_link, year_of
from generator.records.unit.model import Unit

MOST_ON_A_PAGE = 400
"""Rows of one page; a longer list is split into a page for each of its parts."""
MOST_LATEST = 20
"""Rows of what was published last on the landing page."""


class Listing(Struct, frozen=True):
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


_OTHERS = {
    "in-time": "按期公开的事项",
    "late": "迟于期限公开的事项",
    "overdue": "逾期还没有公开的事项",
    "on-request": "依申请公开",
}


def _link(name: str, title: str) -> Link:
    return Link(f"{Disclosure.folder}/{name}.html", title)


def years(facts: Facts) -> list[str]:
    """The years that have a list, the latest first."""
    return sorted(facts.keys(of_year), reverse=True)


def _of_year(key: str, facts: Facts) -> Listing:
    records = latest_first(facts.under(of_year, key))
    return Listing(year_link(int(key)), f"{key} 年公开事项", records, _by_month)


def groups(facts: Facts) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The groups of the catalogue that have something, in its order: each with its name and the ids of its items.

    A group is named after its first item, as groups have no ids.
    """
    items: dict[tuple[str, str], list[str]] = {}
    for item in in_order(facts.of_type(CatalogueItem)):
        items.setdefault((item.list, item.group), []).append(item.id)
    there = set(facts.keys(of_item))
    return {ids[0]: (group, tuple(ids)) for (_, group), ids in items.items() if not there.isdisjoint(ids)}


def _of_group(key: str, facts: Facts) -> Listing:
    group, ids = groups(facts)[key]
    records = latest_first(record for one in ids for record in facts.under(of_item, one))
    return Listing(_link(f"group-{key.lower()}", group), f"公开事项：{group}", records, _by_year)


def _of_unit(key: str, facts: Facts) -> Listing:
    unit = facts.get(Reference[Unit](key, Unit))
    return Listing(unit_link(unit), f"{unit.name}的公开事项", latest_first(facts.under(of_unit, key)), _by_year)


def unit_link(unit: Unit) -> Link:
    """Where the list of a unit stands."""
    return _link(f"unit-{unit.id.lower()}", unit.short)


def others(facts: Facts) -> list[str]:
    """The further lists that there are, by what became of what is on them."""
    found = {name: len(facts.under(with_fate, name)) for name in _OTHERS}
    return [one for one, count in found.items() if count > LONGEST_LIST or (count and one in ("late", "on-request"))]


def _other(key: str, facts: Facts) -> Listing:
    title = _OTHERS[key]
    return Listing(_link(key, title), title, latest_first(facts.under(with_fate, key)), _by_year)


def batches(facts: Facts) -> Iterator[Batch]:
    """Every list there is."""
    made: tuple[tuple[str, Callable[[str, Facts], Listing], Iterable[str]], ...] = (
        ("year", _of_year, years(facts)),
        ("group", _of_group, groups(facts)),
        ("unit", _of_unit, facts.keys(of_unit)),
        ("fate", _other, others(facts)),
    )
    for kind, listing, keys in made:
        yield from (Batch(f"{kind}/{key}", partial(_pages, listing, key)) for key in keys)


def _pages(listing: Callable[[str, Facts], Listing], key: str, facts: Facts) -> Iterator[Page]:
    """The page of a list; a very long one is an index with a page for each part."""
    one = listing(key, facts)
    rows = {record.id: summarize(record, facts) for record in one.records}
    if len(one.records) <= MOST_ON_A_PAGE:
        yield _page(one, [LANDING], parts_of(one, rows), facts)
        return
    split = _split(one)
    yield _page(one, [LANDING], (), facts, [(part.link, len(part.records)) for part in split])
    for part in split:
        yield _page(part, [LANDING, one.link], parts_of(part, rows), facts)


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
    parts: tuple[Part, ...],
    facts: Facts,
    index: Sequence[tuple[Link, int]] = (),
) -> Page:
    context = {
        "crumbs": crumbs,
        "title": one.title,
        "as_of": facts.as_of,
        "figures": at(figures_of(tally(one.records, facts), facts), f"{one.link.address}#all"),
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
    counted = tally(records, facts)
    overdue = sorted(counted.overdue, key=lambda one: (one.produced or facts.as_of, one.id))
    waiting = [one for one in records if _waits(one) and one not in overdue]
    context = {
        "as_of": facts.as_of,
        "figures": _to_lists(figures_of(counted, facts)),
        "owed": [summarize(one, facts) for one in (*overdue, *waiting)][:LONGEST_LIST],
        "latest": [summarize(one, facts) for one in records if one.published is not None][:MOST_LATEST],
        "years": _counted(_of_year(one, facts) for one in years(facts)),
        "groups": _counted(_of_group(one, facts) for one in groups(facts)),
        "units": _counted(sorted((_of_unit(one, facts) for one in facts.keys(of_unit)), key=_largest_first)),
        "timeliness": TIMELINESS,
        "reports": [Link(one.page(), one.label) for one in school_years(facts)],
        "others": [_link(one, _OTHERS[one]) for one in others(facts)],
    }
    return Fragment("disclosure/landing.html", context)


def _waits(record: Disclosure) -> bool:
    """Whether its content is still to come: what was answered to the applicant alone is done."""
    done = record.request is not None and record.request.result is not None
    return record.published is None and record.withheld is None and not done


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


def _largest_first(one: Listing) -> tuple[int, str]:
    return (-len(one.records), one.link.address)
