"""Where the numbers that a congress's documents print of its proposals contradict each other (P15), records or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from generator.model import Find, Stated
from generator.records.proposal.bounds import NO_END, Bounds, total
from generator.records.proposal.printed import Contradiction, Printed, added, printed
from generator.records.proposal.printed_categories import categories
from generator.records.proposal.printed_rates import GRADES, RESULTS, beyond_all, known_results, rates, shares
from generator.stated_figures import StatedFigure as Of

Figures = tuple[Of, ...]
Rule = Callable[[Printed], Iterator[Contradiction]]

_CASES = ((Of.FILED_CASES, Of.FILED), (Of.SUGGESTED_CASES, Of.SUGGESTED))
_CASES_LEFT = tuple(cases for cases, _ in _CASES)
_FORMS = (Of.FILED, Of.SUGGESTED)
_MERGING = (Of.MERGED, Of.FILED_CASES, Of.SUGGESTED_CASES, Of.HANDLED)
_SETTLED = frozenset((Of.COLLECTED, *_FORMS, Of.NOT_FILED, Of.WITHDRAWN, *_MERGING, Of.FILED_RATE))
"""What no longer changes after the review, so that one document may be held against another."""


def contradictions(stated: Sequence[Stated], find: Find) -> tuple[Contradiction, ...]:
    """What documents print and cannot be right together, in the order of the rules.

    A document is held against itself. Of several documents only what the review settled is: answers and ratings go on.
    """
    return _found(printed(stated, find))


def follows(stated: Sequence[Stated], find: Find) -> frozenset[int]:
    """The places of what is printed and follows from the rest of it: a little more would contradict that, a little less too."""
    every = printed(stated, find)
    before = len(_found(every))
    return frozenset(
        one.place
        for one in every.entries
        if one.bounds.most != NO_END and all(len(_found(of)) > before for of in every.nudged(one))
    )


def _found(every: Printed) -> tuple[Contradiction, ...]:
    of_each = (found for of in every.by_scope().values() for found in _within(of))
    return (*of_each, *categories(every), *_in_years(every))


def _in_years(every: Printed) -> Iterator[Contradiction]:
    """What a sitting counts is part of what is counted of the sittings of several years, in whichever document."""
    by_scope = every.only(_SETTLED).by_scope()
    for scope, years in by_scope.items():
        alone = by_scope.get(scope._replace(first=0, last=0)) if scope.last > scope.first else None
        for few in alone.entries if alone is not None else ():
            many = years.of(few.figure) if few.is_count and not few.others else ()
            if many and few.bounds.least > max(one.bounds.most for one in many):
                yield Contradiction((few, *many), f"{few.text}，多于{added(many)}")


def _within(every: Printed) -> tuple[Contradiction, ...]:
    """The same of numbers that speak of the same proposals."""
    documents = tuple(every.by_document())
    found = [(rule, one) for document in documents for rule in (_twice, *_RULES) for one in rule(document)]
    known = {(rule, one.entries[0].figure) for rule, one in found}
    if len(documents) > 1:
        settled = every.only(_SETTLED)
        across = [(rule, _with_documents(one)) for rule in (_twice, *_RULES) for one in rule(settled)]
        found += [(rule, one) for rule, one in across if (rule, one.entries[0].figure) not in known]
    return tuple(one for _, one in found)


def _with_documents(found: Contradiction) -> Contradiction:
    names = dict.fromkeys(one.document for one in found.entries)
    return found._replace(text=f"{found.text}（出自{'、'.join(names)}）")


def _twice(of: Printed) -> Iterator[Contradiction]:
    """Documents print what the review settled in one way; of answers they may tell how they went on."""
    for figure in (one for one in of.figures if one in _SETTLED and of.of(one)[0].is_count):
        first, *others = of.of(figure)
        if not all(first.bounds.meets(one.bounds) for one in others):
            words = "、".join(dict.fromkeys(one.written for one in (first, *others)))
            yield Contradiction((first, *others), f"{first.name}的件数前后不同：{words}")


def _collected(of: Printed) -> Iterator[Contradiction]:
    """Every form is in exactly one of filed, suggestion, not filed, withdrawn, not yet reviewed.

    Of what was merged only the cases may be printed: there are at least as many forms. What was withdrawn may be among
    what was not filed. A document that counts merged forms as a part of their own is right, too.
    """
    shown = tuple(cases if of.has(cases) and not of.has(forms) else forms for cases, forms in _CASES)
    forms = [of.bounds(one) if one in _FORMS else of.bounds(one).or_more for one in shown]
    refused, gone = of.bounds(Of.NOT_FILED), of.bounds(Of.WITHDRAWN)
    either = Bounds(max(refused.least, gone.least), refused.most + gone.most)
    parts = total([*forms, either, of.bounds(Of.UNREVIEWED)])
    apart = of.has(Of.MERGED) and total([parts, of.bounds(Of.MERGED)]).meets(of.bounds(Of.COLLECTED))
    every = (*shown, Of.NOT_FILED, Of.WITHDRAWN, Of.UNREVIEWED)
    found = () if apart else tuple(_sum(of, Of.COLLECTED, every, parts))
    yield from found or _merged_away(of, either)


def _merged_away(of: Printed, refused: Bounds) -> Iterator[Contradiction]:
    """What was collected is what was merged into others, the cases that are left, and what was not filed (P6, P15).

    Only what is filed, or turned into a suggestion, is merged. What was merged are the forms that went into others, without these.
    """
    if not of.has(Of.COLLECTED, Of.MERGED) or not of.shown(*_CASES_LEFT, Of.HANDLED):
        return
    merged, cases, shown = of.bounds(Of.MERGED), total(of.parts(_CASES_LEFT)), _CASES_LEFT
    if of.has(Of.HANDLED):
        cases, shown = of.bounds(Of.HANDLED), (Of.HANDLED,)
    parts = total([merged, cases, refused, of.bounds(Of.UNREVIEWED)])
    for one in _sum(of, Of.COLLECTED, (Of.MERGED, *shown, Of.NOT_FILED, Of.WITHDRAWN, Of.UNREVIEWED), parts):
        yield one._replace(text=f"{one.text}；并案是并进别的提案里去的件数，不连主案")


def _handled(of: Printed) -> Iterator[Contradiction]:
    """What is handled are the cases that were filed and those turned into suggestions; there are no more than forms."""
    shown = tuple(forms if of.has(forms) and not of.has(cases) else cases for cases, forms in _CASES)
    yield from _sum(
        of, Of.HANDLED, shown, total([of.bounds(one).or_less if one in _FORMS else of.bounds(one) for one in shown])
    )


def _rated(of: Printed) -> Iterator[Contradiction]:
    """Every rating is one of three grades; 未反馈 is none."""
    yield from _sum(of, Of.RATED, GRADES, total(of.parts(GRADES)))


def _resulting(of: Printed) -> Iterator[Contradiction]:
    """Every answer has one result."""
    parts = total(of.parts(known_results(of)))
    over = parts.least > of.bounds(Of.ANSWERED).most
    if not (over and _may_be_forms(of, RESULTS)):
        yield from _sum(of, Of.ANSWERED, RESULTS, parts)


def _sum(of: Printed, whole: Of, shown: Figures, parts: Bounds) -> Iterator[Contradiction]:
    """That a whole is what its parts make up; `parts` is what they can be together."""
    entries, named = of.shown(*shown), of.of(whole)
    if not entries or not named or parts.meets(of.bounds(whole)):
        return
    over = parts.least > of.bounds(whole).most
    count = parts.least if over else parts.most
    exact = total([one.bounds for one in entries]) == Bounds(count, count)
    sign = f"＝{count:f} 件" if exact else f"{'至少' if over else '最多'}是 {count:f} 件"
    if exact and len(entries) == 1:
        sign = ""
    text = f"{added(entries)}{sign}，{'多于' if over else '少于'}{added(named)}"
    yield Contradiction((*named, *entries), text)


def _merging(of: Printed) -> Iterator[Contradiction]:
    """Merging makes no more cases than there were forms, and takes away no more than were merged."""
    for cases, forms in _CASES:
        yield from _exceeds(of, (cases,), (forms,))
    yield from _exceeds(of, (Of.MERGED,), (Of.COLLECTED,))
    gone = (
        ((Of.FILED,), (Of.FILED_CASES, Of.MERGED)),
        ((Of.SUGGESTED,), (Of.SUGGESTED_CASES, Of.MERGED)),
        (_FORMS, (Of.FILED_CASES, Of.SUGGESTED_CASES, Of.MERGED)),
        (_FORMS, (Of.HANDLED, Of.MERGED)),
    )
    every = (found for few, many in gone for found in _exceeds(of, few, many))
    yield from (one for one in (next(every, None),) if one is not None)


def _exceeds(of: Printed, few: Figures, many: Figures) -> Iterator[Contradiction]:
    """That some counts are together no more than others."""
    if not of.has(*many) or not of.shown(*few):
        return
    less, more = total(of.parts(few)), total([of.bounds(one) for one in many])
    if less.least > more.most:
        entries = of.shown(*few), of.of(*many)
        sums = [
            f"＝{bounds.least:f} 件" if len(part) > 1 else ""
            for part, bounds in zip(entries, (less, more), strict=True)
        ]
        text = f"{added(entries[0])}{sums[0]}，多于{added(entries[1])}{sums[1]}"
        yield Contradiction((*entries[0], *entries[1]), text)


def _limits(of: Printed) -> Iterator[Contradiction]:
    """Nothing is answered, rated, carried out or closed that was not handled; rated is only what was answered."""
    owed = _owed(of)
    answered = (Of.ANSWERED,) if of.has(Of.ANSWERED) else owed
    limits = (
        ((Of.ANSWERED,), owed),
        ((Of.MET,), owed),
        ((Of.RATED,), answered) if of.has(Of.RATED) else (GRADES, answered),
        (RESULTS, () if of.has(Of.ANSWERED) else owed),
        ((Of.CLOSED,), owed),
        ((Of.KEY,), (Of.FILED,) if of.has(Of.FILED) else (Of.COLLECTED,)),
        ((Of.DELEGATED,), (Of.COLLECTED,)),
        ((Of.PROPOSERS,), (Of.PROPOSERS_TIMES,)),
        ((Of.SECONDERS,), (Of.SECONDERS_TIMES,)),
    )
    for few, many in limits:
        if many and not _may_be_forms(of, few):
            yield from _exceeds(of, few, many)


def _added(of: Printed) -> Iterator[Contradiction]:
    """Counts printed of several together are those printed of each; no less where not all are. Rates may be of two wholes."""
    for one in (each for each in of.sums if each.is_count):
        entries, parts = of.of(*one.figures), total([of.bounds(part) for part in one.figures])
        if entries and not parts.meets(one.bounds):
            over = parts.least > one.bounds.most
            yield Contradiction((one, *entries), f"{added(entries)}，合起来{'多于' if over else '少于'}{one.text}")


def _owed(of: Printed) -> Figures:
    """The figures that say best how many cases were handled at most; none where nothing does."""
    handled = tuple(cases if of.has(cases) else forms for cases, forms in _CASES)
    return next((one for one in ((Of.HANDLED,), handled, (Of.COLLECTED,)) if of.has(*one)), ())


def _may_be_forms(of: Printed, figures: Figures) -> bool:
    """Whether a document that knows merged cases may count these by forms."""
    if not of.has(*_FORMS) or not of.of(*_MERGING):
        return False
    counted = total([of.bounds(one) for one in figures if of.has(one)])
    return counted.least <= total([of.bounds(one) for one in _FORMS]).most


_RULES: tuple[Rule, ...] = (
    _collected,
    _handled,
    _merging,
    _limits,
    _rated,
    _resulting,
    _added,
    rates,
    shares,
    beyond_all,
)
