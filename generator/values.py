"""The leaf types of fields: each takes text as an editor wrote it, and only what its pattern says.

Pydantic's own lax parsing would take `1700006400` for a day, `1_000` for a number and `on` for true,
so every leaf here parses text by itself and says in Chinese what it wanted instead.
A failure is raised as `PydanticCustomError` whose type is the last part of a diagnostic's code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

ID_PATTERN = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*\Z")
CONGRESS_ID_PATTERN = re.compile(r"[1-9][0-9]?-[1-9][0-9]?\Z")
MAX_LINE = 200
"""Characters in a one-line text; a longer one belongs in a long text."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_YEAR = re.compile(r"(?:19|20|21)\d{2}\Z", re.ASCII)
_SCHOOL_YEAR = re.compile(r"((?:19|20|21)\d{2})-((?:19|20|21)\d{2})\Z", re.ASCII)
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})\Z", re.ASCII)
_AMOUNT = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?\Z", re.ASCII)
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z", re.ASCII)
_COUNT = re.compile(r"(?:0|[1-9]\d{0,8})\Z", re.ASCII)
_SHARE = re.compile(r"(?:0|[1-9]\d{0,3})(?:\.\d{1,4})?[%‰]\Z", re.ASCII)
_SUPPRESSED = "<5"
_YES_NO = {"是": True, "否": False, "yes": True, "no": False, "true": True, "false": False}


class Choice(StrEnum):
    """A closed list of words, one of which an editor writes."""

    @property
    def label(self) -> str:
        """The word that readers see; the written one unless the choice says otherwise."""
        return self.value


def fault(code: str, message: str, remedy: str, **details: str) -> PydanticCustomError:
    """A fault of a leaf; `message` and `remedy` may name `{details}`."""
    return PydanticCustomError(code, message, {**details, "remedy": remedy.format(**details)})


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    kind = "一个列表" if isinstance(value, (list, tuple)) else "一组键值"
    raise fault("not-text", "这里要写一个值，却写了{kind}", "把值写在冒号后面的同一行", kind=kind)


@dataclass(frozen=True, eq=False)
class Leaf:
    """The annotation that makes a leaf: how its text is read, and how JSON Schema shows it."""

    parse: Callable[[str], Any]
    schema: Mapping[str, Any] = field(default_factory=dict)

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: object) -> dict[str, Any]:
        return {"type": "string", **self.schema}

    def _read(self, value: object) -> object:
        return self.parse(_text(value))


def parse_day(text: str) -> date:
    """`YYYY-MM-DD`, a day in Asia/Shanghai. Raises `not-a-day`."""
    match = _DAY.match(text)
    if match:
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            raise fault(
                "not-a-day", "「{text}」不是日期，日历上没有这一天", "查对后写成 YYYY-MM-DD，例如 2026-02-28", text=text
            ) from None
    parts = re.findall(r"\d+", text)
    shown = "2026-02-28"
    if len(parts) == 3 and len(parts[0]) == 4 and int(parts[1]) in range(1, 13) and int(parts[2]) in range(1, 32):
        shown = f"{parts[0]}-{int(parts[1]):02d}-{int(parts[2]):02d}"
    raise fault("not-a-day", "「{text}」不是日期", "写成 YYYY-MM-DD，例如 {shown}", text=text, shown=shown)


def parse_year(text: str) -> int:
    """A calendar year of four digits. Raises `not-a-year`."""
    if not _YEAR.match(text):
        raise fault("not-a-year", "「{text}」不是年份", "写四位数字，例如 2025", text=text)
    return int(text)


def parse_school_year(text: str) -> int:
    """`2024-2025`, 1 September to 31 August; the value is the year it begins in. Raises `not-a-school-year`."""
    match = _SCHOOL_YEAR.match(text)
    if not match or int(match[2]) != int(match[1]) + 1:
        raise fault("not-a-school-year", "「{text}」不是学年", "写成前后相连的两个年份，例如 2024-2025", text=text)
    return int(match[1])


def parse_month_day(text: str) -> tuple[int, int]:
    """`MM-DD`, a day of every year. Raises `not-a-month-day`."""
    match = _MONTH_DAY.match(text)
    try:
        if match:
            day = date(2024, int(match[1]), int(match[2]))
            return day.month, day.day
    except ValueError:
        pass
    raise fault("not-a-month-day", "「{text}」不是月和日", "写成 MM-DD，例如 10-31", text=text)


def parse_amount(text: str) -> Decimal:
    """An exact decimal, scale kept as written. Raises `not-an-amount`."""
    if _AMOUNT.match(text):
        return Decimal(text)
    plain = text.translate(str.maketrans("０１２３４５６７８９．－−，", "0123456789.--,"))
    plain = re.sub(r"[\s_'’￥¥]|万?元\Z", "", plain)
    plain = plain.replace(",", "") if _THOUSANDS.match(plain) else plain
    shown = plain if _AMOUNT.match(plain) else "293549.90（先对照原文查清是多少）"
    reason = "有千分位分隔" if re.search(r"\d[,，]\d", text) else "不是数字"
    raise fault(
        "not-an-amount",
        "「{text}」不能作为金额：{reason}",
        "只写数字和小数点，不写千分位、单位和空格，例如 {shown}",
        text=text,
        reason=reason,
        shown=shown,
    )


def parse_count(text: str) -> int:
    """A whole number from 0. Raises `not-a-count`."""
    if not _COUNT.match(text):
        raise fault("not-a-count", "「{text}」不是整数", "只写阿拉伯数字，例如 42", text=text)
    return int(text)


def parse_share(text: str) -> Decimal:
    """`60%` or `5‰` as a decimal fraction. Raises `not-a-share`."""
    if not _SHARE.match(text):
        raise fault("not-a-share", "「{text}」不是比例", "写成百分数或千分数，例如 60% 或 5‰", text=text)
    return Decimal(text[:-1]) / (100 if text.endswith("%") else 1000)


def parse_yes_no(text: str) -> bool:
    """`是` or `否`. Raises `not-yes-or-no`."""
    if text not in _YES_NO:
        raise fault("not-yes-or-no", "「{text}」不是「是」或「否」", "写「是」或「否」", text=text)
    return _YES_NO[text]


def parse_id(text: str) -> str:
    """Upper-case letters, digits, hyphens, with a letter unless a congress (`8-3`). Raises `not-an-id`."""
    if ID_PATTERN.match(text) and (any(map(str.isalpha, text)) or CONGRESS_ID_PATTERN.match(text)) and len(text) <= 60:
        return text
    raise fault(
        "not-an-id", "「{text}」不是编号", "编号只用大写字母、数字和连字符，至少有一个字母，例如 TA-0803-001", text=text
    )


def parse_line(text: str) -> str:
    """One line of text, without line break or spaces at its ends. Raises `not-a-line`, `empty-text`."""
    if not text.strip():
        raise fault("empty-text", "这里是空的", "写上内容；没有内容就删去这一行")
    if "\n" in text:
        raise fault("not-a-line", "这里只能写一行，却有换行", "写成一行")
    if len(text) > MAX_LINE:
        raise fault(
            "not-a-line",
            "这里写了 {length} 个字，超过 {most} 个",
            "缩短；长的内容写进正文",
            length=str(len(text)),
            most=str(MAX_LINE),
        )
    return text.strip()


def parse_prose(text: str) -> str:
    """Markdown of any length. Raises `empty-text`."""
    if not text.strip():
        raise fault("empty-text", "这里是空的", "写上内容；没有内容就删去这一项")
    return text.strip("\n")


def parse_cell(text: str) -> Decimal | None:
    """A published number; `<5` (None) where it would point at a person. Raises `not-a-cell`."""
    if text == _SUPPRESSED:
        return None
    if not _AMOUNT.match(text):
        raise fault("not-a-cell", "「{text}」不是数字", "只写数字，例如 128 或 96.5；小于 5 的人数写成 <5", text=text)
    return Decimal(text)


Day = Annotated[date, Leaf(parse_day, {"format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
Year = Annotated[int, Leaf(parse_year, {"pattern": r"^(19|20|21)\d{2}$"})]
SchoolYear = Annotated[int, Leaf(parse_school_year, {"pattern": r"^\d{4}-\d{4}$"})]
MonthDay = Annotated[tuple[int, int], Leaf(parse_month_day, {"pattern": r"^\d{2}-\d{2}$"})]
Amount = Annotated[Decimal, Leaf(parse_amount, {"pattern": r"^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$"})]
Count = Annotated[int, Leaf(parse_count, {"pattern": r"^(0|[1-9]\d{0,8})$"})]
Share = Annotated[Decimal, Leaf(parse_share, {"pattern": r"^\d+(\.\d+)?[%‰]$"})]
YesNo = Annotated[bool, Leaf(parse_yes_no, {"enum": ["是", "否"]})]
Id = Annotated[str, Leaf(parse_id, {"pattern": r"^[A-Z0-9]+(-[A-Z0-9]+)*$"})]
Line = Annotated[str, Leaf(parse_line, {"maxLength": MAX_LINE})]
Prose = Annotated[str, Leaf(parse_prose, {"contentMediaType": "text/markdown"})]
Cell = Annotated[Decimal | None, Leaf(parse_cell)]
