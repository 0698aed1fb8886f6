"""The yearly report on information disclosure (D2), drafted from the records of a school year, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.dataset import Facts, Missing
from generator.documents import Block, Draft, DraftPart, Grid, Inline, ToWrite, Words
from generator.parts import days_of_school_year, school_year_of
from generator.prose import Link
from generator.publication import Clock, Page, chinese_day, percent
from generator.records.catalogue.model import CatalogueItem
from generator.records.disclosure.model import Disclosure, Ground
from generator.records.disclosure.stage import clock, corrections
from generator.records.disclosure.views.report_list import Stood, item_tables, stood
from generator.records.disclosure.views.requests import figures_of_requests, requests_in_words
from generator.records.disclosure.views.school_year import SchoolYear, by_unit, figures_of_year
from generator.records.disclosure.views.school_year import school_years as years_of
from generator.records.disclosure.views.standing import MISSING
from generator.records.disclosure.views.summary import LANDING, unit_name
from generator.records.rule.model import Rule, in_force, ruled, terms

_RIGHT, _DAYS = frozenset({1, 2, 3, 4}), frozenset({2, 3})


def drafts(facts: Facts) -> Iterator[Draft]:
    """A draft for each school year."""
    return (draft(one, facts) for one in years_of(facts))


def draft(one: SchoolYear, facts: Facts) -> Draft:
    """The report on a school year in the parts that D2 names."""
    items = stood(one.year, facts)
    running = "，这一学年还没有结束" if facts.as_of <= days_of_school_year(one.year)[1] else ""
    note = f"由登记的记录起草，截至{chinese_day(facts.as_of)}{running}。标着「待填写」的要由人来写。"
    parts = (
        DraftPart("overview", "一、概述", (), tuple(_overview(one, facts))),
        DraftPart("active", "二、主动公开情况", figures_of_year(one, facts), tuple(_active(one, facts))),
        DraftPart(
            "requests",
            "三、依申请公开和不予公开情况",
            figures_of_requests(one.requests, facts),
            tuple(_asked(one, facts)),
        ),
        DraftPart("evaluation", "四、对信息公开的评议情况", (), tuple(_evaluation(one, facts))),
        DraftPart(
            "complaints",
            "五、因信息公开受到举报、复议、诉讼的情况",
            (),
            (ToWrite("这一学年受到的举报、行政复议和诉讼；没有的写「没有」"),),
        ),
        DraftPart("problems", "六、主要经验、问题和改进措施", (), tuple(_problems(one, items, facts))),
        DraftPart("other", "七、其他需要报告的事项", (), (ToWrite("其他需要报告的事项；没有的写「没有」"),)),
        DraftPart("list", "八、清单所列事项公开情况", (), tuple(item_tables(items, one.year, facts))),
    )
    page = one.page()
    return Draft(page.replace(".html", ".docx"), page, f"{one.label}信息公开年度报告（草稿）", note, parts)


def page(one: SchoolYear, facts: Facts) -> Page:
    """The draft as a page, under the formal report where that is published."""
    made = draft(one, facts)
    formal, owed = formal_report(one.year, facts)
    context = {
        "crumbs": [LANDING],
        "draft": made,
        "formal": formal,
        "state": owed.state if owed else None,
        "due": owed.due if owed else None,
    }
    description = f"{one.label}主动公开 {len(one.counted.published)} 条，截至 {facts.as_of}"
    return Page(made.page, made.title, description, "disclosure/report.html", context)


def formal_report(year: int, facts: Facts) -> tuple[Link | None, Clock | None]:
    """The report that was published on a school year, and its clock: by the end of October."""
    names = terms(facts, "D2", "年度报告事项")
    found = [
        record
        for item in facts.of_type(CatalogueItem)
        if item.name in names
        for record in facts.referrers(item, Disclosure)
        if record.published and record.period and record.period.school_year == year and record.withdrawn is None
    ]
    first = min(found, key=lambda one: (one.published or date.max, one.id), default=None)
    if not in_force(facts, "D2", days_of_school_year(year)[1]):
        return (Link(first.address, first.title) if first else None), None
    try:
        due = date(year + 1, int(ruled(facts, "D2", "截止月")), int(ruled(facts, "D2", "截止日")))
    except ValueError:  # the rule names no day of the calendar
        raise Missing("D2:values:截止日", Rule) from None
    owed = Clock(due, first.published if first else None, facts.as_of, int(ruled(facts, "QX1", "提前天数")))
    return (Link(first.address, first.title) if first else None), owed


def _overview(one: SchoolYear, facts: Facts) -> Iterator[Block]:
    first, last = days_of_school_year(one.year)
    counted = one.counted
    items, units = {each.item.id for each in one.active}, {each.unit.id for each in one.active}
    yield Words(
        (
            f"{chinese_day(first)}至{chinese_day(min(last, facts.as_of))}，本站登记主动公开的信息 ",
            Link(one.page("list"), f"{len(counted.published)} 条"),
            f"，涉及目录事项 {len(items)} 项、",
            Link(one.page("units"), f"公开单位 {len(units)} 个"),
            "；收到公开申请 ",
            Link(f"{one.page()}#requests", f"{len(one.requests)} 件"),
            "；决定不予公开 ",
            Link(f"{one.page()}#requests", f"{len(one.withheld)} 项"),
            "。",
        )
    )
    if counted.timed:
        limit = int(ruled(facts, "D1", "公开时限"))
        in_time = Link(f"{one.page('list')}#in-time", f"{len(counted.in_time)} 条")
        rate = percent(len(counted.in_time), len(counted.timed))
        yield Words((f"能核对期限的 {len(counted.timed)} 条里，", in_time, f"在 {limit} 个工作日以内公开，占 {rate}。"))
    yield ToWrite("组织领导、制度建设、公开平台、培训和监督检查")


def _active(one: SchoolYear, facts: Facts) -> Iterator[Block]:
    rows: list[tuple[Inline, ...]] = []
    for unit, kept in by_unit(one, facts):
        ids = {record.id for record in kept}
        counted = one.counted
        timed = sum(each.id in ids for each in counted.timed)
        in_time = sum(each.id in ids for each in counted.in_time)
        address = f"{one.page('units')}#unit-{unit.id.lower()}"
        published = sum(each.id in ids for each in counted.published)
        rows.append((Link(address, unit.name), str(published), str(timed), str(in_time), percent(in_time, timed)))
    if rows:
        head = ("公开单位", "公开", "能核对期限", "按期", "按期率")
        yield Grid("units", "各单位主动公开的条数", head, tuple(rows), _RIGHT)
    late = [*one.counted.overdue, *one.counted.late]
    if late:
        yield Grid(
            "late", "迟于期限公开和逾期没有公开的", _HEAD_LATE, tuple(_late(each, facts) for each in late), _DAYS
        )
    corrected = [each for each in one.active if corrections(each, facts)]
    if corrected:
        yield Words(("公开以后更正的：", *_listed(corrected), "。"))
    yield ToWrite("公开的渠道和形式，学校网站、公告栏、校报等各公开多少")


_HEAD_HELD = ("事项", "单位", "理由", "依据", "决定机构", "复查日期")
_HEAD_LATE = ("事项", "公开单位", "形成", "公开", "情况")


def _late(record: Disclosure, facts: Facts) -> tuple[Inline, ...]:
    owed = clock(record, facts)
    made, out = record.produced, record.published
    state = owed.state.word if owed else ""
    return Link(record.address, record.title), unit_name(record, facts), str(made or "—"), str(out or "—"), state


def _asked(one: SchoolYear, facts: Facts) -> Iterator[Block]:
    yield from requests_in_words(one.requests, facts)
    if one.withheld:
        counts = [
            (ground, sum(each.withheld is not None and each.withheld.ground is ground for each in one.withheld))
            for ground in Ground
        ]
        said = "，".join(f"{ground.value} {count} 项" for ground, count in counts if count)
        held = tuple(_withheld(each, facts) for each in one.withheld)
        yield Grid("withheld", f"决定不予公开 {len(one.withheld)} 项：{said}", _HEAD_HELD, held, frozenset({5}))
    else:
        yield Words(("这一学年没有决定不予公开的事项。",))


def _withheld(record: Disclosure, facts: Facts) -> tuple[Inline, ...]:
    held = record.withheld
    assert held is not None
    title = Link(record.address, record.title)
    return title, unit_name(record, facts), held.ground.value, held.basis, held.decided_by, str(held.review_on)


def _evaluation(one: SchoolYear, facts: Facts) -> Iterator[Block]:
    noticed = [each for each in facts.of_type(Disclosure) if each.notice is not None and each.withdrawn is None]
    own = [each for each in noticed if each.notice and school_year_of(each.notice.start) == one.year]
    objections = [(each, objection) for each in own if each.notice for objection in each.notice.objections]
    if own:
        yield Words((f"这一学年公示 {len(own)} 次，收到异议 {len(objections)} 件。",))
    if objections:
        found = tuple(
            (Link(each.address, each.title), str(objection.on), objection.outcome_on(facts.as_of), objection.note or "")
            for each, objection in sorted(objections, key=lambda row: (row[1].on, row[0].id))
        )
        yield Grid("objections", "公示期间收到的异议", ("公示的事项", "收到", "结果", "说明"), found)
    yield ToWrite("校内外对信息公开的评价：问卷、座谈、满意度，来源和日期")


def _problems(one: SchoolYear, items: Sequence[Stood], facts: Facts) -> Iterator[Block]:
    """What the records show to be wanting; experience and measures are for people to write."""
    counted = one.counted
    missing = [item for item, _, standing in items if standing.state == MISSING]
    if counted.late:
        yield Words((f"迟于期限公开的 {len(counted.late)} 条：", *_listed(counted.late), "。"))
    if counted.overdue:
        yield Words((f"已经形成、逾期还没有公开的 {len(counted.overdue)} 条：", *_listed(counted.overdue), "。"))
    if missing:
        links = _joined(Link(item.address, item.name) for item in missing)
        yield Words((f"目录里没有公开记录的 {len(missing)} 项：", *links, "。"))
    review = [each for each in one.withheld if each.withheld and each.withheld.review_on < facts.as_of]
    if review:
        yield Words((f"不予公开过了复查日期的 {len(review)} 项：", *_listed(review), "。"))
    if not (counted.late or counted.overdue or missing or review):
        yield Words(("从记录里没有查出迟公开、逾期和缺项。",))
    yield ToWrite("主要经验、问题的原因和改进措施")


def _listed(records: Iterable[Disclosure]) -> Sequence[Inline]:
    return _joined(Link(one.address, one.title) for one in sorted(records, key=lambda each: each.id))


def _joined(links: Iterable[Link]) -> list[Inline]:
    found: list[Inline] = []
    for one in links:
        found += ["、", one] if found else [one]
    return found
