"""The record type `catalogue`."""

from generator.record_type import Check, RecordType, Views
from generator.records.catalogue.model import CatalogueItem


def checking() -> tuple[Check[CatalogueItem], ...]:
    """What holds of it."""
    from generator.records.catalogue.checks import CHECKS

    return CHECKS


def offers() -> Views[CatalogueItem]:
    """What readers get of it."""
    from generator.records.catalogue.described import described
    from generator.records.catalogue.views import landing, page, panel, summarize

    return Views(
        summarize=summarize,
        page=page,
        sections={"catalogue": landing},
        panel=panel,
        subject=True,
        described=described,
    )


TYPE = RecordType(model=CatalogueItem, checking=checking, offers=offers)
