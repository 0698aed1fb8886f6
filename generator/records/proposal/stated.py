"""What a congress states of its proposals, computed again: for the check and for the page, which shows both."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from generator.model import StatedFigure
from generator.publication import percent
from generator.records.proposal.counts import Tally, counted
from generator.records.proposal.model import Grade


class Computed(NamedTuple):
    """A value that follows from the records, and how it is said."""

    value: Decimal | None
    """None where nothing can be computed."""
    text: str


def computed(figure: StatedFigure, counts: Tally) -> tuple[Computed, ...]:
    """What a figure can be by the records; nothing where proposals do not tell.

    A rate of satisfaction is read both ways, as 满意 alone and together with 基本满意: both are in use.
    """
    if figure is StatedFigure.SATISFACTION:
        return _rates(counts)
    records = counted(figure, counts)
    return () if records is None else (Computed(Decimal(len(records)), f"{len(records)} 件"),)


def _rates(counts: Tally) -> tuple[Computed, ...]:
    rated = len(counts.rated)
    if not rated:
        return (Computed(None, "没有评价，算不出来"),)
    satisfied = len(counts.graded(Grade.SATISFIED))
    both = len(counts.graded(Grade.SATISFIED, Grade.FAIRLY))
    return (
        Computed(Decimal(satisfied) / rated, f"{percent(satisfied, rated)}（满意 {satisfied} 件，评价 {rated} 件）"),
        Computed(Decimal(both) / rated, f"{percent(both, rated)}（连同基本满意 {both} 件）"),
    )
