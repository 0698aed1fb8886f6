"""The record type `classification`."""

from generator.record_type import Check, RecordType, Views
from generator.records.classification.model import Classification


def checking() -> tuple[Check[Classification], ...]:
    """What holds of it."""
    from generator.records.classification.checks import CHECKS

    return CHECKS


def offers() -> Views[Classification]:
    """What readers get of it."""
    from generator.records.classification.views import landing, page, summarize

    return Views(
        summarize=summarize,
        page=page,
        sections={"classifications": landing},
    )


TYPE = RecordType(model=Classification, checking=checking, offers=offers)
