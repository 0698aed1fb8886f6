"""The record type `title`."""

from generator.record_type import Check, RecordType
from generator.records.title.model import Title


def checking() -> tuple[Check[Title], ...]:
    """What holds of it."""
    from generator.records.title.checks import CHECKS

    return CHECKS


TYPE = RecordType(model=Title, checking=checking)
