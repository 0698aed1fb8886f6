"""The suppressed cells of a disclosure beside what is written out of the same unit and period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from generator.numerals import NUMERALS, number_of
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.recomputed import CHANGES, changed, span_of

_MOST_SUBSETS = 12
"""Of more cells only the sum of all is tried: the number of their subsets doubles with each."""

_ALIKE = (("户", "家", "个家庭", "家庭"), ("人", "名", "位"), ("件", "例", "起", "案"))
"""Words that count the same."""
_BETWEEN = "(?:只有|仅有|仅剩|只剩|还有|剩|有|了|的|为|是|共|仅|只|计|达|：)"
_OF = r"\s*(?:被?(?:列入|列为|归入|评为|定为|划为|纳入|进入)|属于?|是|为|在)(?:了|的)?"
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

    A label in full, with any number behind it; or a small number behind two characters that only a suppressed label
    has, or before the two that only a suppressed label begins with (三户列入一类).
    """
    for label in filter(text.__contains__, group.hidden):
        for said in re.finditer(rf"{re.escape(label)}([^\d\n。；，、]{{0,6}}?){_number(unit)}", text):
            if not _BELOW.search(said[1]) and (said[2].isdigit() or number_of(said[2]) < least):
                yield label, said[0]
    if not any(label[at : at + 2] in text for label in group.hidden for at in range(len(label) - 1)):
        return
    for said in re.finditer(rf"([\u4e00-\u9fff]{{2,8}}?){_BETWEEN}?\s*{_number(unit)}", text):
        tail = said[1][-2:]
        owners = [label for label in group.hidden if tail in label and not said[1].endswith(label)]
        if owners and 0 < number_of(said[2]) < least and not any(tail in label for label in group.shown):
            yield owners[0], said[0]
    for said in re.finditer(rf"{_number(unit)}{_OF}([\u4e00-\u9fff]{{2}})", text):
        owners = [label for label in group.hidden if label.startswith(said[2])]
        if owners and 0 < number_of(said[1]) < least and not any(said[2] in label for label in group.shown):
            yield owners[0], said[0]


def counts_in(text: str, unit: str) -> Iterator[tuple[str, int]]:
    """Every count of a unit in a text: the words, and the number."""
    for said in re.finditer(_number(unit), text):
        yield said[0], number_of(said[1])


def _number(unit: str) -> str:
    units = next((those for those in _ALIKE if unit in those), (unit,))
    counted = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return rf"(?<![\d.,第{NUMERALS}])(\d{{1,9}}|[{NUMERALS}]{{1,9}})\s*(?:{counted})"


def quoted_hidden(record: Disclosure) -> Iterator[tuple[int, str]]:
    """The quoted figures that are made from a suppressed cell: their index, and the label."""
    for index, stated in enumerate(record.stated):
        span = span_of(stated.of)
        named = (stated.of.year, stated.of.start, stated.of.end) if span is None else range(span[0], span[1] + 1)
        years = {str(one) for one in named if one is not None}
        meant = [one for one in record.figures if one.label in (stated.of.label, *stated.of.also)]
        timed = [one for one in meant if not years or any(year in (one.period or "") for year in years)]
        if stated.of.figure in CHANGES:  # the year before need not be written
            timed += changed(stated.of, meant) or ()
        if any(one.value is None for one in timed or meant) and not _BELOW.search(stated.value):
            yield index, stated.of.label or ""


def sums_of(numbers: Sequence[Decimal]) -> set[Decimal]:
    """What two or more of some numbers, or all of them, may add up to."""
    if len(numbers) > _MOST_SUBSETS or len(numbers) < 2:
        return {sum(numbers, Decimal(0))}
    found: dict[int, set[Decimal]] = {0: {Decimal(0)}}
    for number in numbers:
        for count in sorted(found, reverse=True):
            found.setdefault(count + 1, set()).update(one + number for one in found[count])
    return {one for count, every in found.items() if count > 1 for one in every}
