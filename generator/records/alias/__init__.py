"""The record type `alias`."""

from generator.record_type import Check, RecordType, Views
from generator.records.alias.model import Alias


def checking() -> tuple[Check[Alias], ...]:
    """What holds of it."""
    from generator.records.alias.checks import CHECKS

    return CHECKS


def offers() -> Views[Alias]:
    """What readers get of it."""
    return Views(synonyms=lambda record: record.words)


TYPE = RecordType(model=Alias, checking=checking, offers=offers)
