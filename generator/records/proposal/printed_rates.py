"""Whether a rate that a document prints follows from the counts that it prints; each way of counting in use is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.publication import percent
from generator.records.proposal import counts
from generator.records.proposal.bounds import ONE, Bounds, comes_of, ratio, rest, total
from generator.records.proposal.printed import Contradiction, Entry, Printed
from generator.records.proposal.together import stem
from generator.stated_figures import StatedFigure as Of


class Way(NamedTuple):
    """One way to work out a rate: what it is called, what part of which whole, from which figures."""

    words: str
    """'' where the whole is not printed, so that nothing can be said of it."""
    part: Bounds
    whole: Bounds
    figures: tuple[Of, ...]

    @property
    def share(self) -> Bounds:
        """What it can be."""
        return ratio(self.part, self.whole)

    def gives(self, rate: Bounds) -> bool:
        """Whether whole numbers can give what is printed."""
        return comes_of(rate, self.part, self.whole)


def rates(of: Printed) -> Iterator[Contradiction]:
    """A rate follows from the counts: of filing, of answers, of satisfaction, of each result."""
    wanted = [(entry, ways_of(of)) for figure, ways_of in _WAYS.items() for entry in of.of(figure)]
    wanted += [(entry, _together(entry)(of)) for entry in of.sums if not entry.is_count]
    for entry, ways in wanted:
        if ways and entry.bounds.least <= ONE and not any(one.gives(entry.bounds) for one in ways):
            said = "，".join(_said(one) for one in ways if one.words)
            used = of.shown(*dict.fromkeys(figure for one in ways for figure in one.figures))
            numbers = "、".join(one.text for one in used)
            yield Contradiction((entry, *used), f"{entry.text}，按印出的件数算，{said}（{numbers}）")


def _together(entry: Entry) -> Callable[[Printed], tuple[Way, ...]]:
    """How a rate of several things together is worked out."""
    if entry.figure in _RESULT_OF:
        return _resulting(*(_RESULT_OF[one] for one in entry.figures))
    return _graded(*(_GRADE_OF[one] for one in entry.figures))


def shares(of: Printed) -> Iterator[Contradiction]:
    """The shares of the results are together no more than all; nor those of the grades, where 满意率 may hold 基本满意."""
    for figures in (_RESULT_RATES, (Of.SATISFACTION, Of.DISSATISFIED_RATE), (Of.FAIRLY_RATE, Of.DISSATISFIED_RATE)):
        entries = of.shown(*figures)
        if len(entries) < 2 or total(of.parts(figures)).least <= ONE:
            continue
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
        found.append(Way("立案占征集", forms, collected, (Of.FILED, Of.COLLECTED)))
    elif of.has(Of.FILED_CASES):
        found.append(Way("立案占征集", cases.or_more, collected, (Of.FILED_CASES, Of.COLLECTED)))
    if of.has(Of.FILED_CASES):
        found.append(Way("并案后立案占征集", cases, collected, (Of.FILED_CASES, Of.COLLECTED)))
    elif of.has(Of.FILED) and (of.has(Of.MERGED) or of.has(Of.HANDLED)):
        left = Bounds(rest(forms, of.bounds(Of.MERGED)).least, forms.most)
        found.append(Way("并案后立案占征集", left, collected, (Of.FILED, Of.MERGED, Of.COLLECTED)))
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
    return tuple(Way(f"{words}{name}", part, whole, (*shown, *figures)) for name, whole, figures in wholes)


def _answered(of: Printed) -> tuple[Way, ...]:
    """What was answered of what is owed an answer, or of what was filed alone."""
    if not of.has(Of.ANSWERED):
        return ()
    answered = of.bounds(Of.ANSWERED)
    owed = owed_ways(of, answered, "答复占", (Of.ANSWERED,))
    return (*owed, *_filed_ways(of, answered, "答复占", (Of.ANSWERED,))) if owed else ()


def _met(of: Printed) -> tuple[Way, ...]:
    """Of how much the unit in charge met the proposer: of what is owed an answer, of what was answered, or of what was filed alone."""
    if not of.has(Of.MET):
        return ()
    met = of.bounds(Of.MET)
    ways = owed_ways(of, met, "见面占", (Of.MET,))
    answered = (Way("见面占答复", met, of.bounds(Of.ANSWERED), (Of.MET, Of.ANSWERED)),) if of.has(Of.ANSWERED) else ()
    every = (*answered, *ways, *_filed_ways(of, met, "见面占", (Of.MET,)))
    return tuple(one for one in every if met.least <= one.whole.most)


def _closed(of: Printed) -> tuple[Way, ...]:
    """What was closed of what is owed an answer, of what was answered, or of what was filed alone."""
    if not of.has(Of.CLOSED):
        return ()
    closed = of.bounds(Of.CLOSED)
    owed = owed_ways(of, closed, "办结占", (Of.CLOSED,))
    filed = _filed_ways(of, closed, "办结占", (Of.CLOSED,))
    if not of.has(Of.ANSWERED):
        return (*owed, *filed) if owed else ()
    answered = Way("办结占答复", closed, of.bounds(Of.ANSWERED), (Of.CLOSED, Of.ANSWERED))
    unprinted = () if owed else (Way("", closed, Bounds(closed.least, of.bounds(Of.COLLECTED).most), (Of.CLOSED,)),)
    return (answered, *owed, *filed, *unprinted)


def _filed_ways(of: Printed, part: Bounds, words: str, shown: tuple[Of, ...]) -> tuple[Way, ...]:
    """What share of what was filed alone a part is, suggestions left out, as many reports reckon."""
    filed = [one for one in (Of.FILED_CASES, Of.FILED) if of.has(one) and part.least <= of.bounds(one).most]
    return tuple(Way(f"{words}{stem((one,))}", part, of.bounds(one), (*shown, one)) for one in filed)


def _graded(*those: Of, words: str = "") -> Callable[[Printed], tuple[Way, ...]]:
    """What got some grades, of what was rated: as printed, and as the other grades leave room for."""
    others = tuple(one for one in GRADES if one not in those)

    def ways(of: Printed) -> tuple[Way, ...]:
        figures = (*GRADES, Of.RATED)
        if not of.shown(*figures):
            return ()
        rated = of.bounds(Of.RATED) if of.has(Of.RATED) else total(of.parts(GRADES))
        part, left = total(of.parts(those)), rest(rated, total(of.parts(others)))
        most = min(part.most, left.most, *(one.bounds.most for one in of.sums if set(those) < set(one.figures)))
        if most < part.least:  # the grades are more than what was rated, which is said of them
            return ()
        return (
            Way(words or f"{stem(those)}占评价", Bounds(max(part.least, min(left.least, most)), most), rated, figures),
        )

    return ways


def _satisfied(of: Printed) -> tuple[Way, ...]:
    """What was found good of what was rated: 满意 alone, or with 基本满意."""
    return (*_graded(Of.SATISFIED)(of), *_graded(*GRADES[:2], words="连同基本满意")(of))


def _resulting(*those: Of) -> Callable[[Printed], tuple[Way, ...]]:
    """What has some results of what was answered, or of what is owed an answer, or of what was filed."""

    def ways(of: Printed) -> tuple[Way, ...]:
        if any(one not in {part for entry in of.shown(*those) for part in entry.figures} for one in those):
            return ()
        part, name = total(of.parts(those)), stem(those)
        owed = owed_ways(of, part, f"{name}占", those)
        answered, shown = of.bounds(Of.ANSWERED), RESULTS
        if of.has(Of.ANSWERED):
            shown = (Of.ANSWERED,)
        else:
            answered = total(of.parts(known_results(of)))
            most = min(answered.most, max((one.whole.most for one in owed), default=answered.most))
            answered = Bounds(min(answered.least, most), most)
        filed = _filed_ways(of, part, f"{name}占", those)
        unprinted = () if owed else (Way("", part, Bounds(answered.least, of.bounds(Of.COLLECTED).most), those),)
        return (Way(f"{name}占答复", part, answered, (*those, *shown)), *owed, *filed, *unprinted)

    return ways


def known_results(of: Printed) -> tuple[Of, ...]:
    """The results that a document knows: the four of P11, and those that only some schools have where they are printed."""
    told = {part for one in of.entries for part in one.figures}
    return tuple(one for one in RESULTS if one in _OF_ALL or one in told)


GRADES = tuple(count for count, _ in counts.GRADES.values())
RESULTS = tuple(count for count, _ in counts.RESULTS.values())
_OF_ALL = (Of.CARRIED_OUT, Of.UNDER_WAY, Of.PLANNED, Of.NOT_NOW)
_RESULT_OF = {rate: count for count, rate in counts.RESULTS.values()}
_GRADE_OF = {rate: count for count, rate in counts.GRADES.values()}
_RESULT_RATES = tuple(rate for _, rate in counts.RESULTS.values())
_WAYS: dict[Of, Callable[[Printed], tuple[Way, ...]]] = {
    Of.FILED_RATE: _filed,
    Of.ANSWERED_RATE: _answered,
    Of.CLOSED_RATE: _closed,
    Of.MET_RATE: _met,
    **{rate: _graded(count) for count, rate in counts.GRADES.values()},
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
