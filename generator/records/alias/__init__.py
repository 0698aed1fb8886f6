"""The record type `alias`."""

from generator.record_type import RecordType, Views
from generator.records.alias.checks import CHECKS
from generator.records.alias.model import Alias


def offers() -> Views[Alias]:
    """What readers get of it."""
    return Views(synonyms=lambda record: record.words)


TYPE = RecordType(model=Alias, checks=CHECKS, offers=offers)
