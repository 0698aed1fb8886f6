"""What must hold of a commendation."""

from generator.record_type import Check
from generator.records.commendation.checks import decision, members, notice, quoted, recipients, revocation, texts
from generator.records.commendation.model import Commendation

CHECKS: tuple[Check[Commendation], ...] = (
    *decision.CHECKS,
    *quoted.CHECKS,
    *notice.CHECKS,
    *recipients.CHECKS,
    *members.CHECKS,
    *revocation.CHECKS,
    *texts.CHECKS,
)
