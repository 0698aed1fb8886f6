"""What has to hold of a record before anything that follows from it is said.

A wrong chart, a period that another account claims, an amount in another unit break nearly every sum and every
comparison with the accounts beside it. The cause is said once, where it is; what would follow waits.
"""

from __future__ import annotations

from generator.dataset import Facts, derived
from generator.records.budget.accounts import Accounts, accounts_of, dated
from generator.records.budget.links import same_account
from generator.records.budget.model import Budget
from generator.records.budget.slips import slips_of
from generator.records.classification.directions import turned_lines
from generator.records.classification.model import Classification


def fitting_chart(accounts: Accounts, facts: Facts) -> Classification | None:
    """The chart that knows more of a record's codes, and more than half of them, where its own knows fewer than half."""
    codes = [one.line.code for one in accounts.lines if one.line.code is not None]

    def known(chart: Classification) -> int:
        return sum(code in chart.by_code for code in codes)

    if len(codes) < 2 or known(accounts.chart) * 2 >= len(codes):
        return None
    best = max(facts.of_type(Classification), key=lambda one: (known(one), one.start))
    return best if known(best) * 2 > len(codes) else None


def years_of(record: Budget) -> tuple[int, int] | None:
    """The first and last year of the period; None where it is not written."""
    first, last = record.period.days
    return (first.year, last.year) if dated(record) else None


def out_of_use(record: Budget, chart: Classification) -> bool:
    """Whether a chart is in use in no year of a record's period."""
    years = years_of(record)
    return years is not None and (years[1] < chart.start or (chart.end is not None and chart.end < years[0]))


@derived
def misusers(chart: Classification, facts: Facts) -> tuple[Budget, ...]:
    """The records that use a chart in years in which it is not in use."""
    those = facts.referrers(chart, Budget)
    return tuple(one for one in those if one.classification.id == chart.id and out_of_use(one, chart))


@derived
def chart_doubted(record: Budget, facts: Facts) -> bool:
    """Whether the chart is not the record's, or says of a line that it is income where it is expenditure."""
    accounts = accounts_of(record, facts)
    chart = accounts.chart
    return bool(out_of_use(record, chart) or turned_lines(chart, facts) or fitting_chart(accounts, facts) is not None)


@derived
def rivals(record: Budget, facts: Facts) -> tuple[Budget, ...]:
    """The records that claim the same period of the same account."""
    if not dated(record):
        return ()
    others = same_account(accounts_of(record, facts), facts)
    return tuple(one.record for one in others if one.record.period.days == record.period.days)


def comparable(record: Budget, facts: Facts) -> bool:
    """Whether other accounts can be held against a record."""
    return not (chart_doubted(record, facts) or rivals(record, facts) or slips_of(record, facts))
