"""The record type `catalogue`."""

from generator.record_type import RecordType
from generator.records.catalogue.checks import CHECKS
from generator.records.catalogue.model import CatalogueItem

TYPE = RecordType(model=CatalogueItem, checks=CHECKS)
