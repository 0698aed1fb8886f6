"""Small numbers of people in a text beside a word for illness or hardship: 「慰问住院职工 4 人」 points at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_AMOUNT = re.compile(r"\d ?(?:亿|万|千)?元")
_BEFORE = rf"(?<![\d.,第零〇十百千万{''.join(_NUMERALS)}])(?<!第 )"
_AFTER = "(?!(?: ?[（(]?含?[）)]?(?:及?以[上下内]|间|一[组批次户人])))"
_MOST_BETWEEN = 10
TRADES = (
    "症?(?:险(?!理赔|赔付)|医[师生]|总医|部|楼|科|学|室|病[房区]|研究|专[家科业]|团队|中心|讲座|知识|课[程题]|培训|宣[传讲教]|科普|防[治控]|预防|筛查"
    "|诊疗|药|临床|方案|风险|护理|机制|式|问题|刀|器械|缺席|未?能?(?:出席|到会)|识别|干预)"
)
"""What follows a word for illness where it speaks of a trade, a lecture or an insurance: 住院医师, 抑郁讲座, 骨折险."""
NOT_OF_PERSONS = f"(?!{TRADES})"


class SmallCount(NamedTuple):
    """Where a text says a small number of those who are ill or poor, and in which words."""

    start: int
    said: str


def small_counts(
    text: str, words: Sequence[str], units: Sequence[str], others: Sequence[str], least: Decimal, *, paid: bool
) -> Iterator[SmallCount]:
    """Numbers from 1 to less than `least` of something counted in `units`, close to one of the words.

    Only where an amount of money stands in the same line, or beside the text (`paid`); not where one of `others`
    says that it counts somebody else, or is an average.
    """
    if not (words and units):
        return
    word = any_of(tuple(words))
    for line in re.finditer(r"[^\n]+", text):
        if not word.search(line[0]) or not (paid or _AMOUNT.search(line[0])):
            continue
        for match in _pattern(tuple(words), tuple(units)).finditer(line[0]):
            number = match["before"] or match["after"]
            if 0 < _value(number) < least and not any(one in match[0] for one in others):
                yield SmallCount(line.start() + match.start(), match[0])


@cache
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of some words."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


@cache
def _pattern(words: tuple[str, ...], units: tuple[str, ...]) -> re.Pattern[str]:
    """The word with a number behind it, or a number with the word behind it."""
    named, counted = f"(?:{any_of(words).pattern}){NOT_OF_PERSONS}", any_of(units).pattern
    between = rf"[^\d\n。；;，,、]{{0,{_MOST_BETWEEN}}}?"
    number = rf"\d{{1,3}}|[{''.join(_NUMERALS)}]"
    return re.compile(
        rf"(?:{named}){between}{_BEFORE}(?P<before>{number}) ?个?(?:{counted}){_AFTER}"
        rf"|{_BEFORE}(?P<after>{number}) ?个?(?:{counted}){_AFTER}{between}(?:{named})"
    )


def _value(written: str) -> int:
    return _NUMERALS[written] if written in _NUMERALS else int(written)
