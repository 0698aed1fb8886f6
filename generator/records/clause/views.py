"""How clauses show themselves: what each wants to see, the records that are its evidence, and the ledger of all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.parts import school_year_label
from generator.prose import Link
from generator.publication import Column, Facet, Figure, Fragment, Page, State, Summary
from generator.reader_text import prose
from generator.records.clause.evidence import (
    LEGEND,
    NONE,
    Pieces,
    by_kind,
    evidence,
    in_year,
    said,
    strength,
    strength_in,
    years_of,
)
from generator.records.clause.ledger import anchor, is_evident, kinds_matrix, ledger
from generator.records.clause.model import Clause

LANDING = Link("clauses.html", "条款落实")


class Kind(Struct, frozen=True):
    """The evidence of one kind in a school year, in rows of a page and its day."""

    key: str
    label: str
    rows: tuple[tuple[Link, date | None], ...]


class EvidenceYear(Struct, frozen=True):
    """The evidence of a school year."""

    key: str
    title: str
    state: State
    kinds: tuple[Kind, ...]


@derived
def summarize(clause: Clause, facts: Facts) -> Summary:
    """The clause in one row."""
    found = evidence(clause, facts)
    state = strength(found)
    return Summary(
        id=clause.id,
        type_name=clause.type_name,
        type_label=clause.type_label,
        address=clause.address,
        title=clause.heading(facts.find),
        day=next((one.latest() for one in found if one.days), None),
        year=None,
        stage=state,
        facets=(Facet("category", "类别", clause.section), Facet("status", "状态", state.word)),
    )


def page(clause: Clause, facts: Facts) -> Page:
    """The page of a clause: how strong its evidence is, what it wants, then all evidence by school year and kind."""
    found = evidence(clause, facts)
    state, words, years = strength(found), said(found), years_of([found], facts)
    context = {
        "crumbs": [LANDING],
        "id": clause.id,
        "title": clause.heading(facts.find),
        "states": [state],
        "facts": [("部分", clause.section), ("公开记录", f"{len(found)} 条" if found else NONE.word)],
        "wants": prose(facts, clause.wants),
        "count": len(found),
        "words": words,
        "matrix": kinds_matrix(clause, found, years, facts),
        "legend": LEGEND,
        "years": list(_years(found, years, facts)),
    }
    description = f"第{clause.number}条：{words or NONE.word}"
    return Page(clause.address, clause.heading(facts.find), description, "clause/page.html", context)


def _years(found: Pieces, years: list[int], facts: Facts) -> Iterator[EvidenceYear]:
    for year in years:
        title, own = school_year_label(year), in_year(found, year)
        yield EvidenceYear(f"y{year}", title, strength_in(found, year, facts), _kinds(own, year, facts))
    undated = tuple(one for one in found if not one.days)
    if undated:
        yield EvidenceYear("y0", "没有日期的", strength(undated), _kinds(undated, None, facts))


def _kinds(pieces: Pieces, year: int | None, facts: Facts) -> tuple[Kind, ...]:
    return tuple(
        Kind(
            anchor(year, own),
            label,
            tuple((Link(one.record.address, one.record.heading(facts.find)), one.latest(year)) for one in own),
        )
        for label, own in by_kind(pieces).items()
    )


def landing(facts: Facts) -> Fragment:
    """The ledger of all clauses."""
    clauses = in_order(facts)
    context = {
        "as_of": facts.as_of,
        "figures": headline(facts),
        "matrices": ledger(clauses, facts),
        "legend": LEGEND,
    }
    return Fragment("clause/landing.html", context)


def in_order(facts: Facts) -> list[Clause]:
    """The clauses as they follow one another."""
    kept = (one for one in facts.of_type(Clause) if one.withdrawn is None)
    return sorted(kept, key=lambda one: (one.number, one.id))


def headline(facts: Facts) -> tuple[Figure, ...]:
    """How many clauses have public records."""
    clauses = in_order(facts)
    if not clauses:
        return ()
    evident = [summarize(one, facts) for one in clauses if is_evident(one, facts)]
    label = "《意见》条款已有公开记录"
    return (Figure("clauses-evident", label, str(len(evident)), of=f"{len(clauses)} 条", href=LANDING.address),)


COLUMNS = (
    Column("evidence", "公开记录条数", lambda clause, facts: str(len(evidence(clause, facts)))),
    Column("kinds", "各种记录的条数", lambda clause, facts: said(evidence(clause, facts))),
)
