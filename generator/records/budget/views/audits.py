"""What an audit committee looked at, in words."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Phase
from generator.records.budget.accounts import Accounts
from generator.records.budget.model import Examined
from generator.records.budget.money import grouped, ratio
from generator.records.budget.sums import total
from generator.records.classification.model import Direction


def examined(accounts: Accounts) -> tuple[str, ...]:
    """`凭证 86 份，涉及 21,403.60 元，占支出合计 68.02%`, one for each kind of papers."""
    audit = accounts.record.audit
    return tuple("，".join(_words(one, accounts)) for one in (audit.examined if audit is not None else ()))


def _words(one: Examined, accounts: Accounts) -> Iterator[str]:
    yield f"{one.what} {one.count} {one.measure}"
    if one.amount is None:
        return
    yield f"涉及 {grouped(one.amount)} {accounts.record.unit}"
    spent = total(accounts, Direction.EXPENDITURE, Phase.EXECUTED)
    share = ratio(one.amount, spent.amount) if spent is not None and not spent.missing else None
    if share is not None and share <= 1:
        yield f"相当于支出合计的 {grouped(share * 100, 2)}%"
