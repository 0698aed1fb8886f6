"""Proposals in figures: congresses whose counts are known, and what their pages say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dataset import Facts
from generator.outputs.open_data.statistics import Places, asked, statistics
from generator.publication import Figure, Fragment
from generator.records.congress.model import Congress
from generator.records.proposal import TYPE, views
from generator.records.proposal.checks.of_congress import stated_count_differs
from generator.records.proposal.counts import proposals_of
from generator.records.proposal.model import Proposal
from generator.records.proposal.views.flow import flow
from generator.records.proposal.views.overview import overview
from generator.records.proposal.views.parts import Part, parts_of
from generator.registry import RECORD_TYPES
from tests.shown import facts_of, html_of, record, words_of
from tests.test_proposal_counts import DAYS
from tests.test_proposal_counts import proposals as any_proposals

FORM = """congress: 8-4
title: 关于第{n}件事的提案
category: 后勤与基建
proposers:
  - delegation: 机关代表团
handed_in: 2026-02-20
reason: 理由。
measures: 措施。
"""
FILED = "review:\n  on: 2026-03-10\n  outcome: filed\n"
SUGGESTED = "review:\n  on: 2026-03-10\n  outcome: suggestion\n  cause: 没有具体建议\n"
REFUSED = "review:\n  on: 2026-03-10\n  outcome: not_filed\n  cause: {cause}\n"
ASSIGNED = "lead: HQC\nassigned: 2026-03-20\n"
ANSWERED = """responses:
  - on: {on}
    unit: HQC
    signed_by: 分管后勤工作的副校长
    result: {result}
    text: 已经办好。
    measures: 已经办好
"""
RATED = "ratings:\n  - on: 2026-04-20\n    grade: {grade}\n"
WITHDRAWN = "withdrawn:\n  on: 2026-04-25\n  by: 校工会\n  reason: 涉及个人信息\n"
SITTING = """term: 8
session: 4
held:
  from: 2026-03-15
  to: 2026-03-16
proposal_deadline: 2026-02-28
answers_due: 2026-04-15
categories:
  - 后勤与基建
reports:
  - kind: 发展规划
  - kind: 年度工作
  - kind: 财务预决算
  - kind: 提案办理
"""


def facts_with(forms: list[str], stated: str = "") -> Facts:
    """The world with a further congress and its forms, numbered from 1."""
    files = {f"proposals/{name_of(n)}.yml": FORM.replace("{n}", str(n)) + text for n, text in enumerate(forms, 1)}
    return facts_of({**files, "congresses/8-4.yml": SITTING + stated})


def name_of(number: int) -> str:
    return f"TA-0804-{number:03d}"


def merged(count: int, into: int, outcome: str, first: int) -> list[str]:
    """As many forms of an outcome, of which the first ones are the cases that the rest went into."""
    return [outcome + (ASSIGNED if n < into else f"merged_into: {name_of(first + n % into)}\n") for n in range(count)]


def answered(on: str, result: str = "已落实", grade: str = "") -> str:
    text = FILED + ASSIGNED + ANSWERED.replace("{on}", on).replace("{result}", result)
    return text + (RATED.replace("{grade}", grade) if grade else "")


def refused(cause: str) -> str:
    return REFUSED.replace("{cause}", cause)


def of_81() -> list[str]:
    """81 collected: 67 filed, 14 not filed, of them 1 withdrawn. Of the filed 60 are answered, one of them late."""
    done = [answered("2026-04-01", grade="满意")] * 40 + [answered("2026-04-10", "正在落实", "基本满意")] * 10
    done += [answered("2026-04-15", "列入计划", "不满意")] * 2 + [answered("2026-04-15")] * 7 + [answered("2026-04-18")]
    back = "retracted:\n  on: 2026-04-02\n  reason: 已商定\n"
    filed = [*done, *[FILED + ASSIGNED] * 6, FILED + ASSIGNED + back]
    return [*filed, *[refused("超出职权范围")] * 13, refused("撤销")]


def of_126() -> list[str]:
    """126 forms: 80 filed into 64, 41 suggestions into 31, 5 not filed."""
    return [*merged(80, 64, FILED, 1), *merged(41, 31, SUGGESTED, 81), *[refused("个人问题")] * 5]


@cache
def facts_81() -> Facts:
    return facts_with(of_81())


@cache
def facts_126() -> Facts:
    return facts_with(of_126())


def congress(facts: Facts) -> Congress:
    found = record(facts, "8-4")
    assert isinstance(found, Congress)
    return found


def shown_on(facts: Facts) -> Iterator[str]:
    """The pages that speak of the congress as a whole: its own, its list."""
    panel = views.panel(congress(facts), facts)
    assert panel is not None
    yield html_of(panel)
    yield next(html_of(page) for page in TYPE.views.pages(facts) if page.address == "proposals/congress-8-4.html")


def table_of(facts: Facts) -> dict[str, tuple[str, str]]:
    """The rows of the table: label -> forms, cases; what stands under two headings, the first."""
    found = overview(parts_of(proposals_of(congress(facts), facts), facts), "proposals/congress-8-4")
    assert found is not None
    rows: dict[str, tuple[str, str]] = {}
    for row in found.rows:
        rows.setdefault(row.label, (_text(row.forms), _text(row.cases)))
    return rows


def _text(cell: Figure | None) -> str:
    return cell.value if cell is not None else ""


def drawn(facts: Facts) -> dict[str, int]:
    """The boxes of the picture: label -> count; drawn both ways they are the same."""
    picture = flow(parts_of(proposals_of(congress(facts), facts), facts), "征集")
    across = {one.label: one.count for one in picture.across.boxes}
    assert across == {one.label: one.count for one in picture.down.boxes}
    return across


def test_81_collected_67_filed_14_not_filed_of_them_1_withdrawn() -> None:
    facts = facts_81()
    said = "征集 81 件：立案 67 件，不予立案 14 件（其中撤销 1 件）。没有并案，共 67 件要办理。"
    for html in shown_on(facts):
        assert said in words_of(html)
        assert f"<desc>{said}" in html
    rows = table_of(facts)
    assert (rows["征集"], rows["立案"], rows["不予立案"]) == (("81", ""), ("67", "67"), ("14", ""))
    assert (rows["其中撤销"], rows["审查前撤销"], rows["转意见建议"]) == (("1", ""), ("0", ""), ("0", "0"))
    boxes = drawn(facts)
    assert (boxes["征集"], boxes["立案"], boxes["不予立案"]) == (81, 67, 14)
    assert "并入其他提案" not in boxes


def test_126_forms_into_64_proposals_and_31_suggestions() -> None:
    facts = facts_126()
    said = (
        "征集 126 件：立案 80 件，转意见建议 41 件，不予立案 5 件。"
        "立案的 80 件并为 64 件，意见建议的 41 件并为 31 件，共 95 件要办理。"
    )
    for html in shown_on(facts):
        assert said in words_of(html)
    rows = table_of(facts)
    assert (rows["征集"], rows["立案"], rows["转意见建议"]) == (("126", ""), ("80", "64"), ("41", "31"))
    assert (rows["不予立案"], rows["要办理的"], rows["逾期没有答复"]) == (("5", ""), ("", "95"), ("", "95"))
    boxes = drawn(facts)
    wanted = {
        "征集": 126,
        "立案": 80,
        "转意见建议": 41,
        "不予立案": 5,
        "并案后立案": 64,
        "并案后建议": 31,
        "并入其他提案": 26,
    }
    assert wanted.items() <= boxes.items()


def test_what_each_denominator_counts_is_said() -> None:
    words = words_of(next(shown_on(facts_81())))
    assert "要办理的 67 立案和意见建议，并案后" in words
    assert "应答复 66 要办理的，除去答复前撤回的" in words
    assert "60 / 66 件 已答复 / 应答复，答复前撤回的 1 件不算" in words
    assert "到了期限的 66 件中 59 件按期，占 89.4%。" in words
    assert "满意 40 占已答复的 66.7%，占已评价的 76.9%" in words
    assert (
        "全部是已答复的 60 件，其中提案人评价过的 52 件。满意和基本满意 50 件：占全部的 83.3%，占评价过的 96.2%。"
        in words
    )


def test_the_days_are_said_with_the_days_they_run_from_and_to() -> None:
    words = words_of(next(shown_on(facts_81())))
    assert "中位数 12 天：60 件答复里，一半用的天数不多于它。" in words
    assert "关于第60件事的提案 ，29 天：2026-03-20 交办，2026-04-18 答复。" in words
    assert "关于第61件事的提案 ，已等 42 天：2026-03-20 交办，到 2026-05-01 还没有答复。" in words
    assert "从交办的第二天数起，数到主办单位第一次答复的那天" in words


def test_the_two_voices_stand_against_each_other() -> None:
    made = overview(parts_of(proposals_of(congress(facts_81()), facts_81()), facts_81()), "x")
    assert made is not None
    assert made.voices is not None
    assert made.voices.columns == ("满意", "基本满意", "不满意", "没有评价", "合计")
    assert [(label, *(one.value for one in cells)) for label, cells in made.voices.rows] == [
        ("已落实", "40", "0", "0", "8", "48"),
        ("正在落实", "0", "10", "0", "0", "10"),
        ("列入计划", "0", "0", "2", "0", "2"),
        ("暂不能落实", "0", "0", "0", "0", "0"),
        ("不能落实", "0", "0", "0", "0", "0"),
        ("合计", "40", "10", "2", "8", "60"),
    ]


@pytest.mark.parametrize("facts", [facts_81(), facts_126(), facts_of()], ids=["81", "126", "world"])
def test_every_number_leads_to_as_many_records(facts: Facts) -> None:
    pages = {page.address: html_of(page) for page in TYPE.views.pages(facts)}
    subjects = [html_of(made) for one in facts.of_type(Congress) if (made := views.panel(one, facts)) is not None]
    every = [*pages.values(), *subjects, html_of(views.landing(facts))]
    followed = 0
    for html in every:
        for address, anchor, number in re.findall(r'<a href="~/([^"#]+)#([\w-]+)">(\d+)</a>', html):
            assert held(pages[address], anchor) == int(number), (address, anchor)
            followed += 1
        for address, number in re.findall(r'<td class="gk-r"><a href="~/([^"#]+)">(\d+)</a>', html):
            assert len(set(re.findall(r'<th scope="row"><a href="~/(proposals/TA[^"]+)', pages[address]))) == int(
                number
            )
    assert followed > 40


def held(html: str, anchor: str) -> int:
    """How many records stand under a heading and the deeper ones that follow it; their links are counted, not the number it says."""
    found = re.search(
        rf'<h(\d) id="{anchor}">|<h(\d) id="[\w-]+">(?:<span id="[\w-]+"></span>)*<span id="{anchor}">', html
    )
    assert found is not None, anchor
    level = int(found[1] or found[2])
    rest = html[found.end() :]
    end = re.search(rf"<h[2-{level}] id=", rest)
    return len(re.findall(r'<th scope="row"><a ', rest[: end.start() if end else None]))


def test_a_year_a_category_and_a_unit_have_the_same_figures() -> None:
    facts = facts_81()
    pages = {page.address: words_of(html_of(page)) for page in TYPE.views.pages(facts)}
    assert "征集 81 件：立案 67 件，不予立案 14 件（其中撤销 1 件）。" in pages["proposals/congress-8-4.html"]
    assert "征集 83 件：立案 69 件，不予立案 14 件（其中撤销 1 件）。" in pages["proposals/year-2026.html"]
    assert "征集 82 件：立案 68 件，不予立案 14 件（其中撤销 1 件）。" in pages["proposals/category-后勤与基建.html"]
    assert "主办 68 件：立案 68 件。共 68 件要办理。" in pages["proposals/unit-hqc.html"]
    landing = words_of(html_of(views.landing(facts)))
    assert "件数比较 主办 立案 转意见建议" in landing
    assert "并案后办理 已答复 / 应答复 按期答复 用时中位数 满意和基本满意 / 已评价" in landing
    assert "后勤处 后勤处：立案 68 件 68 68 0 0 0 0 68 61 / 67 89.6% 12 天 51 / 53" in landing
    assert "后勤与基建 后勤与基建：立案 68 件，不予立案 14 件 82 68 0 14 0 0 68" in landing
    assert "2026年 2026年：立案 69 件，不予立案 14 件 83 69 0 14 0 0 69 62 / 68 89.7% 12 天 52 / 54" in landing
    assert (
        "第八届教职工代表大会第四次会议：立案 67 件，不予立案 14 件 81 67 0 14 0 0 67 60 / 66 89.4% 12 天 50 / 52"
        in landing
    )


def test_what_was_withdrawn_from_publication_is_counted_and_not_shown() -> None:
    facts = facts_with([answered("2026-04-01") + WITHDRAWN, answered("2026-04-02")])
    panel, listed = shown_on(facts)
    assert "征集 2 件：立案 2 件。没有并案，共 2 件要办理。其中 1 件撤回了公开，只计件数，不列出来。" in words_of(panel)
    behind = next(
        html_of(one) for one in TYPE.views.pages(facts) if one.address == "proposals/congress-8-4-counted.html"
    )
    assert all("TA-0804-001" not in one and "第1件事" not in one for one in (panel, listed, behind))
    assert "征集 2 件 其中 1 件撤回了公开，只计件数，不列出来。" in words_of(behind)


def test_open_data_holds_the_numbers_of_the_pages() -> None:
    """Whatever a page is given as a figure stands in `proposals-statistics.csv`."""
    places = Places({"proposals": "proposals.html"}, RECORD_TYPES)
    table = statistics(TYPE, asked(TYPE, facts_126(), places))
    told = {(row[0], row[1]): (row[3], row[6]) for row in table.rows}
    for page in ("congresses/8-4.html", "proposals/congress-8-4.html"):
        assert told[page, "filed"] == ("80", "proposals/congress-8-4-counted.html#filed")
        assert told[page, "filed-cases"][0] == "64"
        assert told[page, "suggestion-cases"] == ("31", "proposals/congress-8-4-counted.html#suggestion-cases")
    days = {(row[0], row[1]): row[3] for row in statistics(TYPE, asked(TYPE, facts_81(), places)).rows}
    assert days["congresses/8-4.html", "days-median"] == "12"
    assert days["congresses/8-4.html", "days-longest"] == "29"
    assert days["congresses/8-4.html", "result-done-satisfied"] == "40"


STATED = "  - of:\n      figure: {figure}\n    value: {value}\n    source: 提案工作报告\n"


def stated(**values: str) -> str:
    return "stated:\n" + "".join(
        STATED.replace("{figure}", figure).replace("{value}", value) for figure, value in values.items()
    )


def wrong(forms: list[str], said: str) -> list[str]:
    facts = facts_with(forms, said)
    return [one.message for one in stated_count_differs.run(congress(facts), facts)]


def test_reports_that_follow_from_the_records_are_not_flagged() -> None:
    first = stated(
        征集件数="81件", 立案件数="67件", 不予立案件数="14件", 撤销件数="1件", 立案率="82.7%", 答复件数="60件"
    )
    results = stated(正在落实件数="10件", 列入计划件数="2件", 暂不能落实件数="0件", 不能落实件数="0件")
    shares = stated(落实率="80%", 正在落实率="16.7%", 列入计划率="3.0%", 暂不能落实率="0%", 不能落实率="0%")
    assert wrong(of_81(), results + shares.removeprefix("stated:\n")) == []
    assert (
        wrong(of_81(), first + stated(答复率="90.9%", 按期答复率="89.4%", 落实件数="48件").removeprefix("stated:\n"))
        == []
    )
    forms = stated(征集件数="126", 立案件数="80", 意见建议件数="41", 不予立案件数="5", 并案件数="26")
    cases = stated(并案后立案件数="64件", 并案后意见建议件数="31件", 并案后办理件数="95件")
    assert wrong(of_126(), forms + cases.removeprefix("stated:\n")) == []


@pytest.mark.parametrize(
    ("figure", "value", "shown"),
    [
        ("征集件数", "82件", "81 件"),
        ("不予立案件数", "13件", "14 件"),
        ("撤销件数", "2件", "1 件（其中计入不予立案的 1 件）"),
        ("并案后办理件数", "66件", "67 件"),
        ("按期答复率", "95%", "89.4%（按期 59 件，到期限的 66 件）"),
        ("办结件数", "3件", "0 件"),
        ("不满意件数", "0件", "2 件"),
        ("正在落实件数", "A类12件", "10 件"),
        ("落实率", "85%", "80.0%（已落实 48 件，答复 60 件），72.7%（应答复 66 件）"),
        ("暂不能落实率", "1%", "0.0%（暂不能落实 0 件，答复 60 件），0.0%（应答复 66 件）"),
    ],
)
def test_reports_that_do_not_follow_are(figure: str, value: str, shown: str) -> None:
    assert wrong(of_81(), stated(**{figure: value})) == [f"原文写「{value}」（{figure}），按提案记录是 {shown}"]


@pytest.mark.parametrize(
    ("figure", "value", "other"),
    [
        ("立案件数", "64件", "并案后立案件数"),
        ("意见建议件数", "31件", "并案后意见建议件数"),
        ("并案后立案件数", "80件", "立案件数"),
        ("并案后意见建议件数", "41件", "意见建议件数"),
    ],
)
def test_a_count_of_the_other_side_of_merging_is_named(figure: str, value: str, other: str) -> None:
    facts = facts_with(of_126(), stated(**{figure: value}))
    (finding,) = stated_count_differs.run(congress(facts), facts)
    assert finding.message.endswith(f"；正好是{other}")
    assert f"就把 of.figure 写成「{other}」；不是的，先查提案记录全不全" in finding.remedy
    panel, _ = shown_on(facts)
    assert f"件（原文的数正好是{other}） ▲ 不符" in words_of(panel)


def test_any_other_count_is_not() -> None:
    facts = facts_with(of_126(), stated(立案件数="65件", 并案后立案件数="64件", 征集件数="95件"))
    assert [one.message for one in stated_count_differs.run(congress(facts), facts)] == [
        "原文写「65件」（立案件数），按提案记录是 80 件",
        "原文写「95件」（征集件数），按提案记录是 126 件",
    ]


def whole(part: Part) -> bool:
    """Whether a part is the sum of its parts, each of them too."""
    ids = sorted(one.id for below in part.parts for one in below.members)
    return (not part.parts or ids == sorted(one.id for one in part.members)) and all(map(whole, part.parts))


@given(st.lists(any_proposals(), max_size=12), DAYS)
def test_every_whole_is_the_sum_of_its_parts(forms: list[Proposal], on: date) -> None:
    apart = [one.model_copy(update={"id": name_of(number)}) for number, one in enumerate(forms, 1)]
    parts = parts_of(apart, facts_of_day(on))
    assert all(whole(one) for one in parts.wholes)
    picture = flow(parts, "征集")
    boxes = [one.count for one in picture.across.boxes]
    assert all(boxes)
    assert boxes[:1] == [parts.count("collected")] or not parts.count("collected")


@cache
def facts_of_day(on: date) -> Facts:
    return facts_of(on=on)


def test_without_proposals_there_is_no_picture() -> None:
    facts = facts_with([])
    assert views.panel(congress(facts), facts) is None
    assert overview(parts_of([], facts), "x") is None


def test_one_proposal_is_drawn_thin() -> None:
    made = flow(parts_of(proposals_of(congress(facts := facts_with([FILED + ASSIGNED])), facts), facts), "征集")
    assert {one.height for one in made.across.boxes} == {"14"}
    assert isinstance(views.landing(facts), Fragment)
