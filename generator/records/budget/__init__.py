"""The record type `budget`."""

from generator.record_type import Check, RecordType, Views
from generator.records.budget.model import Budget
from generator.records.classification.model import Classification


def checking() -> tuple[Check[Budget], ...]:
    """What holds of it."""
    from generator.records.budget.checks import CHECKS

    return CHECKS


def of_charts() -> tuple[Check[Classification], ...]:
    """What holds of a chart of accounts, which the accounts tell of."""
    from generator.records.budget.checks import OF_CHARTS

    return OF_CHARTS


def offers() -> Views[Budget]:
    """What readers get of it."""
    from generator.records.budget.columns import COLUMNS
    from generator.records.budget.fiscal import packages
    from generator.records.budget.views.by_unit import panel
    from generator.records.budget.views.lists import batches, landing
    from generator.records.budget.views.page import page
    from generator.records.budget.views.standing import standing
    from generator.records.budget.views.summary import events, figures, headline, summarize

    return Views(
        summarize=summarize,
        page=page,
        figures=figures,
        sections={"budgets": landing},
        batches=batches,
        panel=panel,
        named_by=True,
        headline=headline,
        events=events,
        standing=standing,
        columns=COLUMNS,
        packages=packages,
    )


TYPE = RecordType(model=Budget, checking=checking, lending=((Classification, of_charts),), offers=offers)
