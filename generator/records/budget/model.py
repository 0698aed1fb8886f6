"""A budget and its final accounts: of the union, of a branch union, of a school or a college."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from generator.diagnostics import Place
from generator.model import Find, Part, Phase, Record, Reference, field
from generator.parts import Period
from generator.records.classification.model import Classification
from generator.records.unit.model import Unit
from generator.stated_figures import OF_MONEY, StatedFigure
from generator.values import Amount, Choice, Count, Day, Line, Prose, Share, Year, YesNo


class MoneyUnit(Choice):
    """The unit that amounts are written in, once for a whole record."""

    YUAN = "元"
    WAN = "万元"

    @property
    def yuan(self) -> int:
        """How many 元 one of it is."""
        return 1 if self is MoneyUnit.YUAN else 10_000


class Phases(Part):
    """Amounts in the four phases (domain rule B6). A missing one was not published; it is never 0."""

    proposed: Amount | None = field("预算草案", "提交审议的预算数", None)
    approved: Amount | None = field("批准预算", "批准的预算数", None)
    adjusted: Amount | None = field("调整预算", "调整后的完整预算数，不是增减数", None)
    executed: Amount | None = field("决算", "实际执行数", None)

    def amount(self, phase: Phase) -> Decimal | None:
        """The amount in a phase, None where it was not published."""
        value: Decimal | None = getattr(self, phase)
        return value


class YearAmount(Part):
    """What was executed in one year of an account over several years."""

    year: Year = field("年度", "哪一年")
    amount: Amount = field("金额", "那一年的执行数")


class BudgetLine(Phases):
    """A line, with its nested lines (其中 …)."""

    code: Line | None = field("科目代码", "科目表里的代码；下级明细可以只有名称", None)
    name: Line | None = field("名称", "科目名称；不写就用科目表里的名称", None)
    note: Line | None = field("备注", "简短备注", None)
    explanation: Prose | None = field("差异说明", "执行与预算差异超过标准时的说明", None)
    years: tuple[YearAmount, ...] = field("分年执行数", "几年合编的账：各年的执行数", ())
    partial: YesNo = field("部分明细", "只列出其中一部分明细时写「是」，明细之和就可以小于本级", False)
    lines: tuple[BudgetLine, ...] = field("明细", "下级科目或明细", ())


class PlannedBalances(Phases):
    """What the budget of each phase means to leave at the end of the period."""

    opening: Amount | None = field("预计年初结余", "编制预算时估计的年初结余；与实际的年初结余相同就不写", None)


class Movement(Phases):
    """A movement of the balance that is neither income nor expenditure."""

    name: Line = field("名称", "例如 投资收回、往来清理")
    note: Line | None = field("备注", "简短备注", None)


class PayrollBase(Part):
    """The base of the employer's contribution (domain rule B3)."""

    year: Year = field("基数年度", "按哪一年的工资总额计提")
    amount: Amount = field("工资总额", "金额单位与本记录相同")
    ratio: Share = field("计提比例", "例如 2%")
    share: Share = field("留成比例", "基层工会留成，例如 60%")


class Transfer(Part):
    """A transfer to a branch union: by heads (domain rule B8), or a share of what it brought in, or a sum for a purpose."""

    unit: Reference[Unit] = field("分工会", "收到经费的单位编号", drops_item=True)
    purpose: Line | None = field("名目", "不按人头的写是什么钱，例如 会费返还、专项补助；一个单位有几笔的都写", None)
    heads: Count | None = field("人数", "按多少人拨付；不按人头的不写", None)
    rate: Amount | None = field("人均标准", "每人多少，单位与本记录相同", None)
    base: Amount | None = field("返还基数", "按比例返还的写按多少钱算，例如这个分工会交的会费", None)
    share: Share | None = field("返还比例", "按比例返还的写比例，例如 60%", None)
    amount: Amount = field("金额", "拨付金额，单位与本记录相同")


class StepKind(Choice):
    """The steps a budget goes through (domain rule B4)."""

    DRAFTED = "编制"
    COMMITTEE = "工会委员会审议"
    AUDIT_COMMITTEE = "经审会审查"
    CONGRESS = "大会审议"
    SUPERIOR = "上级批准"
    CARRIED_OUT = "执行"
    ADJUSTED = "调整"
    FINAL_ACCOUNTS = "决算"
    AUDITED = "审计"
    REPORTED = "报告"


class Step(Part):
    """A step that was taken."""

    step: StepKind = field("步骤", "编制、工会委员会审议、经审会审查、大会审议、上级批准、执行、调整、决算、审计、报告")
    on: Day = field("日期", "哪天", happened=True)
    body: Line | None = field("机构", "由谁作出", None)
    document: Line | None = field("文件", "文件名称或文号", None)


class Examined(Part):
    """What of the papers the audit committee looked at."""

    what: Line = field("抽查内容", "看的是什么，例如 凭证、账簿、领取记录")
    count: Count = field("数量", "看了多少，只写数字")
    measure: Line = field("量词", "照原文写 份、册、本、张、笔 等")
    amount: Amount | None = field("涉及金额", "看到的一共多少钱，单位与本记录相同；没有公布就不写", None)


class Audit(Part):
    """The audit committee's opinion."""

    on: Day = field("日期", "审计意见的日期", happened=True)
    opinion: Prose = field("审计意见", "经审会的意见")
    examined: tuple[Examined, ...] = field("抽查", "查阅、抽查了哪些凭证和账簿，各多少", ())


class Budget(Record):
    """A budget with its final accounts; id `BG-2025-XGH`."""

    type_name: ClassVar[str] = "budget"
    type_label: ClassVar[str] = "预算"
    folder: ClassVar[str] = "budgets"
    quotes: ClassVar[frozenset[StatedFigure]] = OF_MONEY

    owner: Reference[Unit] = field("单位", "这是谁的账，写单位编号（unit 写的是元或万元）")
    title: Line | None = field("名称", "不写就由单位、年度和核算对象组成", None)
    period: Period = field("期间", "年度写 year；几年合编的写 from 和 to")
    term: Count | None = field("届", "属于第几届工会委员会的任期；写了就列入届内合计", None)
    unit: MoneyUnit = field("金额单位", "元或万元，全记录一致")
    classification: Reference[Classification] = field("科目表", "用哪一版科目表")
    opening_balance: Amount | None = field("年初结余", "期初结余；没有公布就不写", None)
    lines: tuple[BudgetLine, ...] = field("科目", "收入和支出各科目", ())
    other_movements: tuple[Movement, ...] = field("其他变动", "既不是收入也不是支出的结余变动，减少写负数", ())
    closing_balance: Amount | None = field("年末结余", "期末结余；没有公布就不写", None)
    planned_balances: PlannedBalances | None = field("预计结余", "各阶段预算预计的期末结余", None)
    payroll_base: PayrollBase | None = field("工资总额基数", "拨缴经费的计提基数", None)
    heads: Count | None = field("人数", "照录人均数的，写人均按多少人计算，例如会员人数；没有公布就不写", None)
    transfers: tuple[Transfer, ...] = field("拨付分工会", "拨给各分工会的经费：按人头的，返还的，专项的", ())
    steps: tuple[Step, ...] = field("程序", "编制、审议、批准、执行、决算、审计的日期和文件", ())
    audit: Audit | None = field("审计", "经审会的审计意见", None)
    text: Prose | None = field("说明", "编制说明或决算说明", None)

    def heading(self, find: Find) -> str:
        if self.title:
            return self.title
        owner, chart = find(self.owner), find(self.classification)
        whose = owner.short if isinstance(owner, Unit) else self.owner.id
        subject = chart.subject if isinstance(chart, Classification) else "经费"
        return f"{whose}{self.period.label}{subject}"

    def span(self) -> tuple[date, date]:
        return self.period.days

    def walk(self) -> Iterator[tuple[Place, BudgetLine]]:
        """Every line with its place, nested ones after their parent."""
        yield from _walk(self.lines, ("lines",))


def _walk(lines: tuple[BudgetLine, ...], place: Place) -> Iterator[tuple[Place, BudgetLine]]:
    for index, line in enumerate(lines):
        here = (*place, index)
        yield here, line
        yield from _walk(line.lines, (*here, "lines"))
