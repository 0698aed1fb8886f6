"""Money stays exact: units, written precision, what documents print."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.budget.deviation import says_nothing
from generator.records.budget.model import MoneyUnit
from generator.records.budget.money import apart, decimals_of, from_yuan, grouped, in_yuan, plain, step_of
from generator.records.budget.printed import read_printed

AMOUNTS = st.decimals(min_value=-(10**15), max_value=10**15, places=6, allow_nan=False, allow_infinity=False)
CENTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


@given(AMOUNTS, st.sampled_from(MoneyUnit))
def test_units_convert_exactly_there_and_back(amount: Decimal, unit: MoneyUnit) -> None:
    assert in_yuan(amount, unit) == amount * unit.yuan
    assert from_yuan(in_yuan(amount, unit), unit) == amount


def test_precision_travels_with_the_amount() -> None:
    assert in_yuan(Decimal("56.72"), MoneyUnit.WAN).as_tuple().exponent == 2
    assert plain(in_yuan(Decimal("56.72"), MoneyUnit.WAN)) == "567200"


@given(CENTS)
def test_grouped_reads_back(amount: Decimal) -> None:
    assert Decimal(grouped(amount).replace(",", "")) == amount


def test_grouped_shows_no_minus_zero() -> None:
    assert grouped(Decimal("-0.001"), 2) == "0.00"
    assert grouped(Decimal("-1234.5"), 2) == "−1,234.50"


def test_step_is_the_commonest_precision() -> None:
    assert step_of(map(Decimal, ("30000", "12.30", "4.05", "365.288015"))) == Decimal("0.01")
    assert step_of(map(Decimal, ("30000", "12"))) == 1
    assert step_of([]) == 1
    assert decimals_of(Decimal("1E+4")) == 0


@given(CENTS)
def test_a_printed_amount_agrees_with_what_was_printed(amount: Decimal) -> None:
    for text in (f"{amount:,}元", f"{amount}", f"约 {amount} 元"):
        read = read_printed(text, Decimal(1))
        assert read is not None
        assert read.agrees(amount)
    rounded = amount.scaleb(-4).quantize(Decimal("0.01"), ROUND_HALF_UP)
    read = read_printed(f"{rounded:,}万元", Decimal(1))
    assert read is not None
    assert read.agrees(amount)


@given(CENTS, st.integers(1, 1000))
def test_a_fen_more_or_less_does_not_agree(amount: Decimal, fen: int) -> None:
    read = read_printed(f"{amount:,}元", Decimal(1))
    assert read is not None
    assert not read.agrees(amount + Decimal(fen).scaleb(-2))


@pytest.mark.parametrize(
    ("text", "amount", "suffix"),
    [
        ("1,092.07万元", "10920700", "万元"),
        ("１，０９２．０７万元", "10920700", "万元"),
        ("1.09亿元", "109000000", "亿元"),
        ("12千元", "12000", "千元"),
        ("5.88%", "0.0588", "%"),
        ("5.88％", "0.0588", "%"),
        ("5‰", "0.005", "‰"),
        ("下降3.2%", "-0.032", "%"),
        ("-3.2%", "-0.032", "%"),
        ("人民币 8,813.27 元整", "8813.27", "元"),
        ("8813.27", "8813.27", ""),
    ],
)
def test_ways_of_printing(text: str, amount: str, suffix: str) -> None:
    read = read_printed(text, Decimal(1))
    assert read is not None
    assert (read.amount, read.suffix) == (Decimal(amount), suffix)


@pytest.mark.parametrize("text", ["293,549,90", "略有结余", "12.3.4", "1,09.2万元", "2024年增长5%"])
def test_what_is_no_number(text: str) -> None:
    assert read_printed(text, Decimal(1)) is None


def test_shown_like_the_document() -> None:
    read = read_printed("1,092.07万元", Decimal(1))
    assert read is not None
    assert read.like(Decimal("10921700")) == "1,092.17万元"
    assert read.like(Decimal("10920701")) == "1,092.07万元"


def test_more_digits_where_rounding_would_hide_the_difference() -> None:
    read = read_printed("488万余元", Decimal(1))
    assert read is not None
    assert read.like(Decimal("4876000")) == "487.6万元"


def test_a_corrected_number_is_shown_without_idle_zeros() -> None:
    read = read_printed("83,607.123456万元", Decimal(1))
    assert read is not None
    assert read.like(Decimal("836071500")) == "83,607.15万元"
    assert read.like(Decimal("836071512.3")) == "83,607.15123万元"
    assert read.like(Decimal("836071234.56")) == "83,607.123456万元"


@pytest.mark.parametrize("text", ["无", "略。", "见附件", "详见附件1", "同上", "—"])
def test_an_explanation_that_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["见附件：全年少办一次", "无新增申请", "正常退休减员三人", "略超预算，因票价上调"])
def test_an_explanation_that_says_something(text: str) -> None:
    assert not says_nothing(text)


def test_nothing_is_not_ten_thousand_times_nothing() -> None:
    assert apart(Decimal(30000), Decimal(3))
    assert not apart(Decimal(3000), Decimal(0))
    assert not apart(Decimal(0), Decimal(3000))
