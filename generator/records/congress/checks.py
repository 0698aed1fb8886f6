"""Checks of a congress that hold without its proposals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.publication import percent
from generator.quoted import quoted
from generator.record_type import Check, Findings, error, warning
from generator.records.congress import (
    counted_checks,
    day_checks,
    numbering_checks,
    record_checks,
    roster_checks,
    text_checks,
)
from generator.records.congress.attendance import missing_reports
from generator.records.congress.model import Congress, DecisionResult
from generator.records.congress.numbering import is_its_units
from generator.records.rule.model import ruled
from generator.records.unit.model import called
from generator.stated_figures import StatedFigure


@error("编写规则")
def id_without_its_unit(congress: Congress, facts: Facts) -> Findings:
    """二级单位教代会的编号以单位的编号开头。"""
    if congress.unit is not None and not is_its_units(congress):
        message = f"会议属于{called(congress.unit, facts.find)}，编号却是「{congress.id}」"
        yield Finding(("unit",), message, f"把文件改名为 {congress.unit.id}-{congress.held.start.year}.yml，或改正单位")


@error("编写规则")
def id_without_its_number(congress: Congress, facts: Facts) -> Findings:
    """学校教代会的编号是「届-次」，与写的届、次一致。"""
    if congress.unit is not None:
        return
    term, _, session = congress.id.partition("-")
    if not (term.isdigit() and session.isdigit()):
        message = f"编号「{congress.id}」不是「届-次」，又没有写单位"
        yield Finding((), message, "二级单位的会议写 unit；学校的会议把文件改名，例如 8-3.yml")
        return
    for key, number, written in (("term", int(term), congress.term), ("session", int(session), congress.session)):
        if written is not None and written != number:
            label = Congress.model_fields[key].title
            message = f"编号「{congress.id}」说的是第 {number} {label}，写的是 {written}"
            yield Finding((key,), message, "查对后改正，或给文件改名")


@error("教育部令第32号")
def more_present_than_due(congress: Congress, facts: Facts) -> Findings:
    """实到人数不超过应到人数。"""
    counted = congress.delegates
    if counted is not None and counted.present > counted.due:
        message = f"实到 {counted.present} 人，超过应到 {counted.due} 人"
        swapped = "像是应到和实到写反了；" if len(congress.roster) == counted.present else ""
        yield Finding(("delegates", "present"), message, f"{swapped}查对会议记录；列席人员不算代表")


@error("教育部令第32号")
def more_votes_than_present(congress: Congress, facts: Facts) -> Findings:
    """每项决议的赞成、反对、弃权之和不超过实到人数。

    几项决议的票数都超过的，是实到人数写错了，只在那里说一次。
    """
    if congress.delegates is None:
        return
    present = congress.delegates.present
    totals = [one.votes.cast for one in congress.decisions if one.votes is not None]
    above = [one for one in totals if one > present]
    if len(above) > 1 and len(above) * 2 > len(totals):
        message = (
            f"实到 {present} 人，可是 {len(totals)} 项表决里 {len(above)} 项的票数超过它，最多的有 {max(above)} 票"
        )
        yield Finding(("delegates", "present"), message, "查对实到人数；票数错了的，改正票数")
        return
    for index, one in enumerate(congress.decisions):
        if one.votes is not None and one.votes.cast > present:
            votes = one.votes
            message = (
                f"赞成 {votes.votes_for}、反对 {votes.against}、弃权 {votes.abstained}"
                f"{f'、无效 {votes.invalid}' if votes.invalid else ''}，共 {votes.cast} 票，超过实到 {present} 人"
            )
            yield Finding(("decisions", index, "votes"), message, "查对计票记录，改正票数或实到人数")


@error("教育部令第32号")
def passed_against_the_vote(congress: Congress, facts: Facts) -> Findings:
    """通过的决议，赞成票多于反对票。"""
    for index, one in enumerate(congress.decisions):
        votes = one.votes
        if votes and one.result is DecisionResult.PASSED and votes.votes_for <= votes.against:
            message = f"「{one.title}」赞成 {votes.votes_for} 票、反对 {votes.against} 票，结果却写「通过」"
            yield Finding(("decisions", index, "result"), message, "查对票数；没有通过的写「未通过」")


@warning("HY1 三分之二以上代表到会；教育部令第32号")
def too_few_present(congress: Congress, facts: Facts) -> Findings:
    """到会的代表达到规则 HY1 规定的比例，会议才能召开。"""
    counted = congress.delegates
    if counted is None or not counted.due or any(True for _ in more_votes_than_present.run(congress, facts)):
        return
    part, whole = ruled(facts, "HY1", "到会份数"), ruled(facts, "HY1", "应到份数")
    if counted.present * whole < counted.due * part:
        rate = percent(counted.present, counted.due)
        message = f"应到 {counted.due} 人，实到 {counted.present} 人（{rate}），不到 {part:f}/{whole:f}"
        yield Finding(("delegates", "present"), message, "查对会议记录；人数无误就不用改，页面照实显示")


@warning("HY1 全体代表半数以上通过；教育部令第32号")
def passed_by_a_minority(congress: Congress, facts: Facts) -> Findings:
    """通过的决议，赞成票达到应到代表的半数，不是到会代表的半数。"""
    counted = congress.delegates
    if counted is None:
        return
    share = ruled(facts, "HY1", "通过比例")
    for index, one in enumerate(congress.decisions):
        votes = one.votes
        if votes is None or one.result is not DecisionResult.PASSED or votes.votes_for <= votes.against:
            continue
        if votes.votes_for * 100 < counted.due * share:
            rate = percent(votes.votes_for, counted.due)
            message = f"「{one.title}」赞成 {votes.votes_for} 票，是应到代表 {counted.due} 人的 {rate}，不到 {share:f}%"
            yield Finding(
                ("decisions", index, "votes"), message, "查对票数；没有通过的，结果写「未通过」；票数无误就不用改"
            )


@error("编写规则")
def delegate_twice(congress: Congress, facts: Facts) -> Findings:
    """名册上同一单位的同一名代表只写一次。"""
    met = set()
    for index, one in enumerate(congress.roster):
        key = ("".join(one.name.split()), one.unit)
        if key in met:
            message = f"{called(one.unit, facts.find)}的代表「{one.name}」写了两次"
            yield Finding(
                ("roster", index), message, "删去重复的一项；同一单位同名的两人，名字后面注明，例如 王芳（女）"
            )
        met.add(key)


@error("P14")
def category_twice(congress: Congress, facts: Facts) -> Findings:
    """提案类别各不相同。"""
    for index, one in enumerate(congress.categories):
        if one in congress.categories[:index]:
            yield Finding(("categories", index), f"提案类别「{one}」写了两次", "删去重复的一项")


@warning("D9；教育部令第32号")
def report_missing(congress: Congress, facts: Facts) -> Findings:
    """开过的教代会听取了必报的报告：发展规划、年度工作、财务预决算，二级单位另有分配方案，学校另有提案办理。"""
    if congress.held.end > facts.as_of:
        return
    missing = [one.value for one in missing_reports(congress, facts)]
    if missing:
        place: Place = ("reports",) if congress.reports else ("held",)
        message = f"没有写{_quoted_list(missing)}的报告"
        yield Finding(place, message, "会上报告过的补进 reports；没有报告的不用改，页面会写明")


def _quoted_list(words: Sequence[str]) -> str:
    return "、".join(f"「{one}」" for one in words)


_MOVE = "移到预算、公开事项或表彰的记录里"


@warning("P15")
def stated_out_of_place(congress: Congress, facts: Facts) -> Findings:
    """教代会的原文数字说的是提案的件数和比率，或到会率。"""
    for index, one in enumerate(congress.stated):
        of_all = one.of.figure is StatedFigure.SHARE and one.of.label is None
        if one.of.figure not in congress.quotes or of_all:
            message = f"「{one.of.figure.value}」不是教代会的数，无法核对"
            remedy = f"{_MOVE}；说的是一类提案占多少的，加上 label：写提案类别"
            yield Finding(("stated", index, "of"), message, remedy if one.of.figure is StatedFigure.SHARE else _MOVE)


@warning("P15")
def stated_not_a_number(congress: Congress, facts: Facts) -> Findings:
    """原文数字里有且只有一个阿拉伯数字写的数。"""
    for index, one in enumerate(congress.stated):
        if quoted(one.value) is None:
            message = f"「{one.value}」读不出是多少，无法核对"
            yield Finding(("stated", index, "value"), message, "照原文抄数字，例如 126件、93.9%；几个数分成几项")


@warning("P15")
def stated_attendance_differs(congress: Congress, facts: Facts) -> Findings:
    """原文写的到会率，与实到除以应到的结果一致。"""
    counted = congress.delegates
    for index, one in enumerate(congress.stated):
        written = quoted(one.value)
        if one.of.figure is not StatedFigure.PRESENT_RATE or written is None or not counted or not counted.due:
            continue
        if not written.agrees(Decimal(counted.present) / counted.due):
            rate = f"{percent(counted.present, counted.due)}（实到 {counted.present}，应到 {counted.due}）"
            message = f"原文写「{one.value}」，算出来是 {rate}"
            yield Finding(
                ("stated", index, "value"), message, "先查应到和实到；原文就是这样写的保留不动，页面把两个数并列"
            )


CHECKS: tuple[Check[Congress], ...] = (
    id_without_its_unit,
    id_without_its_number,
    *numbering_checks.CHECKS,
    *day_checks.CHECKS,
    more_present_than_due,
    more_votes_than_present,
    passed_against_the_vote,
    too_few_present,
    passed_by_a_minority,
    *counted_checks.CHECKS,
    delegate_twice,
    *roster_checks.CHECKS,
    category_twice,
    report_missing,
    *record_checks.CHECKS,
    stated_out_of_place,
    stated_not_a_number,
    stated_attendance_differs,
    *text_checks.CHECKS,
)
