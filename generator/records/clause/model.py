"""A clause of the founding document, and the evidence it wants."""

from __future__ import annotations

from typing import ClassVar

from generator.model import Find, Record, field
from generator.values import Count, Line, Prose


class Clause(Record):
    """A clause; id `KX-12`."""

    type_name: ClassVar[str] = "clause"
    type_label: ClassVar[str] = "条款"
    folder: ClassVar[str] = "clauses"

    number: Count = field("序号", "条款的序号")
    section: Line = field("部分", "条款所在部分的标题")
    title: Line = field("要点", "用自己的话写的短标题")
    wants: Prose = field("要看到什么", "落实这一条应有哪些公开材料")

    def heading(self, find: Find) -> str:
        return f"第{self.number}条 {self.title}"
