"""Whether a rate that a document prints follows from the counts that it prints; each way of counting in use is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.publication import percent
from generator.records.proposal import counts
from generator.records.proposal.printed import ONE, ZERO, Bounds, Contradiction, Printed, ratio, rest, total
from generator.stated_figures import StatedFigure as Of


class Way(NamedTuple):
    """One way to work out a rate: what it is called, what it can be, from which figures."""

    words: str
    share: Bounds
    figures: tuple[Of, ...]


def rates(of: Printed) -> Iterator[Contradiction]:
    """A rate follows from the counts: of filing, of answers, of satisfaction, of each result."""
    wanted = [(entry, ways_of(of)) for figure, ways_of in _WAYS.items() for entry in of.of(figure)]
    wanted += [
        (entry, _resulting(*map(_COUNT_OF.__getitem__, entry.figures))(of)) for entry in of.sums if not entry.is_count
    ]
    for entry, ways in wanted:
        if ways and entry.bounds.least <= ONE and not any(entry.bounds.meets(one.share) for one in ways):
            said = "，".join(_said(one) for one in ways)
            used = of.shown(*dict.fromkeys(figure for one in ways for figure in one.figures))
            numbers = "、".join(one.text for one in used)
            yield Contradiction((entry, *used), f"{entry.text}，按印出的件数算，{said}（{numbers}）")


def shares(of: Printed) -> Iterator[Contradiction]:
    """The shares of the results are together no more than all."""
    entries = of.shown(*_RESULT_RATES)
    if len(entries) > 1 and total(of.parts(_RESULT_RATES)).least > ONE:
        yield Contradiction(entries, f"{'＋'.join(one.text for one in entries)}，合起来超过 100%")


def beyond_all(of: Printed) -> Iterator[Contradiction]:
    """No rate is more than all."""
    for entry in of.entries:
        if entry.figure in _ALL_RATES and entry.bounds.least > ONE:
            yield Contradiction((entry,), f"{entry.text}，超过 100%")


def _filed(of: Printed) -> tuple[Way, ...]:
    """What was filed of what was collected, before merging or after."""
    if not of.has(Of.COLLECTED):
        return ()
    collected, forms, cases = of.bounds(Of.COLLECTED), of.bounds(Of.FILED), of.bounds(Of.FILED_CASES)
    found = []
    if of.has(Of.FILED):
        found.append(Way("立案占征集", ratio(forms, collected), (Of.FILED, Of.COLLECTED)))
    elif of.has(Of.FILED_CASES):
        found.append(Way("立案占征集", ratio(cases.or_more, collected), (Of.FILED_CASES, Of.COLLECTED)))
    if of.has(Of.FILED_CASES):
        found.append(Way("并案后立案占征集", ratio(cases, collected), (Of.FILED_CASES, Of.COLLECTED)))
    elif of.has(Of.FILED) and (of.has(Of.MERGED) or of.has(Of.HANDLED)):
        left = Bounds(rest(forms, of.bounds(Of.MERGED)).least, forms.most)
        found.append(Way("并案后立案占征集", ratio(left, collected), (Of.FILED, Of.MERGED, Of.COLLECTED)))
    return tuple(found)


def owed_ways(of: Printed, part: Bounds, words: str, shown: tuple[Of, ...]) -> tuple[Way, ...]:
    """What share of what is owed an answer a part is; nothing where that is not printed.

    Before merging or after, as it is printed; where only what was merged is, as much of it may have been filed.
    """
    wholes: list[tuple[str, Bounds, tuple[Of, ...]]] = []
    for name, figures in (
        ("并案后办理", (Of.HANDLED,)),
        ("并案后立案和意见建议", (Of.FILED_CASES, Of.SUGGESTED_CASES)),
        ("立案和意见建议", (Of.FILED, Of.SUGGESTED)),
    ):
        if of.has(*figures):
            whole = total([of.bounds(one) for one in figures])
            wholes.append((name, whole, figures))
            if figures[0] is Of.FILED and of.has(Of.MERGED):
                wholes[-1] = (name, Bounds(rest(whole, of.bounds(Of.MERGED)).least, whole.most), (*figures, Of.MERGED))
    return tuple(Way(f"{words}{name}", ratio(part, whole), (*shown, *figures)) for name, whole, figures in wholes)


def _answered(of: Printed) -> tuple[Way, ...]:
    """What was answered of what is owed an answer, or of what was filed alone."""
    if not of.has(Of.ANSWERED):
        return ()
    answered = of.bounds(Of.ANSWERED)
    owed = owed_ways(of, answered, "答复占", (Of.ANSWERED,))
    filed = ((Of.FILED_CASES, "并案后立案"), (Of.FILED, "立案"))
    alone = [
        Way(f"答复占{name}", ratio(answered, of.bounds(one)), (Of.ANSWERED, one)) for one, name in filed if of.has(one)
    ]
    return (*owed, *alone) if owed else ()


def _satisfied(of: Printed) -> tuple[Way, ...]:
    """What was found good of what was rated: 满意 alone, or with 基本满意."""
    satisfied, fairly, not_at_all = (of.bounds(one) for one in GRADES)
    rated = of.bounds(Of.RATED) if of.has(Of.RATED) else total(of.parts(GRADES))
    if not of.has(Of.SATISFIED):
        satisfied = rest(rated, total([fairly, not_at_all]))
    if not of.has(Of.FAIRLY_SATISFIED):
        fairly = rest(rated, total([satisfied, not_at_all]))
    figures = (*GRADES, Of.RATED)
    if not of.shown(*figures):
        return ()
    both = total([satisfied, fairly])
    if any(one.figures == GRADES[:2] for one in of.shown(*GRADES[:2])):
        both = total(of.parts(GRADES[:2]))
        satisfied = Bounds(ZERO, min(satisfied.most, both.most))
    return (Way("满意占评价", ratio(satisfied, rated), figures), Way("连同基本满意", ratio(both, rated), figures))


def _resulting(*those: Of) -> Callable[[Printed], tuple[Way, ...]]:
    """What has a result of what was answered, or of what is owed an answer."""

    def ways(of: Printed) -> tuple[Way, ...]:
        if any(one not in {part for entry in of.shown(*those) for part in entry.figures} for one in those):
            return ()
        part = total(of.parts(those))
        answered = of.bounds(Of.ANSWERED) if of.has(Of.ANSWERED) else total(of.parts(known_results(of)))
        shown = (Of.ANSWERED,) if of.has(Of.ANSWERED) else RESULTS
        name = "和".join(one.value.removesuffix("件数") for one in those)
        return (
            Way(f"{name}占答复", ratio(part, answered), (*those, *shown)),
            *owed_ways(of, part, f"{name}占", those),
        )

    return ways


def known_results(of: Printed) -> tuple[Of, ...]:
    """The results that a document knows: 不能落实, which most schools do not, only where it is printed."""
    told = {part for one in of.entries for part in one.figures}
    return tuple(one for one in RESULTS if one is not Of.IMPOSSIBLE or one in told)


GRADES = (Of.SATISFIED, Of.FAIRLY_SATISFIED, Of.DISSATISFIED)
RESULTS = tuple(count for count, _ in counts.RESULTS.values())
_COUNT_OF = {rate: count for count, rate in counts.RESULTS.values()}
_RESULT_RATES = tuple(rate for _, rate in counts.RESULTS.values())
_WAYS: dict[Of, Callable[[Printed], tuple[Way, ...]]] = {
    Of.FILED_RATE: _filed,
    Of.ANSWERED_RATE: _answered,
    Of.SATISFACTION: _satisfied,
    **{rate: _resulting(count) for count, rate in counts.RESULTS.values()},
}
_ALL_RATES = (*_WAYS, Of.IN_TIME_RATE)


def _said(way: Way) -> str:
    """`满意占评价是 91.7%`."""
    return f"{way.words}{said_as(way.share)}"


def said_as(share: Bounds) -> str:
    """`是 91.7%`, `至少是` or `最多是` where only one end is known."""
    least, most = (percent(one, 1) for one in share)
    if least == most:
        return f"是 {least}"
    if share.most == ONE:
        return f"至少是 {least}"
    return f"是 {least} 至 {most}" if share.least else f"最多是 {most}"
