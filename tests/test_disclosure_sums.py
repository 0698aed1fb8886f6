"""Totals of figures: rounding is told from a mistake, and a suppressed cell stays suppressed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.disclosure.model import Figure
from generator.records.disclosure.periods import added_up
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


@given(st.lists(st.integers(0, 12), min_size=1, max_size=3), st.lists(st.integers(0, 6), max_size=2), st.booleans())
def test_what_is_left_tells_a_hidden_cell_where_only_one_share_out_is_possible(
    added: list[int], taken: list[int], hides: bool
) -> None:
    left = sum(added) - sum(taken)
    values = [*added, *taken, left]
    shown = ["<5" if 0 < one < LEAST and (hides or n < len(values) - 1) else str(one) for n, one in enumerate(values)]
    labels = [f"第{n}项" for n in range(len(values))]
    figures = [
        Figure.model_validate({"label": label, "value": value, "of": "件"})
        for label, value in zip(labels[:-1], shown[:-1], strict=True)
    ]
    names = {"sum_of": labels[: len(added)], "minus": labels[len(added) : -1]}
    figures.append(Figure.model_validate({"label": labels[-1], "value": shown[-1], "of": "件", **names}))
    (total,) = totals(figures)
    assert not total.broken(LEAST, COUNTS)
    hidden = [n for n, one in enumerate(shown) if one == "<5"]
    signs = [*[1] * len(added), *[-1] * len(taken), -1]
    fitting = 0
    for guess in product(range(1, 5), repeat=len(hidden)):
        cells = dict(enumerate(values)) | dict(zip(hidden, guess, strict=True))
        fitting += sum(sign * cells[n] for n, sign in enumerate(signs)) == 0
    assert total.tells(LEAST) is (bool(hidden) and fitting == 1)


def test_money_that_is_left_is_rounded_by_half_a_digit_for_each_operand() -> None:
    def rest(left: str) -> Total:
        figures = [
            Figure.model_validate({"label": label, "value": value, "of": "万元"})
            for label, value in (("结余", "1.2"), ("收入", "3.0"), ("支出", "2.8"))
        ]
        names = {"sum_of": ["结余", "收入"], "minus": ["支出"]}
        (found,) = totals([*figures, Figure.model_validate({"label": "余额", "value": left, "of": "万元", **names})])
        return found

    assert not rest("1.4").rounded(LEAST, COUNTS)
    assert rest("1.5").rounded(LEAST, COUNTS)
    assert rest("1.6").broken(LEAST, COUNTS)


@pytest.mark.parametrize(
    ("periods", "ends", "expected"),
    [
        ("2023年 2024年 2025年", None, {"2023年 2024年 2025年"}),
        ("2023年 2024年 2025年", (2024, 2025), {"2024年 2025年"}),
        ("2023年 2025年", (2023, 2025), set()),
        ("2023年 2024年 2023—2024年", (2023, 2024), {"2023年 2024年", "2023—2024年"}),
        ("2024年上半年 2024年下半年 2024年", None, set()),
        ("2024年上半年 2024年下半年", None, {"2024年上半年 2024年下半年"}),
        ("2023年 2024年 2025年1—6月", None, {"2023年 2024年 2025年1—6月", "2023年 2024年"}),
        ("2022-2023学年 2023-2024学年 2024-2025学年", (2022, 2023), {"2022-2023学年 2023-2024学年"}),
        ("2022-2023学年 2023-2024学年 2024-2025学年", (2024, 2025), {"2023-2024学年 2024-2025学年"}),
        ("1月 2月", None, {"1月 2月"}),
        ("2024年", None, set()),
    ],
)
def test_periods_are_added_up_where_none_lies_in_another(
    periods: str, ends: tuple[int, int] | None, expected: set[str]
) -> None:
    figures = [
        Figure.model_validate({"label": "人次", "value": "7", "of": "人次", "period": one}) for one in periods.split()
    ]
    assert {" ".join(one.period or "" for one in those) for those in added_up(figures, ends)} == expected
