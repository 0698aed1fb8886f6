"""Counts that a decision prints: spelt out (五名, 二十九人, 一百零五个), and in which measure word."""

from __future__ import annotations

from typing import NamedTuple

from generator.late import late
from generator.numerals import NUMERALS, number_of

_COUNT = late(rf"([{NUMERALS}]+)(?=[余多]?(?:个|名|人|位|项|件|篇|组|家|支|队|幅|部|节|\Z))")


def in_digits(text: str) -> str:
    """The text with each spelt out count as digits; a text that has digits already is left as it is."""
    if any(one.isdigit() for one in text):
        return text
    return _COUNT.sub(lambda match: str(number_of(match[1])), "".join(text.split()))


class Measure(NamedTuple):
    """The word that counts in a printed number, '' where there is none."""

    word: str

    @property
    def works(self) -> bool:
        """Whether works are counted, of which several persons may have made one, and one person several."""
        return bool(self.word) and self.word in _WORKS

    @property
    def persons(self) -> bool:
        """Whether persons are counted."""
        return bool(self.word) and self.word in _PERSONS

    @property
    def times(self) -> bool:
        """Whether each time that a person received an award is counted: 32人次."""
        return self.word == TIMES

    @property
    def counts(self) -> bool:
        """Whether it may count awards: neither money nor a rate does."""
        return self.word not in _NO_COUNTS

    def fits(self, other: Measure, *, joint: bool) -> bool:
        """Whether numbers can be held together: works and persons cannot, `joint` awards and persons neither."""
        if self.persons == other.persons:
            return True
        return not (joint or self.works or other.works)


TIMES = "人次"
_WORKS, _PERSONS = "件项篇部幅首", ("名", "人", "位", TIMES)
_MEASURED = late(r"\d[余多]?(人次|万?元|[\u4e00-\u9fff%‰％])")
_NO_COUNTS = ("元", "万元", "%", "‰", "％", "年", "月", "日")


def measured(text: str) -> Measure:
    """The measure word behind the number of a text."""
    found = _MEASURED.search("".join(in_digits(text).split()))
    return Measure(found[1] if found else "")
