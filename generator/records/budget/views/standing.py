"""A budget as it stood on the day: its amounts bear no days of their own."""

from __future__ import annotations

from generator.dataset import Facts
from generator.records.budget.accounts import accounts_of
from generator.records.budget.known import known
from generator.records.budget.model import Budget
from generator.records.classification.model import Classification


def standing(record: Budget, facts: Facts) -> Budget:
    """The record without the amounts that were not known yet, as its page shows it."""
    if not isinstance(facts.find(record.classification), Classification):
        return record
    return known(accounts_of(record, facts), facts.as_of).record
