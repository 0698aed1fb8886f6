"""Quoted figures are compared at the precision they were printed to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.quoted import quoted


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("126件", "126"),
        ("１２６ 件", "126"),
        ("93.9%", "0.93925"),
        ("94％", "0.93925"),
        ("5‰", "0.005"),
        ("1,264人次", "1264"),
        ("1.2万人次", "12345"),
        ("120余件", "126"),
        ("约120件", "118"),
        ("-3.2%", "-0.0321"),
        ("下降3.2%", "-0.0321"),
        ("降幅3.2%", "-0.0321"),
        ("\u22123.2%", "-0.0321"),
        ("\u20133.2%", "-0.0321"),
        ("近1,670万元", "16643000"),
        ("近三年120件", "120"),
        ("12千元", "12400"),
        ("120千瓦时", "120"),
        ("3百万元", "3000000"),
        ("95%以上", "0.973"),
        ("超过1000万元", "10430000"),
        ("不足5%", "0.046"),
        ("不超过3件", "3"),
        ("不低于90%", "0.9"),
    ],
)
def test_what_may_be_printed_so_agrees(text: str, exact: str) -> None:
    written = quoted(text)
    assert written is not None
    assert written.agrees(Decimal(exact))


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("126件", "125"),
        ("93.9%", "0.93"),
        ("120余件", "118"),
        ("约120件", "131"),
        ("近120件", "123"),
        ("5%", "5"),
        ("95%以上", "0.949"),
        ("不足5%", "0.051"),
        ("不超过3件", "4"),
        ("不低于90%", "0.899"),
    ],
)
def test_what_would_be_printed_otherwise_does_not(text: str, exact: str) -> None:
    written = quoted(text)
    assert written is not None
    assert not written.agrees(Decimal(exact))


@pytest.mark.parametrize("text", ["百余件", "126件、93.9%", "—"])
def test_none_or_several_numbers_are_not_read(text: str) -> None:
    assert quoted(text) is None
