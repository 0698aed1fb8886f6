"""The record type `disclosure`."""

from generator.record_type import RecordType
from generator.records.disclosure.checks import CHECKS
from generator.records.disclosure.model import Disclosure

TYPE = RecordType(model=Disclosure, checks=CHECKS)
