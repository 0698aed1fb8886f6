"""What the text of a disclosure says beside its figures: only what is surely meant (B5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.late import late
from generator.nearest import swapped
from generator.record_type import Check, Findings, warning
from generator.records.disclosure.model import Disclosure, Figure
from generator.records.disclosure.periods import years_of

_NUMBER = late(r"(?<![\d.,，〔第-])(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d+)?\s*([^\d\s，。；、,.;（）()]{1,4})")
_CLAUSE = late(r"[，；。、;\n（）()]|,(?!\d{3})")
_FEWEST_DIGITS = 3
_OF_ANOTHER = ("上年", "去年", "往年", "增", "减", "多", "少", "比", "其中", "另", "计划", "预计", "目标")
"""Words of a clause that speaks of another number than the one that its figure tells."""
_ENDS = ("合计", "总计", "总数", "总额", "人数", "总")
"""Ends of labels that texts leave out: 全日制在校生合计 is 全日制在校生 there."""


@warning("B5 数字由数据算出")
def text_number_swapped(record: Disclosure, facts: Facts) -> Findings:
    """正文里写的数，与同一个指标的数据没有把相邻的两个数字写颠倒。

    只看正文写了指标名称、单位也相同的数；别的不同，可能说的是另一天、另一个口径。对的数也写了的（更正说明）不查。
    """
    text = (record.text or "") if record.replaces is None else ""
    named = [(_core(one.label), one) for one in record.figures if len(_plain(one.value)) >= _FEWEST_DIGITS]
    named = [(core, one) for core, one in named if len(core) >= 2 and core in text]
    told = {_digits(one[1], one[2]) for one in _NUMBER.finditer(text)} if named else set()
    named = [
        (core, one)
        for core, one in named
        if _plain(one.value) not in told and any(swapped(digits, _plain(one.value)) for digits in told)
    ]
    known = {_plain(one.value) for one in record.figures}
    for clause in _clauses(text) if named else ():
        for found in _NUMBER.finditer(clause):
            digits = _digits(found[1], found[2])
            right = _meant(digits, found, clause, named) if digits not in known else None
            if right is not None:
                when = f"（{right.period}）" if right.period else ""
                message = (
                    f"正文写「{found[1]}{found[2] or ''} {right.of}」，数据里「{right.label}」{when}"
                    f"是 {right.value:f}{right.of}，像是把两个数字写颠倒了"
                )
                remedy = "对照原件，改正正文或者数据；正文说的是另一个数的不用改"
                yield Finding(("text",), message, remedy, offset=text.find(found[0]))


def _meant(digits: str, found: re.Match[str], clause: str, named: Sequence[tuple[str, Figure]]) -> Figure | None:
    """The figure whose number a text has with two digits swapped: named in the clause before it, in its unit."""
    before = clause[: found.start()]
    years = years_of(before)
    for core, one in named:
        same_year = not years or not years_of(one.period) or bool(set(years) & set(years_of(one.period)))
        if core in before and found[3].startswith(one.of) and same_year and swapped(digits, _plain(one.value)):
            return one
    return None


def _clauses(text: str) -> Iterator[str]:
    """The parts of sentences that speak of what is, not of what has changed."""
    for one in _CLAUSE.split(text):
        if not any(word in one for word in _OF_ANOTHER):
            yield one


def _digits(whole: str, rest: str | None) -> str:
    return re.sub(r"\D", "", whole + (rest or ""))


def _core(label: str) -> str:
    end = next((one for one in _ENDS if label.endswith(one)), "")
    return label.removesuffix(end)


def _plain(value: Decimal | None) -> str:
    """The digits of a number, without sign and point."""
    return "" if value is None else re.sub(r"\D", "", f"{value:f}")


CHECKS: tuple[Check[Disclosure], ...] = (text_number_swapped,)
