"""What documents print of a congress's proposals, held against itself: with records and without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Record, Reference, Stated, StatedOf
from generator.quoted import document_of
from generator.records.congress.model import Congress
from generator.records.proposal import views
from generator.records.proposal.contradictions import contradictions, follows
from generator.records.proposal.counts import COUNTED, tally
from generator.records.proposal.model import Outcome, Proposal
from generator.records.proposal.printed_rest import left_over
from generator.records.proposal.stated import RATES, computed
from generator.records.proposal.together import may_join
from generator.stated_figures import StatedFigure
from tests.shown import facts_of, html_of, record, words_of
from tests.test_proposal_counts import DAYS
from tests.test_proposal_counts import proposals as any_proposals
from tests.test_proposal_figures import congress, facts_with

EVERY = (*COUNTED, *RATES)


def printed(text: str) -> list[Stated]:
    """`征集 85件` or `征集 85件 第1页`, one after a slash; `落实件数+列入计划件数 57件` for what is printed together."""
    rows = (row.split() for row in text.split("/"))
    return [
        Stated.model_validate({"of": {"figure": figure, "also": also}, "value": value, "source": source})
        for figures, value, *more in rows
        for figure, *also in [figures.split("+")]
        for source in [" ".join(more) or "提案工作报告"]
    ]


def nobody(_: Reference[Any]) -> Record | None:
    """Where no record is known."""
    return None


def found(text: str) -> list[str]:
    return [one.text for one in contradictions(printed(text), nobody)]


@pytest.mark.parametrize(
    "text",
    [
        "征集件数 85件 / 立案件数 50件 / 意见建议件数 25件 / 不予立案件数 8件",
        "征集件数 85件 / 立案件数 50件 / 意见建议件数 25件 / 不予立案件数 9件 / 撤销件数 1件 / 待审查件数 0件",
        "征集件数 85件 / 立案件数 50件 / 意见建议件数 25件 / 不予立案件数 10件 / 撤销件数 1件 / 待审查件数 0件",
        "征集件数 90余件 / 立案件数 50件 / 意见建议件数 25件 / 不予立案件数 20件",
        "征集件数 126件 / 并案后立案件数 64件 / 立案率 50.8%",
        "征集件数 126件 / 立案件数 80件 / 并案件数 20件 / 立案率 50.8%",
        "征集件数 126件 / 立案件数 64件 / 意见建议件数 20件 / 不予立案件数 12件 / 撤销件数 0件 / 待审查件数 0件 / 并案件数 30件",
        "立案件数 126件 / 意见建议件数 0件 / 并案后办理件数 64件 / 答复件数 126件 / 评价件数 100件",
        "答复件数 40件 六月的通报 / 评价件数 60件 十二月的通报",
        "答复件数 40件 第1页，六月底 / 答复件数 98件 第1页，年底",
        "评价件数 60件 / 满意件数 55件 / 满意率 98.3%",
        "评价件数 60件 / 不满意件数 1件 / 满意率 98.3%",
        "满意件数 0件 / 评价件数 0件 / 满意率 0%",
        "答复件数 60件 / 立案件数 60件 / 答复率 90%",
        "征集件数 百余件 / 立案件数 50.5件 / 意见建议件数 80%",
        "答复件数 98件 / 落实件数 A类62件 / 正在落实件数 B类20件 / 列入计划件数 C类10件 / 暂不能落实件数 D类6件 / 落实率 63.3%",
        "答复件数 98件 / 落实件数 62件 / 正在落实件数 20件 / 列入计划件数 10件 / 落实率 63.3% / 正在落实率 20.4%",
        "落实件数 62件 / 正在落实件数 20件 / 落实率 63.3%",
        "答复件数 90件 / 并案后办理件数 98件 / 落实件数 62件 / 落实率 63.3%",
        "立案件数 126件 / 意见建议件数 0件 / 并案后办理件数 64件 / 答复件数 64件 / 落实件数 100件",
        "落实率 63.3% / 正在落实率 20.4% / 列入计划率 10.2% / 暂不能落实率 6.1%",
        "到会率 90% / 收入合计 12万元 / 征集件数 3件",
        "答复件数 70件 / 落实件数+列入计划件数 57件 / 正在落实件数 10件 / 暂不能落实件数 3件",
        "答复件数 70件 / 落实件数+列入计划件数 57件 / 落实件数 40件 / 正在落实件数 10件 / 落实率+列入计划率 81.4%",
        "满意件数+基本满意件数 60件 / 评价件数 61件 / 满意率 98.4%",
        "满意件数+基本满意件数 60件 / 不满意件数 1件 / 满意率 98.4%",
        "征集件数 85件 / 立案件数+意见建议件数 75件 / 不予立案件数+待审查件数 10件",
        "征集件数 72件 / 立案件数 64件 / 意见建议件数 8件 / 答复件数 72件 / 答复率 100% / 落实件数 60件 / 落实率 93.75%",
        "立案件数 40件 / 意见建议件数 29件 / 答复件数 69件 / 落实件数 24件 / 落实率 60%",
        "评价件数 60件 / 满意件数 51件 / 基本满意件数 9件 / 满意率 85% / 基本满意率 15% / 不满意率 0%",
        "评价件数 60件 / 满意件数 51件 / 满意率 86.7%",
        "答复件数 40件 / 落实件数 20件 / 正在落实件数 20件 / 落实率 40%",
        "满意率 100% / 基本满意率 15%",
        "满意率+基本满意率 98.4% / 评价件数 61件 / 不满意件数 1件",
        "征集件数 85件 / 重点提案件数 3件",
        "征集件数 超过80件 / 立案件数 50件 / 意见建议件数 35件 / 评价件数 60件 / 满意件数 51件 / 满意率 80%以上",
        "落实率+正在落实率 83.7% / 列入计划率 10.2% / 暂不能落实率 6.1%",
        "落实件数+落实件数 57件 / 征集件数+立案件数 60件 / 落实件数+收入 3件 / 答复件数 2件",
    ],
)
def test_what_can_be_right_together_is_not_flagged(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "征集件数 85件 / 立案件数 50件 / 意见建议件数 25件 / 不予立案件数 12件",
            "立案 50件＋意见建议 25件＋不予立案 12件＝87 件，多于征集 85件",
        ),
        (
            "征集件数 85件 / 立案件数 50件 / 意见建议件数 25件 / 不予立案件数 8件 / 撤销件数 1件 / 待审查件数 0件",
            "立案 50件＋意见建议 25件＋不予立案 8件＋撤销 1件＋待审查 0件＝84 件，少于征集 85件",
        ),
        (
            "征集件数 85件 / 立案件数 60件 / 意见建议件数 25件 / 不予立案件数 2件 / 撤销件数 1件",
            "立案 60件＋意见建议 25件＋不予立案 2件＋撤销 1件至少是 87 件，多于征集 85件",
        ),
        (
            "征集件数 85件 / 并案后立案件数 50件 / 意见建议件数 25件 / 不予立案件数 12件",
            "并案后立案 50件＋意见建议 25件＋不予立案 12件＝87 件，多于征集 85件",
        ),
        (
            "征集件数 126件 / 并案件数 64件 / 并案后立案件数 64件 / 并案后意见建议件数 12件 / 不予立案件数 3件 / 撤销件数 1件",
            "并案 64件＋并案后立案 64件＋并案后意见建议 12件＋不予立案 3件＋撤销 1件至少是 143 件，多于征集 126件；并案是并进别的提案里去的件数，不连主案",
        ),
        (
            "征集件数 126件 / 并案件数 46件 / 并案后办理件数 85件",
            "并案 46件＋并案后办理 85件＝131 件，多于征集 126件；并案是并进别的提案里去的件数，不连主案",
        ),
        (
            "征集件数 126件 / 并案件数 36件 / 并案后立案件数 64件 / 并案后意见建议件数 12件 / 不予立案件数 3件 / 撤销件数 0件 / 待审查件数 0件",
            "并案 36件＋并案后立案 64件＋并案后意见建议 12件＋不予立案 3件＋撤销 0件＋待审查 0件＝115 件，少于征集 126件；并案是并进别的提案里去的件数，不连主案",
        ),
        ("并案后办理件数 64件 / 办结件数 60件 / 办结率 100%", "办结率 100%，按印出的件数算，办结占并案后办理是 93.8%（办结 60件、并案后办理 64件）"),
        ("办结率 105%", "办结率 105%，超过 100%"),
        ("立案件数 60件 / 并案后立案件数 64件", "并案后立案 64件，多于立案 60件"),
        ("立案件数 60件 / 并案后立案件数 40件 / 并案件数 12件", "立案 60件，多于并案后立案 40件＋并案 12件＝52 件"),
        ("并案后立案件数 40件 / 意见建议件数 20件 / 并案后办理件数 70件", "并案后立案 40件＋意见建议 20件＝60 件，少于并案后办理 70件"),
        ("并案后办理件数 64件 / 答复件数 66件", "答复 66件，多于并案后办理 64件"),
        ("答复件数 64件 / 落实件数 66件", "落实 66件，多于答复 64件"),
        ("答复件数 64件 / 满意件数 60件 / 不满意件数 6件", "满意 60件＋不满意 6件＝66 件，多于答复 64件"),
        ("评价件数 60件 / 满意件数 50件 / 基本满意件数 8件 / 不满意件数 1件", "满意 50件＋基本满意 8件＋不满意 1件＝59 件，少于评价 60件"),
        ("评价件数 60件 / 满意件数 55件 / 满意率 80%", "满意率 80%，按印出的件数算，满意占评价是 91.7%，连同基本满意至少是 91.7%（满意 55件、评价 60件）"),
        ("并案后办理件数 64件 / 答复件数 62件 / 答复率 100%", "答复率 100%，按印出的件数算，答复占并案后办理是 96.9%（答复 62件、并案后办理 64件）"),
        (
            "答复件数 98件 / 落实件数 62件 / 正在落实件数 20件 / 列入计划件数 10件 / 暂不能落实件数 5件",
            "落实 62件＋正在落实 20件＋列入计划 10件＋暂不能落实 5件＝97 件，少于答复 98件",
        ),
        (
            "答复件数 98件 / 落实件数 62件 / 正在落实件数 20件 / 列入计划件数 10件 / 暂不能落实件数 5件 / 不能落实件数 2件",
            "落实 62件＋正在落实 20件＋列入计划 10件＋暂不能落实 5件＋不能落实 2件＝99 件，多于答复 98件",
        ),
        ("答复件数 98件 / 落实件数 62件 / 落实率 65%", "落实率 65%，按印出的件数算，落实占答复是 63.3%（落实 62件、答复 98件）"),
        ("征集件数 120件 / 答复件数 98件 / 落实件数 62件 / 落实率 51%", "落实率 51%，按印出的件数算，落实占答复是 63.3%（落实 62件、答复 98件）"),
        ("答复件数 98件 / 落实件数 62件 / 落实率 53.3%", "落实率 53.3%，按印出的件数算，落实占答复是 63.3%（落实 62件、答复 98件）"),
        ("落实件数 62件 / 正在落实件数 20件 / 落实率 90%", "落实率 90%，按印出的件数算，落实占答复最多是 75.6%（落实 62件、正在落实 20件）"),
        ("并案后办理件数 90件 / 落实件数 62件 / 正在落实件数 30件", "落实 62件＋正在落实 30件＝92 件，多于并案后办理 90件"),
        ("落实率 73.3% / 正在落实率 20.4% / 列入计划率 10.2%", "落实率 73.3%＋正在落实率 20.4%＋列入计划率 10.2%，合起来超过 100%"),
        (
            "答复件数 70件 / 落实件数+列入计划件数 58件 / 正在落实件数 10件 / 暂不能落实件数 3件",
            "落实和列入计划 58件＋正在落实 10件＋暂不能落实 3件＝71 件，多于答复 70件",
        ),
        ("落实件数+列入计划件数 57件 / 落实件数 58件", "落实 58件，合起来多于落实和列入计划 57件"),
        ("落实件数+列入计划件数 57件 / 落实件数 40件 / 列入计划件数 16件", "落实 40件＋列入计划 16件，合起来少于落实和列入计划 57件"),
        ("答复件数 70件 / 落实件数+列入计划件数 72件", "落实和列入计划 72件，多于答复 70件"),
        ("答复件数 70件 / 落实件数+列入计划件数 57件 / 落实率+列入计划率 84.1%", "落实和列入计划率 84.1%，按印出的件数算，落实和列入计划占答复是 81.4%（落实和列入计划 57件、答复 70件）"),
        ("评价件数 61件 / 满意件数+基本满意件数 60件 / 满意率 99.9%", "满意率 99.9%，按印出的件数算，满意占评价最多是 98.4%，连同基本满意是 98.4%（满意和基本满意 60件、评价 61件）"),
        ("落实率+正在落实率 93.7% / 列入计划率 10.2%", "落实和正在落实率 93.7%＋列入计划率 10.2%，合起来超过 100%"),
        ("并案后办理件数 64件 / 落实件数 57件 / 暂不能落实件数 7件 / 落实率 88.1%", "落实率 88.1%，按印出的件数算，落实占答复是 89.1%，落实占并案后办理是 89.1%（落实 57件、暂不能落实 7件、并案后办理 64件）"),
        ("并案后办理件数 92件 / 落实件数 22件 / 正在落实件数 68件 / 列入计划件数 2件 / 列入计划率 2.12%", "列入计划率 2.12%，按印出的件数算，列入计划占答复是 2.2%，列入计划占并案后办理是 2.2%（列入计划 2件、落实 22件、正在落实 68件、并案后办理 92件）"),
        ("评价件数 60件 / 满意件数 51件 / 满意率 85.5%", "满意率 85.5%，按印出的件数算，满意占评价是 85.0%，连同基本满意至少是 85.0%（满意 51件、评价 60件）"),
        ("评价件数 60件 / 基本满意件数 9件 / 基本满意率 51%", "基本满意率 51%，按印出的件数算，基本满意占评价是 15.0%（基本满意 9件、评价 60件）"),
        ("基本满意率 15% / 不满意率 87%", "基本满意率 15%＋不满意率 87%，合起来超过 100%"),
        ("满意率+基本满意率 89.4% / 评价件数 61件 / 不满意件数 1件", "满意和基本满意率 89.4%，按印出的件数算，满意和基本满意占评价是 98.4%（不满意 1件、评价 61件）"),
        ("评价件数 60件 / 满意件数 51件 / 基本满意件数 1件 / 满意率 90%以上", "满意率 90%以上，按印出的件数算，满意占评价是 85.0%，连同基本满意是 86.7%（满意 51件、基本满意 1件、评价 60件）"),
        ("征集件数 85件 / 重点提案件数 86件", "重点提案 86件，多于征集 85件"),
        ("立案件数 96件 / 重点提案件数 105件", "重点提案 105件，多于立案 96件"),
        ("征集件数 85件 / 代表团提案件数 86件", "代表团提案 86件，多于征集 85件"),
        ("提案人数 120名 / 提案人次 112人次", "提案人数 120名，多于提案人次 112人次"),
        ("按期答复率 985%", "按期答复率 985%，超过 100%"),
        ("征集件数 85件 第1页 / 征集件数 86件 第3页", "征集的件数前后不同：85件、86件"),
        ("征集件数 85件 公示 / 立案件数 90件 《报告》第2页", "立案 90件，多于征集 85件（出自公示、《报告》）"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_together_is_said(text: str, said: str) -> None:
    assert found(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("征集件数 104份 / 立案件数 45件 / 意见建议件数 21件 / 不予立案件数 26件", "立案 45件＋意见建议 21件＋不予立案 26件＝92 件，征集 104份，没有写其余 12 件的去向"),
        ("征集件数 34件 / 立案件数+意见建议件数 20件", "立案和意见建议 20件，征集 34件，没有写其余 14 件的去向"),
        ("征集件数 34件 / 立案件数 7件 / 意见建议件数 27件", ""),
        ("征集件数 34件 / 立案件数 7件", ""),
        ("征集件数 34件 / 并案后立案件数 7件 / 意见建议件数 20件 / 不予立案件数 1件", ""),
        ("征集件数 34件 / 立案件数 7件 甲 / 意见建议件数 20件 甲", ""),
        ("征集件数 34件 / 立案件数 7件 / 意见建议件数 20件 / 并案件数 7件", ""),
    ],
)  # fmt: skip
def test_what_a_document_leaves_out_is_said(text: str, said: str) -> None:
    assert [one.text for one in left_over(printed(text), (), 0, nobody)] == ([said] if said else [])
    assert not list(left_over(printed(text), (), 104 if "104" in text else 34, nobody))


def test_a_contradiction_is_said_once_where_two_documents_print_it() -> None:
    once = "征集件数 85件 甲 / 立案件数 50件 甲 / 意见建议件数 36件 甲"
    assert len(found(once)) == 1
    assert len(found(f"{once} / 征集件数 85件 乙")) == 1


@pytest.mark.parametrize(
    ("source", "document"),
    [
        ("《八届二次教代会提案工作报告》第1页", "《八届二次教代会提案工作报告》"),
        ("提案工作报告，第 3—4 页", "提案工作报告"),
        ("提案工作报告 P12", "提案工作报告"),
        ("提案工作报告（第十二页）", "提案工作报告"),
        ("第八届教代会公报", "第八届教代会公报"),
        ("六月的通报", "六月的通报"),
    ],
)
def test_the_page_is_no_part_of_the_document(source: str, document: str) -> None:
    assert document_of(source) == document


def as_printed(figures: Sequence[StatedFigure], value: Decimal) -> dict[str, object]:
    first, *others = figures
    text = f"{value:f}件" if first in COUNTED else f"{value * 100:.1f}%"
    of = {"figure": first.value, "also": [one.value for one in others]}
    return {"of": of, "value": text, "source": "提案工作报告"}


@st.composite
def sums_of_parts(draw: st.DrawFn) -> tuple[StatedFigure, ...]:
    """A figure alone, or with others that may be added to it."""
    first = draw(st.sampled_from(EVERY))
    known = may_join(StatedOf.model_validate({"figure": first.value}))
    others = draw(st.lists(st.sampled_from(known), unique=True, max_size=3)) if known else []
    return first, *map(StatedFigure, others)


def filed_where_merged(form: Proposal) -> Proposal:
    """Only what was filed, or turned into a suggestion, is merged into another (P6)."""
    kept = form.review is not None and form.review.outcome is not Outcome.NOT_FILED
    return form if kept else form.model_copy(update={"merged_into": None})


@given(st.lists(any_proposals(), max_size=12), DAYS, st.lists(sums_of_parts(), unique=True), st.data())
def test_what_follows_from_records_never_contradicts_itself(
    forms: list[Proposal], on: date, figures: list[tuple[StatedFigure, ...]], data: st.DataObject
) -> None:
    counts, facts = tally(map(filed_where_merged, forms), on), facts_with([])
    rows = []
    for each in figures:
        values = [one.value for one in computed(each, counts, facts) if one.value is not None]
        if values:
            rows.append(as_printed(each, data.draw(st.sampled_from(values))))
    assert contradictions([Stated.model_validate(row) for row in rows], nobody) == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("征集件数 85件 / 立案件数 50件 / 意见建议件数 25件 / 不予立案件数 10件", set()),
        ("征集件数 85件 / 立案件数 50件 / 意见建议件数 25件 / 不予立案件数 10件 / 撤销件数 0件 / 待审查件数 0件", {0, 1, 2, 3, 5}),
        ("征集件数 85件 / 立案件数 50件 / 立案率 58.8%", {0, 1, 2}),
        ("征集件数 85件 / 立案件数 50件 / 立案率 59.8%", set()),
        ("答复件数 70件 / 落实件数+列入计划件数 57件 / 正在落实件数 10件 / 暂不能落实件数 3件", {0, 1, 2, 3}),
        ("满意率 98.4%", set()),
        ("征集件数 超过80件 / 立案件数 50件", set()),
    ],
)  # fmt: skip
def test_what_follows_from_the_other_numbers_is_known(text: str, places: set[int]) -> None:
    assert follows(printed(text), nobody) == places


def test_a_sitting_counts_no_more_than_the_years_that_it_is_one_of() -> None:
    def said(alone: str, years: str, figure: str = "征集件数") -> list[str]:
        rows = [
            {"of": {"figure": figure}, "value": alone, "source": "八届三次报告"},
            {"of": {"figure": figure, "from": "2021", "to": "2026"}, "value": years, "source": "八届工作报告"},
        ]
        return [one.text for one in contradictions([Stated.model_validate(one) for one in rows], nobody)]

    assert said("630件", "612件") == ["征集 630件，多于2021—2026年征集 612件"]
    assert said("63件", "612件") == []
    assert said("630件", "600余件") == []
    assert said("80件", "70件", "落实件数") == []


def test_units_in_charge_handle_no_more_than_is_handled() -> None:
    def said(*parts: str) -> list[str]:
        rows: list[dict[str, object]] = [
            {"of": {"figure": "并案后办理件数", "unit": unit}, "value": value, "source": "报告"}
            for unit, value in zip(("HQC", "RSC"), parts, strict=True)
        ]
        rows += [
            {"of": {"figure": "并案后办理件数"}, "value": "64件", "source": "报告"},
            {"of": {"figure": "征集件数", "unit": "HQC"}, "value": "3件", "source": "报告"},
        ]
        find = facts_of({}).find
        return [one.text for one in contradictions([Stated.model_validate(one) for one in rows], find)]

    assert said("31件", "33件") == []
    assert said("31件", "35件") == ["后勤处主办的并案后办理 31件＋RSC主办的并案后办理 35件＝66 件，多于并案后办理 64件"]


def test_the_page_names_the_unit_of_a_number() -> None:
    stated = """stated:
  - {of: {figure: 答复件数, unit: HQC}, value: 1件, source: 提案工作报告}
"""
    facts = facts_of({"congresses/8-3.yml": stated})
    held = record(facts, "8-3")
    assert isinstance(held, Congress)
    panel = views.panel(held, facts)
    assert panel is not None
    assert "后勤处主办的答复件数 原文 1件 算出 1 件 ● 相符" in words_of(html_of(panel))


def test_numbers_of_different_days_are_not_held_against_each_other() -> None:
    rows = [
        {"of": {"figure": "答复件数", "on": "2026-03-31"}, "value": "40件", "source": "报告"},
        {"of": {"figure": "评价件数"}, "value": "60件", "source": "报告"},
    ]
    assert contradictions([Stated.model_validate(one) for one in rows], nobody) == ()


def test_grades_that_are_more_than_what_was_rated_are_said_once() -> None:
    text = "评价件数 84件 / 满意件数 70件 / 基本满意件数 11件 / 不满意件数 4件 / 满意率 83.3%"
    assert found(text) == ["满意 70件＋基本满意 11件＋不满意 4件＝85 件，多于评价 84件"]


SAID = """stated:
  - of:
      figure: 征集件数
    value: 85件
    source: 报告<b>第1页
  - of:
      figure: 立案件数
    value: 90件
    source: 报告<b>第2页
  - of:
      figure: 满意率
    value: 90%
    source: 报告<b>第2页
"""


def test_the_page_shows_that_the_numbers_disagree_where_no_proposal_was_published() -> None:
    facts = facts_with([], SAID)
    panel = views.panel(congress(facts), facts)
    assert panel is not None
    html = html_of(panel)
    words = words_of(html)
    assert "征集件数 原文 85件 算出 — ◆ 原文对不上" in words
    assert "满意率 原文 90% 算出 — ○ 无法核对" in words
    assert "原文的数互相对不上： 立案 90件，多于征集 85件" in words
    assert "<b>" not in html
    assert re.search(r"<li>立案 90件，多于征集 85件</li>", html)


def test_the_page_is_silent_where_the_numbers_agree() -> None:
    facts = facts_of({"congresses/8-3.yml": SAID.replace("85件", "95件")})
    subject = record(facts, "8-3")
    assert isinstance(subject, Congress)
    panel = views.panel(subject, facts)
    assert panel is not None
    words = words_of(html_of(panel))
    assert "征集件数 原文 95件 算出 2 件 ◆ 记录比原文少" in words
    assert "互相对不上" not in words


def test_the_page_names_what_a_number_speaks_of() -> None:
    stated = """stated:
  - {of: {figure: 征集件数, label: 教学科研}, value: 1件, source: 提案工作报告}
  - {of: {figure: 占比, label: 教学科研}, value: 62.2%, source: 提案工作报告}
  - {of: {figure: 征集件数, from: 2015, to: 2026}, value: 139件, source: 第八届报告}
"""
    facts = facts_of({"congresses/8-3.yml": stated})
    held = record(facts, "8-3")
    assert isinstance(held, Congress)
    panel = views.panel(held, facts)
    assert panel is not None
    words = words_of(html_of(panel))
    assert "「教学科研」征集件数 原文 1件 算出 1 件 ● 相符" in words
    assert "「教学科研」占比 原文 62.2% 算出 50.0%（征集 1 件，共 2 件）" in words
    assert "2015—2026年征集件数 原文 139件 算出 2015—2026年的会议没有都登记、都公布提案，无法核对" in words
