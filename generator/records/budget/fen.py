"""Amounts that were paid, and are written finer than money is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.diagnostics import Place
from generator.model import Phase
from generator.records.budget.accounts import FEN, Accounts
from generator.records.budget.money import in_yuan


def finer_than_fen(accounts: Accounts) -> tuple[tuple[Place, Decimal], ...]:
    """What was paid, or was left, and is no whole number of fen, each with its place."""
    return accounts.once(
        "finer", lambda: tuple(one for one in _paid(accounts) if in_yuan(one[1], accounts.record.unit) % FEN)
    )


def _paid(accounts: Accounts) -> Iterator[tuple[Place, Decimal]]:
    record, key = accounts.record, Phase.EXECUTED.value
    found: list[tuple[Place, Decimal | None]] = [(("opening_balance",), record.opening_balance)]
    for placed in accounts.lines:
        found.append(((*placed.place, key), placed.line.executed))
        found += [
            ((*placed.place, "years", index, "amount"), one.amount) for index, one in enumerate(placed.line.years)
        ]
    found += [(("other_movements", index, key), one.executed) for index, one in enumerate(record.other_movements)]
    found.append((("closing_balance",), record.closing_balance))
    found += [(("transfers", index, "amount"), one.amount) for index, one in enumerate(record.transfers)]
    yield from ((place, amount) for place, amount in found if amount is not None)
