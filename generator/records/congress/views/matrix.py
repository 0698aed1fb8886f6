"""Units × school years: whether the staff met, and which of the four obligatory reports they heard (D9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Record, Reference
from generator.parts import days_of_school_year, school_year_label, school_year_of, school_year_short
from generator.prose import Link
from generator.publication import Cell, Matrix, State, Tone
from generator.reader_text import link
from generator.records.congress.attendance import must_meet, obligatory, school_year
from generator.records.congress.model import Congress, Report, ReportKind
from generator.records.congress.views.page import LANDING
from generator.records.unit.model import Unit

MOST_YEARS = 6
"""School years of the matrix, the latest; earlier ones stand on their own pages."""

ON_RECORD = State("有记录", "●", Tone.DONE)
NOT_YET = State("本学年还没有", "○", Tone.IDLE)
NOT_MET = State("没有公开的会议记录", "✕", Tone.LATE)
GIVEN = State("已报告，没有附内容", "◐", Tone.RUN)
NOT_GIVEN = State("会上没有这项报告", "▲", Tone.LATE)
NOT_NEEDED = State("不适用", "–", Tone.IDLE)
LEGEND = (
    (ON_RECORD, "会议开了，或报告作了；点开就是"),
    (GIVEN, "会议记录里写了这项报告，没有写内容公开在哪里；点开是会议"),
    (NOT_GIVEN, "开了会，会议记录里没有这项报告"),
    (NOT_MET, "学年已经过去，没有公开的会议记录"),
    (NOT_YET, "学年还没有过完"),
    (NOT_NEEDED, "当时没有这个单位，或不要求这一项"),
)

_COLUMNS = {
    ReportKind.DEVELOPMENT: "规划",
    ReportKind.YEARLY_WORK: "工作",
    ReportKind.FINANCE: "财务",
    ReportKind.DISTRIBUTION: "分配",
}
"""The four reports that every unit's congress must hear."""
_HEADS = ("开会", *_COLUMNS.values())
WHAT = ("开会", *(one.value for one in _COLUMNS))
"""What a school year's columns are about, in full."""
SCHOOL = "学校"


def years_of(congresses: Sequence[Congress], facts: Facts) -> list[int]:
    """The school years from the first record to now, the latest first."""
    now = school_year_of(facts.as_of)
    return list(range(now, min([now, *(school_year(one) for one in congresses)]) - 1, -1))


class Row(Struct, frozen=True):
    """The school or a unit through the school years."""

    key: str
    """The unit's id, 学校 for the school."""
    head: Link
    cells: tuple[Cell, ...]
    """For each school year one for the meeting, then one for each report."""


def rows_of(congresses: Sequence[Congress], years: Sequence[int], facts: Facts) -> list[Row]:
    """The school, where it has congresses, and every unit that must meet."""
    met = [one for one in congresses if one.held.start <= facts.as_of]
    rows = []
    of_school = [one for one in met if one.unit is None]
    if of_school:
        cells = (cell for year in years for cell in _cells(SCHOOL, "", of_school, year, facts))
        rows.append(Row(SCHOOL, Link(f"{LANDING.address}#school", SCHOOL), tuple(cells)))
    of_units = [one for one in met if one.unit is not None]
    for unit in must_meet(facts.of_type(Unit), of_units):
        mine = [one for one in of_units if one.unit is not None and one.unit.id == unit.id]
        found = (
            cell
            for year in years
            for cell in _cells(unit.short, unit.absent(*days_of_school_year(year)), mine, year, facts)
        )
        rows.append(Row(unit.id, Link(unit.address, unit.short), tuple(found)))
    return rows


def matrix(congresses: Sequence[Congress], years: Sequence[int], facts: Facts) -> Matrix | None:
    """The school and every unit that must meet, in these school years; None where there is nobody."""
    rows = tuple((one.head, one.cells) for one in rows_of(congresses, years, facts))
    groups = tuple((school_year_short(year), len(_HEADS)) for year in years)
    caption = "每学年至少召开一次，每次听取发展规划、年度工作、财务预决算、分配方案四项报告"
    return Matrix(caption, "单位", _HEADS * len(years), rows, groups) if rows else None


def _cells(name: str, absent: str, mine: Iterable[Congress], year: int, facts: Facts) -> list[Cell]:
    """The meeting of a unit in a school year, then each report."""
    said = f"{name}，{school_year_label(year)}"
    held = sorted((one for one in mine if school_year(one) == year), key=lambda one: (one.held.start, one.id))
    if held:
        return [_meeting(said, held), *(_report(said, kind, held, facts) for kind in _COLUMNS)]
    if absent:
        return [Cell(NOT_NEEDED, f"{said}：不适用，{absent}")] * len(_HEADS)
    state = NOT_YET if year >= school_year_of(facts.as_of) else NOT_MET
    return [Cell(state, f"{said}：{head}，{state.word}") for head in WHAT]


def _meeting(said: str, held: Sequence[Congress]) -> Cell:
    days = "、".join(str(one.held.start) for one in held)
    return Cell(ON_RECORD, f"{said}：{days} 召开", held[-1].address, str(len(held)) if len(held) > 1 else "")


def _report(said: str, kind: ReportKind, held: Sequence[Congress], facts: Facts) -> Cell:
    """Whether a report was given at any meeting of a school year; where its record is public, that is the link."""
    given = [(one, report) for one in held for report in one.reports if report.kind is kind]
    for _, report in reversed(given):
        target = _record(report, facts)
        if target is not None:
            return Cell(ON_RECORD, f"{said}：{kind.value}，已报告：{target.title}", target.address)
    if given:
        return Cell(GIVEN, f"{said}：{kind.value}，{GIVEN.word}", f"{given[-1][0].address}#reports")
    if all(kind not in obligatory(one, facts) for one in held):
        why = "学校教代会不要求" if any(obligatory(one, facts) for one in held) else "当时还没有规定要报"
        return Cell(NOT_NEEDED, f"{said}：{kind.value}，{why}")
    return Cell(NOT_GIVEN, f"{said}：{kind.value}，{NOT_GIVEN.word}", held[-1].address)


def _record(report: Report, facts: Facts) -> Link | None:
    """The page that holds a report, where there is one."""
    asked: Reference[Record] | None = report.record
    found = link(facts, asked)
    return found if found is not None and found.address else None


def not_met(congresses: Sequence[Congress], year: int, facts: Facts) -> list[Link]:
    """The units that were there in a school year, and of whose staff no meeting is recorded."""
    of_units = [one for one in congresses if one.unit is not None and one.held.start <= facts.as_of]
    met = {one.unit.id for one in of_units if one.unit is not None and school_year(one) == year}
    wanted = must_meet(facts.of_type(Unit), of_units)
    there = (one for one in wanted if one.id not in met and not one.absent(*days_of_school_year(year)))
    return [Link(one.address, one.short) for one in there]
