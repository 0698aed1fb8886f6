"""A chart of accounts in one version, with its crosswalk to the one before."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from generator.model import Find, Part, Record, Reference, field
from generator.values import Choice, Line, Year, YesNo


class Direction(Choice):
    """Whether money comes in or goes out."""

    INCOME = "收入"
    EXPENDITURE = "支出"


class LineRole(Choice):
    """A part that a line plays in the checks, whatever its code."""

    TRANSFER_IN = "拨缴经费"
    DUES = "会费"
    FROM_ABOVE = "上级补助"
    TO_BRANCHES = "补助下级"
    FROM_SCHOOL = "行政补助"
    SCHOOL_LINE = "学校工会经费"


class ChartLine(Part):
    """A line of the chart."""

    code: Line = field("代码", "科目代码，例如 501")
    name: Line = field("名称", "科目名称")
    direction: Direction = field("方向", "收入或支出")
    parent: Line | None = field("上级科目", "上级科目的代码", None)
    role: LineRole | None = field("用途", "检查时的用途，例如 拨缴经费、补助下级", None)


class Crosswalk(Part):
    """Where a line of this version comes from in the one before."""

    code: Line = field("代码", "本版科目代码")
    was: tuple[Line, ...] = field("原科目", "上一版对应的科目代码；没有对应就写空列表")
    note: Line | None = field("说明", "不能一一对应时的说明", None)


class Classification(Record):
    """A chart of accounts; id `KM-2022`."""

    type_name: ClassVar[str] = "classification"
    type_label: ClassVar[str] = "科目表"
    folder: ClassVar[str] = "classifications"

    title: Line = field("名称", "科目表的名称")
    subject: Line = field("核算对象", "记的是什么账，用作标题，例如 工会经费、学院经费")
    start: Year = field("启用年", "从哪一年起用", alias="from")
    end: Year | None = field("停用年", "用到哪一年；还在用就不写", None, alias="to")
    lines: tuple[ChartLine, ...] = field("科目", "科目的代码、名称、方向和上级")
    predecessor: Reference[Classification] | None = field("上一版", "上一版科目表的编号", None)
    crosswalk: tuple[Crosswalk, ...] = field("对照", "与上一版科目的对照", ())
    basis: Line = field("依据", "文件名称和文号")
    verified: YesNo = field("已核对", "是否对照过依据原文")

    def heading(self, find: Find) -> str:
        return self.title

    @cached_property
    def by_code(self) -> dict[str, ChartLine]:
        """Lines by code; the first of a repeated code counts."""
        return {line.code: line for line in reversed(self.lines)}

    @cached_property
    def above(self) -> dict[str, tuple[str, ...]]:
        """The codes above each code, nearest first; a cycle ends where it closes."""
        found: dict[str, tuple[str, ...]] = {}
        for code, line in self.by_code.items():
            chain: list[str] = []
            one: ChartLine | None = line
            while one is not None and one.parent is not None and one.parent not in (code, *chain):
                chain.append(one.parent)
                one = self.by_code.get(one.parent)
            found[code] = tuple(chain)
        return found

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes above a code, nearest first."""
        return self.above.get(code, ())

    def within(self, code: str, above: str) -> bool:
        """Whether a code is another one or lies below it."""
        return code == above or above in self.ancestors(code)

    def continues(self, code: str, before: Classification) -> str | None:
        """The line of the version before that is the same line; None where parts of it came or went elsewhere."""
        was = next((row.was for row in self.crosswalk if row.code == code), ())
        if len(was) != 1:
            return None
        for row in self.crosswalk:
            inside = self.within(row.code, code)
            if any(inside != before.within(one, was[0]) for one in row.was):
                return None
        return was[0]
