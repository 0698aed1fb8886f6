"""How clauses show themselves: what each wants to see, and the records that are its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.dataset import Facts, derived
from generator.leaves import happenings
from generator.model import Record, marked
from generator.prose import Link
from generator.publication import Facet, Figure, Fragment, Page, State, Summary, Tone
from generator.reader_text import prose
from generator.records.clause.model import Clause

EVIDENT = State("有公开记录", "●", Tone.DONE)
NONE_YET = State("暂无公开记录", "○", Tone.RUN)
LANDING = Link("clauses.html", "条款落实")
DEMANDS = "catalogue"
"""The type whose records say what must be published under a clause, not that it was."""


@dataclass(frozen=True, slots=True)
class Row:
    """A clause in the table of clauses."""

    number: int
    link: Link
    state: State
    count: int
    latest: date | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that is evidence for a clause."""

    link: Link
    day: date | None


def evidence(clause: Clause, facts: Facts) -> tuple[Record, ...]:
    """The public records that name a clause: not those that were withdrawn, nor what is registered but not yet published."""
    return tuple(
        one
        for one in facts.referrers(clause, Record)
        if one.paged and one.type_name != DEMANDS and one.withdrawn is None and _begun(one) and names(one, clause)
    )


def names(record: Record, clause: Clause) -> bool:
    """Whether a record says that it is evidence for a clause."""
    return clause.id in {one.id for one in record.clauses}


def _begun(record: Record) -> bool:
    """Whether a record that begins on a day has begun."""
    return not any(
        marked(info, "begins") and getattr(record, name) is None for name, info in type(record).model_fields.items()
    )


def latest_day(record: Record, facts: Facts) -> date | None:
    """The day of the latest thing that happened to a record."""
    return max((day for _, day in happenings(record) if day <= facts.as_of), default=None)


@derived
def summarize(clause: Clause, facts: Facts) -> Summary:
    """The clause in one row."""
    found = evidence(clause, facts)
    state = EVIDENT if found else NONE_YET
    return Summary(
        id=clause.id,
        type_name=clause.type_name,
        type_label=clause.type_label,
        address=clause.address,
        title=clause.heading(facts.find),
        day=max((day for one in found if (day := latest_day(one, facts))), default=None),
        year=None,
        stage=state,
        facets=(Facet("category", "类别", clause.section), Facet("status", "状态", state.word)),
    )


def page(clause: Clause, facts: Facts) -> Page:
    """The page of a clause: what it wants, then every record that is evidence, type by type."""
    found = evidence(clause, facts)
    groups: dict[str, list[Evidence]] = {}
    for one in sorted(found, key=lambda one: (-(latest_day(one, facts) or date.min).toordinal(), one.id)):
        row = Evidence(Link(one.address, one.heading(facts.find)), latest_day(one, facts))
        groups.setdefault(one.type_label, []).append(row)
    kinds = sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))
    state = EVIDENT if found else NONE_YET
    words = "、".join(f"{label} {len(rows)} 条" for label, rows in kinds)
    context = {
        "crumbs": [LANDING],
        "id": clause.id,
        "title": clause.heading(facts.find),
        "states": [state],
        "facts": [("部分", clause.section), ("公开记录", f"{len(found)} 条" if found else NONE_YET.word)],
        "wants": prose(facts, clause.wants),
        "count": len(found),
        "words": words,
        "kinds": kinds,
    }
    description = f"第{clause.number}条：{words or NONE_YET.word}"
    return Page(clause.address, clause.heading(facts.find), description, "clause/page.html", context)


def landing(facts: Facts) -> Fragment:
    """All clauses with the number of records that are evidence."""
    sections: dict[str, list[Row]] = {}
    for clause in _in_order(facts):
        found = evidence(clause, facts)
        latest = max((day for one in found if (day := latest_day(one, facts))), default=None)
        state = EVIDENT if found else NONE_YET
        row = Row(clause.number, Link(clause.address, clause.title), state, len(found), latest)
        sections.setdefault(clause.section, []).append(row)
    context = {"as_of": facts.as_of, "figures": headline(facts), "sections": list(sections.items())}
    return Fragment("clause/landing.html", context)


def _in_order(facts: Facts) -> list[Clause]:
    kept = (one for one in facts.of_type(Clause) if one.withdrawn is None)
    return sorted(kept, key=lambda one: (one.number, one.id))


def headline(facts: Facts) -> tuple[Figure, ...]:
    """How many clauses have public records."""
    clauses = _in_order(facts)
    if not clauses:
        return ()
    evident = [summarize(one, facts) for one in clauses if evidence(one, facts)]
    label = "《意见》条款已有公开记录"
    return (Figure("clauses-evident", label, str(len(evident)), of=f"{len(clauses)} 条", href="clauses.html"),)
