"""What open data publishes of a budget beside its fields: the numbers of its page, in 元 and as fractions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from generator.dataset import Facts
from generator.publication import Column
from generator.records.budget.accounts import Accounts
from generator.records.budget.model import Budget
from generator.records.budget.money import in_yuan, rounded
from generator.records.budget.paid import heads_paid
from generator.records.budget.sums import total
from generator.records.budget.views.due import judged, reckoned
from generator.records.budget.views.summary import read, totals
from generator.records.classification.model import Classification, Direction

Ask = Callable[[Accounts, Facts], str]


def _phase(book: Accounts, facts: Facts) -> str:
    return book.latest.label if book.latest is not None else ""


def _total(direction: Direction) -> Ask:
    def ask(book: Accounts, facts: Facts) -> str:
        found = total(book, direction, book.latest) if book.latest is not None else None
        return "" if found is None or found.missing else _yuan(in_yuan(found.amount, book.record.unit))

    return ask


def _execution(book: Accounts, facts: Facts) -> str:
    spent, planned = totals(book)
    return _fraction(spent / planned) if spent is not None and planned else ""


def _paid(book: Accounts, facts: Facts) -> str:
    amounts = [one.amount for one in book.record.transfers]
    return _yuan(in_yuan(sum(amounts, Decimal(0)), book.record.unit)) if amounts else ""


def _heads(book: Accounts, facts: Facts) -> str:
    heads = heads_paid(book.record.transfers)
    return str(heads) if heads is not None else ""


def _due(book: Accounts, facts: Facts) -> str:
    found = reckoned(book)
    return _yuan(found.due) if found is not None else ""


def _received(book: Accounts, facts: Facts) -> str:
    found = reckoned(book)
    return _yuan(found.received) if found is not None and found.received is not None else ""


def _deviation(book: Accounts, facts: Facts) -> str:
    found = reckoned(book)
    return _fraction(found.rate) if found is not None and found.rate is not None else ""


def _within(book: Accounts, facts: Facts) -> str:
    found = reckoned(book)
    return judged(found, facts).word if found is not None else ""


def _yuan(amount: Decimal) -> str:
    return f"{amount:f}"


def _fraction(fraction: Decimal) -> str:
    return f"{rounded(fraction, 6):f}"


def _column(key: str, label: str, ask: Ask) -> Column:
    """A column that is empty where the record cannot be shown: its chart is not there, or it is withdrawn."""

    def value(record: Budget, facts: Facts) -> str:
        if record.withdrawn is not None or not isinstance(facts.find(record.classification), Classification):
            return ""
        return ask(read(record, facts), facts)

    return Column(key, label, value)


COLUMNS = (
    _column("phase", "合计的阶段", _phase),
    _column("income", "收入合计，元", _total(Direction.INCOME)),
    _column("expenditure", "支出合计，元", _total(Direction.EXPENDITURE)),
    _column("execution", "支出预算执行率，1 为百分之百", _execution),
    _column("transfers_total", "拨付分工会合计，元", _paid),
    _column("transfers_heads", "拨付分工会总人数", _heads),
    _column("contribution_due", "按工资总额应拨，元", _due),
    _column("contribution_received", "实拨，元", _received),
    _column("contribution_deviation", "实拨与应拨的偏差，1 为百分之百", _deviation),
    _column("contribution_state", "偏差是否在允许的范围里", _within),
)
