"""What readers see of commendations."""

from __future__ import annotations

from datetime import date

import pytest

from generator.dataset import Facts
from generator.model import Record
from generator.publication import LONGEST_LIST, Fragment, Page
from generator.records.clause.model import Clause
from generator.records.commendation import views
from generator.records.commendation.model import Commendation
from generator.records.commendation.views.rows import events
from generator.records.unit.model import Unit
from tests.shown import addresses, facts_of, further_pages, html_of, record, words_of

FILE = "commendations/BZ-2026-001.yml"
REVOKED = "revoked:\n  - on: 2026-04-10\n    reason: 申报材料不实\n    recipient: 沈知白\n"


def decision(facts: Facts, record_id: str = "BZ-2026-001") -> Commendation:
    found = record(facts, record_id)
    assert isinstance(found, Commendation)
    return found


def html(facts: Facts) -> str:
    return html_of(views.page(decision(facts), facts))


def lists(facts: Facts) -> dict[str, Page]:
    return further_pages(views.batches, facts)


def test_a_page_opens_with_who_was_commended_and_the_notice() -> None:
    facts = facts_of()
    page = views.page(decision(facts), facts)
    said = "2026年3月20日，示例大学工会委员会表彰 1 个集体、2 名个人。公示 7 个工作日，没有收到异议。"
    assert page.description == said
    words = words_of(html_of(page))
    assert words.index("公示 7 个工作日") < words.index("获奖名单") < words.index("满 5 个工作日")
    assert "先进分工会 集体，1 个" in words
    assert "名额 1 个：八个分工会，评一个" in words
    assert "教工之家全年开放三百天" in words


def test_names_lead_to_their_unit_and_honours_to_their_register() -> None:
    found = addresses(html(facts_of()))
    assert {"units/JXXY.html", "units/HQC.html"} <= found
    assert {"commendations/honour-ry-xjfgh.html", "commendations/level-school.html"} <= found


def test_a_short_notice_and_a_hasty_decision_are_said() -> None:
    facts = facts_of({FILE: "decided: 2026-03-10\nnotice:\n  from: 2026-03-06\n  to: 2026-03-11\n"})
    words = words_of(html(facts))
    assert "◆ 只有 4 个工作日，不满 5 个" in words
    assert "◆ 公示没有结束就作了决定" in words
    assert "受理渠道 没有写" in words


def test_a_decision_without_notice_says_so() -> None:
    facts = facts_of({FILE: "# without: notice\ntitle: 关于表彰的决定\n"})
    assert "没有公示的记录。" in words_of(html(facts))
    assert 'id="notice"' not in html(facts)


def test_objections_stand_with_their_outcome() -> None:
    objections = "  objections:\n    - on: 2026-03-12\n      outcome: 不成立\n      note: 事迹经核对属实\n"
    notice = f"notice:\n  from: 2026-03-06\n  to: 2026-03-16\n  contacts:\n    - 校工会\n    - 校纪委\n{objections}"
    words = words_of(html(facts_of({FILE: notice})))
    assert "收到 1 件异议。" in words
    assert "事迹经核对属实 ● 不成立 2026-03-12" in words


def test_what_was_taken_back_stays_and_says_why() -> None:
    facts = facts_of({FILE: REVOKED})
    words = words_of(html(facts))
    assert "◆ 有撤销" in words
    assert "表彰 1 个集体、2 名个人。" in words
    assert "后来撤销 1 项，现有 1 个集体、1 名个人。" in words
    assert words.index("申报材料不实") < words.index("获奖名单")
    assert "沈知白 ✕ 2026-04-10 撤销" in words
    counts = {one.key: one.value for one in views.figures([decision(facts)], facts)}
    assert (counts["commended-persons"], counts["commended-revoked"]) == ("1", "1")


def test_before_it_was_taken_back_it_stood() -> None:
    facts = facts_of({FILE: REVOKED}, date(2026, 4, 1))
    assert "撤销" not in words_of(html(facts))
    assert [one.kind for one in views.events(decision(facts), facts)] == ["表彰"]


def test_where_all_was_taken_back_nothing_is_said_to_stand() -> None:
    awards = (
        "awards:\n  - honour: RY-YXGHGZZ\n    object: 个人\n    recipients:\n      - name: 沈知白\n        unit: JXXY\n"
    )
    facts = facts_of({FILE: f"# without: stated\n{awards}{REVOKED}"})
    words = words_of(html(facts))
    assert "✕ 已撤销" in words
    assert "后来撤销 1 项，已全部撤销。" in words
    assert "都已撤销" in lists(facts)["commendations/year-2026.html"].description


def test_stated_figures_stand_beside_the_counted_ones() -> None:
    stated = "stated:\n  - of:\n      figure: 表彰个数\n    value: 4个\n    source: 决定正文\n"
    words = words_of(html(facts_of({FILE: stated})))
    assert "表彰个数 原文 4个 算出 3 个 ▲ 不符 决定正文" in words


def many(number: int) -> str:
    """An award to many persons of two units."""
    people = "".join(f"      - name: 教师{n}\n        unit: {'HQC' if n % 2 else 'JXXY'}\n" for n in range(number))
    return f"# without: stated\nawards:\n  - honour: RY-YXGHGZZ\n    object: 个人\n    recipients:\n{people}"


@pytest.mark.parametrize(("number", "tables"), [(1, 1), (LONGEST_LIST, 1), (LONGEST_LIST + 1, 2), (400, 2)])
def test_a_long_list_of_names_is_grouped_by_unit(number: int, tables: int) -> None:
    shown = html(facts_of({FILE: many(number)}))
    assert shown.count("<table") == tables
    assert ("<h4>后勤处</h4>" in shown) == (tables > 1)


def test_one_row_holds_what_lists_show() -> None:
    facts = facts_of()
    row = views.summarize(decision(facts), facts)
    assert (row.unit, row.year, row.day) == ("校工会", 2026, date(2026, 3, 20))
    assert [one.value for one in row.facets] == ["校级", "先进分工会", "优秀工会工作者"]
    assert row.units == (("organiser", "XGH"), ("recipient", "JXXY"), ("recipient", "HQC"))


def test_lists_by_year_and_level_registers_by_honour_and_unit() -> None:
    pages = lists(facts_of())
    assert set(pages) == {
        "commendations/year-2026.html",
        "commendations/level-school.html",
        "commendations/honour-ry-xjfgh.html",
        "commendations/honour-ry-yxghgzz.html",
        "commendations/unit-jxxy.html",
        "commendations/unit-hqc.html",
    }
    assert "沈知白" in words_of(html_of(pages["commendations/unit-jxxy.html"]))
    assert "顾行舟" not in words_of(html_of(pages["commendations/unit-jxxy.html"]))
    assert pages["commendations/honour-ry-yxghgzz.html"].description == "优秀工会工作者：2 名个人。"
    for page in pages.values():
        assert "首页" in words_of(html_of(page))


def test_every_link_of_the_landing_page_is_a_page() -> None:
    facts = facts_of()
    known = {*lists(facts), "index.html", "commendations/BZ-2026-001.html"}
    assert addresses(html_of(views.landing(facts))) <= known


def panel(facts: Facts, subject: Record) -> Fragment | None:
    return views.panel(subject, facts)


def test_a_unit_shows_its_awards_and_what_it_prepared() -> None:
    facts = facts_of()
    college = panel(facts, record(facts, "JXXY"))
    assert college is not None
    words = words_of(html_of(college))
    assert "1 项次 授予集体的荣誉" in words
    assert "1 人次 授予个人的荣誉" in words
    assert "承办的评选" not in words
    union = panel(facts, record(facts, "XGH"))
    assert union is not None
    assert "还没有公开的荣誉。" in words_of(html_of(union))
    assert "承办的评选 1 项" in words_of(html_of(union))
    assert isinstance(record(facts, "CWC"), Unit)
    assert panel(facts, record(facts, "CWC")) is None


def test_a_clause_shows_the_decisions_that_are_its_evidence() -> None:
    facts = facts_of({FILE: "clauses:\n  - 9\nrelated:\n  - KX-5\n  - 8-3\n"})
    clause = record(facts, "KX-9")
    assert isinstance(clause, Clause)
    shown = panel(facts, clause)
    assert shown is not None
    assert "commendations/BZ-2026-001.html" in addresses(html_of(shown))
    assert panel(facts, record(facts, "KX-5")) is None
    assert panel(facts, record(facts, "8-3")) is not None


def test_nothing_is_designed_too() -> None:
    facts = facts_of({FILE: "audience: campus\n"})
    assert "还没有公开的表彰决定。" in words_of(html_of(views.landing(facts)))
    assert further_pages(views.batches, facts) == {}
    assert views.headline(facts) == ()
    assert views.figures([], facts) == ()


def test_the_home_page_counts_the_latest_year() -> None:
    (figure,) = views.headline(facts_of())
    assert (figure.value, figure.href) == ("2", "commendations/year-2026.html")
    assert figure.label == "2026 年授予个人的荣誉，另有集体 1 项"


def test_withdrawn_decisions_leave_the_lists() -> None:
    facts = facts_of({FILE: "withdrawn:\n  on: 2026-04-20\n  by: 校工会\n  reason: 名单有误，更正后重新公开\n"})
    assert "BZ-2026-001" not in html_of(views.landing(facts))
    assert panel(facts, record(facts, "JXXY")) is None


PARTIAL = (
    "awards:\n  - honour: RY-YXGHGZZ\n    object: 个人\n    partial: 是\n    recipients:{}\n"
    "stated:\n  - of:\n      figure: 表彰个数\n      label: 优秀工会工作者\n    value: 120名\n    source: 决定正文\n"
)


def test_a_list_published_in_part_says_so_wherever_it_is_counted() -> None:
    facts = facts_of({FILE: PARTIAL.format("\n      - name: 沈知白\n        unit: JXXY")})
    words = words_of(html(facts))
    assert "作出表彰，原文写的是优秀工会工作者「120名」。 已公布名单的有 1 名个人。" in words
    assert "名单只公布了一部分，原文写的是「120名」" in words
    assert "优秀工会工作者表彰个数 原文 120名 算出 1 名（名单只公布了一部分） ○ 无法核对" in words
    counts = {one.key: one.value for one in views.figures([decision(facts)], facts)}
    assert (counts["commended-persons"], counts["commended-partly"]) == ("1", "1")
    register = html_of(lists(facts)["commendations/honour-ry-yxghgzz.html"])
    assert "只公布了一部分名单的 关于表彰2025年度" in words_of(register)


def test_an_honour_without_any_name_is_not_called_revoked() -> None:
    facts = facts_of({FILE: PARTIAL.format(" []")})
    words = words_of(html(facts))
    assert "作出表彰，原文写的是优秀工会工作者「120名」。 没有公布名单。" in words
    assert "优秀工会工作者 个人，没有公布名单 原文写的是「120名」" in words
    assert "原文 120名 算出 没有公布名单 ○ 无法核对" in words
    assert "commendations/honour-ry-yxghgzz.html" in addresses(html(facts))
    pages = lists(facts)
    assert pages["commendations/honour-ry-yxghgzz.html"].description == "优秀工会工作者：没有公布名单。"
    assert "表彰的名单没有公布" in pages["commendations/year-2026.html"].description


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ({}, "作出表彰。"),
        ({"": "60件"}, "作出表彰，原文写的是「60件」。"),
        ({"集体": "66个", "个人": "285名"}, "作出表彰，原文写的是集体「66个」、个人「285名」。"),
        (
            {"优秀工会工作者": "285名", "个人": "285名", "集体": "66个", "": "351个"},
            "作出表彰，原文写的是共「351个」，其中集体「66个」、个人「285名」。",
        ),
    ],
)
def test_of_a_list_in_part_the_document_says_how_many_there_are(printed: dict[str, str], said: str) -> None:
    stated = "".join(
        f"  - of: {{figure: 表彰个数{f', label: {label}' if label else ''}}}\n    value: {value}\n    source: 决定\n"
        for label, value in printed.items()
    )
    body = (
        "# without: stated\nawards:\n  - {honour: RY-XJFGH, object: 集体, partial: 是, recipients: [{name: 机械工程学院分工会}]}\n"
        "  - {honour: RY-YXGHGZZ, object: 个人, partial: 是, recipients: [{name: 沈知白}]}\n"
    )
    facts = facts_of({FILE: body + (f"stated:\n{stated}" if stated else "")})
    words = words_of(html(facts))
    assert f"{said} 已公布名单的有 1 个集体、1 名个人。" in words
    (event, *_) = events(decision(facts), facts)
    assert event.text == "作出表彰决定"


TOGETHER = """# without: stated
awards:
  - honour: RY-YXGHGZZ
    object: 个人
    grade: 一等奖
    recipients:
      - name: 沈知白、顾行舟
        members:
          - name: 沈知白
            unit: JXXY
          - name: 顾行舟<b>
  - honour: RY-YXGHGZZ
    object: 个人
    grade: 二等奖
    recipients:
      - name: 景一凡
        unit: JXXY
        other_units: [HQC]
"""


def test_grades_members_and_several_units_are_shown() -> None:
    facts = facts_of({FILE: TOGETHER})
    words = words_of(html(facts))
    assert "表彰 2 个个人荣誉（共 3 人）。" in words
    assert words.index("优秀工会工作者 一等奖 个人，1 个（共 2 人）") < words.index("优秀工会工作者 二等奖 个人，1 名")
    assert "沈知白、顾行舟 沈知白（机械学院）、顾行舟&lt;b&gt;" in words
    together = words_of(html(facts_of({FILE: TOGETHER.replace("<b>", "")})))
    assert "获奖者 沈知白（机械学院）、顾行舟 优秀工会工作者 二等奖" in together
    assert "景一凡 机械学院 、 后勤处" in words
    register = words_of(html_of(lists(facts)["commendations/honour-ry-yxghgzz.html"]))
    assert "获奖者 等次 单位" in register
    assert "景一凡 二等奖" in register


def test_who_received_two_honours_is_not_counted_as_two_people() -> None:
    twice = TOGETHER.replace("景一凡", "沈知白")
    assert "表彰 2 个个人荣誉（3 人次）。" in words_of(html(facts_of({FILE: twice})))
    alone = twice.replace("          - name: 顾行舟<b>\n", "").replace("沈知白、顾行舟", "沈知白")
    assert "表彰 个人 2 人次。" in words_of(html(facts_of({FILE: alone})))


def test_an_award_stands_on_the_pages_of_all_units_that_have_a_part_in_it() -> None:
    pages = lists(facts_of({FILE: TOGETHER}))
    own = words_of(html_of(pages["commendations/unit-jxxy.html"]))
    assert "2 项次" in own
    assert "优秀工会工作者 一等奖" in own
    assert "景一凡 优秀工会工作者 二等奖" in words_of(html_of(pages["commendations/unit-hqc.html"]))


def test_an_award_can_be_taken_back_by_any_of_its_units() -> None:
    revoked = "revoked:\n  - on: 2026-04-10\n    reason: 材料不实\n    recipient: 景一凡\n    unit: HQC\n"
    assert "景一凡 ✕ 2026-04-10 撤销" in words_of(html(facts_of({FILE: TOGETHER + revoked})))


def test_an_objection_that_is_still_looked_into_is_shown_with_its_days() -> None:
    objections = "  objections:\n    - on: 2026-03-12\n      outcome: 核查中\n"
    words = words_of(html(facts_of({FILE: f"notice:\n  from: 2026-03-06\n  to: 2026-03-16\n{objections}"})))
    assert "○ 核查中，未了结，已 50 天 2026-03-12" in words
