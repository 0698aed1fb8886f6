"""The record type `clause`."""

from generator.record_type import Check, RecordType, Views
from generator.records.clause.model import Clause


def checking() -> tuple[Check[Clause], ...]:
    """What holds of it."""
    from generator.records.clause.checks import CHECKS

    return CHECKS


def offers() -> Views[Clause]:
    """What readers get of it."""
    from generator.records.clause.packages import packages
    from generator.records.clause.views import COLUMNS, headline, landing, page, summarize

    return Views(
        summarize=summarize,
        page=page,
        sections={"clauses": landing},
        headline=headline,
        subject=True,
        columns=COLUMNS,
        packages=packages,
    )


TYPE = RecordType(model=Clause, checking=checking, offers=offers)
