"""The record type `budget`."""

from generator.record_type import RecordType
from generator.records.budget.checks import CHECKS
from generator.records.budget.model import Budget

TYPE = RecordType(model=Budget, checks=CHECKS)
