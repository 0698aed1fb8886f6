"""Which day of a congress is out of line with its others: a year miswritten puts it apart from both of the rest."""

from __future__ import annotations

from collections import Counter

from generator.dataset import Facts, derived
from generator.records.congress.model import Congress
from generator.records.congress.numbering import year_of_id, years_of
from generator.records.rule.model import ruled

HELD, CLOSES, DUE = "held", "proposal_deadline", "answers_due"


@derived
def odd_day(congress: Congress, facts: Facts) -> str:
    """The key of the day that does not go with the other two, while these go with each other; '' where there is none.

    `held` where its own two days do not go together. What is said of two days is said once, at the odd one.
    """
    held = congress.held
    if held.start > held.end or (held.end - held.start).days + 1 > ruled(facts, "HY1", "会期天数"):
        return HELD
    most = int(ruled(facts, "HY1", "答复期限天数"))
    apart = [pair for pair, goes in _pairs(congress, most) if not goes]
    if len(apart) != 2:
        return ""
    ((odd, _),) = Counter(key for pair in apart for key in pair).most_common(1)
    return odd


def _pairs(congress: Congress, most: int) -> list[tuple[tuple[str, str], bool]]:
    """Which two days go together: in their order, and no year (HY1) between them."""
    held, closes, due = congress.held, congress.proposal_deadline, congress.answers_due

    found = []
    if closes is not None:
        found.append(((CLOSES, HELD), 0 <= (held.end - closes).days < most))
    if due is not None:
        found.append(((HELD, DUE), 0 <= (due - held.start).days < most))
    if closes is not None and due is not None:
        found.append(((CLOSES, DUE), 0 < (due - closes).days < most))
    return found


def held_doubted(congress: Congress, facts: Facts) -> bool:
    """Whether the days of the sitting are said to be wrong: then nothing else is held against them."""
    year = year_of_id(congress)
    return (year is not None and year not in years_of(congress)) or odd_day(congress, facts) == HELD
