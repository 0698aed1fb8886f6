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


_NOT = "不是"


@warning("编写规则")
def word_twice(record: Rule, facts: Facts) -> Findings:
    """一组词语里没有重复的词；写在「不是……」里的词，不又写在别的组里。"""
    for index, group in enumerate(record.terms):
        for number, word in enumerate(group.words):
            place = ("terms", index, "words", number)
            if word in group.words[:number]:
                yield Finding(place, f"「{word}」写了两次", "删去一个")
            elif group.name.startswith(_NOT):
                others = (one.name for one in record.terms if word in one.words and not one.name.startswith(_NOT))
                for other in others:
                    message = f"「{word}」写在「{group.name}」里，又写在「{other}」里"
                    yield Finding(place, message, "两组的意思相反，留下对的一处")


@error("编写规则：检查按规则里的数判断")
def impossible_value(record: Rule, facts: Facts) -> Findings:
    """规则里的数不是负的，不超出它的下限（least）和上限（most）；期限至少一天，月份和日子日历上有，最小人数至少是 2。

    用到这个数的检查都不做，改正以后再做。
    """
    for index, one in enumerate(record.values):
        why = record.impossible(one)
        if why:
            message = f"「{one.name}」写的是 {one.value:f} {one.unit}，{why}；用到它的检查都没有做"
            remedy = f"对照「{shortened(record.basis)}」改正"
            bounded = one.least is not None or one.most is not None
            own = "；本校确实另有规定的，连同 least、most 一起改，并写明依据"
            yield Finding(("values", index, "value"), message, f"{remedy}{own}" if bounded else remedy)


_IN_PERCENT = ("计提比例", "留成比例", "允许偏差", "差异比例", "变动比例", "通过比例")
_IN_DAYS = (
    "提前公开天数",
    "公示最长天数",
    "会期天数",
    "公示到决定天数",
    "编制提前天数",
    "调休最远天数",
    "提案征集天数",
    "提前天数",
)
_UNITS = {**dict.fromkeys(_IN_PERCENT, "%"), **dict.fromkeys(_IN_DAYS, "天")}
"""How the numbers are counted that checks ask for."""


@error("D1、D5、GS1 工作日按国务院办公厅的节假日安排计算；B3、B7 比例是百分比")
def counted_in_another_unit(record: Rule, facts: Facts) -> Findings:
    """名称以「时限」结尾的数按工作日计算，检查用到的比例是百分比、天数是日历上的天，单位都照这样写。

    单位写得不同，读者看到的就与检查所用的不是一个数。
    """
    for index, one in enumerate(record.values):
        wanted = "工作日" if one.name.endswith("时限") else _UNITS.get(one.name, one.unit)
        if one.unit != wanted:
            message = f"「{one.name}」按{wanted}计算，单位却写「{one.unit}」"
            remedy = f"单位改成 {wanted}；原文是别的单位的，连同数值换算"
            if wanted == "工作日":
                remedy = "单位改成 工作日；原文是日历上的天数的，换算成工作日"
            yield Finding(("values", index, "unit"), message, remedy)


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
