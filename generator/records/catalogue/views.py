"""How catalogue items show themselves: what must be published, by whom, how often; other types say what was."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from generator.dataset import Facts, derived
from generator.model import Record
from generator.prose import Link
from generator.publication import Facet, Fragment, Page, State, Summary, Tone
from generator.reader_text import linked, links
from generator.records.catalogue.model import CatalogueItem, Mode, Reach, in_order
from generator.records.clause.model import Clause

ACTIVE = State("主动公开", "●", Tone.DONE)
ON_REQUEST = State("依申请公开", "▷", Tone.IDLE)
NEVER = State("不予公开", "■", Tone.IDLE)
CAMPUS = State("校内公开", "◐", Tone.IDLE)

LANDING = Link("catalogue.html", "公开目录")

Fact = tuple[str, str | Markup]


class Row(Struct, frozen=True):
    """An item in the table of its list."""

    code: str
    link: Link
    units: str
    frequency: str
    state: State


def standing(item: CatalogueItem) -> State:
    """How an item reaches the public; a reader outside the campus learns no more of what is for the campus."""
    if item.mode is Mode.NEVER:
        return NEVER
    if item.reach is Reach.CAMPUS:
        return CAMPUS
    return ON_REQUEST if item.mode is Mode.ON_REQUEST else ACTIVE


def frequency(item: CatalogueItem) -> str:
    """`每年 10-31 前`."""
    if item.due is None:
        return str(item.frequency)
    month, day = item.due
    return f"{item.frequency} {month} 月 {day} 日前"


@derived
def summarize(item: CatalogueItem, facts: Facts) -> Summary:
    """The item in one row."""
    return Summary(
        id=item.id,
        type_name=item.type_name,
        type_label=item.type_label,
        address=item.address,
        title=item.name,
        day=None,
        year=None,
        stage=standing(item),
        unit=item.responsible(facts.find),
        facets=(Facet("category", "类别", item.group), Facet("status", "状态", standing(item).word)),
        units=tuple(("responsible", one.id) for one in item.units),
    )


def page(item: CatalogueItem, facts: Facts) -> Page:
    """The page of an item: who publishes it, how often, for whom; panels say what was published."""
    units = linked(links(facts, item.units)) or "各单位"
    found: list[Fact | None] = [
        ("责任单位", units),
        ("公开频率", frequency(item)),
        ("公开方式", f"{item.mode}公开" if item.mode is not Mode.NEVER else "不予公开"),
        ("公开对象", item.reach),
        ("清单", f"{item.list}，第 {item.code} 项"),
        ("类别", item.group),
        ("依据", item.basis),
        ("核对", "已对照依据原文" if item.verified else "还没有对照依据原文"),
    ]
    context = {
        "crumbs": [LANDING],
        "id": item.id,
        "title": item.name,
        "states": [standing(item)],
        "facts": [one for one in found if one is not None],
        "closed": _closed(item),
    }
    description = f"{item.responsible(facts.find)}{frequency(item)}公开：{item.name}"
    return Page(item.address, item.name, description, "catalogue/page.html", context)


def _closed(item: CatalogueItem) -> tuple[str, tuple[Fact, ...]] | None:
    """The notice on an item that is not for everybody: a title and the reason."""
    state = standing(item)
    if state not in (NEVER, CAMPUS):
        return None
    return state.word, (("理由", item.reason or "没有写明"),)


def landing(facts: Facts) -> Fragment:
    """Every item, list by list and group by group."""
    found: dict[str, dict[str, list[Row]]] = {}
    items = in_order(one for one in facts.of_type(CatalogueItem) if one.withdrawn is None)
    for item in items:
        row = Row(
            item.code, Link(item.address, item.name), item.responsible(facts.find), frequency(item), standing(item)
        )
        found.setdefault(item.list, {}).setdefault(item.group, []).append(row)
    lists = [(name, sum(map(len, groups.values())), list(groups.items())) for name, groups in found.items()]
    return Fragment("catalogue/landing.html", {"count": len(items), "lists": lists})


def panel(subject: Record, facts: Facts) -> Fragment | None:
    """On the page of a clause: what must be published under it."""
    if not isinstance(subject, Clause):
        return None
    items = in_order(one for one in facts.referrers(subject, CatalogueItem) if one.withdrawn is None)
    rows = [
        Row(one.code, Link(one.address, one.name), one.responsible(facts.find), frequency(one), standing(one))
        for one in items
    ]
    return Fragment("catalogue/of_clause.html", {"rows": rows}) if rows else None
