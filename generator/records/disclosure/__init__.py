"""The record type `disclosure`."""

from generator.record_type import Check, RecordType, Views
from generator.records.catalogue.model import CatalogueItem
from generator.records.disclosure.model import Disclosure


def checking() -> tuple[Check[Disclosure], ...]:
    """What holds of it."""
    from generator.records.disclosure.checks import CHECKS

    return CHECKS


def offers() -> Views[Disclosure]:
    """What readers get of it."""
    from generator.records.disclosure.views.coverage import coverage
    from generator.records.disclosure.views.deadlines import deadlines
    from generator.records.disclosure.views.frequency import item_deadlines
    from generator.records.disclosure.views.lists import landing
    from generator.records.disclosure.views.occasions import occasions
    from generator.records.disclosure.views.packages import packages
    from generator.records.disclosure.views.page import page
    from generator.records.disclosure.views.pages import batches
    from generator.records.disclosure.views.panels import panel
    from generator.records.disclosure.views.report import drafts
    from generator.records.disclosure.views.summary import events, figures, headline, summarize
    from generator.records.disclosure.views.withheld import withheld

    return Views(
        summarize=summarize,
        page=page,
        figures=figures,
        sections={"disclosures": landing, "withheld": withheld, "coverage": coverage},
        batches=batches,
        drafts=drafts,
        panel=panel,
        headline=headline,
        events=events,
        occasions=occasions,
        packages=packages,
        deadlines={Disclosure: deadlines, CatalogueItem: item_deadlines},
    )


TYPE = RecordType(model=Disclosure, checking=checking, offers=offers)
