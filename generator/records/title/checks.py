"""What must hold of an honour."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error
from generator.records.title.model import Title


@error("BZ1 各类荣誉称号的评选管理办法")
def fits_nothing(record: Title, facts: Facts) -> Findings:
    """每个荣誉称号写明授予集体、个人，还是两者。"""
    if not record.fits:
        yield Finding(("fits",), "没有写授予谁", "写「集体」「个人」中的一个或两个，每行一个")


@error("BZ1 一个称号只有一条记录")
def same_name(record: Title, facts: Facts) -> Findings:
    """两个荣誉称号的名称不相同。"""
    for other in facts.of_type(Title):
        if other.id == record.id:
            return
        if other.name == record.name:
            yield Finding(
                ("name",),
                f"「{record.name}」与 {other.id} 同名",
                f"是同一个称号的，删去一条，表彰里改用 {other.id}；不是的，写出颁发机关以示区别",
            )


CHECKS: tuple[Check[Title], ...] = (fits_nothing, same_name)
