"""The record type `unit`."""

from generator.record_type import Check, RecordType, Views
from generator.records.unit.model import Unit


def checking() -> tuple[Check[Unit], ...]:
    """What holds of it."""
    from generator.records.unit.checks import CHECKS

    return CHECKS


def offers() -> Views[Unit]:
    """What readers get of it."""
    from generator.records.unit import views
    from generator.records.unit.described import described

    return Views(
        summarize=views.summarize,
        page=views.page,
        figures=views.figures,
        sections={"units": views.landing},
        subject=True,
        events=views.events,
        synonyms=Unit.names,
        described=described,
    )


TYPE = RecordType(model=Unit, checking=checking, offers=offers)
