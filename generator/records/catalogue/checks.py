"""What must hold of a catalogue item (D3)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
from generator.records.catalogue.model import CatalogueItem, Frequency, Mode, Reach


@error("编写规则：一个序号一个事项")
def same_code(record: CatalogueItem, facts: Facts) -> Findings:
    """一份清单里，每个序号只有一个事项。"""
    for other in facts.of_type(CatalogueItem):
        if other.id == record.id:
            return
        if (other.list, other.code) == (record.list, record.code):
            yield Finding(
                ("code",),
                f"「{record.list}」里的序号「{record.code}」已经由 {other.id}（{other.name}）用了",
                "核对序号；不是同一份清单的，改正 list",
            )


@warning("编写规则：一个事项写一次")
def same_name(record: CatalogueItem, facts: Facts) -> Findings:
    """一份清单的同一类里，事项的名称各不相同。"""
    for other in facts.of_type(CatalogueItem):
        if other.id == record.id:
            return
        if (other.list, other.group, other.name) == (record.list, record.group, record.name):
            message = f"「{record.list}」里已经有「{record.name}」（{other.id}）"
            yield Finding(("name",), message, "重复录入的删去一个；不是一回事的，把名称写得不一样")


@error("D3 《高等学校信息公开办法》（教育部令第29号）")
def responsible_unit_unclear(record: CatalogueItem, facts: Facts) -> Findings:
    """每个事项要么写明责任单位，要么各单位都要公开。"""
    if record.units and record.each_unit:
        yield Finding(
            ("each_unit",),
            f"写了责任单位（{'、'.join(one.id for one in record.units)}），又写了各单位都要公开",
            "只留一样：units 或 each_unit: 是",
        )
    elif not record.units and not record.each_unit:
        yield Finding(
            ("name",),
            f"「{record.name}」没有责任单位",
            "加上 units，写责任单位的编号；各单位都要公开的写 each_unit: 是",
        )


@error("D3 《高等学校信息公开办法》（教育部令第29号）")
def closed_without_reason(record: CatalogueItem, facts: Facts) -> Findings:
    """不予公开或只在校内公开的事项写明理由。"""
    if record.reason is not None:
        return
    if record.mode is Mode.NEVER:
        yield Finding(("mode",), f"「{record.name}」不予公开，没有写理由", "加上 reason，写明依据哪一条不公开")
    elif record.reach is Reach.CAMPUS:
        yield Finding(("reach",), f"「{record.name}」只在校内公开，没有写理由", "加上 reason，写明为什么不对社会公开")


@warning("D3 《高等学校信息公开办法》（教育部令第29号）")
def yearly_without_due_day(record: CatalogueItem, facts: Facts) -> Findings:
    """每年主动公开的事项写明到期的月和日。"""
    if record.frequency is Frequency.YEARLY and record.mode is Mode.ACTIVE and record.due is None:
        yield Finding(("frequency",), f"「{record.name}」每年公开，没有写到期的日子", "加上 due，写月和日，例如 10-31")


@warning("D3 《高等学校信息公开办法》（教育部令第29号）")
def due_day_without_year(record: CatalogueItem, facts: Facts) -> Findings:
    """只有每年公开的事项才有到期的月和日。"""
    if record.due is not None and record.frequency is not Frequency.YEARLY:
        month, day = record.due
        yield Finding(
            ("due",),
            f"频率是「{record.frequency}」，却写了每年 {month} 月 {day} 日到期",
            "删去 due；每年公开一次的，把 frequency 改成「每年」",
        )


CHECKS: tuple[Check[CatalogueItem], ...] = (
    same_code,
    same_name,
    responsible_unit_unclear,
    closed_without_reason,
    yearly_without_due_day,
    due_day_without_year,
)
