"""The ledger: clauses × school years, and on a clause's page kinds × school years."""

from __future__ import annotations

from collections.abc import Sequence

from generator.dataset import Facts
from generator.parts import school_year_label, school_year_short
from generator.prose import Link
from generator.publication import Cell, Matrix, State, Tone
from generator.records.clause.evidence import (
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
from generator.records.clause.model import Clause

MOST_YEARS = 6
"""School years of the ledger, the latest; the page of a clause has all."""
_DAY, _NOTHING = State("", "", Tone.IDLE), State("没有", "–", Tone.IDLE)

Row = tuple[Link, tuple[Cell | None, ...]]


def ledger(clauses: Sequence[Clause], facts: Facts) -> list[Matrix]:
    """A matrix for each section of the document: how strong the evidence is in all, in each school year, and when last."""
    found = {one.id: evidence(one, facts) for one in clauses}
    years = years_of(list(found.values()), facts)[:MOST_YEARS]
    heads = ("全部", "最近", *map(school_year_short, years))
    sections: dict[str, list[Row]] = {}
    for one in clauses:
        sections.setdefault(one.section, []).append(_row(one, found[one.id], years, facts))
    return [Matrix(name, "条款", heads, tuple(rows)) for name, rows in sections.items()]


def _row(clause: Clause, pieces: Pieces, years: Sequence[int], facts: Facts) -> Row:
    name = f"第{clause.number}条"
    state, day = strength(pieces), next((one.latest() for one in pieces if one.days), None)
    whole = f"{name}，全部：{state.word}，{said(pieces)}" if pieces else f"{name}，全部：{state.word}"
    cells = [Cell(state, whole, f"{clause.address}#evidence" if pieces else "", str(len(pieces) or ""))]
    cells.append(Cell(_DAY, f"{name}，最近一条 {day}" if day else f"{name}，没有", "", str(day or "—")))
    for year in years:
        own = in_year(pieces, year)
        now = strength_in(pieces, year, facts)
        label = f"{name}，{school_year_label(year)}：{now.word}{f'，{said(own)}' if own else ''}"
        cells.append(Cell(now, label, f"{clause.address}#y{year}" if own else "", str(len(own) or "")))
    return Link(clause.address, f"{clause.number} {clause.title}"), tuple(cells)


def kinds_matrix(clause: Clause, pieces: Pieces, years: Sequence[int], facts: Facts) -> Matrix:
    """Kinds of record × school years of one clause."""
    rows: list[Row] = []
    for label, own in by_kind(pieces).items():
        cells = []
        for year in years:
            count = len(in_year(own, year))
            words = f"{label}，{school_year_label(year)}：{count} 条"
            address = f"{clause.address}#{anchor(year, own)}" if count else ""
            cells.append(Cell(State("有", "●", Tone.DONE) if count else _NOTHING, words, address, str(count or "")))
        rows.append((Link("", label), tuple(cells)))
    rows.append((Link("", "合起来"), tuple(_strength(pieces, year, facts) for year in years)))
    return Matrix("各学年、各种记录的条数", "记录", tuple(map(school_year_short, years)), tuple(rows))


def _strength(pieces: Pieces, year: int, facts: Facts) -> Cell:
    state = strength_in(pieces, year, facts)
    return Cell(state, f"{school_year_label(year)}：{state.word}")


def anchor(year: int | None, own: Pieces) -> str:
    """Where the records of a kind and a school year stand on the page of their clause: `y2024-proposal`."""
    return f"y{year or 0}-{own[0].record.type_name}"


def is_evident(clause: Clause, facts: Facts) -> bool:
    """Whether there is any evidence."""
    return strength(evidence(clause, facts)) is not NONE
