"""What must hold of a clause."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error
from generator.records.clause.model import Clause


@error("编写规则：条款按序号引用")
def number_is_not_the_id(record: Clause, facts: Facts) -> Findings:
    """条款的编号是 KX- 加它的序号。

    其他记录只写序号（clauses: 12），网站由它找到 KX-12。
    """
    if record.id != f"KX-{record.number}":
        yield Finding(
            ("number",),
            f"序号是 {record.number}，文件名却是 {record.id}",
            f"把文件改名为 KX-{record.number}.yml，或改正序号",
        )


@error("编写规则：一个序号一个条款")
def same_number(record: Clause, facts: Facts) -> Findings:
    """每个序号只有一个条款。"""
    for other in facts.of_type(Clause):
        if other.id == record.id:
            return
        if other.number == record.number:
            yield Finding(
                ("number",),
                f"序号 {record.number} 已经由 {other.id}（{other.title}）用了",
                "核对序号，改正其中一个",
            )


CHECKS: tuple[Check[Clause], ...] = (number_is_not_the_id, same_number)
