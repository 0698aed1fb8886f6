"""Pictures of money: treemaps, trends, terms, the chain of a year; each beside its table, with the same numbers."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset import Facts
from generator.records.budget.accounts import Accounts
from generator.records.budget.fiscal import packages
from generator.records.budget.model import Budget, MoneyUnit
from generator.records.budget.views.flow import flow
from generator.records.budget.views.lists import batches
from generator.records.budget.views.page import page
from generator.records.budget.views.squares import Box, laid_out
from generator.records.budget.views.summary import read
from generator.records.budget.views.terms import terms
from generator.records.budget.views.treemap import HEIGHT, WIDTH, treemaps
from generator.records.budget.views.trend import trend
from tests.shown import facts_of, further_pages, html_of, record, words_of

UNION, BRANCH = "budgets/BG-2025-XGH.yml", "budgets/BG-2025-JXXY.yml"
OLD = """owner: XGH
period:
  year: 2021
term: 6
unit: 万元
classification: KM-2010
opening_balance: 0.10
lines:
  - code: 401
    executed: 0.50
  - code: 402
    executed: 3.00
  - code: 501
    executed: 1.70
  - code: 503
    executed: 0.20
  - code: 506
    executed: 1.20
closing_balance: 0.50
"""


def book(facts: Facts, record_id: str = "BG-2025-XGH") -> Accounts:
    found = record(facts, record_id)
    assert isinstance(found, Budget)
    return read(found, facts)


def books(facts: Facts) -> list[Accounts]:
    return [book(facts, one.id) for one in facts.of_type(Budget) if one.owner.id == "XGH"]


def page_of(facts: Facts, name: str) -> str:
    return html_of(further_pages(batches, facts)[f"budgets/{name}.html"])


@given(st.lists(st.decimals("0.01", "99999999", places=2), min_size=1, max_size=40))
def test_areas_are_in_proportion_and_fill_the_frame(amounts: list[Decimal]) -> None:
    amounts = sorted(amounts, reverse=True)
    boxes = list(laid_out(amounts, Box(Decimal(0), Decimal(0), Decimal(400), Decimal(250))))
    scale = Decimal(100000) / sum(amounts)
    assert len(boxes) == len(amounts)
    for amount, one in zip(amounts, boxes, strict=True):
        assert abs(one.width * one.height - amount * scale) < Decimal("0.0001")
        assert -1 < one.x <= one.x + one.width < Decimal("400.001")
        assert -1 < one.y <= one.y + one.height < Decimal("250.001")


def test_a_treemap_for_the_whole_and_for_each_line_with_details() -> None:
    whole, activities, sport = treemaps(book(facts_of()), MoneyUnit.YUAN)
    assert [(one.number, one.name, one.share) for one in whole.rows] == [
        (1, "补助下级支出", "50.6%"),
        (2, "职工活动支出", "49.4%"),
    ]
    assert [one.href for one in whole.tiles] == ["#l4-row", "#l3"], "a line without details leads to its row"
    assert (activities.key, activities.title, activities.of_all) == ("l3", "职工活动支出", "49.4%")
    assert next((one.name, one.share, one.of_all) for one in sport.rows) == ("教职工运动会", "59.1%", "17.2%")
    assert sport.up is not None
    assert sport.up.address == activities.key
    assert whole.said == "决算共 39,500.50 元。面积与金额成正比：补助下级支出 50.6%；职工活动支出 49.4%。"


def test_an_account_in_other_units_is_shown_in_those_of_the_page() -> None:
    """A record in 万元 among others in 元."""
    lines = "lines:\n  - code: 403\n    executed: 1.12\n  - code: 501\n    executed: 1.0981\n"
    balances = "unit: 万元\nopening_balance: 0.0310\nclosing_balance: 0.0529\n"
    facts = facts_of({BRANCH: lines + balances})
    (row,) = treemaps(book(facts, "BG-2025-JXXY"), MoneyUnit.YUAN)[0].rows
    assert row.amount is not None
    assert (row.amount.own, row.amount.other) == ("10,981", "1.0981")
    assert "2025年支出，共 10,981 1.0981 元 万元" in words_of(page_of(facts, "unit-jxxy"))


def test_labels_stay_within_their_tiles_and_small_tiles_bear_numbers() -> None:
    many = "".join(f"  - code: 50{number}\n    executed: {10 ** (6 - number)}\n" for number in (1, 3, 5))
    names = "  - code: 508\n    executed: 1\n"
    facts = facts_of({BRANCH: f"lines:\n{many}{names}# without: closing_balance\n"})
    (whole,) = treemaps(book(facts, "BG-2025-JXXY"), MoneyUnit.YUAN)
    for tile in whole.tiles:
        for label in tile.labels:
            assert Decimal(tile.box.x) <= Decimal(label.x) <= WIDTH
            assert (
                Decimal(tile.box.y)
                < Decimal(label.y)
                <= min(Decimal(HEIGHT), Decimal(tile.box.y) + Decimal(tile.box.height))
            )
    assert whole.tiles[0].labels[0].text == "1 职工活动支出"
    assert len(whole.tiles[-1].labels) == 0, "the last is too small even for its number; the table has it"
    assert whole.rows[-1].name == "补助下级支出"


def test_what_cannot_be_drawn_stands_in_the_table_alone() -> None:
    overlay = {
        BRANCH: "lines:\n  - code: 403\n    executed: 300.00\n  - code: 501\n    executed: 100.00\n"
        "  - code: 503\n    executed: -20.00\n    note: 退款\n  - code: 505\n    executed: 0.00\n# without: closing_balance\n"
    }
    (whole,) = treemaps(book(facts_of(overlay), "BG-2025-JXXY"), MoneyUnit.YUAN)
    assert (len(whole.tiles), [one.drawn for one in whole.rows]) == (1, [True, False, False])
    assert "只列在表里" in whole.undrawn


@pytest.mark.parametrize("name", ["where-bg-2025-xgh", "unit-xgh", "unit-jxxy", "year-2025"])
def test_pictures_say_what_they_show_and_lead_somewhere(name: str) -> None:
    html = page_of(facts_of(), name)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        assert "<title" in svg
        assert "<desc" in svg


def test_tiles_on_another_page_lead_to_the_anchors_of_that_page() -> None:
    facts = facts_of()
    targets = set(re.findall(r'href="~/budgets/where-bg-2025-xgh\.html#([^"]+)"', page_of(facts, "year-2025")))
    assert targets == {"l3", "l4-row"}
    assert targets <= set(re.findall(r' id="([^"]+)"', page_of(facts, "where-bg-2025-xgh")))


def test_the_trend_goes_through_the_crosswalk_and_says_so() -> None:
    facts = facts_of({"budgets/BG-2021-XGH.yml": OLD})
    found = trend("t", "工会经费", books(facts), facts)
    assert found is not None
    assert [one.label for one in found.columns] == ["2021", "2024", "2025"]
    rows = {one.name: one for one in found.rows}
    fees = rows["拨缴经费收入"]
    assert [one.amount.own if one.amount else "" for one in fees.cells] == ["30,000", "34,500.00", "36,000.00"]
    assert [one.mark for one in fees.cells] == ["※", "", ""]
    assert (fees.growth, fees.yearly) == ("+20.0%※", "+9.54%※"), "compound, over two steps"
    assert rows["补助下级支出"].cells[0].mark == "※", "506 went on as 508"
    services = rows["业务支出（2010 年版）"]
    assert [one.amount is not None for one in services.cells] == [True, False, False]
    assert services.sum.only == "仅 2021"
    assert found.groups[1].change
    assert "2024 年起改用" in found.said
    assert any("※" in one for one in found.notes)


def test_years_before_the_chart_was_in_use_are_marked() -> None:
    both = """owner: XGH
period:
  from: 2021-01-01
  to: 2023-12-31
unit: 元
classification: KM-2022
lines:
  - code: 402
    executed: 96000.00
    years:
      - year: 2021
        amount: 31000.00
      - year: 2022
        amount: 32000.00
      - year: 2023
        amount: 33000.00
text: 2021 年的科目折算到 2022 年版。
"""
    facts = facts_of({"budgets/BG-2021-2023-XGH.yml": both})
    found = trend("t", "工会经费", books(facts), facts)
    assert found is not None
    fees = next(one for one in found.rows if one.code == "402")
    assert [one.mark for one in fees.cells] == ["※", "", "", "", ""]
    assert found.notes[0].startswith("※ 2021—2023年的账全按《")
    html = html_of(page(book(facts, "BG-2021-2023-XGH").record, facts))
    assert "期间跨过换版" in html


def test_no_trend_from_one_year() -> None:
    facts = facts_of()
    assert trend("t", "工会经费", [book(facts)], facts) is None


def test_a_term_is_added_up_and_says_how() -> None:
    facts = facts_of({"budgets/BG-2024-XGH.yml": "term: 7\n", UNION: "term: 7\n"})
    found = terms("t", books(facts), facts)
    assert found is not None
    (seventh,) = found.terms
    assert (seventh.column.label, seventh.column.how) == ("第七届（2024—2025）", "2 份年度决算相加")
    assert {one.name: one.cells[0].amount.own for one in found.rows if one.cells[0].amount}["收入合计"] == "82,600.00"
    assert seventh.state.word == "相符"
    words = words_of(page_of(facts, "unit-xgh"))
    assert "怎么合计 2 份年度决算相加： 2024年 、 2025年" in words


def test_a_year_within_an_account_over_several_years_is_not_added_twice() -> None:
    both = """owner: XGH
period:
  from: 2024-01-01
  to: 2025-12-31
term: 7
unit: 元
classification: KM-2022
opening_balance: 4000.00
lines:
  - code: 401
    executed: 12100.00
  - code: 402
    executed: 70500.00
  - code: 501
    executed: 40000.50
  - code: 508
    executed: 39000.00
closing_balance: 7599.50
"""
    facts = facts_of({"budgets/BG-2024-2025-XGH.yml": both, "budgets/BG-2024-XGH.yml": "term: 7\n", UNION: "term: 7\n"})
    found = terms("t", books(facts), facts)
    assert found is not None
    (seventh,) = found.terms
    assert seventh.column.how == "一份合编的账；另有 2 份年度账，已在其中，不重复相加"
    assert {one.name: one.cells[0].amount.own for one in found.rows if one.cells[0].amount}["收入合计"] == "82,600.00"


def test_the_chain_of_a_year_compares_both_ends_to_the_fen() -> None:
    facts = facts_of()
    found = flow(book(facts), facts)
    assert found is not None
    said = {one.key: (one.paid.shown.own, one.got.shown.own, one.gap.own, one.state.word) for one in found.joints}
    assert said["transfers"] == ("20,000.00", "20,000.00", "0.00", "分毫不差")
    assert said["branches"] == ("11,200.00", "11,200.00", "0.00", "分毫不差")
    assert said["spending"] == ("11,200.00", "10,980.75", "−219.25", "不必相等")
    off = facts_of({BRANCH: "lines:\n  - code: 403\n    executed: 11199.99\n  - code: 501\n    executed: 10980.74\n"})
    wrong = flow(book(off), off)
    assert wrong is not None
    branches = next(one for one in wrong.joints if one.key == "branches")
    assert (branches.gap.own, branches.state.word) == ("−0.01", "不一致")
    assert "不一致的：机械学院" in branches.note
    assert "▲ 不一致" in words_of(page_of(off, "year-2025"))


def test_open_data_publishes_the_same_numbers() -> None:
    facts = facts_of({"budgets/BG-2024-XGH.yml": "term: 7\n", UNION: "term: 7\n"})
    (package,) = packages(facts)
    tables = {one.name: one for one in package.tables}
    chain = {row[1]: row[2:6] for row in tables["chain"].rows if row[0] == "BG-2025-XGH"}
    assert chain["branches"] == ("11200.00", "11200.00", "0.00", "分毫不差")
    assert ("XGH", "工会经费", "2025", "KM-2022", "402", "拨缴经费收入", "36000.00", "BG-2025-XGH") in tables[
        "years"
    ].rows
    assert any(row[2] == "第七届（2024—2025）" and "82600.00" in row for row in tables["terms"].rows)
    for table in tables.values():
        keys = [[row[[one["name"] for one in table.fields].index(key)] for key in table.key] for row in table.rows]
        assert len(keys) == len({tuple(one) for one in keys})
