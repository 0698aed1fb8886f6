"""The record type `rule`."""

from generator.record_type import RecordType
from generator.records.rule.checks import CHECKS
from generator.records.rule.model import Rule
from generator.records.rule.views import landing

TYPE = RecordType(model=Rule, checks=CHECKS, sections={"rules": landing})
