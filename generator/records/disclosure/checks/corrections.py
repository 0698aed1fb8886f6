"""Corrections: what a disclosure replaces, and in which order."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
from generator.records.disclosure.model import Disclosure


def _replaced(record: Disclosure, facts: Facts) -> Disclosure | None:
    """The record that is corrected; None where the id is wrong, which the common checks report."""
    old = facts.find(record.replaces.record) if record.replaces is not None else None
    return old if isinstance(old, Disclosure) else None


@error("D1 变更后重新公开")
def corrections_in_a_circle(record: Disclosure, facts: Facts) -> Findings:
    """更正不绕圈：沿着被更正的记录走，回不到原处。"""
    seen = [record.id]
    one = _replaced(record, facts)
    while one is not None and one.id not in seen:
        seen.append(one.id)
        one = _replaced(one, facts)
    if one is not None and one.id == record.id and len(seen) > 1:
        yield Finding(
            ("replaces", "record"),
            f"更正绕成了一圈：{' → '.join([*seen, record.id])}",
            "后公开的更正先公开的；删去其中写反的一处 replaces",
        )


@error("D1 变更后重新公开")
def corrects_a_later_one(record: Disclosure, facts: Facts) -> Findings:
    """更正不早于被更正的记录公开。"""
    old = _replaced(record, facts)
    if old is None or old.published is None or record.published is None:
        return
    if record.published < old.published:
        yield Finding(
            ("replaces", "record"),
            f"更正 {record.published} 公开，被更正的 {old.id} 却在 {old.published} 才公开",
            "核对两条记录的公开日期，是不是写反了",
        )


@error("D1 变更后重新公开")
def corrects_what_is_not_public(record: Disclosure, facts: Facts) -> Findings:
    """被更正的记录已经公开。"""
    old = _replaced(record, facts)
    if old is not None and old.published is None:
        yield Finding(
            ("replaces", "record"),
            f"被更正的 {old.id} 没有公开日期",
            f"给 {old.id} 写上 published；没有公开过的不用更正，直接改它",
        )


@warning("D1 变更后重新公开")
def corrects_another_item(record: Disclosure, facts: Facts) -> Findings:
    """更正与被更正的记录属于同一个目录事项。"""
    old = _replaced(record, facts)
    if old is not None and old.item != record.item and not any(True for _ in corrects_a_later_one.run(record, facts)):
        yield Finding(
            ("replaces", "record"),
            f"本记录的目录事项是 {record.item.id}，被更正的 {old.id} 是 {old.item.id}",
            "核对被更正记录的编号；原来归错了目录事项的，把原记录的 item 一并改正",
        )


CHECKS: tuple[Check[Disclosure], ...] = (
    corrections_in_a_circle,
    corrects_a_later_one,
    corrects_what_is_not_public,
    corrects_another_item,
)
