"""Quoted figures beside the computed ones, and lines that differ from their budget with what is said of it."""

from __future__ import annotations

import re

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.dataset import Facts
from generator.model import Stated
from generator.publication import DIFFERS, ROUNDED, State, Tone
from generator.reader_text import prose
from generator.records.budget.accounts import Accounts
from generator.records.budget.deviation import deviation
from generator.records.budget.quoted_years import quoted_years
from generator.records.budget.stated import judge, subject
from generator.records.budget.views.amounts import Money, money, rate
from generator.records.budget.views.table import Reader, mark

_MAKE_UP = State("各年相加相符", "●", Tone.DONE)
"""Of years that no account tells, but that together are what it says of all of them."""


class Quotation(Struct, frozen=True):
    """What a published document states, beside what is computed."""

    what: str
    printed: str
    computed: str
    state: State
    hint: str
    source: str


class Difference(Struct, frozen=True):
    """A line whose execution differs from its budget by more than the threshold."""

    name: str
    planned: Money | None
    executed: Money | None
    amount: Money | None
    rate: str
    mark: State
    explanation: Markup | None


def quotations(accounts: Accounts, facts: Facts) -> tuple[Quotation, ...]:
    """Every quoted figure with its verdict."""
    rows = [_quotation(one, accounts, facts) for one in accounts.record.stated]
    for years in quoted_years(accounts):
        if years.broken:
            rows[years.index] = replace(rows[years.index], state=DIFFERS, hint=years.said(accounts))
        elif years.complete:
            for place in years.places:
                rows[place] = replace(rows[place], state=_MAKE_UP, hint="")
    return tuple(rows)


def _quotation(one: Stated, accounts: Accounts, facts: Facts) -> Quotation:
    verdict = judge(one, accounts, facts)
    hint = f"印的数{_for_readers(verdict.hint)}" if verdict.hint and not verdict.agrees else ""
    if verdict.printed is None:
        state, hint = State("不是数", "▲", Tone.LATE), "读不出印的是多少"
    elif verdict.unknown:
        state, hint = State("无法核对", "○", Tone.IDLE), verdict.unknown
    elif verdict.agrees:
        state = State("相符", "●", Tone.DONE)
    elif verdict.rounded:
        state = ROUNDED
    else:
        state = DIFFERS
    hint = hint or (verdict.computed.basis if verdict.computed is not None else "")
    return Quotation(subject(one.of, accounts), one.value, verdict.shown, state, hint, one.source)


def _for_readers(hint: str) -> str:
    """A hint without what it advises the editor."""
    return re.split("[，；]原文(?:如此|就是)", hint)[0]


def differences(reader: Reader) -> tuple[Difference, ...]:
    """The lines that differ too far, in the order of the table."""
    return tuple(_differences(reader))


def _differences(reader: Reader) -> list[Difference]:
    accounts, found = reader.accounts, []
    for placed in accounts.lines:
        state, off = mark(placed, reader), deviation(placed.line)
        if state is None or off is None:
            continue
        found.append(
            Difference(
                name=accounts.name(placed.line),
                planned=money(off.planned, accounts),
                executed=money(off.executed, accounts),
                amount=money(off.amount, accounts, signed=True),
                rate=rate(off.rate, signed=True) if off.rate is not None else "预算为 0",
                mark=state,
                explanation=prose(reader.facts, placed.line.explanation),
            )
        )
    return found
