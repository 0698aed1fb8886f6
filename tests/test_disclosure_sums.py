"""Totals of figures: rounding is told from a mistake, and a suppressed cell stays suppressed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.records.disclosure.model import Figure
from generator.records.disclosure.sums import Total, totals

LEAST = Decimal(5)
COUNTS = ("人", "件")
amounts = st.decimals(0, 10_000, places=4, allow_nan=False, allow_infinity=False)


def _figures(values: Sequence[str], total: str, of: str) -> list[Figure]:
    parts = [Figure.model_validate({"label": f"第{n}项", "value": one, "of": of}) for n, one in enumerate(values)]
    names = [one.label for one in parts]
    return [*parts, Figure.model_validate({"label": "合计", "value": total, "of": of, "sum_of": names})]


def _total(values: Sequence[str], total: str, of: str) -> Total:
    (found,) = totals(_figures(values, total, of))
    return found


@given(st.lists(amounts, min_size=1, max_size=12), st.integers(0, 3))
def test_rounding_is_never_called_a_mistake(exact: list[Decimal], digits: int) -> None:
    step = Decimal(1).scaleb(-digits)
    printed = [f"{one.quantize(step, ROUND_HALF_UP):f}" for one in exact]
    whole = f"{sum(exact, Decimal(0)).quantize(step, ROUND_HALF_UP):f}"
    assert not _total(printed, whole, "万元").broken(LEAST, COUNTS)


@given(st.lists(amounts, min_size=1, max_size=12))
def test_a_gap_of_a_whole_digit_for_each_addend_is_a_mistake(exact: list[Decimal]) -> None:
    printed = [f"{one.quantize(Decimal('0.01')):f}" for one in exact]
    off = sum(map(Decimal, printed)) + Decimal("0.01") * len(printed)
    assert _total(printed, f"{off:f}", "万元").broken(LEAST, COUNTS)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8), st.integers(-5, 5))
def test_counts_are_exact(parts: list[int], off: int) -> None:
    written = sum(parts) + off
    if written >= 0:
        assert _total(list(map(str, parts)), str(written), "人").broken(LEAST, COUNTS) is (off != 0)


@given(st.lists(st.integers(0, 500), min_size=2, max_size=8))
def test_honest_suppression_is_never_called_a_mistake(cells: list[int]) -> None:
    def show(cell: int) -> str:
        return "<5" if 0 < cell < LEAST else str(cell)

    total = _total([show(one) for one in cells], show(sum(cells)), "件")
    assert not total.broken(LEAST, COUNTS)
    hidden = [one for one in cells if 0 < one < LEAST]
    if len(hidden) == 1 and sum(cells) >= LEAST:
        assert total.tells(LEAST)


def test_a_missing_part_is_not_added_up() -> None:
    figures = _figures(["3", "4"], "9", "件")
    assert not list(totals([figures[0], figures[2]]))
