"""The record type `catalogue`."""

from generator.record_type import RecordType
from generator.records.catalogue.checks import CHECKS
from generator.records.catalogue.described import described
from generator.records.catalogue.model import CatalogueItem
from generator.records.catalogue.views import landing, page, panel, summarize

TYPE = RecordType(
    model=CatalogueItem,
    checks=CHECKS,
    summarize=summarize,
    page=page,
    sections={"catalogue": landing},
    panel=panel,
    subject=True,
    described=described,
)
