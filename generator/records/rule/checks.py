"""What must hold of a rule pack. That it does not end before it begins is a common check."""

from __future__ import annotations

from collections.abc import Iterable

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
from generator.records.rule.model import Rule


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


CHECKS: tuple[Check[Rule], ...] = (same_name, word_twice)
