"""What readers see of units."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from generator.dataset import Facts
from generator.outputs.pages import owed
from generator.publication import Clock, Fragment, Page, State, Summary, Tone
from generator.records.unit import views
from generator.records.unit.model import Unit
from tests.shown import addresses, facts_of, html_of, record, words_of

COLLEGE = "units/JXXY.yml"
LAB = "units/SYS.yml"
LAB_TEXT = "name: 机械工程实验中心\nkind: 直属单位\nparent: JXXY\n"
FORMER = """former_names:
  - name: 机械系
    to: 1998-08-31
  - name: 机械与动力工程系
    from: 1998-09-01
    to: 2008-06-30
"""


def unit(facts: Facts, record_id: str = "JXXY") -> Unit:
    found = record(facts, record_id)
    assert isinstance(found, Unit)
    return found


def page_of(facts: Facts, record_id: str = "JXXY") -> Page:
    return views.page(unit(facts, record_id), facts)


def shown_with(page: Page, rows: list[Summary]) -> str:
    """The page's words where it owes something."""
    return words_of(html_of(replace(page, context={**page.context, "owed": rows})))


def row(record_id: str, due: date, done: date | None = None) -> Summary:
    stage = State("已交办", "◐", Tone.RUN)
    clock = Clock(due, done, date(2026, 5, 1))
    return Summary(record_id, "proposal", "提案", f"proposals/{record_id}.html", record_id, due, 2026, stage, clock)


def test_a_page_opens_with_what_is_owed() -> None:
    page = page_of(facts_of())
    words = shown_with(page, [row("TA-1", date(2026, 4, 20))])
    assert words.index("现在要办的有 1 件。") < words.index("类别 学院") < words.index("▲ 逾期 11 天")
    assert "没有等待办理的事项。" in words_of(html_of(page))


def test_what_is_owed_is_put_together_from_every_type() -> None:
    late, soon = row("TA-2", date(2026, 4, 20)), row("GK-1", date(2026, 5, 8))
    again = row("TA-1", date(2026, 4, 1), done=date(2026, 3, 20))
    panels = [
        Fragment("a.html", {"owed": [again, soon]}),
        Fragment("b.html", {"rows": [again]}),
        Fragment("c.html", {"owed": [late]}),
    ]
    assert [one.id for one in owed(panels)] == ["TA-2", "GK-1", "TA-1"]


def test_facts_of_a_unit() -> None:
    words = words_of(html_of(page_of(facts_of())))
    assert "JXXY ● 现有" in words
    for fact in ("简称 机械学院", "上级单位 示例大学", "分工会 设有分工会", "教职工 112 人（2025 年末）"):
        assert fact in words
    assert "2025 112 +2 2024 110" in words


def test_a_unit_without_anything_is_a_page_too() -> None:
    words = words_of(html_of(page_of(facts_of(), "CWC")))
    assert "计划财务处" in words
    assert "历年教职工人数" not in words
    assert "曾用名" not in words


def test_a_closed_unit_says_so_first() -> None:
    facts = facts_of()
    page = page_of(facts, "CBS")
    assert page.description == "学报编辑部：2025年6月30日撤销，下面是撤销以前的记录。"
    assert "CBS ✕ 已撤销" in words_of(html_of(page))
    assert "学报编辑部" in words_of(html_of(views.landing(facts))).partition("已经撤销的")[2]


def test_before_it_was_closed_it_was_there() -> None:
    facts = facts_of(on=date(2025, 6, 1))
    assert "● 现有" in words_of(html_of(page_of(facts, "CBS")))
    assert "已经撤销的" not in words_of(html_of(views.landing(facts)))


def test_a_unit_to_come_says_when() -> None:
    facts = facts_of({"units/WYY.yml": "name: 外国语学院\nkind: 学院\nparent: XX\nopened: 2026-09-01\n"})
    assert "将于2026年9月1日设立。" in words_of(html_of(page_of(facts, "WYY")))


def test_former_names_and_what_happened() -> None:
    facts = facts_of({COLLEGE: FORMER})
    words = words_of(html_of(page_of(facts)))
    assert "1998-09-01 至 2008-06-30 机械与动力工程系 至 1998-08-31 机械系" in words
    found = [(one.day, one.text) for one in views.events(unit(facts), facts)]
    assert found == [
        (date(1998, 9, 1), "机械系更名为机械与动力工程系"),
        (date(2008, 7, 1), "机械与动力工程系更名为机械工程学院"),
    ]


def test_units_below_stand_on_the_page_of_the_one_above() -> None:
    facts = facts_of({LAB: LAB_TEXT})
    assert "units/SYS.html" in addresses(html_of(page_of(facts)))
    assert "units/JXXY.html" in addresses(html_of(page_of(facts, "SYS")))
    assert [one.title for one in page_of(facts, "SYS").context["crumbs"]] == ["单位", "机械学院"]
    assert "下属单位" not in words_of(html_of(page_of(facts, "XX")))


def test_the_landing_page_has_every_unit_once_by_kind() -> None:
    facts = facts_of({LAB: LAB_TEXT})
    html = html_of(views.landing(facts))
    for one in facts.of_type(Unit):
        assert f'href="~/{one.address}"' in html
    words = words_of(html)
    assert words.index("学校和校工会") < words.index("行政部门") < words.index("学院 1") < words.index("已经撤销的")
    assert "机械工程实验中心 机械学院" in words


def test_staff_below_another_unit_are_not_counted_twice() -> None:
    below = f"{LAB_TEXT}headcount:\n  - year: 2025\n    heads: 12\n"
    facts = facts_of({LAB: below})
    counts = {one.key: one for one in views.figures(facts.of_type(Unit), facts)}
    assert counts["units-staff"].value == "112"
    assert counts["units-staff"].label == "2025 年末教职工，1 个单位的数"
    assert (counts["units-branches"].value, counts["units-branches"].of) == ("2", "5")
    assert views.figures([], facts) == ()


def test_a_head_count_of_another_year_says_so() -> None:
    facts = facts_of({"units/CWC.yml": "headcount:\n  - year: 2023\n    heads: 41\n"})
    words = words_of(html_of(views.landing(facts)))
    assert "41（2023 年末）" in words
    assert "教职工，2025 年末" in words


def test_a_long_name_and_no_short_one() -> None:
    name = "马克思主义理论与思想政治教育研究协同创新中心"
    facts = facts_of({"units/MYZX.yml": f"name: {name}\nkind: 直属单位\nparent: XX\n"})
    assert name in words_of(html_of(page_of(facts, "MYZX")))
    assert "简称" not in words_of(html_of(page_of(facts, "MYZX")))
