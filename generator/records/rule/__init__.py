"""The record type `rule`."""

from generator.record_type import Check, RecordType, Views
from generator.records.rule.model import Rule


def checking() -> tuple[Check[Rule], ...]:
    """What holds of it."""
    from generator.records.rule.checks import CHECKS

    return CHECKS


def offers() -> Views[Rule]:
    """What readers get of it."""
    from generator.records.rule.views import landing

    return Views(sections={"rules": landing})


TYPE = RecordType(model=Rule, checking=checking, offers=offers)
