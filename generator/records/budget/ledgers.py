"""The tables behind the pictures of money, as open data: the chain of each year, the last years, the terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.dataset import Facts
from generator.publication import DataTable
from generator.records.budget.accounts import Accounts
from generator.records.budget.views.by_unit import Account, pictured
from generator.records.budget.views.compared import Row
from generator.records.budget.views.flow import joints_of
from generator.records.budget.views.summary import readable

_ACCOUNT = (
    ("owner", "单位", "单位编号", "string"),
    ("subject", "核算对象", "工会经费、学院经费 …", "string"),
)
_LINE = (
    ("classification", "科目表", "按哪一版科目表列，科目表的编号", "string"),
    ("code", "科目代码", "合计空着", "string"),
    ("name", "科目名称", "科目或合计", "string"),
    ("amount", "金额", "元；空着是没有公布、没有这个科目或不能折算，不是零", "number"),
)


def ledgers(facts: Facts) -> tuple[DataTable, ...]:
    """The tables that have rows."""
    books = readable(facts)
    found = (_chain(books, facts), _years(books, facts), _terms(books, facts))
    return tuple(one for one in found if one.rows)


def _table(
    name: str,
    title: str,
    columns: Sequence[tuple[str, str, str, str]],
    key: tuple[str, ...],
    rows: Iterator[tuple[str, ...]],
) -> DataTable:
    fields = tuple(
        {"name": one, "title": label, "description": said, "type": kind} for one, label, said, kind in columns
    )
    return DataTable(name, title, fields, key, tuple(rows))


def _chain(books: Sequence[Accounts], facts: Facts) -> DataTable:
    columns = (
        ("budget", "预算", "校工会那一年的账，预算记录的编号", "string"),
        (
            "link",
            "环节",
            "school 学校到校工会，transfers 校工会到拨付表，branches 拨付到分工会，spending 分工会支出",
            "string",
        ),
        ("paid", "付出", "元", "number"),
        ("received", "收到", "元", "number"),
        ("gap", "差额", "收到减付出，元", "number"),
        ("state", "核对", "分毫不差、一致、不一致、不必相等", "string"),
        ("note", "说明", "怎么比较的", "string"),
    )

    def rows() -> Iterator[tuple[str, ...]]:
        for book in books:
            if not book.record.transfers:
                continue
            for one in joints_of(book, facts):
                amounts = (one.paid.amount, one.got.amount, one.got.amount - one.paid.amount)
                yield (book.record.id, one.key, *(f"{amount:f}" for amount in amounts), one.state.word, one.note)

    return _table("chain", "经费走向", columns, ("budget", "link"), rows())


def _years(books: Sequence[Accounts], facts: Facts) -> DataTable:
    columns = (
        *_ACCOUNT,
        ("year", "年度", "哪一年的决算", "integer"),
        *_LINE,
        ("budget", "预算", "从哪份记录来", "string"),
    )

    def rows() -> Iterator[tuple[str, ...]]:
        for owner, subject, account in _accounts(books, facts):
            found = account.trend
            if found is None:
                continue
            for number, column in enumerate(found.columns):
                source = column.pieces[0].book.record.id
                for row in found.rows:
                    yield (owner, subject, column.label, *_line(row, row.amounts[number]), source)

    return _table("years", "近五年决算", columns, ("owner", "subject", "year", "classification", "name"), rows())


def _terms(books: Sequence[Accounts], facts: Facts) -> DataTable:
    columns = (
        *_ACCOUNT,
        ("term", "届", "第几届，年份", "string"),
        *_LINE,
        ("how", "怎么合计", "一份合编的账，或几份年度决算相加", "string"),
    )

    def rows() -> Iterator[tuple[str, ...]]:
        for owner, subject, account in _accounts(books, facts):
            found = account.terms
            if found is None:
                continue
            every = [one.column for one in found.terms]
            for number, column in enumerate(every):
                for row in found.rows:
                    yield (owner, subject, column.label, *_line(row, row.amounts[number]), column.how)

    return _table("terms", "届内合计", columns, ("owner", "subject", "term", "classification", "name"), rows())


def _accounts(books: Sequence[Accounts], facts: Facts) -> Iterator[tuple[str, str, Account]]:
    """Every account, by owner and subject."""
    owners = {one.record.owner.id: one.record.owner for one in books}
    for key, owner in sorted(owners.items()):
        unit = facts.find(owner)
        for one in pictured(unit, facts) if unit is not None else ():
            yield key, one.subject, one


def _line(row: Row, amount: Decimal | None) -> tuple[str, ...]:
    return (row.chart, row.code, row.name, "" if amount is None else f"{amount:f}")
