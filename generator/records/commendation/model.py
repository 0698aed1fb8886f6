"""An award decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from generator.model import Find, Part, Record, Reference, field
from generator.parts import Notice
from generator.records.title.model import AwardObject, Title
from generator.records.unit.model import Unit
from generator.stated_figures import OF_AWARDS, StatedFigure
from generator.values import Choice, Count, Day, Line, Prose, YesNo
from generator.years import AwardYears

_BETWEEN = "、，, 　；;和与及/／"
"""What stands between names that are written together."""


class Level(Choice):
    """The level of the awarding body (domain part 4)."""

    NATIONAL = "国家"
    PROVINCE = "省部"
    CITY = "市厅"
    EDUCATION_UNION = "教育工会系统"
    SCHOOL = "校"
    BRANCH = "分工会"


class Member(Part):
    """One of those who received an award together."""

    name: Line = field("获奖成员", "成员的姓名")
    unit: Reference[Unit] | None = field("单位", "成员所在单位的编号，与获奖者的单位相同就不写", None)


class Recipient(Part):
    """A collective or a person that is commended."""

    name: Line = field("名称", "集体名称或个人姓名；几个人合得一项的照原文写在一起，各人写在 members")
    unit: Reference[Unit] | None = field("单位", "所在单位的编号", None)
    other_units: tuple[Reference[Unit], ...] = field("其他单位", "同时属于几个单位的，其余单位的编号", ())
    members: tuple[Member, ...] = field("成员", "团队的成员，或者合得一项的各人", ())
    citation: Line | None = field("事迹", "一句话事迹", None)

    @property
    def people(self) -> int:
        """How many persons it is, where it is no collective: those who received one together are several."""
        return len(self.members) or 1

    def persons(self) -> Iterator[tuple[str, str]]:
        """Who they are, by name and unit, where it is no collective."""
        for one in self.members or (self,):
            unit = one.unit or self.unit
            yield one.name, "" if unit is None else unit.id

    @property
    def together(self) -> bool:
        """Whether its name is those of its members, one after the other."""
        name, names = (
            [sign for sign in words if sign not in _BETWEEN]
            for words in (self.name, "".join(one.name for one in self.members))
        )
        return len(self.members) > 1 and name == names

    def units(self) -> tuple[Reference[Unit], ...]:
        """Every unit that has a part in it, its own first, each once."""
        if not self.other_units and not self.members:  # as most
            return () if self.unit is None else (self.unit,)
        own = (self.unit, *self.other_units, *(one.unit for one in self.members))
        return tuple(dict.fromkeys(one for one in own if one is not None))


class Quota(Part):
    """How many may be chosen, and how that was counted."""

    count: Count = field("名额", "名额数")
    base: Line = field("计算办法", "名额怎么算出来的")


class Award(Part):
    """One honour, one kind of object, its recipients."""

    honour: Reference[Title] = field("荣誉称号", "荣誉称号的编号")
    object: AwardObject = field("对象", "集体或个人")
    grade: Line | None = field("等次", "同一荣誉分等次或组别的，写 一等奖、文科组 等，一等一项", None)
    recipients: tuple[Recipient, ...] = field("获奖者", "集体或个人；名单没有公布的写 recipients: []，并写 partial: 是")
    partial: YesNo = field("部分名单", "名单只公布了一部分时写「是」，原文写的个数就可以多于名单上的", False)
    quota: Quota | None = field("名额", "名额和计算办法", None)


class Revocation(Part):
    """An award that was taken back; it stays, marked revoked."""

    on: Day = field("日期", "撤销的日期", happened=True)
    reason: Line = field("理由", "为什么撤销")
    recipient: Line = field("被撤销者", "获奖者的名称，与名单一致")
    honour: Reference[Title] | None = field("荣誉称号", "同一人有几项荣誉时写明哪一项", None)
    unit: Reference[Unit] | None = field("单位", "名单上有同名的人时写明哪个单位", None)

    def concerns(self, award: Award, recipient: Recipient) -> bool:
        """Whether it takes back this award of this recipient."""
        return (
            recipient.name == self.recipient
            and (self.honour is None or self.honour == award.honour)
            and (self.unit is None or self.unit in (recipient.unit, *recipient.other_units))
        )


class Commendation(Record):
    """An award decision; id such as `BZ-2025-003`."""

    type_name: ClassVar[str] = "commendation"
    type_label: ClassVar[str] = "表彰"
    folder: ClassVar[str] = "commendations"
    quotes: ClassVar[frozenset[StatedFigure]] = OF_AWARDS

    title: Line = field("标题", "表彰决定的标题")
    body: Line = field("表彰机关", "作出决定的机关")
    level: Level = field("级别", "国家、省部、市厅、教育工会系统、校、分工会")
    document: Line | None = field("文号", "决定的文号", None)
    decided: Day = field("决定日期", "作出决定的日期", begins=True)
    year: AwardYears = field(
        "年度", "表彰的是哪一年度，例如 2025；几个年度合在一起的写成 2009-2010，学年写成 2024-2025学年"
    )
    unit: Reference[Unit] | None = field("承办单位", "承办评选的单位编号", None)
    notice: Notice | None = field("公示", "决定前的公示", None)
    awards: tuple[Award, ...] = field("表彰项目", "每项荣誉和获奖者")
    revoked: tuple[Revocation, ...] = field("撤销", "撤销的表彰", ())
    text: Prose | None = field("正文", "决定的正文", None)

    @property
    def partial(self) -> bool:
        """Whether the names of an award were not published, or not all of them."""
        return any(one.partial for one in self.awards)

    def heading(self, find: Find) -> str:
        return self.title

    def span(self) -> tuple[date, date]:
        first, last = self.year.days
        return first, max(self.decided, last)
