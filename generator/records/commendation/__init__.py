"""The record type `commendation`."""

from generator.record_type import RecordType
from generator.records.commendation.model import Commendation

TYPE = RecordType(model=Commendation)
