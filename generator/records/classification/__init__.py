"""The record type `classification`."""

from generator.record_type import Checks, RecordType, Views
from generator.records.classification.model import Classification


def checking() -> Checks[Classification]:
    """What holds of it."""
    from generator.records.classification.checks import CHECKS

    return Checks(CHECKS)


def offers() -> Views[Classification]:
    """What readers get of it."""
    from generator.records.classification.views import landing, page, summarize

    return Views(
        summarize=summarize,
        page=page,
        sections={"classifications": landing},
    )


TYPE = RecordType(model=Classification, checking=checking, offers=offers)
