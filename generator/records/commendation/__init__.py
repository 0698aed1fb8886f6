"""The record type `commendation`."""

from generator.record_type import RecordType
from generator.records.commendation.checks import CHECKS
from generator.records.commendation.model import Commendation

TYPE = RecordType(model=Commendation, checks=CHECKS)
