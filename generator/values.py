"""The leaf types of fields: each takes text as an editor wrote it, and only what its pattern says.

Pydantic's own lax parsing would take `1700006400` for a day, `1_000` for a number and `on` for true,
so every leaf here parses text by itself and says in Chinese what it wanted instead.
A failure is raised as `PydanticCustomError` whose type is the last part of a diagnostic's code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Struct, field
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.example_days import example_day
from generator.numerals import NUMERALS, number_of
from generator.writing import write_cell, write_month_day, write_school_year, write_share, write_yes_no

ID_PATTERN = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*\Z")
CONGRESS_ID_PATTERN = re.compile(r"[1-9][0-9]?-[1-9][0-9]?\Z")
MAX_LINE = 200
"""Characters in a one-line text; a longer one belongs in a long text."""

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_YEAR = re.compile(r"(?:19|20|21)\d{2}\Z", re.ASCII)
_SCHOOL_YEAR = re.compile(r"((?:19|20|21)\d{2})-((?:19|20|21)\d{2})(?:学年)?\Z", re.ASCII)
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})\Z", re.ASCII)
_AMOUNT = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?\Z", re.ASCII)
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z", re.ASCII)
_COUNT = re.compile(r"(?:0|[1-9]\d{0,8})\Z", re.ASCII)
_SHARE = re.compile(r"(?:0|[1-9]\d{0,3})(?:\.\d{1,4})?[%‰]\Z", re.ASCII)
_SUPPRESSED = "<5"
_DASHES = str.maketrans("−–—", "---")
_LONGEST_QUOTED = 60
_ALIKE = str.maketrans("АВЕКМНОРСТУХЅІЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXSIJABEZHIKMNOPTYX")
"""Cyrillic and Greek letters that look like Latin ones."""

_AS_STR = core_schema.to_string_ser_schema()
_YES_NO = {"是": True, "否": False, "yes": True, "no": False, "true": True, "false": False}


class Choice(StrEnum):
    """A closed list of words, one of which an editor writes."""

    @property
    def label(self) -> str:
        """The word that readers see; the written one unless the choice says otherwise."""
        return self.value


def fault(code: str, message: str, remedy: str, **details: str) -> PydanticCustomError:
    """A fault of a leaf; `message` and `remedy` may name `{details}`."""
    shown = {name: shortened(text) for name, text in details.items()}
    return PydanticCustomError(code, message, {**shown, "remedy": remedy.format(**shown)})


def shortened(text: str) -> str:
    """A text as a message may quote it: in one line, not long, and in signs that can be written (a file may be called anything)."""
    line = " ".join(text.encode(errors="replace").decode().split())
    return line if len(line) <= _LONGEST_QUOTED else f"{line[: _LONGEST_QUOTED - 1]}…"


def first_of(words: Sequence[str], most: int = 4) -> str:
    """`甲、乙、丙、丁 等`: as many as a message can name, and whether there are more."""
    return "、".join(words[:most]) + (" 等" if len(words) > most else "")


def narrowed(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones, without spaces: what an editor may have meant."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).translate(_DASHES))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    kind = "一个列表" if isinstance(value, (list, tuple)) else "一组键值"
    raise fault("not-text", "这里要写一个值，却写了{kind}", "把值写在冒号后面的同一行", kind=kind)


class Leaf(Struct, frozen=True, eq=False):
    """The annotation that makes a leaf: how its text is read and written, and how JSON Schema shows it."""

    parse: Callable[[str], Any]
    schema: Mapping[str, Any] = field(default_factory=dict)
    write: Callable[[Any], str] | None = None
    """The inverse of `parse`, where `str` is not."""

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        write = core_schema.plain_serializer_function_ser_schema(self.write) if self.write else _AS_STR
        return core_schema.no_info_plain_validator_function(self._read, serialization=write)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: object) -> dict[str, Any]:
        return {"type": "string", **self.schema}

    def _read(self, value: object) -> object:
        return self.parse(_text(value))


def parse_day(text: str) -> date:
    """`YYYY-MM-DD`, a day in Asia/Shanghai. Raises `not-a-day`."""
    match = _DAY.match(text)
    message, remedy = "「{text}」不是日期", "写成 YYYY-MM-DD，例如 {shown}"
    if match:
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            message, remedy = "「{text}」不是日期，日历上没有这一天", f"查对后{remedy}"
    elif re.fullmatch(r"\d{4}(?:\D\d{1,2})?\D?", narrowed(text), re.ASCII):
        message, remedy = "「{text}」没有写到哪一天", f"查清是哪一天，{remedy}"
    raise fault("not-a-day", message, remedy, text=text, shown=example_day(text))


def parse_year(text: str) -> int:
    """A calendar year of four digits. Raises `not-a-year`."""
    if not _YEAR.match(text):
        raise fault("not-a-year", "「{text}」不是年份", "写四位数字，例如 2025", text=text)
    return int(text)


def parse_school_year(text: str) -> int:
    """`2024-2025` or `2024-2025学年`, as awards write it, where nothing else can be meant; the value is the first year.

    It runs from 1 September to 31 August. Raises `not-a-school-year`.
    """
    match = _SCHOOL_YEAR.match(text)
    if not match or int(match[2]) != int(match[1]) + 1:
        first = re.match(r"(?:19|20|21)\d{2}(?!\d)", narrowed(text), re.ASCII)
        shown = f"{first[0]}-{int(first[0]) + 1}" if first else "2024-2025"
        raise fault(
            "not-a-school-year", "「{text}」不是学年", "写成前后相连的两个年份，例如 {shown}", text=text, shown=shown
        )
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
    message, remedy = "「{text}」不能作为金额：{reason}", "只写数字和小数点，不写千分位、单位和空格，例如 {shown}"
    plain = narrowed(text)
    large = re.fullmatch(r"(-?\d{1,9}(?:\.\d{1,4})?)万元?", plain, re.ASCII)
    if large:
        yuan = format((Decimal(large[1]) * 10_000).normalize(), "f")
        remedy = "只写数字；记录的 unit 是元就写 {yuan}，是万元就写 {shown}"
        raise fault("not-an-amount", message, remedy, text=text, reason="带了单位", yuan=yuan, shown=large[1])
    separated = bool(re.search(r"\d,\d", plain))
    guess = _plain_number(plain)
    shown = guess or ("293549.90（先对照原文查清是多少）" if separated else "1234.56")
    reason = "有千分位分隔" if separated else "不是数字"
    if re.fullmatch(r"-?\d+\.\d{7,}", plain, re.ASCII):
        reason, remedy = "小数超过六位", "最多写六位小数；原文更多时，先查清该用哪个数"
    raise fault("not-an-amount", message, remedy, text=text, reason=reason, shown=shown)


def _plain_number(plain: str) -> str:
    """The number that an editor may have meant, '' where that is not plain."""
    number = re.sub(r"[_'’¥]|[元人件个次名%]\Z", "", plain)
    number = number.replace(",", "") if _THOUSANDS.match(number) else number
    number = re.sub(r"\A\+|\.\Z|(?<![\d.])0+(?=\d)", "", number)
    number = f"0{number}" if re.match(r"\.\d", number) else number
    return number if _AMOUNT.match(number) else ""


def parse_count(text: str) -> int:
    """A whole number from 0. Raises `not-a-count`."""
    if not _COUNT.match(text):
        guess = re.sub(r"\.0+\Z", "", _plain_number(narrowed(text)))
        spelt = re.findall(f"[{NUMERALS}]+", text)
        if not _COUNT.match(guess) and len(spelt) == 1 and not re.search(r"\d", text):
            guess = str(number_of(spelt[0]))
        shown = guess if _COUNT.match(guess) else "42"
        if guess.startswith("-"):
            raise fault("not-a-count", "「{text}」不是整数：个数没有负的", "只写阿拉伯数字，从 0 起", text=text)
        raise fault("not-a-count", "「{text}」不是整数", "只写阿拉伯数字，例如 {shown}", text=text, shown=shown)
    return int(text)


def parse_share(text: str) -> Decimal:
    """`60%` or `5‰` as a decimal fraction. Raises `not-a-share`."""
    if not _SHARE.match(text):
        shown = narrowed(text) if _SHARE.match(narrowed(text)) else "60% 或 5‰"
        raise fault("not-a-share", "「{text}」不是比例", "写成百分数或千分数，例如 {shown}", text=text, shown=shown)
    return Decimal(text[:-1]) / (100 if text.endswith("%") else 1000)


def parse_yes_no(text: str) -> bool:
    """`是` or `否`. Raises `not-yes-or-no`."""
    if text not in _YES_NO:
        raise fault("not-yes-or-no", "「{text}」不是「是」或「否」", "写「是」或「否」", text=text)
    return _YES_NO[text]


def parse_id(text: str) -> str:
    """Upper-case letters, digits, hyphens, with a letter unless a congress (`8-3`). Raises `not-an-id`."""
    if is_id(text):
        return text
    guess = unicodedata.normalize("NFKC", text).translate(_DASHES).strip(" \"'“”‘’「」《》").upper().replace("_", "-")
    guess = re.sub(r"(?:\.YML)+\Z|[.,;:。、]\Z", "", guess)
    alike = "".join(sign for sign in text if ord(sign.upper()[0]) in _ALIKE)
    if alike and is_id(guess.translate(_ALIKE)):
        message = "「{text}」里的「{alike}」是俄文或希腊文字母，看着像英文字母"
        raise fault("not-an-id", message, "重新输入：{guess}", text=text, alike=alike, guess=guess.translate(_ALIKE))
    remedy = "编号只用大写字母、数字和连字符，至少有一个字母，例如 TA-0803-001"
    raise fault(
        "not-an-id", "「{text}」不是编号", "是不是「{guess}」？" if is_id(guess) else remedy, text=text, guess=guess
    )


def is_id(text: str) -> bool:
    """Whether a text is an id as it stands."""
    written = ID_PATTERN.match(text) and len(text) <= 60
    return bool(written) and (any(map(str.isalpha, text)) or bool(CONGRESS_ID_PATTERN.match(text)))


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
        shown = _plain_number(narrowed(text)) or "128 或 96.5"
        raise fault(
            "not-a-cell", "「{text}」不是数字", "只写数字，例如 {shown}；小于 5 的人数写成 <5", text=text, shown=shown
        )
    return Decimal(text)


Day = Annotated[date, Leaf(parse_day, {"format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
Year = Annotated[int, Leaf(parse_year, {"pattern": r"^(19|20|21)\d{2}$"})]
SchoolYear = Annotated[int, Leaf(parse_school_year, {"pattern": r"^\d{4}-\d{4}(学年)?$"}, write_school_year)]
MonthDay = Annotated[tuple[int, int], Leaf(parse_month_day, {"pattern": r"^\d{2}-\d{2}$"}, write_month_day)]
Amount = Annotated[Decimal, Leaf(parse_amount, {"pattern": r"^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$"})]
Count = Annotated[int, Leaf(parse_count, {"pattern": r"^(0|[1-9]\d{0,8})$"})]
Share = Annotated[Decimal, Leaf(parse_share, {"pattern": r"^\d+(\.\d+)?[%‰]$"}, write_share)]
YesNo = Annotated[bool, Leaf(parse_yes_no, {"enum": ["是", "否"]}, write_yes_no)]
Id = Annotated[str, Leaf(parse_id, {"pattern": r"^[A-Z0-9]+(-[A-Z0-9]+)*$"})]
Line = Annotated[str, Leaf(parse_line, {"maxLength": MAX_LINE})]
Prose = Annotated[str, Leaf(parse_prose, {"contentMediaType": "text/markdown"})]
Cell = Annotated[Decimal | None, Leaf(parse_cell, write=write_cell)]

LEAF_LABELS = {
    "parse_day": "日期 YYYY-MM-DD",
    "parse_year": "年份",
    "parse_school_year": "学年 2024-2025",
    "parse_years": "年度 2025、2009-2010 或 2024-2025学年",
    "parse_month_day": "月日 MM-DD",
    "parse_amount": "数字",
    "parse_count": "整数",
    "parse_share": "比例 60% 或 5‰",
    "parse_yes_no": "是 或 否",
    "parse_id": "编号",
    "parse_line": "一行文字",
    "parse_prose": "Markdown",
    "parse_cell": "数字或 <5",
}
"""What is written in a leaf, in words, by the name of its parser."""
