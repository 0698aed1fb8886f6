"""How a catalogue item stands in a school year (D2, D3): published, not yet due, overdue, withheld, not applicable."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from generator.dataset import Facts
from generator.parts import days_of_school_year, school_year_of
from generator.publication import State, Tone
from generator.records.catalogue.model import CatalogueItem, Frequency, Mode, Reach
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stage import tally
from generator.records.unit.model import Unit, UnitKind

OBLIGED = (UnitKind.COLLEGE, UnitKind.DIRECT)
"""The kinds of unit that an item for each unit (各单位) is meant for."""

DONE = State("已公开", "●", Tone.DONE)
LATE = State("公开，有迟的", "◆", Tone.RUN)
PARTLY = State("部分单位公开", "◇", Tone.RUN)
OVERDUE = State("逾期未公开", "▲", Tone.LATE)
MISSING = State("没有公开记录", "✕", Tone.LATE)
NOT_YET = State("还没到期", "○", Tone.IDLE)
LASTING = State("以前公开，长期有效", "〃", Tone.DONE)
CAMPUS = State("校内公开", "◐", Tone.IDLE)
ON_REQUEST = State("依申请公开", "▷", Tone.IDLE)
WITHHELD = State("不予公开", "■", Tone.IDLE)
UNCALLED = State("不适用", "–", Tone.IDLE)
LEGEND = (
    (DONE, "这一学年公开了，没有迟的"),
    (LATE, "公开了，其中有迟于期限的"),
    (PARTLY, "各单位都要公开的，只有一部分单位公开了"),
    (OVERDUE, "已经形成，过了期限还没有公开"),
    (MISSING, "过了应当公开的日子，或应当长期公开，却没有记录"),
    (NOT_YET, "这一学年应当公开的日子还没有到"),
    (LASTING, "长期公开的事项，早先的学年已经公开"),
    (CAMPUS, "只向校内公开，理由写在事项的页面上"),
    (ON_REQUEST, "有人申请才公开"),
    (WITHHELD, "有理由不公开，见不予公开登记"),
    (UNCALLED, "有了才公开（即时），这一学年没有"),
)
"""Every state of an item in a school year with what it means; each has a shape of its own."""

REGULAR = (Frequency.YEARLY, Frequency.TERMLY, Frequency.MONTHLY)


class Standing(Struct, frozen=True):
    """How an item stands in a school year, and why where the state alone does not say."""

    state: State
    why: str = ""

    @property
    def words(self) -> str:
        """The state with its reason."""
        return f"{self.state.word}（{self.why}）" if self.why else self.state.word


def counts_in(record: Disclosure) -> int | None:
    """The school year in which a disclosure counts: that of its publication, else of its origin."""
    day = record.published or record.produced
    return school_year_of(day) if day is not None else None


def standing(item: CatalogueItem, records: Sequence[Disclosure], year: int, facts: Facts) -> Standing:
    """How an item stands in a school year, given what was disclosed of it in all years."""
    counted = tally((one for one in records if counts_in(one) == year), facts)
    if counted.overdue:
        return Standing(OVERDUE)
    if counted.published:
        return Standing(LATE if counted.late else DONE)
    if counted.withheld:
        return Standing(WITHHELD)
    if item.mode is Mode.NEVER:
        return Standing(WITHHELD, item.reason or "")
    if item.reach is Reach.CAMPUS:
        return Standing(CAMPUS, item.reason or "")
    if item.mode is Mode.ON_REQUEST:
        return Standing(ON_REQUEST)
    if item.frequency is Frequency.LASTING:
        before = tally((one for one in records if (of := counts_in(one)) is not None and of < year), facts)
        return Standing(LASTING if before.published else MISSING)
    if item.frequency not in REGULAR:
        return Standing(UNCALLED, "有了才公开，这一学年没有")
    return Standing(MISSING if facts.as_of > last_day(item, year) else NOT_YET)


def of_all_units(item: CatalogueItem, records: Sequence[Disclosure], year: int, facts: Facts) -> Standing:
    """The same; an item that each unit must publish is published when all have: those that must are counted."""
    found = standing(item, records, year, facts)
    if not item.each_unit or found.state not in (DONE, LATE):
        return found
    wanted = obliged(year, facts)
    published = {one.unit.id for one in tally(records, facts).published if _holds(item, one, year)}
    done = sum(one.id in published for one in wanted)
    return found if done >= len(wanted) else Standing(PARTLY, f"{len(wanted)} 个单位里有 {done} 个")


def obliged(year: int, facts: Facts) -> list[Unit]:
    """The units that an item for each unit was meant for in a school year."""
    there = days_of_school_year(year)
    return [one for one in facts.of_type(Unit) if one.kind in OBLIGED and not one.absent(*there)]


def _holds(item: CatalogueItem, record: Disclosure, year: int) -> bool:
    """Whether what was published counts in a school year; what is lasting counts in later ones too."""
    of = counts_in(record)
    return of == year or (item.frequency is Frequency.LASTING and of is not None and of < year)


def last_day(item: CatalogueItem, year: int) -> date:
    """The day by which a regular item has to be out in a school year."""
    first, last = days_of_school_year(year)
    if item.due is None:
        return last
    month, day = item.due
    return date(year if month >= first.month else year + 1, month, min(day, 28) if month == 2 else day)
