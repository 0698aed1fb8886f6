"""A number of money, or a rate, as a published document prints it: 「1,092.07万元」, 「488万余元」, 「下降 3.2%」."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from msgspec import Struct

from generator.quoted import Quoted, quoted
from generator.records.budget.money import grouped, rounded

_MOST_PLACES = 12
"""Decimals beyond these are noise."""
_FEWEST = 2
"""Zeros beyond these decimals are left out where another number is shown than the printed one."""


class Printed(Struct, frozen=True):
    """A printed number, read: in 元, or as a fraction (5.88% is 0.0588)."""

    read: Quoted
    scale: Decimal
    """What one is worth in the unit that the document prints."""

    @property
    def amount(self) -> Decimal:
        """The number itself."""
        return self.read.value

    @property
    def places(self) -> int:
        """How many decimals are printed."""
        return min(self.read.places, _MOST_PLACES)

    @property
    def suffix(self) -> str:
        """The unit that is printed, '' where there is none."""
        plain = not self.read.times and not self.read.unit
        return "" if plain else self.read.unit if self.rate else f"{self.read.times}元"

    @property
    def step(self) -> Decimal:
        """What the last printed digit is worth."""
        return self.scale.scaleb(-self.places)

    @property
    def rate(self) -> bool:
        """Whether it is printed as a rate."""
        return self.read.unit in ("%", "‰")

    @property
    def money(self) -> bool:
        """Whether it is printed as money; where no unit is printed it is neither."""
        return bool(self.suffix) and not self.rate

    def agrees(self, computed: Decimal) -> bool:
        """Whether a computed number prints like this: within half of the last digit."""
        return self.read.agrees(computed)

    def cut(self, computed: Decimal) -> bool:
        """Whether a computed number prints like this when its further digits are cut off, not rounded."""
        kept = (computed / self.scale).quantize(Decimal(1).scaleb(-self.places), ROUND_DOWN)
        return not self.agrees(computed) and kept * self.scale == self.amount

    def like(self, computed: Decimal) -> str:
        """A computed number in the printed unit, to as many decimals; where it disagrees, to more if they hide it, and without idle zeros."""
        shown = computed / self.scale
        places = self.places
        while (
            not self.agrees(computed)
            and places < self.places + 4
            and rounded(shown, places) * self.scale == self.amount
        ):
            places += 1
        while not self.agrees(computed) and places > _FEWEST and rounded(shown, places) == rounded(shown, places - 1):
            places -= 1
        return f"{grouped(shown, places)}{self.suffix}"


def read_printed(text: str, scale: Decimal) -> Printed | None:
    """Read a printed number, None where it is none. `scale`: what one is worth where no unit is printed."""
    found = quoted(text)
    if found is None:
        return None
    if found.times or found.unit:
        return Printed(found, Decimal(1).scaleb(found.power))
    return Printed(found.scaled(scale), scale)
