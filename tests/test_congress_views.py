"""What readers see of congresses."""

from __future__ import annotations

import re
from datetime import date

from generator.dataset import Facts
from generator.parts import school_year_of
from generator.records.congress import views
from generator.records.congress.attendance import school_year
from generator.records.congress.model import Congress
from generator.records.congress.views import lists
from generator.records.congress.views.matrix import LEGEND as CONGRESSES
from generator.records.disclosure.views.standing import LEGEND as DISCLOSURES
from tests.shown import addresses, facts_of, further_pages, html_of, record, words_of

SCHOOL = "congresses/8-3.yml"
UNIT = "congresses/JXXY-2025.yml"
UNIT_TEXT = """unit: JXXY
held:
  from: 2025-04-24
  to: 2025-04-24
delegates:
  due: 36
  present: 33
reports:
  - kind: 发展规划
  - kind: 年度工作
  - kind: 财务预决算
"""


def congress(overlay: dict[str, str], record_id: str, on: date = date(2026, 5, 1)) -> tuple[Congress, str]:
    facts = facts_of(overlay, on)
    found = record(facts, record_id)
    assert isinstance(found, Congress)
    return found, html_of(views.page(found, facts))


def test_a_page_says_first_when_it_met_and_who_came() -> None:
    _, html = congress({SCHOOL: "decisions:\n  - title: 工作报告\n    result: 通过\n"}, "8-3")
    said = "2026年1月15日至16日召开，应到 214 人，实到 201 人（93.9%）。 必报的 4 项报告都有。作出 1 项决议。"
    assert said in words_of(html)


def test_missing_obligatory_reports_are_rows_of_their_own() -> None:
    _, html = congress({UNIT: UNIT_TEXT}, "JXXY-2025")
    assert "必报的 4 项报告没有「分配方案」。" in words_of(html)
    assert "分配方案 ✕ 没有记录" in words_of(html)
    assert "2025-04-24 至" not in html


def test_before_the_rule_nothing_is_obligatory() -> None:
    early = re.sub("2025-04-24", "2018-04-24", UNIT_TEXT.replace("  - kind: 财务预决算\n", ""))
    held, html = congress({"congresses/JXXY-2018.yml": early}, "JXXY-2018")
    assert "必报" not in words_of(html)
    assert "没有记录" not in words_of(html)
    facts = facts_of({"congresses/JXXY-2018.yml": early})
    assert [one.key for one in lists.figures([held], facts)] == ["congresses-held", "congresses-present"]


def test_votes_stand_in_columns_and_uncounted_ones_stay_empty() -> None:
    decisions = """decisions:
  - title: 工作报告
    result: 通过
    votes:
      for: 198
      against: 1
      abstained: 2
  - title: 分配办法
    result: 未通过
"""
    _, html = congress({SCHOOL: decisions}, "8-3")
    assert "工作报告 ● 通过 198 1 2 分配办法 ✕ 未通过" in words_of(html)


def test_ballots_are_told_as_far_as_they_are_published() -> None:
    decisions = """decisions:
  - title: 绩效工资方案
    result: 通过
    votes: {for: 145, against: 30, abstained: 16, invalid: 7, issued: 201, returned: 198}
  - title: 工作报告
    result: 通过
    votes: {for: 198, against: 1, abstained: 2}
"""
    _, html = congress({SCHOOL: decisions}, "8-3")
    words = words_of(html)
    assert "绩效工资方案 发出 201，收回 198，无效 7；赞成占有效票 75.9% ● 通过 145 30 16" in words
    assert "工作报告 ● 通过 198 1 2" in words


def test_one_that_is_still_to_come_is_announced() -> None:
    _, html = congress({}, "8-3", date(2026, 1, 1))
    assert "○ 将召开" in words_of(html)
    assert "将于2026年1月15日至16日召开。" in words_of(html)
    assert "没有记录" not in html


def test_names_of_delegates_are_never_shown() -> None:
    roster = """roster:
  - name: 周砚秋
    unit: JXXY
    delegation: 第一代表团
  - name: 林晓汀
    unit: JXXY
    delegation: 第一代表团
  - name: 何牧之
    unit: HQC
"""
    found, html = congress({SCHOOL: roster}, "8-3")
    facts = facts_of({SCHOOL: roster})
    shown = [html, repr(views.summarize(found, facts)), html_of(views.landing(facts))]
    assert all(name not in one for one in shown for name in ("周砚秋", "林晓汀", "何牧之"))
    assert "名册上有 3 名代表。" in words_of(html)
    assert "第一代表团 2 后勤保障处 1" in words_of(html)


def labels_of(facts: Facts) -> list[str]:
    """What the matrix of the landing page says of each cell."""
    return re.findall(r'title="([^"]*)"', html_of(views.landing(facts)))


def test_the_matrix_shows_every_unit_and_report_in_every_school_year() -> None:
    text = UNIT_TEXT.replace("kind: 年度工作", "kind: 年度工作\n    record: GK-2026-001")
    facts = facts_of({UNIT: text})
    html, labels = html_of(views.landing(facts)), labels_of(facts)
    assert '<th scope="colgroup" class="gk-first" colspan="5">2025—26</th>' in html
    assert "机械学院，2024—2025学年：2025-04-24 召开" in labels
    assert "机械学院，2024—2025学年：发展规划，已报告，没有附内容" in labels
    assert "机械学院，2024—2025学年：年度工作，已报告：2025年工会工作报告" in labels
    assert "机械学院，2024—2025学年：分配方案，会上没有这项报告" in labels
    assert "机械学院，2025—2026学年：开会，本学年还没有" in labels
    assert {"congresses/JXXY-2025.html", "disclosures/GK-2026-001.html"} <= addresses(html)


def test_the_school_owes_three_of_the_four_reports_and_a_unit_none_before_it_was_there() -> None:
    facts = facts_of({UNIT: UNIT_TEXT, "units/HQC.yml": "opened: 2025-10-01\nbranch_union: 是\n"})
    labels = labels_of(facts)
    assert "学校，2025—2026学年：分配方案，学校教代会不要求" in labels
    assert "学校，2024—2025学年：开会，没有公开的会议记录" in labels
    assert any(one.startswith("后勤处，2024—2025学年：不适用，") for one in labels)


def test_every_state_of_a_matrix_has_its_own_shape() -> None:
    for legend in (CONGRESSES, DISCLOSURES):
        shapes = [state.shape for state, _ in legend]
        assert len(set(shapes)) == len(shapes)


def test_a_unit_that_has_not_met_this_year_is_told_so() -> None:
    facts = facts_of({UNIT: UNIT_TEXT})
    panel = views.panel(record(facts, "JXXY"), facts)
    assert panel is not None
    assert "2025—2026学年还没有公开的教职工大会记录。" in words_of(html_of(panel))
    assert views.panel(record(facts, "CWC"), facts) is None


def test_every_school_year_has_its_page_and_the_home_page_its_figure() -> None:
    facts = facts_of({UNIT: UNIT_TEXT})
    pages = {path: html_of(page) for path, page in further_pages(views.batches, facts).items()}
    assert set(pages) == {"congresses/year-2024.html", "congresses/year-2025.html"}
    assert {"congresses/year-2024.html", "congresses/year-2025.html"} <= addresses(html_of(views.landing(facts)))
    assert "没有公开会议记录的单位 后勤处 、 机械学院" in words_of(pages["congresses/year-2025.html"])
    (figure,) = views.headline(facts)
    assert (figure.value, figure.of) == ("0", "2")


def test_stated_attendance_stands_beside_the_computed_one() -> None:
    stated = "stated:\n  - of:\n      figure: 到会率\n    value: 95%\n    source: 公报\n"
    _, html = congress({SCHOOL: stated}, "8-3")
    assert "到会率 原文 95% 算出 93.9% ▲ 不符 公报" in words_of(html)


def test_school_years_turn_in_september() -> None:
    assert school_year_of(date(2025, 8, 31)) == 2024
    assert school_year_of(date(2025, 9, 1)) == 2025
    found, _ = congress({UNIT: UNIT_TEXT + "school_year: 2025-2026\n"}, "JXXY-2025")
    assert school_year(found) == 2025
