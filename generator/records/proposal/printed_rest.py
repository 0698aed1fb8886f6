"""How many forms a document leaves unexplained: it prints what was collected, or answered, and what became of most of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.dataset import Facts
from generator.model import Find, Stated
from generator.records.congress.model import Congress
from generator.records.proposal.bounds import total
from generator.records.proposal.counts import proposals_of
from generator.records.proposal.printed import Contradiction, Entry, Printed, added, printed
from generator.records.proposal.printed_rates import RESULTS
from generator.stated_figures import StatedFigure as Of

_OUTCOMES = (Of.FILED, Of.SUGGESTED, Of.NOT_FILED, Of.WITHDRAWN, Of.UNREVIEWED)
_CASES = (Of.FILED_CASES, Of.SUGGESTED_CASES)
_SEVERAL = 2
"""Outcomes that a document prints where it seems to tell all of them."""
_MANY_RESULTS = 3
"""The same of results: classes are three at least."""


def recorded(congress: Congress, facts: Facts) -> int | None:
    """How many forms of a congress are on record; None where these are only some."""
    return None if congress.partial else len(proposals_of(congress, facts))


def left_over(
    stated: Sequence[Stated], categories: Sequence[str], forms: int | None, find: Find
) -> Iterator[Contradiction]:
    """Forms of which no outcome is printed, and of no category, said at what was collected.

    Where `forms`, the number on record, is most of what was collected, the records tell of the rest. Where only the cases of what was merged are printed, and not how many were merged, nobody knows how many forms that were. `categories` are all that
    the congress knows.
    """
    for document in printed(stated, find).by_document():
        by_scope = document.by_scope()
        for scope, of in by_scope.items():
            if forms is not None and of.has(Of.COLLECTED) and of.bounds(Of.COLLECTED).least < 2 * forms:
                continue
            yield from _of_outcomes(of)
            yield from _of_results(of)
            parts = [by_scope.get(scope._replace(category=one)) for one in categories]
            if categories and not scope.category and all(one is not None and one.has(Of.COLLECTED) for one in parts):
                entries = [entry for one in parts if one is not None for entry in one.of(Of.COLLECTED)]
                yield from _missing(of, entries, "属于哪一类")


def _of_outcomes(of: Printed) -> Iterator[Contradiction]:
    if of.has(Of.MERGED, *_CASES) and not of.of(Of.FILED, Of.SUGGESTED):
        yield from _missing(of, of.shown(Of.MERGED, *_CASES, *_OUTCOMES), "的去向")
        return
    entries = list(of.shown(*_OUTCOMES, Of.MERGED))
    outcomes = {figure for one in entries for figure in one.figures} - {Of.MERGED}
    only_cases = (of.has(Of.FILED_CASES) and not of.has(Of.FILED)) or (
        of.has(Of.SUGGESTED_CASES) and not of.has(Of.SUGGESTED)
    )
    if len(outcomes) >= _SEVERAL and not only_cases and not {Of.WITHDRAWN, Of.UNREVIEWED} <= outcomes:
        yield from _missing(of, entries, "的去向")


def _of_results(of: Printed) -> Iterator[Contradiction]:
    entries = list(of.shown(*RESULTS))
    if len({figure for one in entries for figure in one.figures}) >= _MANY_RESULTS:
        yield from _missing(of, entries, "的办理结果", Of.ANSWERED)


def _missing(of: Printed, entries: Sequence[Entry], what: str, whole: Of = Of.COLLECTED) -> Iterator[Contradiction]:
    collected, told = of.of(whole), total([one.bounds for one in entries])
    if collected and told.most < collected[0].bounds.least:
        gap = collected[0].bounds.least - told.most
        sum_of = f"＝{told.most:f} 件" if len(entries) > 1 else ""
        text = f"{added(entries)}{sum_of}，{added(collected[:1])}，没有写其余 {gap:f} 件{what}"
        yield Contradiction((*collected, *entries), text)
