"""Every further page of disclosures: lists, the rates, the draft of each yearly report with its lists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.dataset import Facts
from generator.publication import Page
from generator.records.disclosure.views import lists, report
from generator.records.disclosure.views.school_year import school_years, year_pages
from generator.records.disclosure.views.timeliness import timeliness


def pages(facts: Facts) -> Iterator[Page]:
    """The pages beside those of the records."""
    yield from lists.pages(facts)
    years = school_years(facts)
    if years:
        yield timeliness(years, facts)
    for one in years:
        yield report.page(one, facts)
        yield from year_pages(one, facts)
