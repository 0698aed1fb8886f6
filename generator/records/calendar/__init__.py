"""The record type `calendar`."""

from generator.record_type import Check, RecordType, Views
from generator.records.calendar.model import Calendar


def checking() -> tuple[Check[Calendar], ...]:
    """What holds of it."""
    from generator.records.calendar.checks import CHECKS

    return CHECKS


def offers() -> Views[Calendar]:
    """What readers get of it."""
    from generator.records.calendar.views import landing

    return Views(sections={"calendars": landing})


TYPE = RecordType(model=Calendar, checking=checking, offers=offers)
