"""What the documents of a congress print of its proposals, held against itself."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.nearest import nearest
from generator.quoted import quoted
from generator.quoted_keys import idle_findings
from generator.record_type import Findings, warning
from generator.records.congress.model import Congress
from generator.records.proposal.checks.of_congress import mistaken
from generator.records.proposal.contradictions import contradictions
from generator.records.proposal.counts import COUNTED, proposals_of
from generator.records.proposal.lacking import astray
from generator.records.proposal.printed_rest import left_over, recorded
from generator.records.proposal.scopes import scope_of
from generator.records.proposal.since_last import counted_by
from generator.records.proposal.together import cannot_join, may_join
from generator.records.unit.model import Unit
from generator.stated_figures import OF_PROPOSALS, SINCE_LAST, StatedFigure

_USES = {figure: {"label", "unit", "year", "start", "end", "also", "on"} for figure in OF_PROPOSALS} | {
    StatedFigure.PRESENT_RATE: set(),
    **{figure: {"label", "unit", "code"} for figure in SINCE_LAST},
}
_REMEDY = "查对有没有抄错、指标有没有写错（并案前后是两种件数）；原文就是这样写的保留不动，页面写明对不上"


@warning("P15")
def stated_counts_contradict(congress: Congress, facts: Facts) -> Findings:
    """原文写的几个提案件数和比率，互相对得上。

    没有公布提案记录的也这样核对，只用同一份文件里写出来的数；几份文件之间只核对审查结果，同一个件数印得不同也算。征集是立案、意见建议、不予立案、
    撤销和待审查之和，撤销的已经算在不予立案里也可以；并案后的不多于并案前的，征集是并案（并进别的提案里去的，不连主案）、
    并案后立案、并案后意见建议和没有立案的之和；答复、办结的不多于要办理的，评价的不多于答复的；
    提案记录指得出是哪一个数写错的，只在那里说。
    评价是满意、基本满意和不满意之和；答复是各种办理结果之和；各种比率由件数算得出来。有一部分没有写的，只看写出来的是不是已经超过总数。
    """
    found = contradictions(congress.stated, facts.find)
    known = mistaken(congress, facts) if found else frozenset[int]()
    for one in found:
        if any(entry.place in known for entry in one.entries):
            continue
        yield Finding(("stated", one.entries[0].place, "value"), f"原文的数互相对不上：{one.text}", _REMEDY)


@warning("P15")
def stated_scope_unclear(congress: Congress, facts: Facts) -> Findings:
    """原文的数说的是这次会议，或者它的一类提案、一个单位的提案，或者连同它在内的几年里的会议。"""
    known = [*congress.categories, *sorted({one.category for one in proposals_of(congress, facts)})]
    for index, one in enumerate(congress.stated):
        of, place = one.of, ("stated", index, "of")
        scope, year = scope_of(of, facts.find), congress.held.start.year
        if of.year is not None and (of.start is not None or of.end is not None):
            yield Finding((*place, "year"), "year 和 from、to 写了两种", "一年的写 year，几年的写 from 和 to")
        elif scope.first and not scope.first <= year <= scope.last:
            message = f"说的是{scope.whole.words}，这次会议是 {year} 年的"
            yield Finding(place, message, "查对年份；说的就是这次会议的，删去年份")
        if of.label is not None and known and of.label not in known:
            near = nearest(of.label, known) or next(
                (word for word in known if of.label in word or word in of.label), ""
            )
            hint = f"是不是「{near}」？" if near else ""
            message = f"没有「{of.label}」这一类提案"
            yield Finding((*place, "label"), message, f"{hint}提案类别有：{'、'.join(dict.fromkeys(known))}")
        other = facts.find(of.unit)
        if other is not None and not isinstance(other, Unit):
            message = f"「{other.id}」是{other.type_label}，这里要写单位的编号"
            yield Finding((*place, "unit"), message, "写 data/units/ 里一个单位的编号")
        if of.figure in SINCE_LAST and counted_by(of) is None:
            words = [one.value for one in COUNTED]
            near = nearest(of.code or "", words) or next((one for one in words if one == f"{of.code}件数"), "")
            hint = f"是不是「{near}」？" if near else f"可以写：{'、'.join(words)}"
            yield Finding((*place, "code"), f"「{of.code}」不是件数", f"写是哪个件数比上次增加了；{hint}")
        for number in cannot_join(of):
            others = may_join(of)
            message = f"「{of.figure.value}」和「{of.also[number]}」不能合成一个数"
            remedy = f"可以连同的有：{'、'.join(others)}" if others else "删去 also；每个数各写一项"
            yield Finding((*place, "also", number), message, remedy)


@warning("P15")
def stated_key_idle(congress: Congress, facts: Facts) -> Findings:
    """照录的数，of 里只写教代会用得上的内容：指标、年份、提案类别。"""
    yield from idle_findings(congress.stated, _USES, lambda of, key: "删去这一行；说的是一类提案，写 label")


@warning("P15")
def stated_of_another_kind(congress: Congress, facts: Facts) -> Findings:
    """件数写件数，比率写比率；件数是不小于零的整数。"""
    for index, one in enumerate(congress.stated):
        number, figure = quoted(one.value), one.of.figure
        if number is None or figure not in congress.quotes:
            continue
        more, rate = figure is StatedFigure.MORE_THAN_LAST, number.unit in ("%", "‰")
        counts = figure.value.endswith(("件数", "人数", "人次", "单位数"))
        if more and not rate:
            continue
        if more:
            message, remedy = f"{figure.value}写成了比率「{one.value}」", "说的是比率的，figure 写成 比上次增长"
        elif counts and rate:
            example = "60件" if figure.value.endswith("件数") else "60"
            message, remedy = f"{figure.value}写成了比率「{one.value}」", f"写成 {example}；说的是比率的，改 figure"
        elif counts and (number.value < 0 or number.value != number.value.to_integral_value()):
            message, remedy = f"{figure.value}「{one.value}」不是个数", "查对抄写；原文就是这样的不用改"
        elif not counts and not rate and number.value > 1:
            message, remedy = f"{figure.value}写成了件数「{one.value}」", "比率写成 93.9%；说的是件数的，改 figure"
        else:
            continue
        yield Finding(("stated", index, "value"), message, remedy)


@warning("P15")
def stated_counts_leave_some(congress: Congress, facts: Facts) -> Findings:
    """原文写了征集多少件、审查的几种结果各多少件的，加起来就是征集的；各类提案都写了件数的，也是这样；三种以上办理结果写了件数的，加起来就是答复的。

    只写一种结果的不查；只写并案后件数的，不知道原来是几件，也不查；征集的提案大半登记了的，去向记录里有，也不查。
    """
    forms = recorded(congress, facts)
    found = list(left_over(congress.stated, congress.categories, forms, facts.find))
    if found and forms is not None and (lost := astray(facts)):
        found = list(left_over(congress.stated, congress.categories, forms + lost, facts.find))
    for one in found:
        message = f"原文的件数没有说全：{one.text}"
        yield Finding(
            ("stated", one.entries[0].place, "value"),
            message,
            "查对有没有漏抄、抄错；原文就没有说的保留不动，页面写明差几件",
        )


CHECKS = (
    stated_counts_contradict,
    stated_counts_leave_some,
    stated_scope_unclear,
    stated_key_idle,
    stated_of_another_kind,
)
"""Checks of `Congress`."""
