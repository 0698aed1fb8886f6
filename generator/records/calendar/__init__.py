"""The record type `calendar`."""

from generator.record_type import RecordType
from generator.records.calendar.checks import CHECKS
from generator.records.calendar.model import Calendar

TYPE = RecordType(model=Calendar, checks=CHECKS)
