"""The clocks of a disclosure: published within 20 working days (D1), a request answered within 15 (D5), the yearly report (D2).

One home for these days: checks speak of them, views show them.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from generator.dataset import Facts, Missing, derived
from generator.publication import Clock
from generator.records.calendar.model import WorkingDays, working_days
from generator.records.catalogue.model import CatalogueItem
from generator.records.disclosure.model import Disclosure, Kind, Request
from generator.records.rule.model import Rule, in_force, ruled, terms


class Term(Struct, frozen=True):
    """A number of working days that began to run on a day, and what came of it."""

    begun: date
    limit: int
    """Working days, counted from the day after `begun`."""
    due: date | None
    """The last day in time; None where it lies outside the known calendars."""
    done: date | None
    days: WorkingDays

    def taken(self, as_of: date) -> int | None:
        """Working days until it was done, or until now; None outside the known calendars."""
        return self.days.between(self.begun, self.done or as_of)

    def taken_in_words(self, as_of: date) -> str:
        """`，隔了 31 个工作日`; '' outside the known calendars."""
        taken = self.taken(as_of)
        return "" if taken is None else f"，隔了 {taken} 个工作日"

    def late_days(self, as_of: date) -> int:
        """Days past its last day, holidays included; 0 where it is in time."""
        return max(0, ((self.done or as_of) - self.due).days) if self.due is not None else 0

    def late_working_days(self, as_of: date) -> int | None:
        """Of these the working days; None outside the known calendars."""
        return self.days.between(self.due, self.done or as_of) if self.due is not None else None

    def late_in_words(self, as_of: date) -> str:
        """`13 天（9 个工作日）`, `13 天（连休息日）` outside the known calendars: a limit in working days stands beside it."""
        working = self.late_working_days(as_of)
        which = "连休息日" if working is None else f"{working} 个工作日" if working else "其间没有工作日"
        return f"{self.late_days(as_of)} 天（{which}）"

    @property
    def late(self) -> bool:
        """Done, but after its last day."""
        return self.done is not None and self.due is not None and self.done > self.due

    def overdue(self, as_of: date) -> bool:
        """Not done, and its last day has passed."""
        return self.done is None and self.due is not None and as_of > self.due

    def unknown(self, as_of: date) -> bool:
        """Whether it cannot be told: the calendar is wanted, and more days went by than would do in any case."""
        return self.due is None and ((self.done or as_of) - self.begun).days > self.limit

    def clock(self, as_of: date, notice_days: int) -> Clock | None:
        """The clock that readers see; None where the calendar is wanted."""
        return Clock(self.due, self.done, as_of, notice_days) if self.due is not None else None


@derived
def publication_term(record: Disclosure, facts: Facts) -> Term | None:
    """D1: from the day on which something was made or obtained to its publication.

    Only what is published of the unit's own accord is owed. What is withheld is not published, and an
    answer to a request has a clock of its own.
    """
    if record.produced is None or record.withheld is not None or record.kind is not Kind.ACTIVE:
        return None
    if record.published is None and record.withdrawn is not None:
        return None
    if not in_force(facts, "D1", record.produced):
        return None
    return _term(facts, record.produced, int(ruled(facts, "D1", "公开时限")), record.published)


@derived
def answer_term(record: Disclosure, facts: Facts) -> Term | None:
    """D5: from the day on which a request was received, or amended, to its answer.

    With the extension where there was one, unless the applicant was told of it after the first term had passed.
    None is owed of a request that ended without an answer.
    """
    request = record.request
    if request is None or request.unanswered or not in_force(facts, "D5", request.received):
        return None
    limit = ruled(facts, "D5", "答复时限")
    if request.prolonged and not extension_late(request, facts):
        limit += ruled(facts, "D5", "延长时限")
    return _term(facts, request.begun, int(limit), request.answered)


def extension_due(request: Request, facts: Facts) -> date | None:
    """The last day on which an applicant can be told of an extension; None where the calendar is wanted."""
    return working_days(facts).add(request.begun, int(ruled(facts, "D5", "答复时限")))


def extension_late(request: Request, facts: Facts) -> bool:
    """Whether the applicant was told of the extension when the first term had passed, so that it does not count."""
    due = extension_due(request, facts)
    return request.extension_notified is not None and due is not None and request.extension_notified > due


def _term(facts: Facts, begun: date, limit: int, done: date | None) -> Term:
    days = working_days(facts)
    return Term(begun, limit, days.add(begun, limit), done, days)


def yearly_report_due(record: Disclosure, facts: Facts) -> date | None:
    """D2: the last day for a yearly report on information disclosure; None for any other disclosure.

    It is the first 31 October after the end of the school year that the report speaks of.
    """
    item = facts.find(record.item)
    if record.period is None or record.withheld is not None or not isinstance(item, CatalogueItem):
        return None
    last = record.period.days[1]
    if last == date.max or item.name not in terms(facts, "D2", "年度报告事项") or not in_force(facts, "D2", last):
        return None
    month, day = int(ruled(facts, "D2", "截止月")), int(ruled(facts, "D2", "截止日"))
    try:
        this_year = date(last.year, month, day)
        return this_year if last < this_year else date(last.year + 1, month, day)
    except ValueError:  # the rule names no day of the calendar
        raise Missing("D2:values:截止日", Rule) from None
