"""The checks of proposals, and those of a congress that need its proposals."""

from __future__ import annotations

from generator.record_type import Check
from generator.records.congress.model import Congress
from generator.records.proposal.checks import (
    answers,
    closing,
    dates,
    follow_up,
    handling,
    merging,
    money,
    names,
    of_congress,
    people,
    printed,
    review,
    roster,
    texts,
)
from generator.records.proposal.model import Proposal

CHECKS: tuple[Check[Proposal], ...] = (
    *names.CHECKS,
    *people.CHECKS,
    *roster.CHECKS,
    *review.CHECKS,
    *merging.CHECKS,
    *handling.CHECKS,
    *answers.CHECKS,
    *money.CHECKS,
    *dates.CHECKS,
    *closing.CHECKS,
    *follow_up.CHECKS,
)
CONGRESS_CHECKS: tuple[Check[Congress], ...] = (
    *of_congress.CHECKS,
    *roster.OF_CONGRESS,
    *printed.CHECKS,
    *texts.CHECKS,
)
