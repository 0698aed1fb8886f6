"""What readers see of proposals."""

from __future__ import annotations

from datetime import date

import pytest

from generator.dataset import Facts
from generator.publication import LONGEST_LIST, Page
from generator.records.clause.model import Clause
from generator.records.congress.model import Congress
from generator.records.proposal import TYPE, views
from generator.records.proposal.model import Proposal
from generator.records.proposal.views.sortings import slug
from generator.records.unit.model import Unit
from tests.shown import addresses, facts_of, html_of, record, words_of

FIRST = "proposals/TA-0803-001.yml"
SECOND = "proposals/TA-0803-002.yml"
UNANSWERED = "# without: responses\n# without: ratings\nassigned: 2026-01-20\n"
ANSWERED_TWICE = """
responses:
  - on: 2026-03-12
    unit: HQC
    signed_by: 分管后勤工作的副校长
    result: 列入计划
    text: 拟在秋季学期调整。
    measures: 窗口供应至 20:30
    due: 2026-04-01
  - on: 2026-04-02
    unit: HQC
    signed_by: 分管后勤工作的副校长
    result: 正在落实
    text: 提前到五月。
    measures: 窗口供应至 20:30
    due: 2026-05-20
ratings:
  - on: 2026-03-20
    grade: 不满意
    note: 等不到秋天
  - on: 2026-04-10
    grade: 基本满意
"""


def proposal(facts: Facts, record_id: str = "TA-0803-001") -> Proposal:
    found = record(facts, record_id)
    assert isinstance(found, Proposal)
    return found


def page_of(facts: Facts, record_id: str = "TA-0803-001") -> Page:
    return views.page(proposal(facts, record_id), facts)


def test_a_page_opens_with_the_answer() -> None:
    page = page_of(facts_of())
    words = words_of(html_of(page))
    answer = "后勤处2026年3月12日答复：列入计划（比期限早 39 天）。"
    assert page.description.startswith(answer)
    assert words.index(answer) < words.index("办到哪一步") < words.index("建议措施")
    assert "承诺2026年9月1日完成，还有 123 天。" in words
    assert "主办单位自评 列入计划 提案人评价 基本满意" in words


@pytest.mark.parametrize(
    ("overlay", "said"),
    [
        (UNANSWERED, "后勤处主办，2026年1月20日交办，还没有答复。答复期限2026年4月20日，已过 11 天。"),
        (
            UNANSWERED + "deadline:\n  on: 2026-05-01\n  reason: 待验收\n",
            "后勤处主办，2026年1月20日交办，还没有答复。答复期限2026年5月1日，今天到期。",
        ),
        (ANSWERED_TWICE, "后勤处2026年4月2日再次答复：正在落实。提案人评价：基本满意。"),
        ("ratings:\n  - on: 2026-03-20\n    grade: 不满意\n", "不满意，等待再次答复。"),
        ("ratings:\n  - on: 2026-03-20\n    grade: 未反馈\n", "提案人未反馈。"),
        ("retracted:\n  on: 2026-03-25\n  reason: 已商定\n", "提案人2026年3月25日撤回：已商定。"),
    ],
)
def test_where_it_stands_is_said_in_words(overlay: str, said: str) -> None:
    facts = facts_of({FIRST: overlay})
    assert said in words_of(html_of(page_of(facts))).replace("。 ", "。")


def test_a_merged_one_says_how_its_main_case_stands() -> None:
    gone = "# without: lead\n# without: assigned\n# without: responses\n# without: ratings\nmerged_into: TA-0803-002\n"
    facts = facts_of({FIRST: gone})
    html = html_of(page_of(facts))
    assert "proposals/TA-0803-002.html" in addresses(html)
    assert "计划财务处2026年3月5日答复：已落实" in words_of(html)
    main = words_of(html_of(page_of(facts, "TA-0803-002")))
    assert "以下 1 件并入本案，它们的提案人是本案的联名提案人：周砚秋（机械学院）。" in main


def test_of_a_withdrawn_main_case_nothing_is_told_by_what_went_into_it() -> None:
    merged = (
        "# without: lead\n# without: assigned\n# without: responses\n# without: ratings\nmerged_into: TA-0803-002\n"
    )
    gone = "withdrawn:\n  on: 2026-04-01\n  by: 校工会\n  reason: 涉及个人信息\n"
    facts = facts_of({FIRST: merged, "proposals/TA-0803-002.yml": gone})
    words = words_of(html_of(page_of(facts)))
    assert "主案已撤回公开。" in words
    assert "主案：一件撤回公开的提案" in words
    assert not [one for one in ("报销", "答复：", "已落实", "计划财务处") if one in words]
    assert views.summarize(proposal(facts), facts).unit == ""


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (
            "proposers:\n  - name: 周 砚秋\n    unit: JXXY\n    consent: 是\n",
            "它们的提案人也是本案的提案人。",
        ),
        (
            "proposers:\n  - name: 周砚秋\n    unit: HQC\n    consent: 是\n",
            "它们的提案人是本案的联名提案人：周砚秋（机械学院）。",
        ),
        # Without consent here, readers do not learn that it is the same person.
        (
            "proposers:\n  - name: 周砚秋\n    unit: JXXY\n",
            "它们的提案人是本案的联名提案人：周砚秋（机械学院）。",
        ),
    ],
)
def test_a_joint_proposer_is_named_once(own: str, said: str) -> None:
    gone = "# without: lead\n# without: assigned\n# without: responses\n# without: ratings\nmerged_into: TA-0803-002\n"
    facts = facts_of({FIRST: gone, "proposals/TA-0803-002.yml": own})
    assert f"以下 1 件并入本案，{said}" in words_of(html_of(page_of(facts, "TA-0803-002")))


def test_who_proposed_two_merged_ones_is_a_joint_proposer_once() -> None:
    gone = "# without: lead\n# without: assigned\n# without: responses\n# without: ratings\nmerged_into: TA-0803-002\n"
    again = """congress: 8-3
title: 关于教工食堂夜宵的提案
category: 后勤与基建
proposers:
  - name: 周砚秋
    unit: JXXY
    consent: 是
  - delegation: 教师代表组
handed_in: 2025-12-20
reason: 晚上没有热食。
measures: 增设夜宵窗口。
review:
  on: 2026-01-10
  outcome: filed
merged_into: TA-0803-002
"""
    facts = facts_of({FIRST: gone, "proposals/TA-0803-003.yml": again})
    main = words_of(html_of(page_of(facts, "TA-0803-002")))
    assert "以下 2 件并入本案，它们的提案人是本案的联名提案人：周砚秋（机械学院）、教师代表组。" in main


def test_the_path_shows_deadline_and_promises_where_they_lie_in_time() -> None:
    facts = facts_of({FIRST: ANSWERED_TWICE})
    steps = page_of(facts).context["steps"]
    assert [(one.day.isoformat(), one.kind) for one in steps] == [
        ("2025-12-20", "done"),
        ("2026-01-10", "done"),
        ("2026-01-20", "done"),
        ("2026-03-12", "done"),
        ("2026-03-20", "done"),
        ("2026-04-01", "due"),
        ("2026-04-02", "done"),
        ("2026-04-10", "done"),
        ("2026-04-20", "due"),
        ("2026-05-01", "today"),
        ("2026-05-20", "open"),
    ]
    assert steps[5].notes == ("2026-04-02 改期",)
    assert steps[-1].notes == ("还有 19 天",)


def test_each_answer_stands_with_the_rating_that_followed() -> None:
    replies = page_of(facts_of({FIRST: ANSWERED_TWICE})).context["replies"]
    assert [one.title for one in replies] == [
        "后勤处2026年3月12日答复：列入计划",
        "后勤处2026年4月2日再次答复：正在落实",
    ]
    assert [one.ratings for one in replies] == [
        ("提案人2026年3月20日评价：不满意。“等不到秋天”",),
        ("提案人2026年4月10日评价：基本满意",),
    ]


def test_nothing_that_is_still_to_come_is_told() -> None:
    on = date(2026, 3, 1)
    facts = facts_of(on=on)
    shown = [words_of(html_of(page_of(facts))), words_of(html_of(views.landing(facts)))]
    shown += [one.text for one in views.events(proposal(facts), facts)]
    assert all("列入计划" not in one and "基本满意。" not in one for one in shown)
    assert "还有 50 天" in shown[0]


def test_names_are_shown_with_consent_only() -> None:
    facts = facts_of()
    every = [proposal(facts), proposal(facts, "TA-0803-002")]
    shown = [html_of(views.page(one, facts)) for one in every]
    shown += [html_of(page) for page in TYPE.views.pages(facts)]
    shown += [html_of(views.landing(facts)), *(repr(views.summarize(one, facts)) for one in every)]
    shown += [repr(list(views.events(one, facts))) for one in every]
    assert any("周砚秋（机械学院）" in one for one in shown)
    assert all("林晓汀" not in one and "何牧之" not in one for one in shown)
    assert "一名代表（机械学院）、一名代表（后勤处）" in shown[0]


def test_markup_in_what_editors_write_stays_text() -> None:
    facts = facts_of({FIRST: "title: 关于 <b>食堂</b> & 超市的提案\ncategory: <i>后勤</i>\n"})
    html = html_of(page_of(facts))
    assert "<b>食堂" not in html
    assert "<i>后勤" not in html
    assert "关于 &lt;b&gt;食堂&lt;/b&gt; &amp; 超市的提案" in html


def many(count: int) -> dict[str, str]:
    """A congress with many proposals of one category, answered like the world's first."""
    base = """congress: 8-3
title: 关于第{n}件事的提案
category: 后勤与基建
proposers:
  - delegation: 机关代表团
handed_in: 2025-12-20
reason: 理由。
measures: 措施。
review:
  on: 2026-01-10
  outcome: filed
lead: HQC
assigned: 2026-01-20
responses:
  - on: 2026-03-12
    unit: HQC
    signed_by: 分管后勤工作的副校长
    result: 已落实
    text: 已经办好。
    measures: 已经办好
"""
    return {f"proposals/TA-0803-{n}.yml": base.replace("{n}", str(n)) for n in range(101, 101 + count)}


def test_long_lists_are_cut_and_what_tiles_count_can_be_opened() -> None:
    facts = facts_of(many(120))
    pages = {page.address: html_of(page) for page in TYPE.views.pages(facts)}
    unit, congress, clause = record(facts, "HQC"), record(facts, "8-3"), record(facts, "KX-9")
    panels = [made for subject in (unit, congress, clause) if (made := views.panel(subject, facts)) is not None]
    every = [*pages.values(), *(html_of(one) for one in panels), html_of(views.landing(facts))]
    for html in every:
        assert all(table.count("<tr>") <= LONGEST_LIST + 1 for table in html.split("<table")[1:])
        for address in addresses(html):
            if address.startswith("proposals/") and "TA-" not in address:
                assert address in pages
    assert "proposals/congress-8-3-counted.html" in addresses(pages["proposals/congress-8-3.html"])
    for figure in views.headline(facts):
        assert figure.href.partition("#")[0] in pages


def test_every_list_holds_each_of_its_proposals_once() -> None:
    facts = facts_of()
    pages = {page.address: html_of(page) for page in TYPE.views.pages(facts)}
    assert set(pages) >= {
        "proposals/congress-8-3.html",
        "proposals/unit-hqc.html",
        "proposals/category-后勤与基建.html",
        "proposals/stage-closed.html",
    }
    assert "proposals/TA-0803-002.html" in addresses(pages["proposals/stage-closed.html"])
    assert "proposals/TA-0803-001.html" not in addresses(pages["proposals/stage-closed.html"])
    assert (
        pages["proposals/category-后勤与基建.html"].count('<th scope="row"><a href="~/proposals/TA-0803-001.html"') == 1
    )


def test_two_categories_that_share_an_address_share_a_list() -> None:
    facts = facts_of({FIRST: "category: 后勤·基建\n", SECOND: "category: 后勤、基建\n"})
    found = [page for page in TYPE.views.pages(facts) if page.address == f"proposals/category-{slug('后勤·基建')}.html"]
    assert len(found) == 1
    assert found[0].context["count"] == 2


def test_what_a_unit_owes_is_handed_to_its_page() -> None:
    facts = facts_of({FIRST: UNANSWERED})
    unit = record(facts, "HQC")
    assert isinstance(unit, Unit)
    panel = views.panel(unit, facts)
    assert panel is not None
    (owed,) = panel.context["owed"]
    assert (owed.id, owed.state.word, owed.day) == ("TA-0803-001", "逾期 11 天", date(2026, 4, 20))
    assert "主办 1 件，协办 0 件" in words_of(html_of(panel))
    assert views.panel(record(facts, "CBS"), facts) is None


def test_a_congress_shows_what_was_stated_beside_what_is_computed() -> None:
    stated = """stated:
  - of:
      figure: 立案件数
    value: 3件
    source: 提案工作报告
  - of:
      figure: 满意率
    value: 100%
    source: 提案工作报告
"""
    facts = facts_of({"congresses/8-3.yml": stated})
    congress = record(facts, "8-3")
    assert isinstance(congress, Congress)
    panel = views.panel(congress, facts)
    assert panel is not None
    words = words_of(html_of(panel))
    assert "立案件数 原文 3件 算出 2 件 ▲ 不符 提案工作报告" in words
    assert "满意率 原文 100% 算出 50.0%（满意 1 件，评价 2 件）；100.0%（连同基本满意 2 件） ● 相符" in words


def test_a_clause_lists_its_evidence() -> None:
    facts = facts_of({FIRST: "clauses:\n  - 9\n"})
    clause = record(facts, "KX-9")
    assert isinstance(clause, Clause)
    panel = views.panel(clause, facts)
    assert panel is not None
    assert "proposals/TA-0803-001.html" in addresses(html_of(panel))
    assert views.panel(clause, facts_of()) is None


def test_without_proposals_the_landing_page_says_so() -> None:
    facts = facts_of(on=date(2025, 1, 1))
    assert words_of(html_of(views.landing(facts))) == "还没有公开的提案。"
    assert views.headline(facts) == ()
    assert views.figures((), facts) == ()


def test_withdrawn_ones_are_in_no_list() -> None:
    gone = "withdrawn:\n  on: 2026-04-01\n  by: 校工会\n  reason: 涉及个人信息\n"
    facts = facts_of({FIRST: gone})
    shown = [html_of(views.landing(facts)), *(html_of(page) for page in TYPE.views.pages(facts))]
    assert all("TA-0803-001" not in one for one in shown)
