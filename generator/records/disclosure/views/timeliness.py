"""The 20-day rate (D1) of the school and of each unit, school year by school year, each number with its records."""

from __future__ import annotations

from collections.abc import Sequence

from generator.dataset import Facts
from generator.parts import school_year_short
from generator.prose import Link
from generator.publication import Cell, Matrix, Page, State, Tone, percent
from generator.records.disclosure.stage import Tally, tally
from generator.records.disclosure.views.school_year import TIMELINESS, SchoolYear
from generator.records.disclosure.views.summary import LANDING
from generator.records.rule.model import ruled
from generator.records.unit.model import Unit

MOST_YEARS = 6

IN_TIME = State("都按期", "●", Tone.DONE)
SOME_LATE = State("有迟的", "◆", Tone.RUN)
OVERDUE = State("有逾期没有公开的", "▲", Tone.LATE)
UNTOLD = State("不能核对", "–", Tone.IDLE)
LEGEND = (
    (IN_TIME, "12/12：能核对期限的 12 条，12 条按期"),
    (SOME_LATE, "11/12：能核对期限的 12 条，11 条按期，1 条迟"),
    (OVERDUE, "还有已经形成、过了期限没有公开的"),
    (UNTOLD, "公开了，没有写形成日期，不能核对期限"),
)


def timeliness(years: Sequence[SchoolYear], facts: Facts) -> Page:
    """The page: a matrix of the school and the units against the latest school years."""
    kept = years[:MOST_YEARS]
    units = sorted({record.unit.id for one in kept for record in one.active})
    rows: list[tuple[Link, tuple[Cell | None, ...]]] = [
        (Link(LANDING.address, "全校"), tuple(_cell("全校", one, one.counted, one.page("list")) for one in kept))
    ]
    for unit in (one for one in facts.of_type(Unit) if one.id in units):
        rows.append((Link(unit.address, unit.short), tuple(_of_unit(unit, one, facts) for one in kept)))
    limit = int(ruled(facts, "D1", "公开时限"))
    caption = f"按期公开的条数 / 能核对期限的条数（期限 {limit} 个工作日）"
    heads = tuple(school_year_short(one.year) for one in kept)
    context = {
        "crumbs": [LANDING],
        "title": TIMELINESS.title,
        "as_of": facts.as_of,
        "limit": limit,
        "matrix": Matrix(caption, "单位", heads, tuple(rows)),
        "legend": LEGEND,
        "reports": [Link(one.page(), f"{one.label}年度报告") for one in years],
    }
    description = f"{limit} 个工作日以内公开的占多少，截至 {facts.as_of}"
    return Page(TIMELINESS.address, TIMELINESS.title, description, "disclosure/timeliness.html", context)


def _of_unit(unit: Unit, one: SchoolYear, facts: Facts) -> Cell | None:
    own = tuple(record for record in one.active if record.unit.id == unit.id)
    address = f"{one.page('units')}#unit-{unit.id.lower()}"
    return _cell(unit.short, one, tally(own, facts), address) if own else None


def _cell(name: str, one: SchoolYear, counted: Tally, address: str) -> Cell:
    """A rate as its two numbers; the link opens the records."""
    said = f"{name}，{one.label}："
    whole, done = len(counted.timed), len(counted.in_time)
    state = OVERDUE if counted.overdue else SOME_LATE if counted.late else IN_TIME if whole else UNTOLD
    if not whole and not counted.overdue:
        return Cell(state, f"{said}公开 {len(counted.published)} 条，{UNTOLD.word}期限", address)
    overdue = f"，{len(counted.overdue)} 条逾期没有公开" if counted.overdue else ""
    words = f"能核对的 {whole} 条，{done} 条按期（{percent(done, whole)}），{len(counted.late)} 条迟{overdue}"
    return Cell(state, said + words, address, f"{done}/{whole}")
