"""What has to hold of a record before anything that follows from it is said.

A wrong chart, a period that another account claims, an amount in another unit break nearly every sum and every
comparison with the accounts beside it. The cause is said once, where it is; what would follow waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.records.budget.accounts import Accounts, Placed, accounts_of, dated
from generator.records.budget.attributed import doubtful, period_doubted
from generator.records.budget.exchanged import exchanged_of
from generator.records.budget.links import same_account
from generator.records.budget.misread import misread_of
from generator.records.budget.model import Budget
from generator.records.budget.slips import slips_of
from generator.records.budget.standing import beside_parent, raised
from generator.records.classification.directions import turned_lines
from generator.records.classification.model import Classification
from generator.records.classification.roles import unlike_roles

_SEVERAL = 3
"""Codes that a chart lacks from which on it may be another one that was meant."""
_FEWEST_BELOW = 2
"""Details that all belong elsewhere, for it to be the line above that has the wrong code."""
MANY = 5
"""From how many accounts on what they have otherwise than the chart is the chart's mistake, said there once."""


def fitting_chart(accounts: Accounts, facts: Facts) -> Classification | None:
    """The chart that was meant, where a record's own is not the right one.

    It knows more of the codes, and more than half of them, where its own knows fewer than half; or all of them, and is
    in use in the period, where its own lacks several.
    """
    codes = [one.line.code for one in accounts.lines if one.line.code is not None]

    def known(chart: Classification) -> int:
        return sum(code in chart.by_code for code in codes)

    lacking = len(codes) - known(accounts.chart)
    few = lacking < _SEVERAL or out_of_use(accounts.record, accounts.chart)
    if len(codes) < 2 or (few and lacking * 2 <= len(codes)):
        return None
    best = max(facts.of_type(Classification), key=lambda one: (known(one), one.start))
    if lacking * 2 > len(codes):
        return best if known(best) * 2 > len(codes) else None
    return best if known(best) == len(codes) and not out_of_use(accounts.record, best) else None


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


class Used(Struct, frozen=True):
    """Codes that accounts use otherwise than the chart has them, each with the accounts."""

    unknown: Mapping[str, tuple[str, ...]]
    elsewhere: Mapping[tuple[str, str], tuple[str, ...]]
    """By the code and the one that it stands under."""

    def many_unknown(self, code: str) -> bool:
        """Whether so many accounts use a code that it is the chart that lacks it."""
        return len(self.unknown.get(code, ())) >= MANY

    def many_elsewhere(self, code: str, above: str) -> bool:
        """Whether so many accounts have a code under another that it is the chart that has it wrong."""
        return len(self.elsewhere.get((code, above), ())) >= MANY


@derived
def used_otherwise(chart: Classification, facts: Facts) -> Used:
    """What the accounts of a chart have otherwise than it."""
    unknown: dict[str, list[str]] = {}
    elsewhere: dict[tuple[str, str], list[str]] = {}
    for record in facts.referrers(chart, Budget):
        if record.classification.id != chart.id or out_of_use(record, chart):
            continue
        accounts = Accounts(record, chart)
        if fitting_chart(accounts, facts) is not None:
            continue
        for code in dict.fromkeys(one.line.code for one in accounts.lines if one.line.code is not None):
            if code not in chart.by_code:
                unknown.setdefault(code, []).append(record.id)
        for placed, above in misplaced(accounts):
            elsewhere.setdefault((placed.line.code or "", above), []).append(record.id)
    return Used(
        {code: tuple(ids) for code, ids in unknown.items()},
        {pair: tuple(dict.fromkeys(ids)) for pair, ids in elsewhere.items()},
    )


def misplaced(accounts: Accounts) -> Iterator[tuple[Placed, str]]:
    """Lines that stand under one that the chart does not have them under, with that one's code."""
    chart = accounts.chart
    for placed in accounts.lines:
        code = placed.line.code
        above = next((one for one in reversed(placed.parents) if accounts.charted(one)), None)
        if code not in chart.by_code or above is None or above.code is None or above.code == code:
            continue
        if code is not None and not _above_unknown(code, chart) and not chart.within(code, above.code):
            yield placed, above.code


def wrong_above(accounts: Accounts) -> Iterator[tuple[Placed, str]]:
    """Lines all of whose details belong below one other line, which is not listed, with that one's code."""
    chart = accounts.chart
    strays = {placed.place: above for placed, above in misplaced(accounts)}
    listed = {one.line.code for one in accounts.lines}
    for placed in accounts.lines if strays else ():
        below = [one for one in accounts.lines if one.place[:-2] == placed.place]
        wanted = {chart.ancestors(one.line.code or "")[:1] for one in below}
        if len(below) < _FEWEST_BELOW or len(wanted) > 1 or any(one.place not in strays for one in below):
            continue
        meant = next(iter(wanted))
        if meant and meant[0] not in listed:
            yield placed, meant[0]


def _above_unknown(code: str, chart: Classification) -> bool:
    """Whether a code's parent in the chart, or one of the parents above, is no line of it: said once, there."""
    parents = (chart.by_code[one].parent for one in (code, *chart.ancestors(code)) if one in chart.by_code)
    return any(one is not None and one not in chart.by_code for one in parents)


@derived
def chart_doubted(record: Budget, facts: Facts) -> bool:
    """Whether the chart is not the record's, or has the direction or the role of a line wrong."""
    accounts = accounts_of(record, facts)
    chart = accounts.chart
    wrong = turned_lines(chart, facts) or unlike_roles(chart)
    unused = out_of_use(record, chart) and not period_doubted(record, facts)
    return bool(unused or wrong or fitting_chart(accounts, facts) is not None)


@derived
def rivals(record: Budget, facts: Facts) -> tuple[Budget, ...]:
    """The records that claim the same period of the same account; those that may not be what they say are left out."""
    if not dated(record):
        return ()
    others = same_account(accounts_of(record, facts), facts)
    same = (one.record for one in others if one.record.period.days == record.period.days)
    return tuple(one for one in same if not doubtful(one, facts))


def contested(record: Budget, facts: Facts) -> bool:
    """Whether it is not certain that a record is this account of this period."""
    return bool(doubtful(record, facts) or rivals(record, facts))


def comparable(record: Budget, facts: Facts) -> bool:
    """Whether other accounts can be held against a record."""
    return not (chart_doubted(record, facts) or contested(record, facts) or amounts_doubted(record, facts))


@derived
def amounts_doubted(record: Budget, facts: Facts) -> bool:
    """Whether an amount is in the wrong unit, counted twice, or known to be wrong."""
    return bool(
        slips_of(record, facts) or doubled(record, facts) or exchanged_of(record, facts) or misread_of(record, facts)
    )


@derived
def doubled(record: Budget, facts: Facts) -> bool:
    """Whether a code stands twice in a record, or a line where it does not belong: sums count it twice, or miss it."""
    accounts = accounts_of(record, facts)
    codes = [one.line.code for one in accounts.lines if one.line.code is not None]
    if len(set(codes)) < len(codes) or any(beside_parent(accounts)) or any(raised(accounts)):
        return True
    strays = [(one.line.code or "", above) for one, above in misplaced(accounts)]
    return any(not used_otherwise(accounts.chart, facts).many_elsewhere(*one) for one in strays)
