"""What the title of an account says of its years and of its term."""

from __future__ import annotations

from msgspec import Struct

from generator.late import late
from generator.records.budget.model import Budget

_DASH = r"\s*[-—–~～至到]+\s*"
_YEAR = r"(?:19|20)\d\d"
_EDITION = r"\s*年?\s*(?:版|修订|印发|试行|标准)"
_RANGE = late(
    rf"(?<!\d)({_YEAR})(?:年度?|学年)?{_DASH}(?:({_YEAR})(?!\d)(?!{_EDITION})|(\d\d)(?=学?年))(?!\s*年?度?\s*\d)"
)
_SINGLE = late(rf"(?<!\d)({_YEAR})学?年(?!{_EDITION})")
_PLAN = late(r"十[一二三四五六七八九]五|规划|纲要|(?:发展|行动|工作|提升|[三五]年)计划")
_OF_A_BODY = late(r"(?:届|委员会|大会|教代会|工代会|班子)\s*[（(]?\s*$")
_PROJECT = late(r"专项|项目|工程|课题|基地|聘期")
_TERM = late(
    r"第\s*([\d一二三四五六七八九十]{1,3})\s*届\s*(?:教育)?(?:工会|委员会|任期)"
    r"|工会(?:委员会)?第\s*([\d一二三四五六七八九十]{1,3})\s*届(?!\s*(?:经审|经费审查|教|职|会员|工会会员|代表|女))"
)


class TitleYears(Struct, frozen=True):
    """The years that a title names; editions of charts (2022 年版) are no years of it."""

    ranges: tuple[tuple[int, int], ...]
    single: tuple[int, ...]

    @property
    def said(self) -> str:
        """As they are written, in order: `2018—2020、2023`."""
        return "、".join([*(f"{first}—{last}" for first, last in self.ranges), *map(str, self.single)])

    def meets(self, first: int, last: int) -> bool:
        """Whether any of them lies between two years; also where there is none."""
        every = [*self.ranges, *((one, one) for one in self.single)]
        return not every or any(begins <= last and first <= ends for begins, ends in every)


def years_of_title(title: str) -> TitleYears:
    """The years that a title names."""
    ranges = tuple(_ends(one[1], one[2] or one[3]) for one in _RANGE.finditer(title))
    return TitleYears(ranges, tuple(int(one) for one in _SINGLE.findall(_RANGE.sub(" ", title))))


def range_of_title(record: Budget) -> tuple[int, int] | None:
    """The years from and to which a title says that the account goes; None where it names none, or more than these.

    The years of a plan (十四五) are not those of the account; those of a project or a body that was elected need not be.
    """
    title = record.title or ""
    years = years_of_title(title)
    if len(years.ranges) != 1 or years.single or _PLAN.search(title):
        return None
    first, last = years.ranges[0]
    begins, ends = (day.year for day in record.period.days)
    of_a_body = any(_OF_A_BODY.search(title[: one.start()]) for one in _RANGE.finditer(title))
    both = begins == ends and "预算" in title and "决算" in title  # one report on last year's and next year's
    other = of_a_body or both or _PROJECT.search(title)
    if first >= last or (other and first <= begins and ends <= last):
        return None
    return first, last


def _ends(first: str, last: str) -> tuple[int, int]:
    return int(first), int(last if len(last) == len(first) else f"{first[:2]}{last}")


def terms_of_title(title: str) -> tuple[str, ...]:
    """The terms of union committees that a title names, as they are written: 六."""
    if "届" not in title:
        return ()
    return tuple(dict.fromkeys(one[1] or one[2] for one in _TERM.finditer(title)))
