"""What a decision prints of its own list: which numbers are read, and what is said of a label that is not there."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import StatedOf
from generator.records.commendation import views
from generator.records.commendation.contradictions import contradictions
from generator.records.commendation.model import Commendation
from generator.records.commendation.numerals import in_digits
from generator.records.commendation.stated import labels, places_of
from tests.example_files import diagnose, merged
from tests.shown import facts_of, html_of, record, words_of

FILE = "commendations/BZ-2026-001.yml"
_FACTS = cache(lambda: facts_of({}))
PERSONS = (
    "awards:\n  - honour: RY-YXGHGZZ\n    object: 个人\n    recipients:\n      - name: 沈知白\n        unit: JXXY\n"
)
STATED = "stated:\n  - of:\n      figure: 表彰个数\n      label: {}\n    value: {}\n    source: 决定正文\n"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("五名", "5名"),
        ("二十九人", "29人"),
        ("十个", "10个"),
        ("十二项", "12项"),
        ("一百零五名", "105名"),
        ("一百一十名", "110名"),
        ("二〇名", "20名"),
        ("两个", "2个"),
        ("三十余名", "30余名"),
        ("一等奖五名", "一等奖5名"),
        ("一等奖5名", "一等奖5名"),
        ("二十", "20"),
    ],
)
def test_spelt_out_counts_are_read(text: str, read: str) -> None:
    assert in_digits(text) == read


def remedies(overlay: str, code: str) -> list[str]:
    found = diagnose(merged({FILE: overlay}))
    return [one.remedy for one in found if one.code == code]


def test_a_label_with_a_slip_gets_the_one_that_was_meant() -> None:
    (remedy,) = remedies(STATED.format("优秀工会工做者", "2名"), "commendation/stated-not-counted")
    assert remedy.startswith(
        "是不是「优秀工会工作者」？label 可以写「先进分工会」、「集体」、「优秀工会工作者」、「个人」"
    )


def test_nobody_is_told_to_write_the_label_that_stands_there() -> None:
    (remedy,) = remedies(PERSONS + STATED.format("集体", "1个"), "commendation/stated-not-counted")
    assert remedy.startswith("原文表彰了集体的，补在 awards 里；label 可以写「优秀工会工作者」、「个人」；")
    assert "「集体」" not in remedy


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("两名", "原文 两名 算出 1 个（共 2 人） ● 相符"),
        ("2人次", "原文 2人次 算出 2 人次 ● 相符"),
        ("1人次", "原文 1人次 算出 2 人次 ▲ 不符"),
    ],
)
def test_those_who_won_together_are_shown_as_people_too(printed: str, shown: str) -> None:
    body = (
        PERSONS
        + "        members:\n          - name: 沈知白\n          - name: 顾行舟\n"
        + STATED.format("个人", printed)
    )
    facts = facts_of({FILE: body})
    found = record(facts, "BZ-2026-001")
    assert isinstance(found, Commendation)
    assert shown in words_of(html_of(views.page(found, facts)))


@pytest.mark.parametrize(("written", "code"), [("", "missing-key"), ("    recipients:\n", "empty-value")])
def test_a_list_that_was_not_published_is_said_to_be_empty(written: str, code: str) -> None:
    body = f"# without: stated\nawards:\n  - honour: RY-YXGHGZZ\n    object: 个人\n    partial: 是\n{written}"
    (remedy,) = remedies(body, f"commendation/{code}")
    assert "recipients: []" in remedy
    assert "删去" not in remedy


GRADES = "".join(
    f"  - {{honour: RY-YXGHGZZ, object: 个人, grade: {grade}, partial: 是, recipients: []}}\n"
    for grade in ("一等奖", "二等奖", "三等奖")
)


def quotations(*of: tuple[str, str]) -> str:
    return "stated:\n" + "".join(
        f"  - of: {{figure: 表彰个数{f', {label}' if label else ''}}}\n    value: {value}\n    source: 决定正文\n"
        for label, value in of
    )


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        (
            [("label: 一等奖", "9个"), ("label: 二等奖", "17个"), ("label: 三等奖", "74个"), ("", "60件")],
            "一等奖 9个＋二等奖 17个＋三等奖 74个＝100 个，多于总数 60件",
        ),
        (
            [("label: 一等奖, also: [二等奖, 三等奖]", "80个"), ("", "90个")],
            "一等奖、二等奖和三等奖 80个，少于总数 90个",
        ),
        ([("label: 一等奖", "9个"), ("label: 一等奖", "八个")], "一等奖前后不同：9个、八个"),
        ([("label: 一等奖", "70余名"), ("", "60名")], "一等奖 70余名，多于总数 60名"),
    ],
)
def test_what_cannot_be_right_together_is_said_and_shown(printed: list[tuple[str, str]], message: str) -> None:
    body = f"awards:\n{GRADES}{quotations(*printed)}"
    found = diagnose(merged({FILE: body}))
    (one,) = [one for one in found if one.code == "commendation/stated-counts-contradict"]
    assert one.message == f"原文的数互相对不上：{message}"
    facts = facts_of({FILE: body})
    shown = record(facts, "BZ-2026-001")
    assert isinstance(shown, Commendation)
    assert f"原文的数互相对不上： {message}" in words_of(html_of(views.page(shown, facts)))


def test_persons_and_the_awards_that_they_won_together_are_not_held_against_each_other() -> None:
    together = "        members:\n          - name: 沈知白\n          - name: 顾行舟\n"
    body = PERSONS + together + quotations(("label: 个人", "两名"), ("", "1个"))
    assert not [one for one in diagnose(merged({FILE: body})) if "stated" in one.code]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (("label: 个人", "23名"), "原文 23名 算出 2 名 ▲ 不符"),
        (("label: 个人", "23个"), "原文 23个 算出 2 个 ▲ 不符"),
        (("label: 集体", "5个"), "原文 5个 算出 1 个 ▲ 不符"),
        (("label: 优秀工会工作者", "60件"), "原文 60件 算出 2 件 ▲ 不符"),
        (("", "6名"), "原文 6名 算出 3 个 ▲ 不符"),
        (("label: 集体, also: [个人]", "3个"), "集体和个人表彰个数 原文 3个 算出 3 个 ● 相符"),
    ],
)
def test_what_is_counted_has_its_measure_word(printed: tuple[str, str], shown: str) -> None:
    facts = facts_of({FILE: quotations(printed)})
    found = record(facts, "BZ-2026-001")
    assert isinstance(found, Commendation)
    assert shown in words_of(html_of(views.page(found, facts)))


@given(
    st.lists(
        st.tuples(
            st.sampled_from([("RY-XJFGH", "集体"), ("RY-YXGHGZZ", "个人"), ("RY-YXGHGZZ", "集体")]),
            st.sampled_from([None, "一等奖", "二等奖"]),
            st.integers(0, 40),
        ),
        min_size=1,
        max_size=5,
    ),
    st.data(),
)
def test_any_choice_of_true_numbers_is_silent(
    given_awards: list[tuple[tuple[str, str], str | None, int]], data: Any
) -> None:
    awards = [
        {"honour": honour, "object": of, "partial": "是", "recipients": []} | ({"grade": grade} if grade else {})
        for (honour, of), grade, _ in given_awards
    ]
    facts, plain = _FACTS(), {"title": "表彰", "body": "校工会", "level": "校", "decided": "2026-03-20", "year": "2025"}
    bare = Commendation.model_validate({"id": "BZ-2026-009", "awards": awards, **plain})
    known = labels(bare, facts)
    chosen = data.draw(st.lists(st.lists(st.sampled_from(known), max_size=3, unique=True), max_size=8))
    quoted = []
    for label in chosen:
        of = {"figure": "表彰个数"} | ({"label": label[0], "also": label[1:]} if label else {})
        places = places_of(bare, facts, StatedOf.model_validate(of))
        number = sum(given_awards[place][2] for place in places)
        quoted.append({"of": of, "value": f"{number}个", "source": "决定"})
    record = Commendation.model_validate({"id": "BZ-2026-009", "awards": awards, "stated": quoted, **plain})
    assert not contradictions(record, facts)


def test_of_a_list_of_both_it_is_the_persons_whose_times_are_counted() -> None:
    facts = facts_of({FILE: quotations(("", "2人次"))})
    found = record(facts, "BZ-2026-001")
    assert isinstance(found, Commendation)
    assert "原文 2人次 算出 2 人次 ● 相符" in words_of(html_of(views.page(found, facts)))
