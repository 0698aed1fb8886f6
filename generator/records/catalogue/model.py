"""An item that must be published: the ministry's list, the obligatory reports, what the clauses want to see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from generator.model import Find, Record, Reference, field
from generator.records.unit.model import Unit
from generator.values import Choice, Line, MonthDay, YesNo


class Frequency(Choice):
    """How often an item must be published."""

    YEARLY = "每年"
    TERMLY = "每学期"
    MONTHLY = "每月"
    PROMPT = "即时"
    LASTING = "长期"


class Mode(Choice):
    """How an item reaches the public (domain rule D3)."""

    ACTIVE = "主动"
    ON_REQUEST = "依申请"
    NEVER = "不予"


class Reach(Choice):
    """Whom an item is for (domain rule D3)."""

    SOCIETY = "社会"
    CAMPUS = "校内"


class CatalogueItem(Record):
    """A catalogue item; id `QD-12`."""

    type_name: ClassVar[str] = "catalogue"
    type_label: ClassVar[str] = "公开目录"
    folder: ClassVar[str] = "catalogue"

    code: Line = field("序号", "目录里的序号或代码，例如 12")
    list: Line = field("清单", "出自哪份清单")
    group: Line = field("类别", "清单里的类别")
    name: Line = field("事项", "要公开的事项")
    units: tuple[Reference[Unit], ...] = field("责任单位", "责任单位的编号；各单位都要公开的不写", ())
    each_unit: YesNo = field("各单位", "是否每个单位都要公开", False)
    frequency: Frequency = field("频率", "每年、每学期、每月、即时、长期")
    due: MonthDay | None = field("期限日", "每年到期的月和日，例如 10-31", None)
    mode: Mode = field("公开方式", "主动、依申请或不予", Mode.ACTIVE)
    reach: Reach = field("公开对象", "社会或校内", Reach.SOCIETY)
    reason: Line | None = field("理由", "只在校内公开或不予公开的理由", None)
    basis: Line = field("依据", "文件名称和文号")
    verified: YesNo = field("已核对", "是否对照过依据原文")

    def heading(self, find: Find) -> str:
        return self.name

    def nicknames(self) -> tuple[str, ...]:
        first = self.name.partition("、")[0]
        return (self.code, first) if first != self.name else (self.code,)

    def responsible(self, find: Find) -> str:
        """The short names of the responsible units."""
        found = (find(one) for one in self.units)
        names = "、".join(one.short for one in found if isinstance(one, Unit))
        return names or ("各单位" if self.each_unit else "")

    @property
    def order(self) -> tuple[tuple[int, int | str], ...]:
        """Its place in its list: numbers in the code compare as numbers, 9-1 before 10-1."""
        parts = re.findall(r"\d+|\D+", self.code)
        return tuple((0, int(one)) if one.isdecimal() else (1, one) for one in parts)


def in_order(items: Iterable[CatalogueItem]) -> list[CatalogueItem]:
    """Items list by list, lists in the order of their first ids, each in its own order."""
    every = list(items)
    lists = {name: place for place, name in enumerate(dict.fromkeys(one.list for one in every))}
    return sorted(every, key=lambda one: (lists[one.list], one.order, one.id))
