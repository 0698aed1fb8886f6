"""The years that an award is given for: one, several in a row, or school years; written as one short text."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from msgspec import Struct

from generator.late import late
from generator.values import Leaf, fault, narrowed

_WRITTEN = re.compile(r"((?:19|20|21)\d{2})(?:-((?:19|20|21)\d{2})(学年)?)?\Z", re.ASCII)
_MEANT = late(
    r"((?:19|20|21)\d{2})年?(?:度|学年)?(?:[-~/至到、和及]+((?:19|20|21)\d{2}|\d{2}))?年?(度|学年度?)?\Z", re.ASCII
)
_PATTERN = r"^(19|20|21)\d{2}(-(19|20|21)\d{2}(学年)?)?$"


class Years(Struct, frozen=True):
    """From one year to another, both included; school years run from the first 1 September to the last 31 August."""

    first: int
    last: int
    school: bool = False

    @property
    def days(self) -> tuple[date, date]:
        """First and last day."""
        if self.school:
            return date(self.first, 9, 1), date(self.last, 8, 31)
        return date(self.first, 1, 1), date(self.last, 12, 31)

    @property
    def label(self) -> str:
        """`2025年度`, `2009—2010年度`, `2024—2025学年`."""
        if self.school:
            return f"{self.first}—{self.last}学年"
        return f"{self.first}年度" if self.first == self.last else f"{self.first}—{self.last}年度"

    @property
    def written(self) -> str:
        """As an editor writes it."""
        numbers = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{numbers}学年" if self.school else numbers


def parse_years(text: str) -> Years:
    """`2025`, `2009-2010` or `2024-2025学年`. Raises `not-years`."""
    match = _WRITTEN.match(text)
    if match and (match[2] is None or int(match[1]) < int(match[2])):
        return Years(int(match[1]), int(match[2] or match[1]), match[3] is not None)
    meant = _meant(text)
    if meant is None:
        remedy = "写四位数字，例如 2025；几个年度合在一起的写成 2009-2010，学年写成 2024-2025学年"
        raise fault("not-years", "「{text}」不是年度", remedy, text=text)
    message = "「{text}」不是年度" if meant.first <= meant.last else "「{text}」的起止倒了"
    first, last = sorted((meant.first, meant.last))
    shown = Years(first, last, meant.school).written
    raise fault("not-years", message, "写成 {shown}", text=text, shown=shown)


def _meant(text: str) -> Years | None:
    """The years that a text in another form speaks of."""
    match = _MEANT.match(narrowed(text).replace("--", "-"))
    if match is None:
        return None
    first, school = int(match[1]), "学年" in text
    last = int(match[2]) if match[2] else first + school
    last = last if last > 99 else first // 100 * 100 + last
    return Years(first, last + (school and last == first), school)


AwardYears = Annotated[Years, Leaf(parse_years, {"pattern": _PATTERN}, lambda value: value.written)]
