"""What must hold of a catalogue item (D3)."""

from __future__ import annotations

import re
from collections import Counter

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.nearest import nearest, slips
from generator.record_type import Check, Findings, error, warning
from generator.records.catalogue.model import CatalogueItem, Frequency, Mode, Reach
from generator.records.rule.model import ruled, terms
from generator.records.unit.model import called

_SLIPS = 2
"""Signs in which a name may differ from the one that was meant."""


@error("编写规则：一个序号一个事项")
def same_code(record: CatalogueItem, facts: Facts) -> Findings:
    """一份清单里，每个序号只有一个事项。"""
    for other in facts.of_type(CatalogueItem):
        if other.id == record.id:
            return
        if (other.list, other.code) == (record.list, record.code) and not (
            _strays(record, facts) or _strays(other, facts)
        ):
            yield Finding(
                ("code",),
                f"「{record.list}」里的序号「{record.code}」已经由 {other.id}（{other.name}）用了",
                "核对序号；不是同一份清单的，改正 list",
            )


@warning("编写规则：编号与序号一致")
def code_unlike_id(record: CatalogueItem, facts: Facts) -> Findings:
    """编号里的数字就是序号里的数字；一份清单的编号多半不照序号编的，不比较。"""
    if _strays(record, facts):
        message = f"编号是「{record.id}」，序号却写「{record.code}」；这份清单别的事项都一致"
        yield Finding(("code",), message, "改正序号；编号写错而又没有公开过的，改文件名")


def _strays(record: CatalogueItem, facts: Facts) -> bool:
    """Whether the number of an item is not that of its id, as those of its list are."""
    return not _numbered_alike(record) and record.list in facts.derive(
        _in_order_of_ids, facts.of_type(CatalogueItem)[0]
    )


def _numbered_alike(record: CatalogueItem) -> bool:
    return re.findall(r"\d+", record.id) == re.findall(r"\d+", record.code)


def _in_order_of_ids(_: CatalogueItem, facts: Facts) -> frozenset[str]:
    """The lists whose items mostly bear the number of their id: made once, for the first of all items."""
    alike = Counter[str]()
    for one in facts.of_type(CatalogueItem):
        alike[one.list] += 1 if _numbered_alike(one) else -1
    return frozenset(name for name, more in alike.items() if more > 0)


@warning("编写规则：清单和类别照原文写")
def alone_in_its_group(record: CatalogueItem, facts: Facts) -> Findings:
    """清单和类别的名称照别的事项写；只有一个事项、又与另一个只差一两个字的，多半是写错了。"""
    items = [one for one in facts.of_type(CatalogueItem) if one.id != record.id]
    places = (
        ("list", "清单", record.list, [one.list for one in items]),
        ("group", "类别", record.group, [one.group for one in items if one.list == record.list]),
    )
    for key, what, written, known in places:
        near = nearest(written, known) if written not in known else ""
        if near and slips(written, near) <= _SLIPS:
            message = f"{what}「{written}」只有这一个事项，别的事项写的是「{near}」"
            yield Finding((key,), message, f"是不是「{near}」？确实是另一{'份清单' if key == 'list' else '类'}的不用改")


@warning("D3 《高等学校信息公开办法》（教育部令第29号）")
def responsible_unit_closed(record: CatalogueItem, facts: Facts) -> Findings:
    """责任单位还没有撤销。"""
    for index, one in enumerate(record.units):
        unit = facts.find(one)
        if unit is not None and unit.closed is not None and unit.closed <= facts.as_of:
            message = f"责任单位{unit.called} {unit.closed} 已经撤销"
            yield Finding(("units", index), message, "改成接手的单位")


@warning("D3 《高等学校信息公开办法》（教育部令第29号）")
def reason_without_limit(record: CatalogueItem, facts: Facts) -> Findings:
    """写了理由的，是依申请、不予公开或只在校内公开的事项。"""
    if record.reason is not None and record.mode is Mode.ACTIVE and record.reach is Reach.SOCIETY:
        message = "主动向社会公开的事项，却写了不公开或只在校内公开的理由"
        yield Finding(("reason",), message, "补上 reach: 校内 或 mode；确实向社会公开的，删去 reason")


@warning("D2 《高等学校信息公开事项清单》（教办函〔2014〕23号）")
def due_unlike_rule(record: CatalogueItem, facts: Facts) -> Findings:
    """信息公开年度报告的期限日与规则 D2 一致。"""
    if record.due is None or record.name not in terms(facts, "D2", "年度报告事项"):
        return
    month, day = int(ruled(facts, "D2", "截止月")), int(ruled(facts, "D2", "截止日"))
    if record.due != (month, day):
        message = f"期限日写的是 {record.due[0]} 月 {record.due[1]} 日，规则 D2 是 {month} 月 {day} 日"
        yield Finding(("due",), message, "改成一致；本地另有规定的，连同规则 D2 一起改")


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
            f"写了责任单位{'、'.join(called(one, facts.find) for one in record.units)}，又写了各单位都要公开",
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
    code_unlike_id,
    same_name,
    alone_in_its_group,
    responsible_unit_unclear,
    responsible_unit_closed,
    closed_without_reason,
    reason_without_limit,
    yearly_without_due_day,
    due_day_without_year,
    due_unlike_rule,
)
