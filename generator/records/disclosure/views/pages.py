"""Every further page of disclosures: lists, the rates, the draft of each yearly report with its lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.dataset import Facts
from generator.publication import Page
from generator.record_type import Batch
from generator.records.disclosure.views import lists, report
from generator.records.disclosure.views.school_year import numbers, school_year, school_years, year_pages
from generator.records.disclosure.views.timeliness import timeliness


def batches(facts: Facts) -> Iterator[Batch]:
    """The pages beside those of the records."""
    yield from lists.batches(facts)
    years = numbers(facts)
    if years:
        yield Batch("timeliness", _rates)
    for one in years:
        yield Batch(f"report/{one}", partial(_report, one))
        yield Batch(f"school-year/{one}", partial(year_pages, one))


def _rates(facts: Facts) -> Iterator[Page]:
    yield timeliness(school_years(facts), facts)


def _report(year: int, facts: Facts) -> Iterator[Page]:
    yield report.page(school_year(year, facts), facts)
