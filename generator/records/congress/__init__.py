"""The record type `congress`."""

from generator.record_type import Check, RecordType, Views
from generator.records.congress.model import Congress
from generator.records.unit.model import Unit


def checking() -> tuple[Check[Congress], ...]:
    """What holds of it."""
    from generator.records.congress.checks import CHECKS

    return CHECKS


def of_units() -> tuple[Check[Unit], ...]:
    """What holds of a unit, seen from its sittings."""
    from generator.records.congress.unit_checks import CHECKS

    return CHECKS


def offers() -> Views[Congress]:
    """What readers get of it."""
    from generator.records.congress import views
    from generator.records.congress.described import described
    from generator.records.congress.views.occasions import occasions
    from generator.records.congress.views.packages import packages

    return Views(
        summarize=views.summarize,
        page=views.page,
        figures=views.figures,
        sections={"congresses": views.landing},
        batches=views.batches,
        panel=views.panel,
        headline=views.headline,
        subject=True,
        events=views.events,
        occasions=occasions,
        packages=packages,
        described=described,
    )


TYPE = RecordType(model=Congress, checking=checking, lending=((Unit, of_units),), offers=offers)
