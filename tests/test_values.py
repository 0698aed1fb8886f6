"""The leaves of fields: what they take, what they refuse, and what they say instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from generator import values
from generator.values import (
    MAX_LINE,
    Amount,
    Choice,
    Count,
    Day,
    narrowed,
    parse_amount,
    parse_cell,
    parse_count,
    parse_day,
    parse_id,
    parse_line,
    parse_month_day,
    parse_prose,
    parse_school_year,
    parse_share,
    parse_year,
    parse_yes_no,
    shortened,
)

Parse = Callable[[str], Any]
PARSERS: tuple[Parse, ...] = (
    parse_day,
    parse_year,
    parse_school_year,
    parse_month_day,
    parse_amount,
    parse_count,
    parse_share,
    parse_yes_no,
    parse_id,
    parse_line,
    parse_prose,
    parse_cell,
)


def refusal(parse: Parse, text: str) -> tuple[str, str, str]:
    """The code, the message and the remedy with which a text is refused."""
    with pytest.raises(PydanticCustomError) as caught:
        parse(text)
    return caught.value.type, caught.value.message(), (caught.value.context or {})["remedy"]


GOOD: list[tuple[Parse, str, Any]] = [
    (parse_day, "2026-02-28", date(2026, 2, 28)),
    (parse_day, "2024-02-29", date(2024, 2, 29)),
    (parse_year, "2025", 2025),
    (parse_year, "1949", 1949),
    (parse_school_year, "2024-2025", 2024),
    (parse_school_year, "1999-2000", 1999),
    (parse_school_year, "2024-2025学年", 2024),
    (parse_month_day, "10-31", (10, 31)),
    (parse_month_day, "02-29", (2, 29)),
    (parse_amount, "293549.90", Decimal("293549.90")),
    (parse_amount, "-0.5", Decimal("-0.5")),
    (parse_amount, "0", Decimal(0)),
    (parse_amount, "999999999999999.123456", Decimal("999999999999999.123456")),
    (parse_count, "0", 0),
    (parse_count, "999999999", 999_999_999),
    (parse_share, "60%", Decimal("0.6")),
    (parse_share, "5‰", Decimal("0.005")),
    (parse_share, "0.25%", Decimal("0.0025")),
    (parse_yes_no, "是", True),
    (parse_yes_no, "否", False),
    (parse_id, "TA-0803-001", "TA-0803-001"),
    (parse_id, "HQC", "HQC"),
    (parse_id, "8-3", "8-3"),
    (parse_id, "QD-K14-1", "QD-K14-1"),
    (parse_line, " 关于食堂的提案 ", "关于食堂的提案"),
    (parse_line, "字" * MAX_LINE, "字" * MAX_LINE),
    (parse_prose, "第一段\n\n- 一\n- 二\n", "第一段\n\n- 一\n- 二"),
    (parse_cell, "128", Decimal(128)),
    (parse_cell, "96.5", Decimal("96.5")),
    (parse_cell, "<5", None),
]


@pytest.mark.parametrize(("parse", "text", "expected"), GOOD)
def test_what_is_taken(parse: Parse, text: str, expected: Any) -> None:
    value = parse(text)
    assert value == expected
    assert type(value) is type(expected)


BAD: list[tuple[Parse, str, str, str, str]] = [
    (parse_day, "2026-02-30", "not-a-day", "日历上没有这一天", "YYYY-MM-DD"),
    (parse_day, "2025-02-30", "not-a-day", "日历上没有这一天", "查对后写成 YYYY-MM-DD，例如 2025-02-28"),
    (parse_day, "2024-02-30", "not-a-day", "日历上没有这一天", "例如 2024-02-29"),
    (parse_day, "2025-04-31", "not-a-day", "日历上没有这一天", "例如 2025-04-30"),
    (parse_day, "2025-13-05", "not-a-day", "日历上没有这一天", "例如 2025-05-13"),
    (parse_day, "2025-13-32", "not-a-day", "日历上没有这一天", "例如 2025-02-28"),
    (parse_day, "2025.2.30", "not-a-day", "不是日期", "例如 2025-02-28"),
    (parse_day, "20250931", "not-a-day", "不是日期", "例如 2025-09-30"),
    (parse_day, "2025年9月", "not-a-day", "没有写到哪一天", "例如 2025-09-30"),
    (parse_day, "2024", "not-a-day", "没有写到哪一天", "例如 2024-02-29"),
    (parse_day, "0000-00-00", "not-a-day", "日历上没有这一天", "例如 2026-02-28"),
    (parse_day, "2026.3.5", "not-a-day", "「2026.3.5」不是日期", "2026-03-05"),
    (parse_day, "2026年3月5日", "not-a-day", "不是日期", "2026-03-05"),
    (parse_day, "2026/03/05", "not-a-day", "不是日期", "2026-03-05"),
    (parse_day, "20260305", "not-a-day", "不是日期", "2026-03-05"),
    (parse_day, "２０２６－０３－０５", "not-a-day", "不是日期", "2026-03-05"),
    (parse_day, "2026年3月", "not-a-day", "没有写到哪一天", "查清是哪一天"),
    (parse_day, "2026", "not-a-day", "没有写到哪一天", "查清是哪一天"),
    (parse_day, "1700006400", "not-a-day", "不是日期", "YYYY-MM-DD"),
    (parse_day, "昨天", "not-a-day", "「昨天」不是日期", "2026-02-28"),
    (parse_day, "2026-03-05 10:00", "not-a-day", "不是日期", "2026-03-05"),
    (parse_year, "25", "not-a-year", "「25」不是年份", "2025"),
    (parse_year, "2025年", "not-a-year", "「2025年」不是年份", "四位数字"),
    (parse_school_year, "2024-2026", "not-a-school-year", "「2024-2026」不是学年", "2024-2025"),
    (parse_school_year, "2023/2024", "not-a-school-year", "不是学年", "2023-2024"),
    (parse_school_year, "2022", "not-a-school-year", "不是学年", "2022-2023"),
    (parse_month_day, "02-30", "not-a-month-day", "「02-30」不是月和日", "MM-DD"),
    (parse_month_day, "10月31日", "not-a-month-day", "不是月和日", "10-31"),
    (parse_amount, "293,549.90", "not-an-amount", "有千分位分隔", "例如 293549.90"),
    (parse_amount, "２９３５４９．９０", "not-an-amount", "不是数字", "例如 293549.90"),
    (parse_amount, "293，549.90", "not-an-amount", "有千分位分隔", "例如 293549.90"),
    (parse_amount, "¥120.00", "not-an-amount", "不是数字", "例如 120.00"),
    (parse_amount, "3.5万元", "not-an-amount", "带了单位", "是元就写 35000，是万元就写 3.5"),
    (parse_amount, "120元", "not-an-amount", "不是数字", "例如 120"),
    (parse_amount, "+5", "not-an-amount", "不是数字", "例如 5"),
    (parse_amount, "007", "not-an-amount", "不是数字", "例如 7"),
    (parse_amount, "1_000", "not-an-amount", "不是数字", "例如 1000"),
    (parse_amount, ".5", "not-an-amount", "不是数字", "例如 0.5"),
    (parse_amount, "1e3", "not-an-amount", "不是数字", "例如 1234.56"),
    (parse_amount, "1.1234567", "not-an-amount", "小数超过六位", "最多写六位小数"),
    (parse_amount, "NaN", "not-an-amount", "不是数字", "只写数字和小数点"),
    (parse_count, "4.5", "not-a-count", "「4.5」不是整数", "例如 42"),
    (parse_count, "-3", "not-a-count", "不是整数", "只写阿拉伯数字"),
    (parse_count, "１２６", "not-a-count", "不是整数", "例如 126"),
    (parse_count, "126件", "not-a-count", "不是整数", "例如 126"),
    (parse_count, "1,264", "not-a-count", "不是整数", "例如 1264"),
    (parse_count, "12.0", "not-a-count", "不是整数", "例如 12"),
    (parse_count, "三", "not-a-count", "不是整数", "例如 3"),
    (parse_count, "两名", "not-a-count", "不是整数", "例如 2"),
    (parse_count, "第二十三条", "not-a-count", "不是整数", "例如 23"),
    (parse_count, "十二", "not-a-count", "「十二」不是整数", "只写阿拉伯数字"),
    (parse_share, "0.6", "not-a-share", "「0.6」不是比例", "60% 或 5‰"),
    (parse_share, "６０％", "not-a-share", "不是比例", "例如 60%"),
    (parse_yes_no, "on", "not-yes-or-no", "不是「是」或「否」", "写「是」或「否」"),
    (parse_yes_no, "1", "not-yes-or-no", "「1」不是「是」或「否」", "写「是」或「否」"),
    (parse_id, "ta-0803-001", "not-an-id", "「ta-0803-001」不是编号", "是不是「TA-0803-001」？"),
    (parse_id, "TA_0803_001", "not-an-id", "不是编号", "是不是「TA-0803-001」？"),
    (parse_id, "TA-0803-001.yml", "not-an-id", "不是编号", "是不是「TA-0803-001」？"),
    (parse_id, "ＨＱＣ", "not-an-id", "不是编号", "是不是「HQC」？"),
    (parse_id, "后勤处", "not-an-id", "「后勤处」不是编号", "大写字母、数字和连字符"),
    (parse_id, "2026-001", "not-an-id", "不是编号", "至少有一个字母"),
    (parse_id, "-A", "not-an-id", "不是编号", "大写字母"),
    (parse_line, "", "empty-text", "这里是空的", "删去这一行"),
    (parse_line, " \u3000", "empty-text", "这里是空的", "删去这一行"),
    (parse_line, "一\n二", "not-a-line", "却有换行", "写成一行"),
    (parse_line, "字" * (MAX_LINE + 1), "not-a-line", "这里写了 201 个字，超过 200 个", "写进正文"),
    (parse_prose, "\n \n", "empty-text", "这里是空的", "删去这一项"),
    (parse_cell, "<3", "not-a-cell", "「<3」不是数字", "小于 5 的人数写成 <5"),
    (parse_cell, "1,264", "not-a-cell", "不是数字", "例如 1264"),
    (parse_cell, "若干", "not-a-cell", "「若干」不是数字", "例如 128 或 96.5"),
]


@pytest.mark.parametrize(("parse", "text", "code", "message", "remedy"), BAD)
def test_what_is_refused_and_what_is_said(parse: Parse, text: str, code: str, message: str, remedy: str) -> None:
    said = refusal(parse, text)
    assert said[0] == code
    assert message in said[1]
    assert remedy in said[2]


def test_every_parser_has_good_and_bad_texts() -> None:
    assert {one[0] for one in GOOD} == set(PARSERS)
    assert {one[0] for one in BAD} == set(PARSERS)


def test_the_quotation_in_a_message_is_short_and_in_one_line() -> None:
    _, message, _ = refusal(parse_day, "很长的一句话，" * 40 + "\n又一行")
    assert len(message) < 80
    assert "\n" not in message
    assert "…」" in message
    assert shortened("一\n  二\t三") == "一 二 三"


def test_braces_in_what_was_written_are_only_quoted() -> None:
    for parse in (parse_day, parse_amount, parse_id, parse_yes_no, parse_cell):
        _, message, _ = refusal(parse, "{text} {0} %s {{x}}")
        assert "「{text} {0} %s {{x}}」" in message


class Sample(BaseModel):
    """Leaves as fields have them."""

    day: Day
    money: Amount
    heads: tuple[Count, ...] = ()


@pytest.mark.parametrize("value", [["2026-01-01"], {"a": "b"}, ("2026-01-01",)])
def test_what_is_no_text_is_refused_as_such(value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate({"day": value, "money": "1"})
    (error,) = caught.value.errors()
    assert error["type"] == "not-text"
    assert ("一个列表" if isinstance(value, (list, tuple)) else "一组键值") in error["msg"]


@pytest.mark.parametrize("value", [20260101, 1.5, True, date(2026, 1, 1), None])
def test_no_value_of_another_kind_is_taken_for_text(value: object) -> None:
    with pytest.raises(ValidationError):
        Sample.model_validate({"day": value, "money": "1"})


def test_every_leaf_shows_its_pattern_in_the_schema() -> None:
    properties = Sample.model_json_schema()["properties"]
    assert properties["day"] == {"format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$", "title": "Day", "type": "string"}
    assert properties["money"]["type"] == "string"
    for name in ("Day", "Year", "SchoolYear", "MonthDay", "Amount", "Count", "Share", "YesNo", "Id", "Line", "Prose"):
        schema = TypeAdapter(getattr(values, name)).json_schema()
        assert schema["type"] == "string"
        assert len(schema) == 2 + (name == "Day"), schema


def test_a_choice_is_shown_as_it_is_written_unless_it_says_otherwise() -> None:
    class Grade(Choice):
        GOOD = "满意"

    assert Grade.GOOD.label == "满意"


amounts = st.from_regex(r"\A-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?\Z")


@given(amounts)
def test_money_keeps_its_written_scale(text: str) -> None:
    value = parse_amount(text)
    assert format(value, "f") == text
    assert -value.as_tuple().exponent == len(text.partition(".")[2])  # type: ignore[operator]


@given(st.dates(date(1000, 1, 1)))
def test_days_round_trip(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["{}年{}月{}日", "{}.{}.{}", "{}/{}/{}", "{} {} {}"]),
)
def test_other_ways_of_writing_a_day_are_understood(day: date, form: str) -> None:
    _, _, remedy = refusal(parse_day, form.format(day.year, day.month, day.day))
    assert day.isoformat() in remedy


@given(amounts)
def test_full_width_numbers_are_suggested_in_half_width(text: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in text)
    _, _, remedy = refusal(parse_amount, wide)
    assert remedy.endswith(f"例如 {text}")
    assert narrowed(wide) == text


@given(st.integers(1000, 10**15 - 1), st.integers(0, 99), st.sampled_from([",", "，"]))
def test_thousands_separators_are_taken_out_of_the_suggestion(whole: int, cents: int, separator: str) -> None:
    _, message, remedy = refusal(parse_amount, f"{whole:,}.{cents:02d}".replace(",", separator))
    assert "有千分位分隔" in message
    assert remedy.endswith(f"例如 {whole}.{cents:02d}")


@given(st.integers(0, 999_999_999))
def test_counts_round_trip_and_are_understood_in_full_width(number: int) -> None:
    assert parse_count(str(number)) == number
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in str(number))
    assert refusal(parse_count, wide)[2].endswith(f"例如 {number}")


signs = st.sampled_from("0123456789-.,，．年月日万元%‰<>{}_'’¥ +eE\n０５９－ＡａТАA")
odd = st.text(signs | st.characters(), max_size=40)


def fault_of(parse: Parse, text: str) -> tuple[str, str] | None:
    """What is said of a text, None where it is taken; anything else that is raised goes through."""
    try:
        parse(text)
    except PydanticCustomError as wrong:
        return wrong.message(), str((wrong.context or {})["remedy"])
    return None


@pytest.mark.parametrize("parse", PARSERS)
@given(text=odd)
def test_nothing_but_a_fault_of_ours_is_ever_raised(parse: Parse, text: str) -> None:
    for said in fault_of(parse, text) or ():
        assert said
        assert "\n" not in said


@pytest.mark.parametrize("parse", [parse_amount, parse_count, parse_id, parse_day, parse_share])
@given(text=odd)
def test_what_is_suggested_would_be_taken(parse: Parse, text: str) -> None:
    _, remedy = fault_of(parse, text) or ("", "")
    for lead, end in (("例如 ", ""), ("是不是「", "」？")):
        shown = remedy.partition(lead)[2].removesuffix(end)
        if shown and " 或 " not in shown and "（" not in shown:
            parse(shown)
