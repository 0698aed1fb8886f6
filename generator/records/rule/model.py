"""A rule of the domain with its numbers: percentages, days, thresholds, ceilings live here, none in code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from generator.dataset import Facts, Missing
from generator.model import Find, Part, Record, Reference, field
from generator.values import Amount, Day, Line, YesNo

_PERIODS = frozenset({"工作日", "天", "年", "月", "日"})
_HIDES_BELOW = "最小人数"
_LAST_OF = {"月": 12, "日": 31}
"""The largest number that a value can have whose name ends so: 截止月, 截止日."""
_PART, _WHOLE = "到会份数", "应到份数"


class RuleValue(Part):
    """A number of a rule."""

    name: Line = field("名称", "数值的名称，检查用它找到这个数")
    value: Amount = field("数值", "数值")
    unit: Line = field("单位", "天、工作日、%、人、元 等")
    least: Amount | None = field("下限", "这个数不会小于多少；不写就不限。写错了数，在规则这里就能发现", None)
    most: Amount | None = field("上限", "这个数不会大于多少；不写就不限", None)

    @cached_property
    def impossible(self) -> str:
        """Why nothing can be checked by it, '' where it can: a period that has no days, a cell that hides nobody."""
        if self.value < 0:
            return "不能是负数"
        if self.value == 0 and self.unit in _PERIODS:
            return f"不能是 0 {self.unit}"
        if self.name == _HIDES_BELOW and self.value <= 1:
            return "不能小于 2，否则小于它的数一个也不会隐去"
        last = next((number for end, number in _LAST_OF.items() if self.name.endswith(end)), None)
        if last is not None and self.value > last:
            return f"一年没有 {self.value:f} 月" if last == 12 else f"一个月没有 {self.value:f} 日"
        if self.least is not None and self.value < self.least:
            return f"小于下限 {self.least:f}"
        if self.most is not None and self.value > self.most:
            return f"大于上限 {self.most:f}"
        return ""


class RuleTerms(Part):
    """Words by which a check knows what a rule is about."""

    name: Line = field("名称", "这组词的名称，检查用它找到这些词")
    words: tuple[Line, ...] = field("词语", "规则里用到的词，写得越具体越好")


class Rule(Record):
    """A rule; id is its code: `B3`, `D5`, `P1`."""

    type_name: ClassVar[str] = "rule"
    type_label: ClassVar[str] = "规则"
    folder: ClassVar[str] = "rules"
    paged: ClassVar[bool] = False

    statement: Line = field("规则", "一句话写明规则")
    values: tuple[RuleValue, ...] = field("数值", "规则里的数", ())
    terms: tuple[RuleTerms, ...] = field("词语", "规则里的词：检查用它们认出规则管到的内容", ())
    start: Day | None = field("生效", "从哪天起有效；不写就一直有效", None, alias="from")
    end: Day | None = field("失效", "到哪天为止；还有效就不写", None, alias="to")
    basis: Line = field("依据", "文件名称和文号")
    verified: YesNo = field("已核对", "是否对照过依据原文")

    def heading(self, find: Find) -> str:
        return f"{self.id} {self.statement}"

    def value(self, name: str) -> Decimal:
        """The number of that name. Raises `KeyError` where the rule has none, `Missing` where it is an impossible one."""
        for one in self.values:
            if one.name == name:
                if self.impossible(one):
                    raise Missing(self.id)  # said once, at the rule
                return one.value
        raise KeyError(name)

    def impossible(self, one: RuleValue) -> str:
        """Why nothing can be checked by a number of it, '' where it can: by itself, or beside another."""
        if one.impossible or one.name != _PART:
            return one.impossible
        wholes = (each.value for each in self.values if each.name == _WHOLE)
        return next((f"不能大于「{_WHOLE}」{whole:f}" for whole in wholes if one.value > whole), "")

    def words(self, name: str) -> tuple[str, ...]:
        """The terms of that name. Raises `KeyError` where the rule has none."""
        for one in self.terms:
            if one.name == name:
                return one.words
        raise KeyError(name)

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def _rule(facts: Facts, code: str) -> Rule:
    wanted: Reference[Rule] = Reference(code)
    rule = facts.find(wanted)
    if not isinstance(rule, Rule):
        raise Missing(code, Rule)
    return rule


def ruled(facts: Facts, code: str, name: str) -> Decimal:
    """A number of a rule pack: `ruled(facts, "B7", "差异比例")`. Raises `Missing` where the pack lacks it."""
    try:
        return _rule(facts, code).value(name)
    except KeyError:
        raise Missing(f"{code}:values:{name}", Rule) from None


def terms(facts: Facts, code: str, name: str) -> tuple[str, ...]:
    """Words of a rule pack: `terms(facts, "XS1", "敏感事项")`. Raises `Missing` where the pack lacks them."""
    try:
        return _rule(facts, code).words(name)
    except KeyError:
        raise Missing(f"{code}:terms:{name}", Rule) from None


def in_force(facts: Facts, code: str, day: date) -> bool:
    """Whether a rule holds on a day. Raises `Missing` where there is no such rule."""
    return _rule(facts, code).holds(day)
