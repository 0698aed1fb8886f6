"""Promises in open data: the day that was promised, at first and now, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from generator.dataset import Facts
from generator.publication import Column
from generator.records.proposal.model import Proposal
from generator.records.proposal.promises import Promise
from generator.records.proposal.views.sortings import promise_of


def _column(key: str, label: str, value: Callable[[Promise], str]) -> Column:
    def of(proposal: Proposal, facts: Facts) -> str:
        found = promise_of(proposal, facts)
        return value(found) if found is not None else ""

    return Column(key, label, of)


COLUMNS = (
    _column("promise", "承诺的结果", lambda one: one.fate.value.word),
    _column("promised", "承诺完成日期", lambda one: one.last.due.isoformat() if one.last else ""),
    _column("promised_first", "最初承诺的日期", lambda one: one.first.due.isoformat() if one.first else ""),
    _column("promise_moves", "改期次数", lambda one: str(len(one.moves))),
)
