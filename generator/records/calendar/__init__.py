"""The record type `calendar`."""

from generator.record_type import RecordType
from generator.records.calendar.checks import CHECKS
from generator.records.calendar.model import Calendar
from generator.records.calendar.views import landing

TYPE = RecordType(model=Calendar, checks=CHECKS, sections={"calendars": landing})
