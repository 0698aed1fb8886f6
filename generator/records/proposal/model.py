"""A proposal of the staff congress, and everything that happened to it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from generator.model import Find, Part, Record, Reference, field
from generator.records.budget.model import Budget
from generator.records.congress.model import Congress
from generator.records.unit.model import Unit
from generator.values import Choice, Day, Line, Prose, YesNo

UNNAMED = "一名代表"
"""How a delegate is called who has not consented to be named."""


class Proposer(Part):
    """Who proposes: a delegate by name, or a delegation (domain rule P1)."""

    name: Line | None = field("姓名", "代表姓名；代表团提案不写", None, unless_consented=UNNAMED)
    delegation: Line | None = field("代表团", "代表团名称；个人提案不写", None)
    unit: Reference[Unit] | None = field("单位", "代表所在单位的编号", None)
    consent: YesNo = field("同意公开", "本人是否书面同意公开姓名", False)


class Seconder(Part):
    """A delegate who seconds a proposal."""

    name: Line = field("姓名", "附议人姓名", unless_consented=UNNAMED)
    unit: Reference[Unit] | None = field("单位", "附议人所在单位的编号", None)
    consent: YesNo = field("同意公开", "本人是否书面同意公开姓名", False)


class Retraction(Part):
    """Taken back by its proposer."""

    on: Day = field("日期", "撤回的日期", happened=True)
    reason: Line = field("理由", "为什么撤回")


class Outcome(Choice):
    """The outcome of the review (domain rule P4)."""

    FILED = "filed"
    SUGGESTION = "suggestion"
    NOT_FILED = "not_filed"

    @property
    def label(self) -> str:
        return {"filed": "立案", "suggestion": "转意见建议", "not_filed": "不予立案"}[self.value]


class NotFiledCause(Choice):
    """Why a proposal was not filed, or was turned into a suggestion (domain rules P3, P5, P15)."""

    BEYOND_POWERS = "超出职权范围"
    AGAINST_LAW = "违反法律或政策"
    PERSONAL = "个人问题"
    SOLVED = "已经解决"
    NO_MEASURES = "没有具体建议"
    LATE = "逾期提交"
    TOO_FEW_SECONDERS = "附议人不足"
    RETRACTED = "撤销"
    OTHER = "其他"


class Review(Part):
    """The review by the proposal committee."""

    on: Day = field("日期", "审查的日期", happened=True)
    outcome: Outcome = field("结果", "filed 立案、suggestion 转意见建议、not_filed 不予立案")
    cause: NotFiledCause | None = field("原因", "不予立案或转意见建议的原因", None)
    note: Line | None = field("说明", "审查意见", None)


class OwnDeadline(Part):
    """A deadline of its own, with the reason (domain rule P12)."""

    on: Day = field("期限", "这件提案的答复期限")
    reason: Line = field("理由", "为什么另定期限")


class ResponseResult(Choice):
    """The lead unit's own grade (domain rule P11); the last two are classes of some schools, beside or instead of 不能落实."""

    DONE = "已落实"
    UNDER_WAY = "正在落实"
    PLANNED = "列入计划"
    NOT_NOW = "暂不能落实"
    IMPOSSIBLE = "不能落实"
    EXPLAINED = "解释说明"
    FOR_REFERENCE = "留作参考"

    @property
    def declines(self) -> bool:
        """Whether what was asked for is not done and not promised, so that a reason is owed (P8)."""
        return self in (ResponseResult.IMPOSSIBLE, ResponseResult.EXPLAINED, ResponseResult.FOR_REFERENCE)


class Response(Part):
    """An answer of a unit (domain rule P8)."""

    on: Day = field("日期", "答复的日期", happened=True)
    unit: Reference[Unit] = field("答复单位", "答复单位的编号")
    signed_by: Line | None = field("签发", "签发的分管校领导职务", None, office=True)
    result: ResponseResult = field(
        "办理结果", "已落实、正在落实、列入计划、暂不能落实、不能落实；学校另分解释说明、留作参考的照写"
    )
    text: Prose = field("答复", "答复全文")
    measures: Prose | None = field("措施", "采取或计划的措施", None)
    due: Day | None = field("承诺日期", "承诺完成的日期", None)
    obstacle: Prose | None = field("困难", "暂时不能落实的困难", None)


class Grade(Choice):
    """The proposer's rating of an answer (domain rule P10)."""

    SATISFIED = "满意"
    FAIRLY = "基本满意"
    DISSATISFIED = "不满意"
    NONE_GIVEN = "未反馈"


class Rating(Part):
    """The proposer's rating of the answer before it."""

    on: Day = field("日期", "反馈的日期", happened=True)
    grade: Grade = field("评价", "满意、基本满意、不满意、未反馈")
    note: Line | None = field("意见", "提案人的意见", None)


class CarryingOut(Part):
    """A report on the carrying out, after the answer (domain rule P9)."""

    on: Day = field("日期", "报告进展的日期", happened=True)
    text: Prose = field("进展", "做了什么")
    result: ResponseResult = field("办理结果", "到这一天的办理结果")
    due: Day | None = field("承诺日期", "改期时新的承诺日期", None)


class Closing(Part):
    """The proposal is closed."""

    on: Day = field("日期", "办结的日期", happened=True)
    cause: Line = field("理由", "为什么办结")


class MoneyLine(Part):
    """A budget line that the proposal led to."""

    budget: Reference[Budget] = field("预算", "预算记录的编号", drops_item=True)
    code: Line = field("科目代码", "预算里的科目代码")


class Proposal(Record):
    """A proposal; id `TA-0803-001`. Its stage is computed from what happened, never typed."""

    type_name: ClassVar[str] = "proposal"
    type_label: ClassVar[str] = "提案"
    folder: ClassVar[str] = "proposals"

    congress: Reference[Congress] = field("教代会", "哪次教代会，写会议编号，例如 8-3")
    title: Line = field("案由", "一事一案，一句话说明")
    category: Line = field("类别", "这次教代会的提案类别之一")
    proposers: tuple[Proposer, ...] = field("提案人", "代表姓名和单位，或代表团")
    seconders: tuple[Seconder, ...] = field("附议人", "附议的其他代表", ())
    handed_in: Day = field("提交日期", "收到提案的日期", begins=True)
    retracted: Retraction | None = field("撤回提案", "提案人自己撤回", None)
    reason: Prose = field("理由", "为什么提")
    measures: Prose | None = field("建议措施", "建议怎么办", None)
    review: Review | None = field("审查", "提案委员会的审查", None)
    merged_into: Reference[Proposal] | None = field("并入", "并案后主案的编号", None, needed=True)
    lead: Reference[Unit] | None = field("主办单位", "主办单位的编号，只有一个", None)
    supporting: tuple[Reference[Unit], ...] = field("协办单位", "协办单位的编号", ())
    assigned: Day | None = field("交办日期", "交给主办单位的日期", None, happened=True)
    deadline: OwnDeadline | None = field("另定期限", "与大会期限不同时写", None)
    key: YesNo = field("重点提案", "是否重点提案", False)
    follower: Line | None = field("督办人", "重点提案的督办人，写职务", None, office=True)
    responses: tuple[Response, ...] = field("答复", "每次答复", ())
    ratings: tuple[Rating, ...] = field("反馈", "提案人的评价", ())
    carrying_out: tuple[CarryingOut, ...] = field("落实", "答复以后的进展", ())
    closed: Closing | None = field("办结", "什么时候、因为什么办结", None)
    money: tuple[MoneyLine, ...] = field("经费", "因这件提案列入的预算科目", ())

    def heading(self, find: Find) -> str:
        return self.title

    def span(self) -> tuple[date, date]:
        days = [self.handed_in, *(one.on for one in self.responses), *([self.assigned] if self.assigned else [])]
        return min(days), max(days)
