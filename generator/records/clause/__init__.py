"""The record type `clause`."""

from generator.record_type import RecordType
from generator.records.clause.checks import CHECKS
from generator.records.clause.model import Clause

TYPE = RecordType(model=Clause, checks=CHECKS)
