"""The record type `alias`."""

from generator.record_type import Checks, RecordType, Views
from generator.records.alias.model import Alias


def checking() -> Checks[Alias]:
    """What holds of it."""
    from generator.records.alias.checks import CHECKS

    return Checks(CHECKS)


def offers() -> Views[Alias]:
    """What readers get of it."""
    return Views(synonyms=lambda record: record.words)


TYPE = RecordType(model=Alias, checking=checking, offers=offers)
