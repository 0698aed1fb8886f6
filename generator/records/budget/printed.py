"""A number of money, or a rate, as a published document prints it: 「1,092.07万元」, 「488万余元」, 「下降 3.2%」."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from generator.quoted import quoted
from generator.records.budget.money import grouped, rounded

_UNIT = re.compile(r"(?:\.(?P<decimals>\d+))?(?:余|多)?(?P<times>亿|百万|万|千)?(?:余|多)?(?P<unit>元|[%‰])?\D*$")
_DOWN = re.compile("下降|减少|降低|负")
_MOST_PLACES = 12
"""Decimals beyond these are noise."""
_POWERS = {"": 0, "千": 3, "万": 4, "百万": 6, "亿": 8}
_UNREAD = {"千": 3, "百万": 6}
"""Words of magnitude that `quoted` leaves out."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number, read: in 元, or as a fraction (5.88% is 0.0588)."""

    amount: Decimal
    least: Decimal
    most: Decimal
    """The exact values that could be printed so lie between them."""
    scale: Decimal
    """What one is worth in the unit that the document prints."""
    places: int
    """How many decimals are printed."""
    suffix: str
    """The unit that is printed, '' where there is none."""

    @property
    def step(self) -> Decimal:
        """What the last printed digit is worth."""
        return self.scale.scaleb(-self.places)

    @property
    def rate(self) -> bool:
        """Whether it is printed as a rate."""
        return self.suffix in ("%", "‰")

    @property
    def money(self) -> bool:
        """Whether it is printed as money; where no unit is printed it is neither."""
        return bool(self.suffix) and not self.rate

    def agrees(self, computed: Decimal) -> bool:
        """Whether a computed number prints like this: within half of the last digit."""
        return self.least <= computed <= self.most

    def like(self, computed: Decimal) -> str:
        """A computed number in the printed unit, to as many decimals; to more where it disagrees and they hide it."""
        shown = computed / self.scale
        places = self.places
        while (
            not self.agrees(computed)
            and places < self.places + 4
            and rounded(shown, places) * self.scale == self.amount
        ):
            places += 1
        return f"{grouped(shown, places)}{self.suffix}"


def read_printed(text: str, scale: Decimal) -> Printed | None:
    """Read a printed number, None where it is none. `scale`: what one is worth where no unit is printed."""
    found = quoted(text)
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    match = _UNIT.search(plain)
    if found is None or match is None:
        return None
    times, unit = match["times"] or "", match["unit"] or ""
    suffix = unit if unit in ("%", "‰") else f"{times}元" if times or unit else ""
    factor = Decimal(1)
    if not suffix:
        factor = scale
    elif suffix in ("%", "‰"):
        scale = Decimal("0.01") if unit == "%" else Decimal("0.001")
    else:
        scale = Decimal(1).scaleb(_POWERS[times])
        factor = Decimal(1).scaleb(_UNREAD.get(times, 0))
    ends = [one * factor for one in (found.value, found.least, found.most)]
    if _DOWN.search(plain) and found.value > 0:
        ends = [-ends[0], -ends[2], -ends[1]]
    return Printed(ends[0], ends[1], ends[2], scale, min(len(match["decimals"] or ""), _MOST_PLACES), suffix)
