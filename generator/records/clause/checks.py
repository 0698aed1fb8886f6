"""What must hold of a clause."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.nearest import nearest
from generator.record_type import Check, Findings, error, warning
from generator.records.clause.model import Clause


@error("编写规则：条款按序号引用")
def number_is_not_the_id(record: Clause, facts: Facts) -> Findings:
    """条款的编号是 KX- 加它的序号。

    其他记录只写序号（clauses: 12），网站由它找到 KX-12。
    """
    if record.id == f"KX-{record.number}":
        return
    taken = next((one for one in facts.of_type(Clause) if one.id == f"KX-{record.number}"), None)
    remedy = f"把文件改名为 KX-{record.number}.yml，或改正序号"
    if taken is not None:
        remedy = f"改正序号；第 {record.number} 条已经有了（{taken.title}），同一条写了两次的删去一个文件"
    yield Finding(("number",), f"序号是 {record.number}，文件名却是 {record.id}", remedy)


@warning("编写规则：条款的部分照原文写")
def section_out_of_line(record: Clause, facts: Facts) -> Findings:
    """条款的部分与前后的条款一致：一个部分的条款序号相连，名称写得一样。

    前后两条同属一个部分、只有这一条不是，或者与前后一条只差一两个字的，才提醒。
    """
    near = {one.number: one for one in facts.of_type(Clause) if abs(one.number - record.number) == 1}
    before, after = near.get(record.number - 1), near.get(record.number + 1)
    others = [one.section for one in (before, after) if one is not None]
    if not others or record.section in others or record.id != f"KX-{record.number}":
        return
    elsewhere = any(one.section == record.section for one in facts.of_type(Clause) if one.id != record.id)
    between = len(others) == 2 and others[0] == others[1]
    meant = others[0] if between else "" if elsewhere else nearest(record.section, others)
    if meant:
        message = f"第 {record.number} 条写在「{record.section}」，前后的条款在「{meant}」"
        yield Finding(("section",), message, f"是不是「{meant}」？照《意见》原文写；确实另成一部分的不用改")


CHECKS: tuple[Check[Clause], ...] = (number_is_not_the_id, section_out_of_line)
