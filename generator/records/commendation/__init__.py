"""The record type `commendation`."""

from generator.record_type import Check, RecordType, Views
from generator.records.commendation.model import Commendation


def checking() -> tuple[Check[Commendation], ...]:
    """What holds of it."""
    from generator.records.commendation.checks import CHECKS

    return CHECKS


def offers() -> Views[Commendation]:
    """What readers get of it."""
    from generator.records.commendation import views
    from generator.records.commendation.views.deadlines import deadlines
    from generator.records.commendation.views.occasions import occasions

    return Views(
        summarize=views.summarize,
        page=views.page,
        figures=views.figures,
        sections={"commendations": views.landing},
        batches=views.batches,
        panel=views.panel,
        headline=views.headline,
        events=views.events,
        occasions=occasions,
        deadlines={Commendation: deadlines},
    )


TYPE = RecordType(model=Commendation, checking=checking, offers=offers)
