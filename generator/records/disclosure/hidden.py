"""The suppressed cells of a disclosure beside what is written out of the same unit and period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from generator.records.disclosure.model import Disclosure

_MOST_SUBSETS = 12
"""Of more cells only the sum of all is tried: the number of their subsets doubles with each."""

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMERALS = "第零〇一二两三四五六七八九十百千"
_BELOW = re.compile("不足|不到|不满|少于|小于|低于|[<＜]")


class Group(Struct, frozen=True):
    """Cells of one unit and one period, some of them suppressed."""

    hidden: tuple[str, ...]
    """The labels of the suppressed ones."""
    written: tuple[Decimal, ...]
    """The others, totals that name their parts left out."""
    shown: tuple[str, ...]
    """The labels of the others."""

    @property
    def names(self) -> str:
        """The suppressed labels, quoted."""
        return "".join(f"「{one}」" for one in self.hidden)

    def tells(self, left: Decimal, least: Decimal) -> bool:
        """Whether what is left of a total can only be shared out in one way; each suppressed cell holds 1 to less than `least`."""
        count = len(self.hidden)
        return count <= left <= count * (least - 1) and (count == 1 or left in (count, count * (least - 1)))


def hidden_groups(record: Disclosure) -> dict[tuple[str, str | None], Group]:
    """Every group with a suppressed cell, by unit and period; what is left when others are taken away is a cell, too."""
    cells = [one for one in record.figures if not one.sum_of or one.minus]
    keys = dict.fromkeys((one.of, one.period) for one in cells if one.value is None)
    return {
        key: Group(
            tuple(one.label for one in cells if (one.of, one.period) == key and one.value is None),
            tuple(one.value for one in cells if (one.of, one.period) == key and one.value is not None),
            tuple(one.label for one in record.figures if (one.of, one.period) == key and one.value is not None),
        )
        for key in keys
    }


def spelt_out(text: str, group: Group, unit: str, least: Decimal) -> Iterator[tuple[str, str]]:
    """Where a text says a suppressed number: the label, and the words that say it.

    A label in full, with any number behind it; or a small number behind two characters that only a suppressed label has.
    """
    for label in group.hidden:
        for said in re.finditer(rf"{re.escape(label)}([^\d\n。；，、]{{0,6}}?){_number(unit)}", text):
            if not _BELOW.search(said[1]) and (said[2].isdigit() or _value(said[2]) < least):
                yield label, said[0]
    for said in re.finditer(rf"([\u4e00-\u9fff]{{2,8}}?)(?:有|了|的|为|共|仅|只|计|：)?\s*{_number(unit)}", text):
        tail = said[1][-2:]
        owners = [label for label in group.hidden if tail in label and not said[1].endswith(label)]
        if owners and 0 < _value(said[2]) < least and not any(tail in label for label in group.shown):
            yield owners[0], said[0]


def _number(unit: str) -> str:
    return rf"(?<![\d.,{_NUMERALS}])(\d{{1,9}}|[{''.join(_DIGITS)}])\s*{re.escape(unit)}"


def _value(written: str) -> int:
    return _DIGITS[written] if written in _DIGITS else int(written)


def sums_of(numbers: Sequence[Decimal]) -> set[Decimal]:
    """What two or more of some numbers, or all of them, may add up to."""
    if len(numbers) > _MOST_SUBSETS or len(numbers) < 2:
        return {sum(numbers, Decimal(0))}
    found: dict[int, set[Decimal]] = {0: {Decimal(0)}}
    for number in numbers:
        for count in sorted(found, reverse=True):
            found.setdefault(count + 1, set()).update(one + number for one in found[count])
    return {one for count, every in found.items() if count > 1 for one in every}
