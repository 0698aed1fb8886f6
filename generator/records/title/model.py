"""An honour, and what it may be given to."""

from __future__ import annotations

from typing import ClassVar

from generator.model import Find, Record, field
from generator.values import Choice, Line, YesNo


class AwardObject(Choice):
    """What an award is given to (domain part 4)."""

    COLLECTIVE = "集体"
    PERSON = "个人"


class Title(Record):
    """An honour; id such as `RY-WYJZ`."""

    type_name: ClassVar[str] = "title"
    type_label: ClassVar[str] = "荣誉称号"
    folder: ClassVar[str] = "titles"
    paged: ClassVar[bool] = False

    name: Line = field("名称", "荣誉称号的名称")
    fits: tuple[AwardObject, ...] = field("授予对象", "集体、个人，或两者")
    basis: Line | None = field("依据", "评选办法的名称和文号", None)
    verified: YesNo = field("已核对", "是否对照过依据原文")

    def heading(self, find: Find) -> str:
        return self.name
