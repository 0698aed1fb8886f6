"""A disclosure beside its catalogue item (D3): who publishes it, for whom, for how long (D7)."""

from __future__ import annotations

from generator.audience import Audience
from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, Setting, warning
from generator.records.catalogue.model import CatalogueItem, Mode, Reach
from generator.records.disclosure.model import Disclosure, Kind, Lasting
from generator.records.unit.model import Unit, called


def _item(record: Disclosure, facts: Facts) -> CatalogueItem | None:
    """The catalogue item; None where the id is wrong, which the common checks report."""
    item = facts.find(record.item)
    return item if isinstance(item, CatalogueItem) else None


def _with_parents(unit_id: str, record: Disclosure, facts: Facts) -> frozenset[str]:
    """A unit and the units that it belongs to: an office of a department publishes for the department."""
    seen = {unit_id}
    unit = facts.find(record.unit)
    while isinstance(unit, Unit) and unit.parent is not None and unit.parent.id not in seen:
        seen.add(unit.parent.id)
        unit = facts.find(unit.parent)
    return frozenset(seen)


@warning("D3 《高等学校信息公开办法》（教育部令第29号）", Setting("item", ("units",), alike="item"))
def not_the_responsible_unit(record: Disclosure, facts: Facts) -> Findings:
    """公开单位是目录事项的责任单位，或者它的下属单位。"""
    item = _item(record, facts)
    if item is None or item.each_unit or not item.units:
        return
    if any(facts.find(one) is None for one in item.units):  # that is said at the item
        return
    if not _with_parents(record.unit.id, record, facts) & {one.id for one in item.units}:
        yield Finding(
            ("unit",),
            f"{called(record.unit, facts.find)}不是「{item.name}」的责任单位，责任单位是{'、'.join(called(one, facts.find) for one in item.units)}",
            f"改成责任单位，或核对目录事项 {item.id} 的 units",
        )


@warning("D3 《高等学校信息公开办法》（教育部令第29号）", Setting("item", ("reach",), alike="item"))
def wider_than_the_catalogue(record: Disclosure, facts: Facts) -> Findings:
    """目录里只在校内公开的事项，记录也只在校内公开。

    不予公开的登记除外：不公开什么、为什么，社会上也可以知道。
    """
    item = _item(record, facts)
    if item is None or item.reach is not Reach.CAMPUS or record.audience is not Audience.PUBLIC:
        return
    if record.withheld is None and record.withdrawn is None:
        yield Finding(
            ("item",),
            f"「{item.name}」在目录里只对校内公开，这条记录却对社会公开",
            f"加上 audience: campus；可以对社会公开的，改目录事项 {item.id} 的 reach",
        )


@warning("D3 《高等学校信息公开办法》（教育部令第29号）")
def narrower_than_the_catalogue(record: Disclosure, facts: Facts) -> Findings:
    """目录里对社会主动公开的事项，不只在校内公开。

    只在校内公开的记录，公开的网站上看不到。同一单位同一期间另有一条对社会公开的，这一条可以只给校内看。
    """
    item = _item(record, facts)
    if record.audience is not Audience.CAMPUS or item is None or item.audience is Audience.CAMPUS:
        return
    if item.reach is Reach.CAMPUS or item.mode is not Mode.ACTIVE or record.kind is not Kind.ACTIVE:
        return
    if record.withheld is None and not any(_stands_for(one, record) for one in facts.referrers(item, Disclosure)):
        yield Finding(
            ("audience",),
            f"「{item.name}」在目录里对社会公开，这条记录却只对校内公开，也没有同一期间对社会公开的一条",
            f"删去 audience: campus；有不能对社会公开的内容，另写一条去掉它的；整个事项只对校内的，改目录事项 {item.id} 的 reach 和 reason",
        )


def _stands_for(one: Disclosure, record: Disclosure) -> bool:
    """Whether society is told the same in another record."""
    public = one.audience is Audience.PUBLIC and one.withdrawn is None
    return public and (one.item, one.unit, one.period) == (record.item, record.unit, record.period)


@warning("D3 《高等学校信息公开办法》（教育部令第29号）", Setting("item", ("mode",), alike="item"))
def published_though_closed(record: Disclosure, facts: Facts) -> Findings:
    """目录里不予公开的事项没有公开。"""
    item = _item(record, facts)
    if item is None or item.mode is not Mode.NEVER:
        return
    if record.published is not None and record.withheld is None and record.withdrawn is None:
        yield Finding(
            ("item",),
            f"「{item.name}」在目录里不予公开（{item.reason or '没有写理由'}），这条记录却公开了内容",
            f"核对是不是写错了目录事项；已经可以公开的，改目录事项 {item.id} 的 mode",
        )


@warning("D7 各校校务公开实施办法")
def term_without_period(record: Disclosure, facts: Facts) -> Findings:
    """定期公开的事项写明说的是哪一段时间。"""
    if record.lasting is Lasting.TERM and record.period is None:
        yield Finding(
            ("lasting",), "写了「定期」，没有写所属期间", "加上 period，例如 year: 2025 或 school_year: 2024-2025"
        )


CHECKS: tuple[Check[Disclosure], ...] = (
    not_the_responsible_unit,
    wider_than_the_catalogue,
    narrower_than_the_catalogue,
    published_though_closed,
    term_without_period,
)
