"""Numbers in quoted figures: a document's `93.9%`, `126件` or `120余件`, read with the precision it was printed to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(r"(-?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?)(余|多)?(亿|万)?(余|多)?(%|‰)?")
_SCALES = {"亿": 8, "万": 4, "%": -2, "‰": -3, "": 0}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number as printed, with the exact values that could be printed so."""

    value: Decimal
    """`93.9%` is 0.939."""
    least: Decimal
    most: Decimal

    def agrees(self, exact: Decimal) -> bool:
        """Whether a computed number could be printed like this."""
        return self.least <= exact <= self.most


def quoted(text: str) -> Quoted | None:
    """The one number of a quoted text; None where it holds none or several."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = list(_NUMBER.finditer(plain))
    if len(found) != 1:
        return None
    sign, digits, fraction, more, big, more_too, share = found[0].groups(default="")
    scale = _SCALES[big] + _SCALES[share]
    value = Decimal(sign + digits.replace(",", "")).scaleb(scale)
    step = Decimal(1).scaleb(scale - len(fraction))
    if more or more_too:
        return Quoted(value, value, value + _round_step(digits, step))
    if re.search("约|近|左右", plain):
        step = _round_step(digits, step)
    return Quoted(value, value - step / 2, value + step / 2)


def _round_step(digits: str, step: Decimal) -> Decimal:
    """The unit of the last digit that is no zero: 约120件 speaks of tens."""
    plain = digits.replace(",", "").replace(".", "")
    return step.scaleb(len(plain) - len(plain.rstrip("0"))) if plain.strip("0") else step
