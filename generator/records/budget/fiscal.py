"""Budgets as a Fiscal Data Package: every line with its amounts in the four phases that the specification names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.dataset import Facts
from generator.model import Phase
from generator.publication import DataPackage, DataTable
from generator.records.budget.accounts import Accounts, Placed
from generator.records.budget.ledgers import ledgers
from generator.records.budget.money import in_yuan
from generator.records.budget.views.summary import readable
from generator.records.classification.model import Direction

_DIRECTIONS = {Direction.INCOME: ("income", "revenue"), Direction.EXPENDITURE: ("expenditure", "expenditure")}
"""The name of each table, and the specification's word for its direction."""
_TEXTS = (
    ("budget", "预算", "预算记录的编号"),
    ("place", "位置", "在记录里的第几行；2.3 是第二行下面的第三行"),
    ("owner", "单位", "这是谁的账，单位编号"),
    ("owner_title", "单位名称", "单位的全称"),
    ("classification", "科目表", "科目表的编号"),
    ("code", "科目代码", "科目表里的代码；明细可以没有"),
    ("name", "科目名称", "科目或明细的名称"),
    ("level", "层级", "1 是一级科目；合计只加一级科目"),
)
_DATES = (("from", "期间起", "第一天"), ("to", "期间止", "最后一天"))


def packages(facts: Facts) -> Iterator[DataPackage]:
    """The package of all budgets that readers may see."""
    accounts = readable(facts)
    if not accounts:
        return
    tables = tuple(_table(direction, accounts, facts) for direction in _DIRECTIONS)
    said = "预算和决算的每一科目，按预算草案、批准预算、调整预算、决算四个阶段列出，金额一律以元计。空着是没有公布，不是零。"
    said += "另有三张由它们算出的表：每年的经费走向，近五年决算，届内合计。"
    days = [day for one in accounts for day in one.record.period.days]
    period = {"start": min(days).isoformat(), "end": max(days).isoformat()}
    more = {"countryCode": "CN", "granularity": "aggregated", "fiscalPeriod": period, "model": _model()}
    yield DataPackage("fiscal", "预算和决算（财政数据包）", said, (*tables, *ledgers(facts)), more)


def _table(direction: Direction, accounts: tuple[Accounts, ...], facts: Facts) -> DataTable:
    fields: list[dict[str, Any]] = [
        {"name": key, "title": title, "description": said, "type": "integer" if key == "level" else "string"}
        for key, title, said in _TEXTS
    ]
    fields += [{"name": key, "title": title, "description": said, "type": "date"} for key, title, said in _DATES]
    fields += [
        {"name": one.value, "title": one.label, "description": f"{one.label}，元", "type": "number"} for one in Phase
    ]
    rows = tuple(
        _row(one, placed, facts) for one in accounts for placed in one.lines if one.direction(placed) is direction
    )
    return DataTable(_DIRECTIONS[direction][0], direction.value, tuple(fields), ("budget", "place"), rows)


def _row(accounts: Accounts, placed: Placed, facts: Facts) -> tuple[str, ...]:
    record, line = accounts.record, placed.line
    owner = facts.find(record.owner)
    first, last = record.period.days
    place = ".".join(str(one + 1) for one in placed.place if isinstance(one, int))
    amounts = (_amount(line.amount(one), accounts) for one in Phase)
    title = owner.heading(facts.find) if owner is not None else ""
    texts = (record.id, place, record.owner.id, title, record.classification.id, line.code or "", accounts.name(line))
    return (*texts, str(len(placed.parents) + 1), first.isoformat(), last.isoformat(), *amounts)


def _amount(amount: Decimal | None, accounts: Accounts) -> str:
    return "" if amount is None else f"{in_yuan(amount, accounts.record.unit):f}"


def _model() -> dict[str, Any]:
    """Which columns are amounts, and of what; the Fiscal Data Package wants it said."""
    measures = {
        f"{table}_{phase.value}": {
            "source": phase.value,
            "resource": table,
            "currency": "CNY",
            "direction": word,
            "phase": phase.value,
        }
        for table, word in _DIRECTIONS.values()
        for phase in Phase
    }
    dimensions: dict[str, Any] = {}
    for table, _ in _DIRECTIONS.values():
        for name, kind, columns in (
            ("line", "fact", ("budget", "place")),
            ("period", "datetime", ("from", "to")),
            ("owner", "entity", ("owner", "owner_title")),
            ("account", "classification", ("code", "name", "classification", "level")),
        ):
            attributes = {one: {"source": one, "resource": table} for one in columns}
            key = list(columns) if name in ("line", "period") else columns[0]
            found = {"dimensionType": kind, "primaryKey": key, "attributes": attributes}
            dimensions[f"{table}_{name}"] = {**found, "classificationType": "economic"} if name == "account" else found
    return {"measures": measures, "dimensions": dimensions}
