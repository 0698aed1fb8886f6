"""A disclosure in one row, its events, and the figures of any number of disclosures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from generator.dataset import Facts, derived
from generator.leaves import happenings
from generator.prose import Link
from generator.publication import LONGEST_LIST, Event, Facet, Figure, Summary, percent
from generator.records.catalogue.model import CatalogueItem
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import Disclosures, Tally, clock, stage, tally
from generator.records.rule.model import ruled
from generator.records.unit.model import Unit

LANDING = Link("disclosures.html", "公开事项")


def year_link(year: int) -> Link:
    """Where the list of a year stands."""
    return Link(f"{Disclosure.folder}/year-{year}.html", f"{year} 年")


@derived
def summarize(record: Disclosure, facts: Facts) -> Summary:
    """The disclosure in one row."""
    owed = clock(record, facts)
    outcome = record.request.result if record.request else None
    item, now = item_of(record, facts), stage(record, facts)
    facets = [
        Facet("category", "类别", item.group if item else ""),
        Facet("status", "状态", now.word),
        Facet("clock", "时限", owed.kind if owed else ""),
        Facet("kind", "公开方式", record.kind),
        Facet("answer", "答复结果", outcome.label if outcome else ""),
    ]
    return Summary(
        id=record.id,
        type_name=record.type_name,
        type_label=record.type_label,
        address=record.address,
        title=record.title,
        day=latest_day(record, facts),
        year=year_of(record),
        stage=now,
        clock=owed,
        unit=unit_name(record, facts),
        facets=tuple(one for one in facets if one.value),
        units=(("publisher", record.unit.id),),
    )


def item_of(record: Disclosure, facts: Facts) -> CatalogueItem | None:
    """The catalogue item."""
    item = facts.find(record.item)
    return item if isinstance(item, CatalogueItem) else None


def unit_name(record: Disclosure, facts: Facts) -> str:
    """The short name of the unit that publishes."""
    unit = facts.find(record.unit)
    return unit.short if isinstance(unit, Unit) else record.unit.id


def year_of(record: Disclosure) -> int | None:
    """The year in which it is listed: that of its publication, else of its origin, else of what it speaks of."""
    day = record.published or record.produced or (record.request.received if record.request else None)
    if day is None and record.period is not None and record.period.days[0] != date.max:
        day = record.period.days[0]
    return day.year if day else None


def latest_day(record: Disclosure, facts: Facts) -> date | None:
    """The day that lists show: that of its publication, before it that of the latest thing that happened."""
    return record.published or max((day for _, day in happenings(record) if day <= facts.as_of), default=None)


def published_words(record: Disclosure) -> str:
    """What it means that a record was published."""
    result = record.request.result if record.request is not None else None
    if record.withheld is not None:
        return "公开不予公开的决定"
    if record.request is not None and record.request.unanswered:
        return "公布申请的办理结果"
    return "公开" if result is None or result.gives else "公布答复"


def events(record: Disclosure, facts: Facts) -> Iterator[Event]:
    """What happened when."""
    unit = unit_name(record, facts)
    found: list[tuple[date | None, str, str]] = []
    if record.withheld is not None:
        found.append((record.published, "不予公开", f"{unit}：{record.withheld.ground}"))
    elif record.replaces is not None:
        found.append((record.published, "更正", f"{unit}：{record.replaces.reason}"))
    else:
        found.append((record.published, "公开", f"{unit}{published_words(record)}"))
    if record.request is not None:
        outcome = f"：{record.request.result.label}" if record.request.result else ""
        found.append((record.request.answered, "答复申请", f"{unit}答复公开申请{outcome}"))
    if record.notice is not None:
        found.append((record.notice.start, "公示", f"{unit}：公示到 {record.notice.end} 为止"))
    for day, kind, text in found:
        if day is not None and day <= facts.as_of:
            yield Event(day, kind, text, record.id)


def figures(records: Sequence[Disclosure], facts: Facts) -> tuple[Figure, ...]:
    """What is counted of any disclosures; long lists of what is counted stand on a page of their own."""
    return figures_of(tally(records, facts), facts)


def figures_of(counted: Tally, facts: Facts) -> tuple[Figure, ...]:
    """A tally as figures."""
    limit = int(ruled(facts, "D1", "公开时限"))
    found = [_figure("published", "公开", counted.published, facts, unit="条")]
    if counted.timed:
        rate = f"按期公开（{limit} 个工作日），占 {percent(len(counted.in_time), len(counted.timed))}"
        found.append(replace(_figure("in-time", rate, counted.in_time, facts), of=f"{len(counted.timed)} 条"))
    if counted.late:
        found.append(_figure("late", "迟于期限公开", counted.late, facts, unit="条"))
    if counted.overdue:
        found.append(replace(_figure("overdue", "逾期还没有公开", counted.overdue, facts, unit="条"), late=True))
    if counted.asked:
        answered = _figure("answered", "依申请公开，按期答复", counted.answered, facts)
        found.append(replace(answered, of=f"{len(counted.asked)} 件"))
    if counted.withheld:
        found.append(_figure("withheld", "不予公开", counted.withheld, facts, unit="条"))
    return tuple(found)


def _figure(key: str, label: str, counted: Disclosures, facts: Facts, unit: str = "") -> Figure:
    short = len(counted) <= LONGEST_LIST
    rows = tuple(summarize(one, facts) for one in counted) if short else ()
    return Figure(f"disclosure-{key}", label, str(len(counted)), unit=unit, counted=rows)


def headline(facts: Facts) -> tuple[Figure, ...]:
    """For the home page: this year's disclosures, in time or not, and what is overdue."""
    year = facts.as_of.year
    counted = tally(facts.of_type(Disclosure), facts)
    in_time = [one for one in counted.in_time if one.published and one.published.year == year]
    timed = [one for one in counted.timed if one.published and one.published.year == year]
    limit = int(ruled(facts, "D1", "公开时限"))
    found = []
    if timed:
        label = f"{year} 年公开事项按期公开（{limit} 个工作日）"
        href = year_link(year).address
        found.append(Figure("disclosure-in-time", label, str(len(in_time)), of=f"{len(timed)} 条", href=href))
    if counted.overdue:
        label = "到期还没有公开的事项"
        overdue = tuple(summarize(one, facts) for one in counted.overdue[:LONGEST_LIST])
        number = str(len(counted.overdue))
        found.append(Figure("disclosure-overdue", label, number, unit="条", counted=overdue, late=True))
    return tuple(found)
