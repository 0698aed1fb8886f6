"""The record type `calendar`."""

from generator.record_type import RecordType, Views
from generator.records.calendar.checks import CHECKS
from generator.records.calendar.model import Calendar


def offers() -> Views[Calendar]:
    """What readers get of it."""
    from generator.records.calendar.views import landing

    return Views(sections={"calendars": landing})


TYPE = RecordType(model=Calendar, checks=CHECKS, offers=offers)
