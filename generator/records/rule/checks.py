"""What must hold of a rule pack. That it does not end before it begins is a common check."""

from __future__ import annotations

from collections.abc import Iterable

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
from generator.records.rule.model import Rule
from generator.values import shortened


@error("编写规则：检查按名称找数值和词语")
def same_name(record: Rule, facts: Facts) -> Findings:
    """一条规则里，数值的名称各不相同，词语的名称也各不相同。"""
    yield from _twice("values", "数值", [one.name for one in record.values])
    yield from _twice("terms", "词语", [one.name for one in record.terms])


def _twice(key: str, what: str, names: Iterable[str]) -> Findings:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield Finding((key, index, "name"), f"{what}「{name}」写了两次", "删去一个，或换一个名称")
        seen.add(name)


@warning("编写规则")
def word_twice(record: Rule, facts: Facts) -> Findings:
    """一组词语里没有重复的词。"""
    for index, group in enumerate(record.terms):
        for number, word in enumerate(group.words):
            if word in group.words[:number]:
                yield Finding(("terms", index, "words", number), f"「{word}」写了两次", "删去一个")


@error("编写规则：检查按规则里的数判断")
def impossible_value(record: Rule, facts: Facts) -> Findings:
    """规则里的数不是负的，期限至少一天，最小人数至少是 2。

    用到这个数的检查都不做，改正以后再做。
    """
    for index, one in enumerate(record.values):
        if one.impossible:
            message = f"「{one.name}」写的是 {one.value:f} {one.unit}，{one.impossible}；用到它的检查都没有做"
            yield Finding(("values", index, "value"), message, f"对照「{shortened(record.basis)}」改正")


@error("D1、D5、GS1 工作日按国务院办公厅的节假日安排计算")
def counted_in_another_unit(record: Rule, facts: Facts) -> Findings:
    """名称以「时限」结尾的数按工作日计算，单位写工作日。"""
    for index, one in enumerate(record.values):
        if one.name.endswith("时限") and one.unit != "工作日":
            message = f"「{one.name}」按工作日计算，单位却写「{one.unit}」"
            yield Finding(("values", index, "unit"), message, "单位改成 工作日；原文是日历上的天数的，换算成工作日")


@warning("编写规则：检查用有效的规则")
def not_in_force(record: Rule, facts: Facts) -> Findings:
    """规则在网站的截至日期有效：已经生效，还没有失效。

    不在有效期内的，公开时限、申请答复、年度报告和必报报告的检查都停下来。
    """
    day = facts.as_of
    if record.end is not None and record.end < day:
        key, what = "to", f"{record.end} 已经失效"
    elif record.start is not None and record.start > day:
        key, what = "from", f"{record.start} 才生效"
    else:
        return
    message = f"规则 {record.id} {what}，截至 {day} 不在有效期内，按有效期做的检查和期限都停了"
    yield Finding((key,), message, "查对年份；有新文件接替的，改成新的内容和生效日期；确实不再适用的不用改")


CHECKS: tuple[Check[Rule], ...] = (same_name, word_twice, impossible_value, counted_in_another_unit, not_in_force)
