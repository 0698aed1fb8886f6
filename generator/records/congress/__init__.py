"""The record type `congress`."""

from generator.record_type import RecordType
from generator.records.congress.model import Congress

TYPE = RecordType(model=Congress)
