"""How long the public notice of a decision had to run."""

from __future__ import annotations

from generator.dataset import Facts, derived
from generator.deadlines import Deadline
from generator.records.calendar.reckoning import notice_deadline
from generator.records.commendation.model import Commendation


@derived
def deadlines(record: Commendation, facts: Facts) -> tuple[Deadline, ...]:
    """The notice, where there was one."""
    notice = record.notice
    if notice is None or notice.end < notice.start:
        return ()
    return (notice_deadline(notice.start, notice.end, facts),)
