"""The record type `proposal`."""

from generator.record_type import RecordType
from generator.records.proposal.model import Proposal

TYPE = RecordType(model=Proposal)
