"""The record type `classification`."""

from generator.record_type import RecordType
from generator.records.classification.checks import CHECKS
from generator.records.classification.model import Classification

TYPE = RecordType(model=Classification, checks=CHECKS)
