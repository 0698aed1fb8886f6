"""The record type `catalogue`."""

from generator.record_type import RecordType, Views
from generator.records.catalogue.checks import CHECKS
from generator.records.catalogue.model import CatalogueItem


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


TYPE = RecordType(model=CatalogueItem, checks=CHECKS, offers=offers)
