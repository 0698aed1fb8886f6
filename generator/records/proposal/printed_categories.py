"""Whether what documents print of single categories, or units, agrees with what they print of all proposals."""

from __future__ import annotations

from collections.abc import Iterator

from generator.records.proposal.bounds import comes_of, ratio, total
from generator.records.proposal.printed import Contradiction, Printed, added
from generator.records.proposal.printed_rates import said_as
from generator.stated_figures import StatedFigure as Of

_WHOLES = (Of.COLLECTED, Of.FILED, Of.FILED_CASES)
"""Of what a category's share may be, if the document does not say."""


def categories(every: Printed) -> Iterator[Contradiction]:
    """Categories are together no more than the whole; a share follows from the counts that stand beside it.

    A proposal has one main category, and one unit in charge. Whether all categories are printed is not known: less than the whole is right.
    """
    for document in every.by_document():
        by_scope = document.by_scope()
        for scope in dict.fromkeys(one.whole for one in by_scope if one.is_part):
            whole = by_scope.get(scope)
            categories = [of for one, of in by_scope.items() if one == scope._replace(category=one.category) != scope]
            led = [of for one, of in by_scope.items() if one == scope._replace(led_by=one.led_by) != scope]
            yield from (found for parts in (categories, led) for found in _more_than_all(parts, whole))
            yield from (found for part in categories for found in _share(part, whole))


def _more_than_all(parts: list[Printed], whole: Printed | None) -> Iterator[Contradiction]:
    """Categories whose counts, or shares, are more than there are."""
    for figure in dict.fromkeys(figure for part in parts for figure in part.figures):
        entries = [part.of(figure)[0] for part in parts if part.has(figure)]
        least = total([one.bounds for one in entries]).least
        if figure is Of.SHARE and least > 1:
            yield Contradiction(tuple(entries), f"{added(entries)}，合起来超过 100%")
        if entries[0].is_count and whole is not None and whole.has(figure) and least > whole.bounds(figure).most:
            sign = f"＝{least:f} 件" if len(entries) > 1 else ""
            most = whole.of(figure)
            yield Contradiction((*most, *entries), f"{added(entries)}{sign}，多于{added(most)}")


def _share(part: Printed, whole: Printed | None) -> Iterator[Contradiction]:
    """A category's share of what was collected or filed."""
    if whole is None:
        return
    known = [one for one in _WHOLES if part.has(one) and whole.has(one)]
    for entry in part.of(Of.SHARE) if known else ():
        if not any(comes_of(entry.bounds, part.bounds(one), whole.bounds(one)) for one in known):
            ways = ((one, ratio(part.bounds(one), whole.bounds(one))) for one in known)
            said = "，".join(f"占{_plain(one)}{said_as(share)}" for one, share in ways)
            used = [found for one in known for of in (part, whole) for found in of.of(one)]
            yield Contradiction(
                (entry, *used), f"{entry.text}，按印出的件数算，{said}（{'、'.join(one.text for one in used)}）"
            )


def _plain(figure: Of) -> str:
    return figure.value.removesuffix("件数")
