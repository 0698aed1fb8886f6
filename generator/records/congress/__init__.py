"""The record type `congress`."""

from generator.record_type import RecordType
from generator.records.congress.checks import CHECKS
from generator.records.congress.model import Congress

TYPE = RecordType(model=Congress, checks=CHECKS)
