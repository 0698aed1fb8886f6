"""Shares that a document prints where the accounts give no amounts: what is of one whole cannot be more than it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts
from generator.model import StatedOf
from generator.quoted import document_of, quoted
from generator.records.budget.accounts import Accounts
from generator.records.budget.history import TOTALS
from generator.records.budget.stated import judge
from generator.records.classification.model import Direction
from generator.stated_figures import StatedFigure

_FEWEST = 2
_REST = "其他"
"""What a line is called that holds whatever no other one does: where it is there, nothing is left out."""


class Share(Struct, frozen=True):
    """A printed share of one line, or of several together."""

    index: int
    codes: tuple[str, ...]
    value: Decimal
    least: Decimal
    most: Decimal


class PrintedWhole(Struct, frozen=True):
    """The printed shares of one whole that do not go together."""

    shares: tuple[Share, ...]
    added: Decimal
    too_much: bool
    """Whether they are more than the whole; else every line has one, and they are less."""


def unlike_wholes(accounts: Accounts, facts: Facts) -> Iterator[PrintedWhole]:
    """Printed shares that together are more than their whole, or, every line having one, less."""
    for (direction, *_), shares in _groups(accounts).items():
        if len(shares) < _FEWEST or all(not _unknown(one, accounts, facts) for one in shares):
            continue
        added = sum((one.value for one in shares), Decimal(0))
        if sum((one.least for one in shares), Decimal(0)) > 1:
            yield PrintedWhole(tuple(shares), added, too_much=True)
        elif sum((one.most for one in shares), Decimal(0)) < 1 and _complete(shares, direction, accounts):
            yield PrintedWhole(tuple(shares), added, too_much=False)


def _unknown(share: Share, accounts: Accounts, facts: Facts) -> bool:
    return bool(judge(accounts.record.stated[share.index], accounts, facts).unknown)


_Whole = tuple[Direction, str, object, object, object, object]


def _groups(accounts: Accounts) -> dict[_Whole, list[Share]]:
    """The shares of what came in, or went out, by document, phase and years; each line once, and never beside one above it."""
    found: dict[_Whole, list[Share]] = {}
    for index, one in enumerate(accounts.record.stated):
        read = quoted(one.value) if one.of.figure is StatedFigure.SHARE and one.of.code is not None else None
        direction = _direction(one.of, accounts)
        if read is None or read.unit not in ("%", "‰") or direction is None:
            continue
        of = one.of
        key = direction, document_of(one.source), of.phase, of.year, of.start, of.end
        shares = found.setdefault(key, [])
        codes = tuple(_code(each, accounts) for each in (one.of.code or "", *one.of.also))
        taken = [each for share in shares for each in share.codes]
        if not any(_meet(mine, other, accounts) for mine in codes for other in taken):
            shares.append(Share(index, codes, read.value, read.least, read.most))
    return found


def _direction(of: StatedOf, accounts: Accounts) -> Direction | None:
    """Of which total it is a share; None where it is of another whole, or of no line of that total."""
    lines = [accounts.chart.by_code.get(_code(one, accounts)) for one in (of.code or "", *of.also)]
    directions = {one.direction if one is not None else None for one in lines}
    own = next(iter(directions)) if len(directions) == 1 else None
    return own if of.base is None or TOTALS.get(of.base) is own else None


def _code(named: str, accounts: Accounts) -> str:
    """The code of a line that is named by code or by name; the name where it has none."""
    placed = accounts.find(named)
    if placed is not None and placed.line.code is not None:
        return placed.line.code
    same = [one.code for one in accounts.chart.lines if one.name == named]
    return same[0] if placed is None and len(same) == 1 else named


def _meet(one: str, other: str, accounts: Accounts) -> bool:
    return one == other or accounts.chart.within(one, other) or accounts.chart.within(other, one)


def _complete(shares: list[Share], direction: Direction, accounts: Accounts) -> bool:
    """Whether each line at the top has a share, one of them holding whatever is left."""
    top = accounts.top(direction)
    codes = {code for one in shares for code in one.codes}
    rest = any(accounts.name(line).startswith(_REST) for line in top)
    return rest and not accounts.undirected and all(line.code in codes for line in top)
