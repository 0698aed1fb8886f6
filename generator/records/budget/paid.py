"""How branch unions are paid: by heads, as a share of what they brought in, or a sum for a purpose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.records.budget.model import MoneyUnit, Transfer
from generator.records.budget.money import percentage, rounded


def products(one: Transfer) -> Iterator[tuple[str, Decimal]]:
    """What a transfer comes to by each way of reckoning that is written, with the way in words."""
    if one.heads is not None and one.rate is not None:
        yield f"{one.heads} 人乘以人均 {one.rate:f}", one.heads * one.rate
    if one.base is not None and one.share is not None:
        yield f"{one.base:f} 乘以 {percentage(one.share)}", one.base * one.share


def purpose(one: Transfer) -> str:
    """What a transfer is for, in a few words: as written, else by how it is reckoned."""
    return one.purpose or ("按人头" if one.heads is not None else "按比例" if one.base is not None else "")


def way(one: Transfer) -> str:
    """For what and by how much a branch is paid: 「按 112 人」, 「会费返还，60%」."""
    said = [one.purpose] if one.purpose else []
    said += [f"按 {one.heads} 人"] if one.heads is not None else []
    said += [percentage(one.share)] if one.share is not None else []
    return "，".join(said)


def per_head(one: Transfer, unit: MoneyUnit) -> Decimal | None:
    """How much for each head, in the record's unit: as written, else reckoned to the fen; None where it is not by heads alone."""
    if one.rate is not None:
        return one.rate
    if not one.heads or one.purpose is not None:
        return None
    return rounded(one.amount / one.heads, 2 if unit is MoneyUnit.YUAN else 4)


def by_heads(transfers: Iterable[Transfer]) -> bool:
    """Whether every branch is paid by heads alone."""
    return all(one.heads is not None and one.purpose is None for one in transfers)


def units_paid(transfers: Iterable[Transfer]) -> int:
    """How many branches are paid; one may stand in several rows."""
    return len({one.unit.id for one in transfers})


def heads_paid(transfers: Iterable[Transfer]) -> int | None:
    """By how many heads in all: each branch's once; None where nothing is paid by heads."""
    heads: dict[str, int] = {}
    for one in transfers:
        if one.heads is not None:
            heads[one.unit.id] = max(one.heads, heads.get(one.unit.id, 0))
    return sum(heads.values()) if heads else None
