"""The record type `title`."""

from generator.record_type import RecordType
from generator.records.title.checks import CHECKS
from generator.records.title.model import Title

TYPE = RecordType(model=Title, checks=CHECKS)
