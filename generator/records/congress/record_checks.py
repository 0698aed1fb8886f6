"""Checks of the records that reports and decisions of a congress point at: of that kind, that year, that unit (D9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.dataset import Facts
from generator.diagnostics import Finding, Place
from generator.late import late
from generator.model import Record
from generator.record_type import Check, Findings, warning
from generator.records.congress.model import Congress, Decision, Report, ReportKind
from generator.records.congress.numbering import is_its_units
from generator.records.unit.model import Unit, UnitKind
from generator.references import mentions

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年?度?[—–－~～至到-]+((?:19|20)\d\d))?(?!\d)", re.ASCII)
_OF_A_PART = frozenset({UnitKind.COLLEGE, UnitKind.DIRECT, UnitKind.BRANCH})
"""Units that hold meetings of their own: what they publish is no report to others."""
_REMEDY = "改成公开这份报告、这项决议的记录；没有公开的删去 record"


def _pointing(congress: Congress, facts: Facts) -> Iterator[tuple[Place, Report | Decision, Record]]:
    """The reports and decisions that point at a record, each with where it says so."""
    those: list[tuple[Place, Report | Decision]] = [
        *((("reports", index, "record"), one) for index, one in enumerate(congress.reports)),
        *((("decisions", index, "record"), one) for index, one in enumerate(congress.decisions)),
    ]
    for place, one in those:
        record = facts.find(one.record)
        if record is not None:
            yield place, one, record


@warning("D9")
def record_of_another_kind(congress: Congress, facts: Facts) -> Findings:
    """报告所在的记录是公开事项；财务预决算的报告，也可以是预算。"""
    for place, one, record in _pointing(congress, facts):
        if not isinstance(one, Report) or record.type_name == "disclosure":
            continue
        if one.kind is not ReportKind.FINANCE or record.type_name != "budget":
            message = (
                f"{one.kind.value}的报告写在「{record.id}」，那是{record.type_label}（{record.heading(facts.find)}）"
            )
            yield Finding(place, message, _REMEDY)


@warning("D9")
def record_of_another_year(congress: Congress, facts: Facts) -> Findings:
    """报告、决议和所指的记录，名称里都有年份的，至少有一年相同；预算编号里的年份也算。"""
    for place, one, record in _pointing(congress, facts):
        own, its = _years(one.title or ""), _years(record.heading(facts.find))
        if record.type_name == "budget":
            its |= _years(record.id)
        if own and its and not own & its:
            message = f"「{one.title}」指向「{record.id}」，那是「{record.heading(facts.find)}」，年份不同"
            yield Finding(place, message, _REMEDY)


def _years(title: str) -> set[int]:
    return {year for first, last in _YEARS.findall(title) for year in range(int(first), int(last or first) + 1)}


@warning("D9")
def record_of_another_unit(congress: Congress, facts: Facts) -> Findings:
    """报告、决议所指的记录，不是别的学院、直属单位的。"""
    if not is_its_units(congress) or (congress.unit is not None and facts.find(congress.unit) is None):
        return
    for place, _, record in _pointing(congress, facts):
        whose = next((one.id for one in mentions(record) if one.target is Unit and len(one.place) == 1), "")
        unit = next((one for one in facts.of_type(Unit) if one.id == whose), None)
        if unit is None or unit.kind not in _OF_A_PART or (congress.unit is not None and congress.unit.id == whose):
            continue
        message = f"「{record.id}」（{record.heading(facts.find)}）是{unit.called}的，不是开会的单位的"
        yield Finding(place, message, f"{_REMEDY}；确实是这份的不用改")


_TITLED = {
    ReportKind.DEVELOPMENT: late("规划|行动计划|发展思路"),
    ReportKind.YEARLY_WORK: late("(?<!财务)(?<!提案)工作报告"),
    ReportKind.FINANCE: late("决算|预算|财务|经费"),
    ReportKind.DISTRIBUTION: late("分配|绩效|奖励"),
    ReportKind.PROPOSALS: late("提案"),
}
"""What the title of a report says, where it is of a kind."""


@warning("D9")
def report_of_another_kind(congress: Congress, facts: Facts) -> Findings:
    """报告的种类与名称相符。

    名称里没有这一种报告的用词，只有另一种的，才提醒。
    """
    for index, one in enumerate(congress.reports):
        said = [kind for kind, words in _TITLED.items() if words.search(one.title or "")]
        if len(said) == 1 and one.kind not in said:
            message = f"「{one.title}」写成了「{one.kind.value}」的报告，像是「{said[0].value}」"
            yield Finding(("reports", index, "kind"), message, "查对种类；确实是这一种的不用改")


CHECKS: tuple[Check[Congress], ...] = (
    record_of_another_kind,
    record_of_another_year,
    record_of_another_unit,
    report_of_another_kind,
)
