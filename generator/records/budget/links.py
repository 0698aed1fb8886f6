"""The accounts that a budget hangs together with: the year before, the branches it pays, the school."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Phase, Reference
from generator.records.budget.accounts import Accounts, accounts_of, dated, value
from generator.records.budget.model import Budget
from generator.records.budget.money import in_yuan
from generator.records.classification.model import Classification, LineRole
from generator.records.unit.model import Unit


def same_account(accounts: Accounts, facts: Facts) -> tuple[Accounts, ...]:
    """The owner's other accounts of the same subject (union money, a college's money), earliest first."""
    found = [
        one
        for one in budgets_of(accounts.record.owner, facts)
        if one.chart.subject == accounts.chart.subject and one.record.id != accounts.record.id
    ]
    return tuple(sorted(found, key=lambda one: (one.record.period.days, one.record.id)))


def budgets_of(owner: Reference[Unit], facts: Facts) -> Iterator[Accounts]:
    """A unit's accounts whose charts are known, by id; those withdrawn from the public left out."""
    unit = facts.find(owner)
    if unit is None:
        return
    for record in facts.referrers(unit, Budget):
        if (
            record.owner == owner
            and record.withdrawn is None
            and isinstance(facts.find(record.classification), Classification)
        ):
            yield accounts_of(record, facts)


def before(accounts: Accounts, facts: Facts) -> tuple[Accounts, ...]:
    """The same account's records that end on the day before this one begins: more than one only by mistake."""
    last = accounts.record.period.days[0] - timedelta(days=1)
    return tuple(one for one in same_account(accounts, facts) if one.record.period.days[1] == last)


def after(accounts: Accounts, facts: Facts) -> tuple[Accounts, ...]:
    """The same account's records that begin on the day after this one ends."""
    if not dated(accounts.record):
        return ()
    first = accounts.record.period.days[1] + timedelta(days=1)
    return tuple(one for one in same_account(accounts, facts) if one.record.period.days[0] == first)


def agree(one: Decimal, other: Decimal, steps: tuple[Decimal, Decimal]) -> bool:
    """Whether two amounts in 元 from two records are the same, at the coarser of their precisions."""
    return abs(one - other) <= max(steps) / 2


def received(accounts: Accounts, role: LineRole, phase: Phase) -> tuple[Decimal, ...]:
    """What the lines of a role came to in 元, first the whole, then each of its details, as any may be meant."""
    whole = accounts.role_amount(role, phase)
    if whole is None:
        return ()
    lines = accounts.with_role(role)
    details = (value(one.line, phase) for one in accounts.lines if any(map(one.under, lines)))
    return tuple(in_yuan(one, accounts.record.unit) for one in (whole, *details) if one is not None)


def arrived(union: Accounts, branch: Accounts) -> tuple[Decimal, Decimal] | None:
    """What a union paid a branch, and what of the branch's income from above is the same, in 元; None where nothing is.

    The branch may have been paid more, in lines of their own; what was paid for another purpose than by heads it may
    have booked elsewhere (dues paid back as dues).
    """
    steps = (union.step_in_yuan, branch.step_in_yuan)
    rows = [one for one in union.record.transfers if one.unit == branch.record.owner]
    by_heads = sum((one.amount for one in rows if one.purpose is None), Decimal(0))
    paid = {paid_to(union, branch.record.owner), *([by_heads] if by_heads else ())}
    whole, *details = received(branch, LineRole.FROM_ABOVE, Phase.EXECUTED) or (Decimal(0),)
    sums = {
        sum(some, Decimal(0)) for size in range(1, len(details) + 1) for some in combinations(details[:_MANY], size)
    }
    pairs = (
        (in_yuan(one, union.record.unit), got) for one in sorted(paid, reverse=True) for got in (whole, *sorted(sums))
    )
    return next((pair for pair in pairs if agree(*pair, steps)), None)


_MANY = 8
"""Details whose sums are all looked at."""


def unions_of(school: Accounts, facts: Facts) -> Iterator[Accounts]:
    """The accounts of the school's own units, of the same period, that take in the employer's contribution."""
    owner = facts.find(school.record.owner)
    for unit in facts.referrers(owner, Unit) if owner is not None else ():
        if unit.parent != school.record.owner or unit.branch_union:
            continue  # what a branch takes in comes from the school's union
        for union in budgets_of(Reference(unit.id), facts):
            if union.record.period.days == school.record.period.days and union.with_role(LineRole.TRANSFER_IN):
                yield union


def school_of(union: Accounts, facts: Facts) -> Iterator[Accounts]:
    """The school's accounts of the same period that show the union's money in a line."""
    unit = facts.find(union.record.owner)
    if unit is None or unit.parent is None or unit.branch_union:
        return
    for school in budgets_of(unit.parent, facts):
        if school.record.period.days == union.record.period.days and school.with_role(LineRole.SCHOOL_LINE):
            yield school


def payers_of(branch: Accounts, facts: Facts) -> Iterator[Accounts]:
    """The accounts of the same period that list a transfer to the branch."""
    unit = facts.find(branch.record.owner)
    for record in facts.referrers(unit, Budget) if unit is not None else ():
        same = record.period.days == branch.record.period.days
        charted = isinstance(facts.find(record.classification), Classification) and record.withdrawn is None
        if same and charted and any(one.unit == branch.record.owner for one in record.transfers):
            yield accounts_of(record, facts)


def paid_to(union: Accounts, branch: Reference[Unit]) -> Decimal:
    """What one branch was paid, in the record's unit; it may stand in several rows."""
    return sum((one.amount for one in union.record.transfers if one.unit == branch), Decimal(0))


class Way(Struct, frozen=True):
    """A way in which a school may have booked what it pays for its union. Amounts in 元."""

    paid: Decimal
    """What the school paid."""
    kept: Decimal
    """What of it the union took in; the rest went up."""
    words: str
    """Which of the union's lines that is."""
    share: Decimal | None = None
    """Which share of the contribution the union keeps, where the school's line holds what goes up too (B3)."""


def ways_of_paying(union: Accounts) -> tuple[Way, ...]:
    """By which ways the school may have paid what a union took in: the plainest first."""
    own = union.role_amount(LineRole.TRANSFER_IN, Phase.EXECUTED)
    if own is None:
        return ()
    subsidy = union.role_amount(LineRole.FROM_SCHOOL, Phase.EXECUTED) or Decimal(0)
    both = "拨缴经费收入和行政补助收入" if subsidy else "拨缴经费收入"
    base, unit = union.record.payroll_base, union.record.unit
    ways: list[tuple[Decimal, Decimal, str, Decimal | None]] = [
        (own + subsidy, own + subsidy, both, None),
        (own, own, "拨缴经费收入", None),
    ]
    if base is not None and base.share:
        share, whole = base.share, own / base.share
        ways += [(whole + subsidy, own + subsidy, both, share), (whole, own, "拨缴经费收入", share)]
    return tuple(Way(in_yuan(paid, unit), in_yuan(kept, unit), words, part) for paid, kept, words, part in ways)


def may_have_paid(union: Accounts) -> tuple[Decimal, ...]:
    """What the school may have paid, in 元, by the ways in which schools book it: the plainest first."""
    return tuple(one.paid for one in ways_of_paying(union))
