"""Lines that stand a level too high: their amounts are counted twice, or missed where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.diagnostics import Place
from generator.model import Phase
from generator.records.budget.accounts import Accounts, Placed, value
from generator.records.budget.model import BudgetLine
from generator.records.budget.sums import detail_sums


def beside_parent(accounts: Accounts) -> Iterator[tuple[int, str]]:
    """Lines at the top whose parent, or one above, is a line of the record too: each with the nearest of these."""
    codes = {one.line.code for one in accounts.lines if one.line.code is not None}
    for index, line in enumerate(accounts.record.lines):
        above = next((one for one in accounts.chart.ancestors(line.code or "") if one in codes), None)
        if above is not None and above != line.code:
            yield index, above


def raised(accounts: Accounts) -> Iterator[tuple[Place, BudgetLine]]:
    """Details without a code that stand beside the line that they belong to: each with that line.

    Its own details lack just what the line above has too much, in each phase in which it has an amount.
    """
    gaps = {one.place: one.gap for one in detail_sums(accounts) if one.broken or one.at_most}
    if not any(gap > 0 for gap in gaps.values()):
        return
    for above in accounts.lines:
        details = above.line.lines
        for index, line in enumerate(details[1:], 1):
            before = next((one for one in range(index - 1, -1, -1) if details[one].lines), None)
            if line.code is not None or line.lines or before is None:
                continue
            meant = Placed((*above.place, "lines", before), details[before])
            if _explains(line, above, meant, gaps):
                yield (*above.place, "lines", index), meant.line


def _explains(line: BudgetLine, above: Placed, meant: Placed, gaps: dict[Place, Decimal]) -> bool:
    """Whether all would add up were a line one of the details of another."""
    amounts = {phase: amount for phase in Phase if (amount := value(line, phase))}
    return bool(amounts) and all(
        gaps.get((*above.place, phase.value)) == amount and gaps.get((*meant.place, phase.value)) == -amount
        for phase, amount in amounts.items()
    )
