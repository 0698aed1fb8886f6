"""Numbers in quoted figures: a document's `93.9%`, `126件`, `120余件` or `1,092.07万元`, with the precision printed; and its source."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from msgspec import Struct

_NUMBER = re.compile(
    r"(?P<sign>-?)(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<decimals>\d+))?)(?P<more>余|多)?"
    r"(?P<times>亿|千万|百万|万|千(?![瓦克米升卡焦帕伏安字]))?(?P<more_too>余|多)?(?P<unit>元|%|‰)?"
)
_TIMES = {"亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3, "": 0}
_RATES = {"%": -2, "‰": -3}
_DOWN = re.compile("降|减少|缩减|下滑|回落|负|超支|赤字|亏|透支")
_MINUS = str.maketrans("−–", "--")
"""A true minus, and a dash for it, as documents print them."""
_NEARLY = re.compile(r"近[\d-]")
_ABOUT = re.compile("约|左右")
_AT_MOST = re.compile("以下|以内|不足|不到|(?<!不)低于|未超过|不超过|不高于|不多于|至多|最多")
_AT_LEAST = re.compile("以上|超过|突破|不少于|不低于|至少|逾")
"""A claim about one end; whichever is found first in this order, as 不超过 holds 超过."""
_NUMBERS = r"[\d一二三四五六七八九十百零〇、,，至~～—–\s-]+"
_PAGE = re.compile(rf"[，,、;；（(\s]*(?:第{_NUMBERS}[页版]|[Pp]{{1,2}}\.?\s*\d+(?:\s*[~～—–-]\s*\d+)?)[)）]?")
"""Where in a document something stands: `第1页`, `（第 3—4 页）`, `P12`."""


class Quoted(Struct, frozen=True):
    """A number as printed, with the exact values that could be printed so."""

    value: Decimal
    """`93.9%` is 0.939, `1.2万` is 12000; `下降3.2%` is −0.032."""
    least: Decimal
    most: Decimal
    places: int = 0
    """How many decimals are printed."""
    times: str = ""
    """The word of magnitude: 万."""
    unit: str = ""
    """元, % or ‰, '' where none of them is printed."""

    def agrees(self, exact: Decimal) -> bool:
        """Whether a computed number could be printed like this."""
        return self.least <= exact <= self.most

    @property
    def power(self) -> int:
        """Which power of ten one of what is printed is worth: 万 is 4, % is −2."""
        return _power(self.times, self.unit)

    def scaled(self, factor: Decimal) -> Quoted:
        """The same number, each one of it worth so much."""
        ends = (self.value * factor, self.least * factor, self.most * factor)
        return Quoted(*ends, self.places, self.times, self.unit)


def quoted(text: str) -> Quoted | None:
    """The one number of a quoted text; None where it holds none or several."""
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_MINUS).split())
    found = list(_NUMBER.finditer(plain))
    if len(found) != 1:
        return None
    parts = found[0].groupdict(default="")
    places = len(parts["decimals"])
    power = _power(parts["times"], parts["unit"])
    value = Decimal(parts["sign"] + parts["digits"].replace(",", "")).scaleb(power)
    ends = _ends(value, plain, parts, Decimal(1).scaleb(power - places))
    if _DOWN.search(plain) and value > 0:
        ends, value = (-ends[1], -ends[0]), -value
    return Quoted(value, *ends, places, parts["times"], parts["unit"])


def _power(times: str, unit: str) -> int:
    return _TIMES[times] + _RATES.get(unit, 0)


def _ends(value: Decimal, plain: str, parts: dict[str, str], step: Decimal) -> tuple[Decimal, Decimal]:
    """The exact values that could be printed so lie between these; `step` is what the last digit is worth.

    A claim like 95%以上 holds of every greater number.
    """
    if parts["more"] or parts["more_too"]:
        return value, value + _round_step(parts["digits"], step)
    if _AT_MOST.search(plain):
        return min(value, Decimal(0)), value
    if _AT_LEAST.search(plain):
        return value, Decimal("Infinity")
    if _NEARLY.search(plain):
        return value - _round_step(parts["digits"], step), value + step / 2
    if _ABOUT.search(plain):
        step = _round_step(parts["digits"], step)
    return value - step / 2, value + step / 2


def _round_step(digits: str, step: Decimal) -> Decimal:
    """The unit of the last digit that is no zero: 约120件 speaks of tens."""
    plain = digits.replace(",", "").replace(".", "")
    return step.scaleb(len(plain) - len(plain.rstrip("0"))) if plain.strip("0") else step


def document_of(source: str) -> str:
    """The document that a source names, without the page."""
    return "".join(_PAGE.sub("", source).split())
