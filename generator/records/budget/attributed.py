"""Whose account a record says it is, and of which years: its id and its lines say so too, and its amounts are its own."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from hashlib import sha256

from generator.dataset import Facts, derived
from generator.diagnostics import Place
from generator.model import Phase, Record, Reference
from generator.records.budget.accounts import Placed, dated, placed_lines
from generator.records.budget.model import Budget, StepKind
from generator.records.budget.money import in_yuan
from generator.records.classification.model import Classification, LineRole
from generator.records.unit.model import Unit

_FEWEST = 3
"""Different amounts that two accounts have in common by no accident, and lines that speak for all."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)


@derived
def owner_of_id(record: Budget, facts: Facts) -> str:
    """The unit that a record's id names where the owner is another; '' where they agree or it names none."""
    named = [one for one in record.id.split("-") if facts.find(Reference(one, Unit)) is not None]
    return named[-1] if named and record.owner.id not in named else ""


@derived
def years_of_id(record: Budget, facts: Facts) -> tuple[int, ...]:
    """The years that a record's id names where none is in its period, and other accounts' ids do name years of theirs."""
    years = _strange_years(record)
    if not years:
        return ()
    named = [one for one in facts.of_type(Budget) if _YEAR.search(one.id) and dated(one)]
    unlike = sum(bool(_strange_years(one)) for one in named)
    return years if len(named) - unlike > max(1, unlike) else ()


def _strange_years(record: Budget) -> tuple[int, ...]:
    first, last = record.period.days
    years = tuple(int(one) for one in _YEAR.findall(record.id)) if dated(record) else ()
    return () if any(first.year <= one <= last.year for one in years) else years


@derived
def original(record: Budget, facts: Facts) -> str:
    """The account that a record has been copied from: all that was spent is the same; '' where there is none.

    It asks for all accounts: so it is asked only where something is about to be said of one.

    Of two the one of a later year is the copy, else the one whose id does not name its owner, else the one that fewer
    records name, else the later.
    """
    key = _spending(record)
    those = by_spending(facts).get(key, ()) if key else ()
    if len(those) < 2:
        return ""
    ranked = sorted(
        those, key=lambda one: (one.period.days[0], one.owner.id not in one.id.split("-"), -_named(one, facts), one.id)
    )
    return ranked[0].id if ranked[0].id != record.id else ""


def _named(record: Budget, facts: Facts) -> int:
    return len(facts.referrers(record, Record))


def by_spending(facts: Facts) -> dict[str, tuple[Budget, ...]]:
    """The accounts by all that was executed; those of which that is too little under ''."""
    return facts.derive(_by_spending, facts.of_type(Budget)[0])


def _by_spending(_: Budget, facts: Facts) -> dict[str, tuple[Budget, ...]]:
    """The accounts by all that was executed: made once, for the first of them."""
    found: dict[str, list[Budget]] = {}
    for one in facts.of_type(Budget):
        found.setdefault(_spending(one), []).append(one)
    return {key: tuple(those) for key, those in found.items()}


def _spending(record: Budget) -> str:
    """Every line with what was executed, in 元, as a hash; '' where that is too little to tell accounts apart."""
    lines = [one.line for one in placed_lines(record)]
    rows = [(one.code or one.name, one.amount(Phase.EXECUTED)) for one in lines]
    given = [f"{name} {in_yuan(amount, record.unit).normalize():f}" for name, amount in rows if amount is not None]
    different = {amount for _, amount in rows if amount is not None and amount != Decimal(0)}
    return sha256("\n".join(given).encode()).hexdigest()[:16] if len(different) >= _FEWEST else ""


def odd_end(record: Budget) -> str:
    """The end of a period of whole years that lies beside New Year: `from` or `to`; '' where there is none."""
    first, last = record.period.days
    if not dated(record) or record.period.start is None:
        return ""
    begins, ends = (first.month, first.day) == (1, 1), (last.month, last.day) == (12, 31)
    if begins and last.month == 12 and not ends:
        return "to"
    return "from" if ends and first.month == 1 and not begins else ""


def empty_years(record: Budget) -> tuple[int, ...]:
    """Years of the period in which no line says that anything was executed, although the others make up each whole."""
    first, last = record.period.days
    lines = [one.line for one in placed_lines(record) if one.line.years] if first.year < last.year else []
    whole = [one for one in lines if one.executed == sum((each.amount for each in one.years), Decimal(0))]
    if not dated(record) or len(lines) < _FEWEST or len(whole) < len(lines):
        return ()
    given = {each.year for one in lines for each in one.years}
    return tuple(year for year in range(first.year, last.year + 1) if year not in given)


def years_beyond(record: Budget) -> tuple[int, ...]:
    """The years outside the period in which most lines say what was executed: then it is the period that is wrong."""
    first, last = record.period.days
    lines = [one.line for one in placed_lines(record) if one.line.years] if dated(record) else []
    counted = Counter(year for one in lines for year in {each.year for each in one.years})
    least = max(_FEWEST, len(lines) // 2 + 1)
    return tuple(year for year in sorted(counted) if not first.year <= year <= last.year and counted[year] >= least)


def by_school_year(record: Budget, facts: Facts) -> bool:
    """Whether union money, which is accounted for by calendar years, is said to be of a school year."""
    chart = facts.find(record.classification) if record.period.school_year is not None else None
    return isinstance(chart, Classification) and any(one.role is LineRole.TRANSFER_IN for one in chart.lines)


def executed_of(record: Budget) -> tuple[Placed, ...]:
    """The lines that say what was executed."""
    return tuple(one for one in placed_lines(record) if one.line.executed is not None)


def not_begun(record: Budget, facts: Facts) -> bool:
    """Whether the period lies ahead, and no step says that the accounts were made since: one may look back at them."""
    begins = record.period.days[0]
    made = [one.on for one in record.steps if one.step in (StepKind.FINAL_ACCOUNTS, StepKind.AUDITED)]
    made += [record.audit.on] if record.audit else []
    return dated(record) and facts.as_of < begins and all(one < begins for one in made)


def ahead(record: Budget, facts: Facts) -> bool:
    """Whether several lines say what was executed although the period has not begun: then it is the period that is wrong."""
    return len(executed_of(record)) >= _FEWEST and not_begun(record, facts)


def place_of_period(record: Budget) -> Place:
    """Where the year of a period stands."""
    key = next((one for one in ("year", "school_year") if getattr(record.period, one) is not None), "")
    return ("period", key) if key else ("period",)


@derived
def period_doubted(record: Budget, facts: Facts) -> bool:
    """Whether the first or the last day of the period is not what it should be."""
    by_itself = odd_end(record) or empty_years(record) or years_beyond(record)
    return bool(by_itself or by_school_year(record, facts) or years_of_id(record, facts) or ahead(record, facts))


@derived
def doubtful(record: Budget, facts: Facts) -> bool:
    """Whether a record may be another unit's or other years': then no other account is held against it."""
    return bool(owner_of_id(record, facts) or period_doubted(record, facts))
