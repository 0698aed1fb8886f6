"""A row of the transfers in which one of unit, heads and rate is wrong: it is said of that, and not of what follows."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from generator.dataset import Facts, derived
from generator.diagnostics import Place
from generator.records.budget.model import Budget, Transfer
from generator.records.budget.money import plain
from generator.records.budget.paid import purpose
from generator.records.unit.model import UnitKind


@derived
def odd_units(record: Budget, facts: Facts) -> tuple[int, ...]:
    """The rows that name a unit without a branch union, or one that another row of the same purpose names."""
    found: list[int] = []
    rows: dict[tuple[str, str], list[int]] = {}
    for index, one in enumerate(record.transfers):
        rows.setdefault((one.unit.id, purpose(one)), []).append(index)
        unit = facts.find(one.unit)
        if unit is not None and not unit.branch_union and unit.kind is not UnitKind.BRANCH:
            found.append(index)
    return tuple(sorted({*found, *(index for those in rows.values() if len(those) > 1 for index in those)}))


def paid_elsewhere(record: Budget, amount: Decimal, facts: Facts) -> bool:
    """Whether a row that names a wrong unit pays an amount: the unit that got it is the one that was meant."""
    return any(record.transfers[index].amount == amount for index in odd_units(record, facts))


def wrong_cell(record: Budget, index: int, facts: Facts) -> tuple[Place, str] | None:
    """Which of heads and rate makes the product wrong, with what it should be; None where the amount may be it."""
    one = record.transfers[index]
    usual = _usual_rate(record)
    if one.heads is None or one.rate is None:
        return None
    if usual is not None and one.rate != usual and one.heads * usual == one.amount:
        return ("transfers", index, "rate"), f"标准写成 {plain(usual)}（别的分工会的标准）就对得上"
    heads = one.amount / one.rate if one.rate else Decimal(0)
    if heads == int(heads) and int(heads) in _registered(one, record, facts) and one.heads != heads:
        return ("transfers", index, "heads"), f"人数写成 {int(heads)}（登记的人数）就对得上"
    return None


def _usual_rate(record: Budget) -> Decimal | None:
    rates = Counter(one.rate for one in record.transfers if one.rate is not None)
    rate, times = rates.most_common(1)[0] if rates else (None, 0)
    return rate if times * 2 > rates.total() else None


def _registered(one: Transfer, record: Budget, facts: Facts) -> tuple[int, ...]:
    unit, year = facts.find(one.unit), record.period.days[0].year
    return tuple(each.heads for each in unit.headcount if each.year in (year - 1, year)) if unit is not None else ()
