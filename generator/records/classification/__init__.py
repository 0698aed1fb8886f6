"""The record type `classification`."""

from generator.record_type import RecordType
from generator.records.classification.checks import CHECKS
from generator.records.classification.model import Classification
from generator.records.classification.views import landing, page, summarize

TYPE = RecordType(
    model=Classification,
    checks=CHECKS,
    summarize=summarize,
    page=page,
    sections={"classifications": landing},
)
