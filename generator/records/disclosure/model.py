"""Something that was disclosed, or is withheld with its ground."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from generator.model import Find, Part, Record, Reference, field
from generator.parts import Notice, Period
from generator.records.catalogue.model import CatalogueItem
from generator.records.unit.model import Unit
from generator.stated_figures import OF_FIGURES, StatedFigure
from generator.values import Cell, Choice, Day, Line, Prose, YesNo


class Kind(Choice):
    """How it came to be published (domain rule D3)."""

    ACTIVE = "主动"
    ON_REQUEST = "依申请"


class Lasting(Choice):
    """How long it stays up (domain rule D7)."""

    LONG = "长期"
    TERM = "定期"
    PROMPT = "即时"


class SecrecyReview(Part):
    """The secrecy review before release (domain rule D6)."""

    on: Day = field("日期", "审查的日期", happened=True)
    by: Line = field("审查人", "审查机构或职务，不写姓名", office=True)


class Figure(Part):
    """A published number."""

    label: Line = field("指标", "数字说的是什么")
    value: Cell = field("数值", "只写数字；小于 5 的人数写成 <5")
    of: Line = field("计量单位", "人、元、% 等")
    period: Line | None = field("时间", "哪一年或哪一期；只有一期就不写", None)
    sum_of: tuple[Line, ...] = field("等于", "如果是合计，写出相加的各项指标名称", ())
    minus: tuple[Line, ...] = field(
        "减去", "如果是结余、余额、在办等相减得来的数：减去的各项指标名称，它们不再写在 sum_of 里", ()
    )


class Replaces(Part):
    """A correction: what it corrects, and why."""

    record: Reference[Disclosure] = field("更正对象", "被更正记录的编号")
    reason: Line = field("原因", "为什么更正")


class Ground(Choice):
    """Grounds for withholding (domain rule D4)."""

    STATE_SECRET = "国家秘密"  # noqa: S105 - a ground, no password
    TRADE_SECRET = "商业秘密"  # noqa: S105
    PRIVACY = "个人隐私"
    SECURITY = "危及国家安全、公共安全、经济安全和社会稳定"
    LAW = "法律、法规规定不得公开"
    INTERNAL = "内部事务信息"
    """《中华人民共和国政府信息公开条例》（2019） 第十六条第一款: personnel, logistics, internal procedures."""
    IN_PROGRESS = "过程性信息"
    """第十六条第二款: records of discussions, drafts, letters of consultation, requests for instructions."""


class Withheld(Part):
    """Not published: on which ground, by whose decision, reviewed when."""

    ground: Ground = field("理由", "是哪一种理由；后两种的出处是《政府信息公开条例》第十六条")
    basis: Line = field("依据", "依据的条文")
    decided_by: Line = field("决定机构", "由谁决定", office=True)
    review_on: Day = field("复查日期", "什么时候重新审查")


class Outcome(Choice):
    """What a request was answered with (《高等学校信息公开办法》)."""

    GRANTED = "予以公开"
    PARTLY = "部分公开"
    REFUSED = "不予公开"
    ABSENT = "信息不存在"
    ELSEWHERE = "非本机关掌握"
    TO_AMEND = "补正"
    REPEATED = "不再重复处理"
    DROPPED = "视为放弃"

    @property
    def label(self) -> str:
        return "告知补正" if self is Outcome.TO_AMEND else self.value

    @property
    def gives(self) -> bool:
        """Whether the applicant got what was asked for, or a part of it."""
        return self in (Outcome.GRANTED, Outcome.PARTLY)

    @property
    def without_answer(self) -> bool:
        """Whether a request can end so without an answer: nobody waits for one any more."""
        return self in (Outcome.REPEATED, Outcome.DROPPED)

    @property
    def refuses(self) -> bool:
        """Whether something that exists was not given, so that a ground is wanted (domain rule D4)."""
        return self in (Outcome.PARTLY, Outcome.REFUSED)


class Request(Part):
    """A request for information that this answers (domain rule D5)."""

    received: Day = field("收到申请", "收到申请的日期", happened=True)
    amended: Day | None = field("收到补正", "要求补正过的：收到补正的日期，期限从这一天算起", None, happened=True)
    extended: YesNo = field("延期", "是否依规延期", False)
    extension_notified: Day | None = field("延期告知", "告知申请人延期的日期", None, happened=True)
    answered: Day | None = field("答复申请", "答复申请人的日期；还没有答复就不写", None, happened=True)
    outcome: Outcome | None = field(
        "答复结果", "答复的结果；还没有答复就不写，视为放弃、不再重复处理的除外", None, follows="answered"
    )
    ground: Ground | None = field(
        "不公开的理由",
        "不予公开、部分公开的：是哪一种理由；后两种的出处是《政府信息公开条例》第十六条",
        None,
        follows="answered",
    )
    basis: Line | None = field("不公开的依据", "不予公开、部分公开的：依据的条文", None, follows="answered")
    reason: Line | None = field(
        "答复说明", "哪些没有公开、为什么；信息不存在、非本机关掌握的怎样查找、该向谁申请", None, follows="answered"
    )

    @property
    def result(self) -> Outcome | None:
        """What it was answered with, or how it ended without an answer; None before that."""
        return self.outcome if self.answered is not None or self.unanswered else None

    @property
    def unanswered(self) -> bool:
        """Whether it ended without an answer: given up, or the same as one that was answered before."""
        return self.answered is None and self.outcome is not None and self.outcome.without_answer

    @property
    def begun(self) -> date:
        """The day from which its answer is owed."""
        return self.amended or self.received

    @property
    def prolonged(self) -> bool:
        """Whether the time to answer was said to be extended."""
        return self.extended or self.extension_notified is not None


class Disclosure(Record):
    """A disclosure; id such as `GK-2025-014`."""

    type_name: ClassVar[str] = "disclosure"
    type_label: ClassVar[str] = "公开事项"
    folder: ClassVar[str] = "disclosures"
    quotes: ClassVar[frozenset[StatedFigure]] = OF_FIGURES

    item: Reference[CatalogueItem] = field("目录事项", "公开目录事项的编号，例如 QD-12")
    title: Line = field("标题", "公开内容的标题")
    unit: Reference[Unit] = field("公开单位", "公开单位的编号")
    period: Period | None = field("所属期间", "内容说的是哪一段时间；与时间无关就不写", None)
    produced: Day | None = field("形成日期", "信息形成或获取的日期", None, happened=True)
    published: Day | None = field("公开日期", "首次公开的日期", None, begins=True)
    kind: Kind = field("公开方式", "主动或依申请", Kind.ACTIVE)
    lasting: Lasting = field("公开期限", "长期、定期或即时", Lasting.LONG)
    secrecy_review: SecrecyReview | None = field("保密审查", "公开前的保密审查", None)
    text: Prose | None = field("正文", "公开的内容；不予公开时不写", None)
    figures: tuple[Figure, ...] = field("数据", "公开的数字", ())
    notice: Notice | None = field("公示", "公示的起止、受理渠道和异议", None)
    replaces: Replaces | None = field("更正", "更正了哪条记录", None)
    withheld: Withheld | None = field("不予公开", "不公开的理由和决定", None)
    request: Request | None = field("申请", "依申请公开的办理", None)

    def heading(self, find: Find) -> str:
        return self.title

    def span(self) -> tuple[date, date] | None:
        if self.period is not None:
            return self.period.days
        day = self.published or self.produced
        return (day, day) if day else None


Replaces.model_rebuild()  # it names the class that is defined after it; until then its reference is not known as one
