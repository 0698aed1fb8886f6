"""A unit of the university: department, college, branch union."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from generator.model import Absence, Find, Part, Record, Reference, field
from generator.values import Choice, Count, Day, Line, Year, YesNo


class UnitKind(Choice):
    """What sort of unit it is."""

    SCHOOL = "学校"
    UNION = "校工会"
    PARTY = "党群部门"
    OFFICE = "行政部门"
    COLLEGE = "学院"
    DIRECT = "直属单位"
    BRANCH = "分工会"
    DELEGATION = "代表团"
    OTHER = "其他"


class FormerName(Part):
    """A name that the unit bore earlier."""

    name: Line = field("曾用名", "当时的全称")
    start: Day | None = field("起", "开始使用的日期，不知道就不写", None, alias="from")
    end: Day = field("止", "停止使用的日期", alias="to")


class Heads(Part):
    """Head count of staff in a year."""

    year: Year = field("年度", "哪一年末")
    heads: Count = field("人数", "教职工人数")


class Unit(Record):
    """A unit; its id is short: `HQC`, `JXXY`."""

    type_name: ClassVar[str] = "unit"
    type_label: ClassVar[str] = "单位"
    folder: ClassVar[str] = "units"
    alone_in_name: ClassVar[bool] = True

    name: Line = field("全称", "现在的全称")
    short_name: Line | None = field("简称", "常用简称；没有就不写", None)
    kind: UnitKind = field("类别", "党群部门、行政部门、学院、直属单位、分工会等")
    parent: Reference[Unit] | None = field("上级单位", "上级单位的编号", None)
    former_names: tuple[FormerName, ...] = field("曾用名", "改名前的名称和使用时间", ())
    opened: Day | None = field("设立日期", "哪天设立；建校时就有的不写", None)
    closed: Day | None = field("撤销日期", "哪天撤销；还在就不写", None)
    branch_union: YesNo = field("设有分工会", "单位是否设有分工会", False)
    headcount: tuple[Heads, ...] = field("教职工人数", "各年末教职工人数", ())

    def heading(self, find: Find) -> str:
        return self.name

    def names(self) -> tuple[str, ...]:
        return (self.name, self.short, *(former.name for former in self.former_names))

    def absence(self, first: date, last: date) -> Absence | None:
        if self.opened is not None and self.opened > last:
            return Absence("opened", f"（{self.name}）{self.opened} 才设立")
        if self.closed is not None and self.closed < first:
            return Absence("closed", f"（{self.name}）{self.closed} 已经撤销")
        return None

    def name_on(self, day: date) -> str:
        """The full name the unit bore on a day."""
        for former in sorted(self.former_names, key=lambda one: one.end):
            if day <= former.end and (former.start is None or former.start <= day):
                return former.name
        return self.name

    @property
    def short(self) -> str:
        """The short name, or the full one."""
        return self.short_name or self.name

    @property
    def called(self) -> str:
        """`「后勤处」（HQC）`: the unit in a message to those who find its id in a record."""
        return f"「{self.short}」（{self.id}）"


def short_of(unit: Reference[Unit], find: Find) -> str:
    """What a unit is called in a sentence: its short name; its id where no record tells of it."""
    found = find(unit)
    return found.short if isinstance(found, Unit) else unit.id


def called(unit: Reference[Unit], find: Find) -> str:
    """`「后勤处」（HQC）`: a unit as a message to editors names it; its id alone where no record tells of it."""
    found = find(unit)
    return found.called if isinstance(found, Unit) else f"「{unit.id}」"
