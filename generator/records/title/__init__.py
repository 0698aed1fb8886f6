"""The record type `title`."""

from generator.record_type import Checks, RecordType
from generator.records.title.model import Title


def checking() -> Checks[Title]:
    """What holds of it."""
    from generator.records.title.checks import CHECKS

    return Checks(CHECKS)


TYPE = RecordType(model=Title, checking=checking)
