"""A decision whose year alone is wrong: its number, its public notice and the year that it commends say another."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from generator.dataset import Facts, derived
from generator.late import late
from generator.records.commendation.model import Commendation
from generator.records.rule.model import ruled

NUMBER = late(r"[一-鿿]{2,12}〔((?:19|20)\d{2})〕([1-9]\d{0,3})号\Z", re.ASCII)
_WITNESSES = 2
"""How many have to speak against the day as it is written."""


def number_year(record: Commendation) -> int | None:
    """The year in the number of a decision, None where it has no number or one of another form."""
    match = NUMBER.match(record.document or "")
    return int(match[1]) if match else None


@derived
def day_meant(record: Commendation, facts: Facts) -> tuple[date, ...]:
    """The day of the decision in the year that everything else speaks for; empty where its own may be right."""
    if sum(not one for one in _witnesses(record, record.decided, facts)) < _WITNESSES:
        return ()
    years = {number_year(record), record.notice.end.year if record.notice else None, record.year.last}
    for year in sorted(one for one in years if one is not None):
        with suppress(ValueError):  # the 29th of February
            day = record.decided.replace(year=year)
            if all(_witnesses(record, day, facts)):
                return (day,)
    return ()


def _witnesses(record: Commendation, day: date, facts: Facts) -> list[bool]:
    """Whether the number, the notice and the year of a decision go with a day."""
    found = [day.year - record.year.last in (0, 1)]
    number, notice = number_year(record), record.notice
    if number is not None:
        found.append(number - day.year in (0, 1))
    if notice is not None:
        found.append(0 < (day - notice.end).days <= ruled(facts, "GS1", "公示到决定天数"))
    return found
