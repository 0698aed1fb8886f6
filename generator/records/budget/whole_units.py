"""Whether a whole record is in the wrong unit of money: what its amounts are in the accounts beside it.

An amount that two accounts share votes for both being right, or, ten thousand times apart, for one being wrong.
Of two that disagree the one is wrong that agrees less with all its other partners, so that nobody innocent is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.model import Phase, Stated, StatedOf
from generator.records.budget.accounts import Accounts, accounts_of, dated
from generator.records.budget.links import (
    agree,
    budgets_of,
    may_have_paid,
    paid_to,
    payers_of,
    received,
    same_account,
    school_of,
    unions_of,
)
from generator.records.budget.model import Budget, MoneyUnit
from generator.records.budget.money import apart, from_yuan, in_yuan, plain
from generator.records.budget.recomputed import RATES
from generator.records.budget.stated import judge
from generator.records.budget.sums import Kind, broken_sums, total
from generator.records.classification.model import Direction, LineRole
from generator.records.unit.model import called

_FEWEST, _SURE = 2, 3
"""Figures that its own document prints otherwise from which on a record may be in the wrong unit, not each of them.

It is, where they are as many as the latter, or all that can be held against it.
"""
FAR = 100
"""From how many times on two amounts are nearer to each other in another unit: half of the way to ten thousand."""


class Vote(Struct, frozen=True):
    """An amount that a record shares with another one."""

    partner: Budget | None
    """None where it is the record's own document."""
    apart: bool
    """Whether the two are ten thousand times apart; else they are the same."""
    here: str
    there: str


@derived
def votes_of(record: Budget, facts: Facts) -> tuple[Vote, ...]:
    """Every amount that a record shares with another one, and that says whether its unit is right."""
    if not dated(record):
        return ()
    accounts = accounts_of(record, facts)
    return (*_balances(accounts, facts), *_paid(accounts, facts), *_school(accounts, facts), *_printed(accounts, facts))


def _vote(
    one: Accounts, here: tuple[str, Decimal], other: Accounts, what: str, there: tuple[Decimal, ...]
) -> Iterator[Vote]:
    """The vote of an amount beside what it may be elsewhere, all in 元; none where it is neither same nor apart."""
    name, amount = here
    steps = (one.step_in_yuan, other.step_in_yuan)
    same = any(agree(amount, each, steps) for each in there)
    far = next((each for each in there if apart(amount, each)), None)
    if not amount or (not same and far is None):
        return
    beside = there[0] if same or far is None else far
    yield Vote(
        other.record,
        not same,
        f"{name} {_in(one.record.unit, amount)}",
        f"{other.record.id} {what} {_in(other.record.unit, beside)}",
    )


def _in(unit: MoneyUnit, amount: Decimal) -> str:
    return f"{plain(from_yuan(amount, unit))} {unit.value}"


def _balances(accounts: Accounts, facts: Facts) -> Iterator[Vote]:
    """Where two accounts of one owner meet, in the order of time."""
    first, last = accounts.record.period.days
    opening, closing = ("年初结余", accounts.record.opening_balance), ("年末结余", accounts.record.closing_balance)
    for other in same_account(accounts, facts) if _closes(accounts) else ():
        start, end = other.record.period.days
        theirs = other.record.opening_balance, other.record.closing_balance
        meets = (
            (opening, "的年末结余", theirs[1], (first - end).days == 1),
            (closing, "的年初结余", theirs[0], (start - last).days == 1),
            (opening, "的年初结余", theirs[0], first == start and last != end),
            (closing, "的年末结余", theirs[1], last == end and first != start),
        )
        for (name, here), what, there, meet in meets:
            if meet and here is not None and there is not None and _closes(other) and not alike(accounts, other):
                beside = (in_yuan(there, other.record.unit),)
                yield from _vote(accounts, (name, in_yuan(here, accounts.record.unit)), other, what, beside)


def _closes(accounts: Accounts) -> bool:
    """Whether no balance of an account is broken: then a balance that is apart is not a slip of its own."""
    return not any(one.kind is Kind.BALANCE for one in broken_sums(accounts))


def _sound(accounts: Accounts) -> bool:
    return not broken_sums(accounts)


def alike(one: Accounts, other: Accounts) -> bool:
    """Whether the totals of two accounts are of one size as they are written; False where one has none."""
    sizes = [size(each) for each in (one, other)]
    return all(sizes) and max(sizes) < min(sizes) * FAR


def size(accounts: Accounts) -> Decimal:
    """What an account comes to in 元, the larger of its two totals; 0 where it has none."""
    if accounts.latest is None:
        return Decimal(0)
    totals = (total(accounts, one, accounts.latest) for one in Direction)
    return in_yuan(max((one.amount for one in totals if one is not None), default=Decimal(0)), accounts.record.unit)


def _paid(accounts: Accounts, facts: Facts) -> Iterator[Vote]:
    """What was paid by heads, on either side."""
    if not _sound(accounts):
        return
    record = accounts.record
    got = received(accounts, LineRole.FROM_ABOVE, Phase.EXECUTED)
    for payer in payers_of(accounts, facts) if got else ():
        if _sound(payer):
            paid = in_yuan(paid_to(payer, record.owner), payer.record.unit)
            for amount in [one for one in got if one == paid] or got[:1]:
                yield from _vote(accounts, ("上级补助", amount), payer, "拨给它的", (paid,))
    for unit in {one.unit.id: one.unit for one in record.transfers}.values():
        paid = in_yuan(paid_to(accounts, unit), record.unit)
        for branch in budgets_of(unit, facts):
            if branch.record.period.days == record.period.days and _sound(branch):
                theirs = received(branch, LineRole.FROM_ABOVE, Phase.EXECUTED)
                yield from _vote(accounts, (f"拨给{called(unit, facts.find)}", paid), branch, "的上级补助", theirs)


def _school(accounts: Accounts, facts: Facts) -> Iterator[Vote]:
    """What the school paid the union, on either side."""
    line = accounts.role_amount(LineRole.SCHOOL_LINE, Phase.EXECUTED)
    if line is not None and _sound(accounts):
        here = ("学校工会经费", in_yuan(line, accounts.record.unit))
        for union in unions_of(accounts, facts):
            if _sound(union):
                yield from _vote(accounts, here, union, "的拨缴经费（连同行政补助）", may_have_paid(union))
    ways = may_have_paid(accounts)
    for school in school_of(accounts, facts) if ways and _sound(accounts) else ():
        theirs = school.role_amount(LineRole.SCHOOL_LINE, Phase.EXECUTED)
        if theirs is not None and _sound(school):
            paid = in_yuan(theirs, school.record.unit)
            steps = (accounts.step_in_yuan, school.step_in_yuan)
            meant = next((one for one in ways if agree(one, paid, steps) or apart(one, paid)), ways[0])
            yield from _vote(accounts, ("拨缴经费（连同行政补助）", meant), school, "的学校工会经费", (paid,))


def _printed(accounts: Accounts, facts: Facts) -> Iterator[Vote]:
    """What the record's own document prints with its unit."""
    for one, agrees, printed, computed in _amounts_printed(accounts, facts):
        if agrees or apart(printed, computed):
            here = f"按记录算出 {_in(accounts.record.unit, computed)}"
            yield Vote(None, not agrees, here, f"{one.source}印的是 {one.value}")


def _amounts_printed(accounts: Accounts, facts: Facts) -> Iterator[tuple[Stated, bool, Decimal, Decimal]]:
    """The amounts that a document prints: whether each is what the record gives, and both."""
    for one in accounts.record.stated if not accounts.undirected else ():
        if one.of.figure in RATES:
            continue
        verdict = judge(one, accounts, facts)
        printed, computed = verdict.printed, verdict.computed
        if printed is not None and computed is not None and printed.money and not verdict.unknown:
            yield one, verdict.agrees, printed.amount, computed.amount


def _by_its_document(vote: Vote, accounts: Accounts, facts: Facts) -> Doubt | None:
    """The doubt of a record that none beside it tells of, and every figure of whose document is as far apart or further.

    A figure that is printed twice is one; all must be apart the same way.
    """
    ways, rest = dict[bool, list[StatedOf]](), 0
    for one, _, printed, computed in _amounts_printed(accounts, facts):
        if apart(printed, computed):
            ways.setdefault(abs(printed) > abs(computed), []).append(one.of)
        else:
            rest += 1
    if len(ways) != 1:
        return None
    ((_, figures),) = ways.items()
    count = sum(one not in figures[:index] for index, one in enumerate(figures))
    sure = count >= _SURE or not rest
    return Doubt(vote, (), tied=False, printed=count, sure=sure) if count >= _FEWEST else None


class Doubt(Struct, frozen=True):
    """What shows that a whole record is in the wrong unit of money."""

    vote: Vote
    others: tuple[str, ...]
    """Further records that say the same."""
    tied: bool
    """Whether the partner may as well be the one that is wrong."""
    printed: int = 0
    """How many figures of its own document say it, where no other record does."""
    sure: bool = True
    """Whether it is wrong, or may be."""


@derived
def doubt_of(record: Budget, facts: Facts) -> Doubt | None:
    """Whether a record, rather than those it disagrees with, is in the wrong unit; of two alike the later is asked."""
    accounts = accounts_of(record, facts)
    votes = votes_of(record, facts)
    against = [(one, one.partner) for one in votes if one.apart and one.partner is not None]
    mine = _balance(votes)
    if not against and len(votes) >= _FEWEST and all(one.apart for one in votes):
        return _by_its_document(votes[0], accounts, facts)
    if not against or mine < 0:
        return None
    theirs = {partner.id: _balance(votes_of(partner, facts)) for _, partner in against}
    sure = [(vote, partner) for vote, partner in against if theirs[partner.id] < mine]
    if sure:
        named = dict.fromkeys(partner.id for _, partner in sure[1:])
        return Doubt(sure[0][0], tuple(one for one in named if one != sure[0][1].id), tied=False)
    place = (record.period.days, record.id)
    tied = [vote for vote, one in against if theirs[one.id] == mine and (one.period.days, one.id) < place]
    return Doubt(tied[0], (), tied=True) if tied else None


def _balance(votes: tuple[Vote, ...]) -> int:
    return sum(1 if one.apart else -1 for one in votes)
