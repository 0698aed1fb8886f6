"""What must hold of search synonyms."""

from __future__ import annotations

import re

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error
from generator.records.alias.model import Alias

_BETWEEN = re.compile(r"[、，,；;/]")


@error("编写规则：同义词成组")
def too_few_words(record: Alias, facts: Facts) -> Findings:
    """一组同义词至少有两个不同的词。"""
    different = {one.casefold() for one in record.words}
    if len(record.words) > len(different):  # that is said at the second one
        return
    if len(different) < 2:
        together = [word for one in record.words for word in _BETWEEN.split(one) if word]
        if len(together) > 1:
            lines = " ".join(f"「- {word}」" for word in together)
            yield Finding(("words",), f"「{record.words[0]}」把几个词写在一行", f"一行写一个：{lines}")
            return
        yield Finding(
            ("words",),
            f"只有一个词（{'、'.join(dict.fromkeys(record.words)) or '空'}），没有同义词可言",
            "补上意思相同的词；没有就删去这个文件",
        )


@error("编写规则：同义词成组")
def word_in_two_sets(record: Alias, facts: Facts) -> Findings:
    """一个词只属于一组同义词，在组里只写一次；大小写不同算同一个词。"""
    taken = {
        word.casefold(): other.id for other in facts.of_type(Alias) if other.id < record.id for word in other.words
    }
    seen: set[str] = set()
    for index, word in enumerate(record.words):
        folded = word.casefold()
        if folded in seen:
            yield Finding(("words", index), f"「{word}」在这一组里写了两次", "删去一个")
        elif folded in taken:
            other = taken[folded]
            yield Finding(
                ("words", index),
                f"「{word}」已经在 {other} 里",
                f"意思相同的并成一组；意思不同的，从 {record.id} 或 {other} 里删去它",
            )
        seen.add(folded)


CHECKS: tuple[Check[Alias], ...] = (too_few_words, word_in_two_sets)
