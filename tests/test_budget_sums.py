"""Sums conserve: a line counts once however deep its details go, and rounding alone is never an error."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.model import Phase
from generator.records.budget.accounts import Accounts, value
from generator.records.budget.deviation import Deviation
from generator.records.budget.model import Budget
from generator.records.budget.sums import all_sums, balance_sums, detail_sums, remainder, total
from generator.records.classification.model import Classification, Direction

CHART = Classification.model_validate(
    {
        "id": "KM-T",
        "title": "科目表",
        "subject": "工会经费",
        "from": "2022",
        "lines": [
            {"code": "401", "name": "会费收入", "direction": "收入"},
            {"code": "402", "name": "拨缴经费收入", "direction": "收入", "role": "拨缴经费"},
            {"code": "501", "name": "职工活动支出", "direction": "支出"},
            {"code": "505", "name": "业务支出", "direction": "支出"},
        ],
        "basis": "测算用",
        "verified": "否",
    }
)
CENTS = st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False, allow_infinity=False)
FINE = st.decimals(min_value=0, max_value=10**4, places=4, allow_nan=False, allow_infinity=False)


def leaf(amount: Decimal) -> dict[str, Any]:
    return {"name": "明细", "executed": f"{amount:f}"}


def branch(lines: list[dict[str, Any]]) -> dict[str, Any]:
    whole = sum((Decimal(one["executed"]) for one in lines), Decimal(0))
    return {"name": "小计", "executed": f"{whole:f}", "lines": lines}


TREES = st.recursive(CENTS.map(leaf), lambda inner: st.lists(inner, min_size=1, max_size=4).map(branch), max_leaves=12)


def accounts(lines: list[dict[str, Any]], **more: Any) -> Accounts:
    fields = {"id": "BG-T", "owner": "XGH", "period": {"year": "2025"}, "unit": "元", "classification": "KM-T"}
    return Accounts(Budget.model_validate({**fields, "lines": lines, **more}), CHART)


def leaves(line: dict[str, Any]) -> list[Decimal]:
    inner = line.get("lines")
    return [one for sub in inner for one in leaves(sub)] if inner else [Decimal(line["executed"])]


@given(st.lists(TREES, min_size=1, max_size=2), st.lists(TREES, min_size=1, max_size=2))
def test_a_total_is_the_sum_of_its_leaves(income: list[dict[str, Any]], expenditure: list[dict[str, Any]]) -> None:
    coded = [{**one, "code": code} for one, code in zip(income, ("401", "402"), strict=False)]
    coded += [{**one, "code": code} for one, code in zip(expenditure, ("501", "505"), strict=False)]
    book = accounts(coded)
    for direction, trees in ((Direction.INCOME, income), (Direction.EXPENDITURE, expenditure)):
        found = total(book, direction, Phase.EXECUTED)
        assert found is not None
        assert found.amount == sum((amount for tree in trees for amount in leaves(tree)), Decimal(0))
        assert not found.missing
    assert all(one.gap == 0 for one in all_sums(book))


@given(st.lists(TREES, min_size=1, max_size=2))
def test_lines_without_amounts_take_them_from_their_details(trees: list[dict[str, Any]]) -> None:
    bare = [{"code": code, "lines": [one]} for one, code in zip(trees, ("401", "402"), strict=False)]
    for line, tree in zip(accounts(bare).record.lines, trees, strict=True):
        assert value(line, Phase.EXECUTED) == sum(leaves(tree), Decimal(0))
        assert value(line, Phase.APPROVED) is None


@given(st.lists(FINE, min_size=1, max_size=12))
def test_rounding_one_by_one_is_never_an_error(exact: list[Decimal]) -> None:
    def rounded(amount: Decimal) -> Decimal:
        return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)

    details = [leaf(rounded(one)) for one in exact]
    whole = rounded(sum(exact, Decimal(0)))
    (found,) = detail_sums(accounts([{"code": "501", "executed": f"{whole:f}", "lines": details}]))
    assert not found.broken


@given(CENTS, CENTS, CENTS, CENTS)
def test_balance(opening: Decimal, income: Decimal, expenditure: Decimal, moved: Decimal) -> None:
    closing = opening + income - expenditure - moved
    lines = [{"code": "401", "executed": f"{income:f}"}, {"code": "501", "executed": f"{expenditure:f}"}]
    more = {
        "opening_balance": f"{opening:f}",
        "closing_balance": f"{closing:f}",
        "other_movements": [{"name": "退回", "executed": f"{-moved:f}"}],
    }
    (found,) = balance_sums(accounts(lines, **more))
    assert found.gap == 0
    left = remainder(accounts(lines, **more), Phase.EXECUTED, opening)
    assert left is not None
    assert left.amount == closing


def test_partial_details_may_be_less_but_not_more() -> None:
    def only(details: str) -> bool:
        line = {
            "code": "501",
            "executed": "100.00",
            "partial": "是",
            "lines": [{"name": "运动会", "executed": details}],
        }
        (found,) = detail_sums(accounts([line]))
        return found.broken or found.rounded

    assert not only("60.00")
    assert not only("100.00")
    assert only("100.01")


def test_money_beside_a_budget_of_nothing_is_beyond_any_threshold() -> None:
    assert Deviation(Phase.APPROVED, Decimal(0), Decimal(1)).beyond(Decimal("0.2"))
    assert not Deviation(Phase.APPROVED, Decimal(0), Decimal(0)).beyond(Decimal("0.2"))
    assert not Deviation(Phase.APPROVED, Decimal(100), Decimal(120)).beyond(Decimal("0.2"))
    assert Deviation(Phase.APPROVED, Decimal(100), Decimal(79)).beyond(Decimal("0.2"))
