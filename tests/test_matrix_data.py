"""The matrices of the pages and their tables in open data say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.dataset import Facts
from generator.publication import DataPackage, Matrix
from generator.records.clause import ledger as clauses
from generator.records.clause.packages import packages as of_clauses
from generator.records.clause.views import in_order
from generator.records.congress.views import matrix as congresses
from generator.records.congress.views.lists import shown
from generator.records.congress.views.packages import packages as of_congresses
from generator.records.disclosure.views.coverage import coverage
from generator.records.disclosure.views.packages import packages as of_disclosures
from generator.records.disclosure.views.school_year import school_years
from generator.records.disclosure.views.timeliness import timeliness
from tests.shown import facts_of
from tests.test_drafts import OVERLAY


def table(offer: Callable[[Facts], Iterator[DataPackage]], name: str, facts: Facts) -> list[dict[str, str]]:
    """A table of a type's package, row by row."""
    (package,) = offer(facts)
    (found,) = (one for one in package.tables if one.name == name)
    heads = [str(field["name"]) for field in found.fields]
    rows = [dict(zip(heads, row, strict=True)) for row in found.rows]
    assert len({tuple(row[key] for key in found.key) for row in rows}) == len(rows)
    return rows


def words(matrices: list[Matrix]) -> list[str]:
    """What every cell shows, in order."""
    return [cell.state.word for one in matrices for _, cells in one.rows for cell in cells if cell is not None]


def test_the_catalogue_against_the_school_years() -> None:
    facts = facts_of(OVERLAY)
    shown = [one for _, group in coverage(facts).context["lists"] for one in group]
    assert [row["state"] for row in table(of_disclosures, "items", facts)] == words(shown)


def test_the_rates_of_the_school_and_of_each_unit() -> None:
    facts = facts_of(OVERLAY)
    matrix = timeliness(school_years(facts), facts).context["matrix"]
    notes = [cell.note for _, cells in matrix.rows for cell in cells if cell is not None]
    tables = [*table(of_disclosures, "rates", facts), *table(of_disclosures, "unit-rates", facts)]
    assert notes == [f"{row['in_time']}/{row['timed']}" for row in tables] == ["1/2", "1/2"]


def test_the_meetings_and_reports_of_the_units() -> None:
    facts = facts_of({})
    every = shown(facts)
    found = congresses.matrix(every, congresses.years_of(every, facts), facts)
    assert found is not None
    rows = table(of_congresses, "obligations", facts)
    assert [row["state"] for row in rows] == words([found])
    assert {row["what"] for row in rows} == {"开会", "发展规划", "年度工作", "财务预决算", "分配方案"}


def test_the_ledger_of_the_clauses() -> None:
    facts = facts_of({})
    cells = [cells for one in clauses.ledger(in_order(facts), facts) for _, cells in one.rows]
    shown = [cell for row in cells for cell in (row[0], *row[2:]) if cell is not None]
    rows = table(of_clauses, "strength", facts)
    assert [(row["strength"], row["records"]) for row in rows] == [(one.state.word, one.note or "0") for one in shown]
    counted = sum(int(row["records"]) for row in rows if row["school_year"] != "全部")
    assert counted == sum(int(row["records"]) for row in table(of_clauses, "evidence", facts))


def test_a_site_without_such_records_has_no_such_package() -> None:
    facts = facts_of({}, facts_of().as_of.replace(year=2020))
    assert list(of_disclosures(facts)) == []
