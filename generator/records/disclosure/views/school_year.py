"""What was disclosed in a school year, and in time or not (D1): for the yearly report and for rates by year and unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.dataset import Facts
from generator.parts import school_year_label, school_year_of
from generator.prose import Link
from generator.publication import Figure, Page, percent
from generator.records.disclosure.model import Disclosure, Kind
from generator.records.disclosure.stage import Disclosures, Tally, tally
from generator.records.disclosure.views.parts import Part, latest_first, tables
from generator.records.disclosure.views.sortings import of_school_year
from generator.records.disclosure.views.standing import counts_in
from generator.records.disclosure.views.summary import LANDING, summarize
from generator.records.rule.model import ruled
from generator.records.unit.model import Unit

TIMELINESS = Link(f"{Disclosure.folder}/timeliness.html", "按期公开率：各学年、各单位")


class SchoolYear(Struct, frozen=True):
    """The disclosures of a school year."""

    year: int
    active: Disclosures
    """Published of one's own accord in it, or made in it and not yet published."""
    counted: Tally
    """The same, counted."""
    requests: Disclosures
    """Answers to requests that were received in it."""
    withheld: Disclosures

    @property
    def label(self) -> str:
        """`2024—2025学年`."""
        return school_year_label(self.year)

    @property
    def untimed(self) -> Disclosures:
        """Published ones of which it cannot be told whether they were in time."""
        told = {one.id for one in self.counted.timed}
        return tuple(one for one in self.counted.published if one.id not in told)

    def page(self, name: str = "") -> str:
        """`disclosures/report-2024-2025.html`, or one of the lists beside it."""
        return f"{Disclosure.folder}/report-{self.year}-{self.year + 1}{f'-{name}' if name else ''}.html"


def school_years(facts: Facts) -> list[SchoolYear]:
    """Every school year in which something was disclosed, the latest first."""
    return [school_year(one, facts) for one in numbers(facts)]


def numbers(facts: Facts) -> list[int]:
    """The years in which these school years begin, the latest first."""
    return sorted(map(int, facts.keys(of_school_year)), reverse=True)


def school_year(year: int, facts: Facts) -> SchoolYear:
    """The school year that begins in a year."""
    records = latest_first(facts.under(of_school_year, str(year)))
    own = [one for one in records if counts_in(one) == year]
    active = tuple(one for one in own if one.kind is Kind.ACTIVE and one.withheld is None and one.request is None)
    asked = tuple(one for one in records if one.request and school_year_of(one.request.received) == year)
    return SchoolYear(year, active, tally(active, facts), asked, tuple(one for one in own if one.withheld is not None))


def figures_of_year(one: SchoolYear, facts: Facts) -> tuple[Figure, ...]:
    """What was published of one's own accord; each figure leads to its part of the list of the year."""
    counted, at = one.counted, one.page("list")
    limit = int(ruled(facts, "D1", "公开时限"))
    rate = f"按期公开（{limit} 个工作日），占 {percent(len(counted.in_time), len(counted.timed))}"
    found = [
        Figure("published", "主动公开", str(len(counted.published)), unit="条", href=at),
        Figure("in-time", rate, str(len(counted.in_time)), f"{len(counted.timed)} 条", href=f"{at}#in-time"),
        Figure("late", "迟于期限公开", str(len(counted.late)), unit="条", href=f"{at}#late"),
        Figure("overdue", "逾期还没有公开", str(len(counted.overdue)), unit="条", late=True, href=f"{at}#overdue"),
    ]
    return tuple(one for one in found if one.value != "0" or one.key == "published")


def year_pages(year: int, facts: Facts) -> Iterator[Page]:
    """The records of a school year: by whether they were in time, and by unit."""
    one = school_year(year, facts)
    counted = one.counted
    kinds = (
        ("overdue", "逾期还没有公开", counted.overdue),
        ("late", "迟于期限公开", counted.late),
        ("in-time", "按期公开", counted.in_time),
        ("untimed", "没有形成日期或不在日历里，不能核对期限", one.untimed),
    )
    yield _page(one, "list", "主动公开的信息", [_part(*kind, facts) for kind in kinds if kind[2]], facts)
    units = [_part(f"unit-{unit.id.lower()}", unit.name, kept, facts) for unit, kept in by_unit(one, facts)]
    yield _page(one, "units", "各单位主动公开的信息", units, facts)


def by_unit(one: SchoolYear, facts: Facts) -> list[tuple[Unit, Disclosures]]:
    """What each unit published in the school year, the one with most first."""
    found = [
        (unit, kept)
        for unit in facts.of_type(Unit)
        if (kept := tuple(record for record in one.active if record.unit.id == unit.id))
    ]
    return sorted(found, key=lambda row: (-len(row[1]), row[0].id))


def _part(key: str, title: str, records: Disclosures, facts: Facts) -> Part:
    return Part(key, title, len(records), tables([summarize(one, facts) for one in records]))


def _page(one: SchoolYear, name: str, what: str, parts: Sequence[Part], facts: Facts) -> Page:
    title = f"{one.label}{what}"
    context = {
        "crumbs": [LANDING, Link(one.page(), f"{one.label}年度报告")],
        "title": title,
        "as_of": facts.as_of,
        "figures": figures_of_year(one, facts),
        "index": (),
        "parts": parts,
    }
    return Page(one.page(name), title, f"{title}，截至 {facts.as_of}", "disclosure/list.html", context)
