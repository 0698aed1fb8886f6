"""The record type `alias`."""

from generator.record_type import RecordType
from generator.records.alias.checks import CHECKS
from generator.records.alias.model import Alias

TYPE = RecordType(model=Alias, checks=CHECKS, synonyms=lambda record: record.words)
