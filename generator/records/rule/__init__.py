"""The record type `rule`."""

from generator.record_type import RecordType, Views
from generator.records.rule.checks import CHECKS
from generator.records.rule.model import Rule


def offers() -> Views[Rule]:
    """What readers get of it."""
    from generator.records.rule.views import landing

    return Views(sections={"rules": landing})


TYPE = RecordType(model=Rule, checks=CHECKS, offers=offers)
