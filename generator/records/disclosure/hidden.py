"""The suppressed cells of a disclosure beside what is written out of the same unit and period."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from generator.records.disclosure.model import Disclosure

_MOST_SUBSETS = 12
"""Of more cells only the sum of all is tried: the number of their subsets doubles with each."""


class Group(Struct, frozen=True):
    """Cells of one unit and one period, some of them suppressed."""

    hidden: tuple[str, ...]
    """The labels of the suppressed ones."""
    written: tuple[Decimal, ...]
    """The others, totals that name their parts left out."""

    @property
    def names(self) -> str:
        """The suppressed labels, quoted."""
        return "".join(f"「{one}」" for one in self.hidden)

    def tells(self, left: Decimal, least: Decimal) -> bool:
        """Whether what is left of a total can only be shared out in one way; each suppressed cell holds 1 to less than `least`."""
        count = len(self.hidden)
        return count <= left <= count * (least - 1) and (count == 1 or left in (count, count * (least - 1)))


def hidden_groups(record: Disclosure) -> dict[tuple[str, str | None], Group]:
    """Every group with a suppressed cell, by unit and period."""
    cells = [one for one in record.figures if not one.sum_of]
    keys = dict.fromkeys((one.of, one.period) for one in cells if one.value is None)
    return {
        key: Group(
            tuple(one.label for one in cells if (one.of, one.period) == key and one.value is None),
            tuple(one.value for one in cells if (one.of, one.period) == key and one.value is not None),
        )
        for key in keys
    }


def sums_of(numbers: Sequence[Decimal]) -> set[Decimal]:
    """What two or more of some numbers, or all of them, may add up to."""
    if len(numbers) > _MOST_SUBSETS or len(numbers) < 2:
        return {sum(numbers, Decimal(0))}
    found: dict[int, set[Decimal]] = {0: {Decimal(0)}}
    for number in numbers:
        for count in sorted(found, reverse=True):
            found.setdefault(count + 1, set()).update(one + number for one in found[count])
    return {one for count, every in found.items() if count > 1 for one in every}
