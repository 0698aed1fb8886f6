"""What is written of a quoted figure beside what the figure has a use for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from generator.diagnostics import Finding
from generator.model import Stated, StatedOf
from generator.stated_figures import StatedFigure

Uses = Mapping[StatedFigure, AbstractSet[str]]
"""The fields of `of` that each figure of a record type is computed by."""


def idle_keys(of: StatedOf, uses: Uses) -> tuple[str, ...]:
    """The keys that are written but say nothing of a figure, as the editor writes them."""
    used = uses.get(of.figure)
    written = [
        name for name in sorted(type(of).model_fields) if name != "figure" and getattr(of, name) not in (None, ())
    ]
    return tuple(of.key_of(name) for name in written if used is not None and name not in used)


def idle_findings(
    quoted: Sequence[Stated], uses: Uses, remedy_for: Callable[[StatedOf, str], str]
) -> Iterator[Finding]:
    """A finding at each idle key; `remedy_for` says what to do with one that is written for something else, '' for others."""
    for index, one in enumerate(quoted):
        for key in idle_keys(one.of, uses):
            message = f"「{one.of.figure.value}」用不上 {key}"
            remedy = remedy_for(one.of, key) or "删去这一行；说的是别的指标就改 figure"
            yield Finding(("stated", index, "of", key), message, remedy)
