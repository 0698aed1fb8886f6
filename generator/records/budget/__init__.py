"""The record type `budget`."""

from generator.record_type import RecordType
from generator.records.budget.model import Budget

TYPE = RecordType(model=Budget)
