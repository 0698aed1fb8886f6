"""A sitting of the staff congress (教代会) of the school or of one unit."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from generator.model import Find, Part, Record, Reference, field
from generator.parts import Span
from generator.records.unit.model import Unit
from generator.stated_figures import OF_PROPOSALS, StatedFigure
from generator.values import Choice, Count, Day, Line, Prose, SchoolYear, YesNo


class Delegates(Part):
    """How many delegates there are and how many came."""

    due: Count = field("应到", "应到代表（或教职工）人数")
    present: Count = field("实到", "实到人数")


class ReportKind(Choice):
    """The reports that a congress must hear (domain rule D9; handling of proposals by decree 32)."""

    DEVELOPMENT = "发展规划"
    YEARLY_WORK = "年度工作"
    FINANCE = "财务预决算"
    DISTRIBUTION = "分配方案"
    PROPOSALS = "提案办理"


class Report(Part):
    """A report given to the congress."""

    kind: ReportKind = field("报告种类", "发展规划、年度工作、财务预决算、分配方案、提案办理")
    title: Line | None = field("报告名称", "报告的全称", None)
    record: Reference[Record] | None = field("报告所在记录", "公开这份报告的记录编号", None)


class Votes(Part):
    """A counted vote."""

    votes_for: Count = field("赞成", "赞成票", alias="for")
    against: Count = field("反对", "反对票")
    abstained: Count = field("弃权", "弃权票")
    invalid: Count | None = field("无效", "无效票；没有公布的不写", None)
    issued: Count | None = field("发出", "发出的选票；没有公布的不写", None)
    returned: Count | None = field("收回", "收回的选票；没有公布的不写", None)

    @property
    def valid(self) -> int:
        """Those that were for, against, or abstained."""
        return self.votes_for + self.against + self.abstained

    @property
    def cast(self) -> int:
        """The same with what was invalid."""
        return self.valid + (self.invalid or 0)


class DecisionResult(Choice):
    """What the congress decided."""

    PASSED = "通过"
    REJECTED = "未通过"
    HEARD = "听取"


class Decision(Part):
    """A decision of the congress."""

    title: Line = field("决议", "决议或事项的名称")
    result: DecisionResult = field("结果", "通过、未通过或听取")
    votes: Votes | None = field("表决", "票数；鼓掌通过等没有计票的不写", None)
    record: Reference[Record] | None = field("相关记录", "公开决议内容的记录编号", None)


class Delegate(Part):
    """A delegate on the published roster."""

    name: Line = field("姓名", "代表姓名", unless_consented="一名代表")
    unit: Reference[Unit] = field("单位", "代表所在单位的编号")
    delegation: Line | None = field("代表团", "所在代表团的名称", None)


class Congress(Record):
    """A sitting; id `8-3` (eighth congress, third session), of a unit `JXXY-2024`.

    Where `partial`, only some of its proposals are on record, such as the key ones: nothing that is counted of these is
    a count of the whole, and what documents print may be more.
    """

    type_name: ClassVar[str] = "congress"
    type_label: ClassVar[str] = "教代会"
    folder: ClassVar[str] = "congresses"
    quotes: ClassVar[frozenset[StatedFigure]] = OF_PROPOSALS

    unit: Reference[Unit] | None = field("单位", "二级单位教代会写单位编号；学校的不写", None)
    title: Line | None = field("会议名称", "不写就由届次或单位和年份组成", None)
    term: Count | None = field("届", "第几届", None)
    session: Count | None = field("次", "第几次会议", None)
    school_year: SchoolYear | None = field("学年", "会议属于哪个学年；不写就由会期算出", None)
    held: Span = field("会期", "会议从哪天到哪天")
    delegates: Delegates | None = field("代表", "应到和实到人数", None)
    proposal_deadline: Day | None = field("提案截止日期", "提案征集截止的日期，当天算在内", None)
    answers_due: Day | None = field("答复期限", "大会确定的答复期限", None)
    seconders: Count | None = field("附议人数", "个人提案至少要几名附议人；不写按规则 P1", None)
    categories: tuple[Line, ...] = field("提案类别", "这次会议的提案分类", ())
    partial: YesNo = field("部分提案", "只公布了其中一部分提案时写「是」，原文写的件数就可以多于公布的", False)
    agenda: tuple[Line, ...] = field("议程", "会议议程", ())
    reports: tuple[Report, ...] = field("报告", "大会听取的报告", ())
    decisions: tuple[Decision, ...] = field("决议", "大会的决议和表决", ())
    roster: tuple[Delegate, ...] = field("代表名册", "公布的代表名单；没有公布就不写", ())
    text: Prose | None = field("正文", "会议情况", None)

    def heading(self, find: Find) -> str:
        if self.title:
            return self.title
        unit = find(self.unit) if self.unit else None
        whose = unit.heading(find) if unit else ""
        if self.term and self.session:
            return f"{whose}第{in_chinese(self.term)}届教职工代表大会第{in_chinese(self.session)}次会议"
        return f"{whose}{self.held.start.year}年教职工大会"

    def span(self) -> tuple[date, date]:
        return self.held.start, self.held.end


def in_chinese(number: int) -> str:
    """A number from 1 to 99 as it is written in the name of a congress: 8 is `八`, 12 is `十二`."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
