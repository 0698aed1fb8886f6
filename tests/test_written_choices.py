"""A suggested word of a closed list says neither the opposite of what was written, nor more, nor less."""

from __future__ import annotations

import pytest

from generator.audience import Audience
from generator.parts import ObjectionOutcome
from generator.records.congress.model import DecisionResult
from generator.records.disclosure.model import Ground
from generator.records.proposal.model import Grade, Outcome, ResponseResult
from generator.values import Choice
from generator.written_choices import enumerated, near_choice


@pytest.mark.parametrize(
    ("choice", "written", "meant"),
    [
        (ResponseResult, "落实中", "正在落实"),
        (ResponseResult, "已经落实", "已落实"),
        (ResponseResult, "不落实", "不能落实"),
        *((ResponseResult, word, "") for word in ("待落实", "落实", "未落实", "部分落实", "将落实", "暂缓落实")),
        *((Ground, word, Ground.LAW) for word in ("法律法规规定", "法律、法规规定")),
        (Ground, "危及安全稳定", Ground.SECURITY),
        (Ground, "内部管理信息", Ground.INTERNAL),
        (Ground, "不属于国家秘密", ""),
        (Outcome, "不立案", "not_filed"),
        (Outcome, "notfiled", "not_filed"),
        (Outcome, "准予立案", "filed"),
        *((Outcome, word, "") for word in ("待立案", "缓立案", "拟立案", "暂不立案")),
        (Grade, "比较满意", "基本满意"),
        (Grade, "较满意", "基本满意"),
        (Grade, "非常满意", "满意"),
        *((Grade, word, "") for word in ("不基本满意", "不太满意", "勉强满意", "较不满意")),
        (ObjectionOutcome, "核实中", "核查中"),
        *((ObjectionOutcome, word, "") for word in ("部分成立", "不完全成立", "核查完")),
        (DecisionResult, "一致通过", "通过"),
        (DecisionResult, "原则通过", ""),
        (Audience, "公开", "public"),
        *((Audience, word, "") for word in ("校外公开", "不公开", "非公开")),
    ],
)
def test_a_word_that_is_not_in_the_list(choice: type[Choice], written: str, meant: str) -> None:
    assert near_choice(written, {one.value: one.label for one in choice}) == meant


def test_an_english_word_that_says_not_is_not_taken_for_one_that_does_not() -> None:
    assert near_choice("unfiled", {one.value: one.label for one in Outcome}) != "filed"


def test_where_a_word_holds_the_sign_between_words_each_is_quoted() -> None:
    assert enumerated(["个人隐私", "法律、法规规定不得公开"]) == "「个人隐私」、「法律、法规规定不得公开」"
    assert enumerated(["满意", "不满意"]) == "满意、不满意"
