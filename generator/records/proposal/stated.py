"""What a congress states of its proposals, computed again: for the check and for the page, which shows both."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from decimal import Decimal
from typing import NamedTuple

from generator.dataset import Facts
from generator.model import Stated, StatedOf
from generator.publication import percent
from generator.quoted import Quoted
from generator.records.congress.model import Congress
from generator.records.proposal.counts import COUNTED, GRADES, RESULTS, Bucket, Tally, tally
from generator.records.proposal.model import Grade, ResponseResult
from generator.records.proposal.participation import PARTICIPATION
from generator.records.proposal.scopes import Scope, all_known, partly_known, proposals_in, scope_of
from generator.records.proposal.since_last import grown
from generator.records.proposal.stage import answer_clock
from generator.records.proposal.together import cannot_join, together
from generator.stated_figures import SINCE_LAST, StatedFigure

RATES = (
    StatedFigure.FILED_RATE,
    StatedFigure.ANSWERED_RATE,
    StatedFigure.IN_TIME_RATE,
    StatedFigure.CLOSED_RATE,
    *(rate for _, rate in RESULTS.values()),
    *(rate for _, rate in GRADES.values()),
)
UNRECORDED = (StatedFigure.MET, StatedFigure.MET_RATE)
"""What reports print and no record tells."""
_MERGED = {StatedFigure.FILED: StatedFigure.FILED_CASES, StatedFigure.SUGGESTED: StatedFigure.SUGGESTED_CASES}
_OTHER_SIDE = _MERGED | {cases: forms for forms, cases in _MERGED.items()}
"""The same count before merging and after."""


_NONE_PUBLISHED = "—"
"""The page says once that no proposals were published."""


_OF_SOME = "只公布了一部分提案，算不出来"


class Computed(NamedTuple):
    """A value that follows from the records, and how it is said."""

    value: Decimal | None
    """None where nothing can be computed."""
    text: str


class Recomputed(NamedTuple):
    """What a quotation speaks of, counted, and what its figure can be."""

    counts: Tally
    found: tuple[Computed, ...]
    """Nothing where proposals do not tell."""
    partly: bool = False
    """Whether only some of what was counted is on record."""

    def agrees(self, written: Quoted) -> bool | None:
        """Whether a printed number is one of these; None where nothing can tell.

        Of what is partly on record it is at least as much, and more does not tell that it is right.
        """
        known = [one.value for one in self.found if one.value is not None]
        if self.partly and any(one <= written.most for one in known):
            return None
        return any(map(written.agrees, known)) if known else None


def recomputed(one: Stated, congress: Congress, facts: Facts) -> Recomputed:
    """What a quotation speaks of, counted, and what its figure can be.

    Of a congress with only some of its proposals on record counts are those of these, and rates are not known.
    """
    if one.of.figure in SINCE_LAST:
        return Recomputed(tally((), facts.as_of), _since_last(one, congress, facts))
    counts, found = _recomputed(one, congress, facts)
    if not (counts.collected and found and partly_known(scope_of(one.of, facts.find), congress, facts)):
        return Recomputed(counts, found)
    if one.of.figure in COUNTED or one.of.figure in PARTICIPATION:
        known = tuple(each._replace(text=f"公布的有 {each.text}") for each in found if each.value is not None)
        return Recomputed(counts, known or (Computed(None, "公布的提案里没有"),), partly=True)
    return Recomputed(counts, (Computed(None, _OF_SOME),), partly=True)


def _since_last(one: Stated, congress: Congress, facts: Facts) -> tuple[Computed, ...]:
    found = tuple(Computed(value, text) for value, text in grown(one, congress, facts))
    return found or (Computed(None, "这次或者上次会议的件数没有公布，无法核对"),)


def _recomputed(one: Stated, congress: Congress, facts: Facts) -> tuple[Tally, tuple[Computed, ...]]:
    scope, figure = scope_of(one.of, facts.find), one.of.figure
    if cannot_join(one.of):
        return tally((), facts.as_of), ()
    whole = _counted(scope.whole, congress, facts)
    if scope.first and not all_known(scope, congress, facts):
        return tally((), facts.as_of), (Computed(None, f"{scope.whole.words}的会议没有都登记、都公布提案，无法核对"),)
    figures = together(one.of)
    if not scope.is_part:
        return whole, computed(figures, whole, facts) if figure is not StatedFigure.SHARE else ()
    part = _counted(scope, congress, facts)
    if scope.category and whole.collected and not part.collected:
        return whole, (Computed(None, f"没有「{scope.category}」这一类的提案"),)
    if whole.collected and not part.collected:
        return whole, (_number(0),) if figure in COUNTED else ()
    return part, _shares(part, whole) if figure is StatedFigure.SHARE else computed(figures, part, facts)


def computed(figures: Sequence[StatedFigure], counts: Tally, facts: Facts) -> tuple[Computed, ...]:
    """What a figure can be, or several together."""
    first, *others = figures
    if not others or not counts.collected:
        return _single(first, counts, facts)
    if first in COUNTED:
        return (_number(sum(len(COUNTED[figure](counts)) for figure in figures)),)
    return _told(counts, figures)


def _counted(scope: Scope, congress: Congress, facts: Facts) -> Tally:
    on = min(scope.on, facts.as_of) if scope.on else facts.as_of
    return tally(proposals_in(scope, congress, facts), on)


def _shares(part: Tally, whole: Tally) -> tuple[Computed, ...]:
    """A category's share of what was collected, and where they are others of what was filed, before merging and after."""
    if not whole.collected:
        return (Computed(None, _NONE_PUBLISHED),)
    ways: tuple[tuple[str, Callable[[Tally], Sized]], ...] = (
        ("征集", lambda one: one.collected),
        ("立案", lambda one: one.forms(Bucket.FILED)),
        ("并案后立案", lambda one: one.cases(Bucket.FILED)),
    )
    counted = [(word, len(of(part)), len(of(whole))) for word, of in ways]
    found = [_rate(some, every, f"{word} {some} 件，共 {every} 件") for word, some, every in counted if every]
    return tuple(found)


def _single(figure: StatedFigure, counts: Tally, facts: Facts) -> tuple[Computed, ...]:
    """What a figure can be by the records; nothing where proposals do not tell.

    Where no proposal was published, nothing can be computed: missing is not none.
    Where two ways of counting are in use, both are right: a rate of filing before and after merging; a rate of satisfaction with 满意 alone and together
    with 基本满意; what was withdrawn with and without those that the review itself called off; what was closed, and its share, with and without
    what a lapsed promise opened again; a result's share of what was answered and of what is owed an answer.
    """
    if not counts.collected and (figure in COUNTED or figure in RATES or figure in PARTICIPATION):
        return (Computed(None, _NONE_PUBLISHED),)
    if figure in PARTICIPATION:
        return tuple(Computed(Decimal(one.number), one.text) for one in PARTICIPATION[figure](counts))
    if figure in UNRECORDED:
        return (Computed(None, "提案记录不写有没有见面"),)
    match figure:
        case StatedFigure.SATISFACTION:
            return _satisfaction(counts)
        case StatedFigure.WITHDRAWN:
            return _withdrawn(counts)
        case StatedFigure.CLOSED:
            return _closed(counts)
        case StatedFigure.CLOSED_RATE:
            return _closed_share(counts)
        case StatedFigure.FILED_RATE:
            return _filed(counts)
        case StatedFigure.ANSWERED_RATE:
            return _answered(counts)
        case StatedFigure.IN_TIME_RATE:
            return (_in_time(counts, facts),)
    count = COUNTED.get(figure)
    return _told(counts, (figure,)) if count is None else (_number(len(count(counts))),)


def meant(of: StatedOf, written: Quoted, given: Recomputed) -> StatedFigure | None:
    """The count of the other side of merging, where that is what a document prints, and not the one it is called."""
    figure, other, counts = of.figure, _OTHER_SIDE.get(of.figure), given.counts
    if other is None or of.also or given.partly or not any(one.value is not None for one in given.found):
        return None
    if written.agrees(Decimal(len(COUNTED[figure](counts)))):
        return None
    return other if written.agrees(Decimal(len(COUNTED[other](counts)))) else None


def _number(count: int, how: str = "") -> Computed:
    return Computed(Decimal(count), f"{count} 件{how}")


def _rate(part: int, whole: int, how: str) -> Computed:
    if not whole:
        return Computed(None, "没有可算的件数，算不出来")
    return Computed(Decimal(part) / whole, f"{percent(part, whole)}（{how}）")


def _filed(counts: Tally) -> tuple[Computed, ...]:
    filed, cases, every = (
        len(one) for one in (counts.forms(Bucket.FILED), counts.cases(Bucket.FILED), counts.collected)
    )
    plain = _rate(filed, every, f"立案 {filed} 件，征集 {every} 件")
    return (plain, _rate(cases, every, f"并案后立案 {cases} 件，征集 {every} 件")) if cases != filed else (plain,)


def _answered(counts: Tally) -> tuple[Computed, ...]:
    answered, owed, filed = len(counts.answered), len(counts.owed), counts.cases(Bucket.FILED)
    found = [_rate(answered, owed, f"答复 {answered} 件，应答复 {owed} 件")]
    if filed and counts.cases(Bucket.SUGGESTION):
        done = {one.id for one in counts.answered}
        among = sum(one.id in done for one in filed)
        found.append(_rate(among, len(filed), f"其中立案的 {among} 件，并案后立案 {len(filed)} 件"))
    return tuple(found)


def _withdrawn(counts: Tally) -> tuple[Computed, ...]:
    before, called_off = len(counts.forms(Bucket.WITHDRAWN)), len(counts.called_off)
    if not called_off:
        return (_number(before),)
    both = _number(before + called_off, f"（其中计入不予立案的 {called_off} 件）")
    return (both, _number(before, "（只算审查前撤销的）")) if before else (both,)


def _closed(counts: Tally) -> tuple[Computed, ...]:
    still, once = len(counts.closed), len(counts.closed_once)
    again = _number(once, f"（连同承诺过期、重新办理的 {once - still} 件）")
    return (_number(still), again) if once != still else (_number(still),)


def _closed_share(counts: Tally) -> tuple[Computed, ...]:
    """What was closed of what is handled, answered, or filed alone; nothing where no record tells of closing."""
    if not counts.closed_once:
        return (Computed(None, "没有写明办结的提案，算不出来"),)
    filed, some = counts.cases(Bucket.FILED), dict.fromkeys((len(counts.closed), len(counts.closed_once)))
    wholes = (("要办理", len(counts.handled)), ("应答复", len(counts.owed)), ("已答复", len(counts.answered)))
    found = [_rate(n, every, f"办结 {n} 件，{word} {every} 件") for n in some for word, every in wholes if every]
    if filed and counts.cases(Bucket.SUGGESTION):
        for closed in (counts.closed, counts.closed_once):
            among = len({one.id for one in closed} & {one.id for one in filed})
            found.append(_rate(among, len(filed), f"其中立案的 {among} 件，并案后立案 {len(filed)} 件"))
    different = dict[Decimal | None, Computed]()
    for one in found:
        different.setdefault(one.value, one)
    return tuple(different.values())


def _told(counts: Tally, figures: Sequence[StatedFigure]) -> tuple[Computed, ...]:
    """The share of some results, or of some grades; nothing where figures are none of these rates."""
    results = [one for one, (_, rate) in RESULTS.items() if rate in figures]
    grades = [one for one, (_, rate) in GRADES.items() if rate in figures]
    return _resulting(counts, *results) if results else _graded(counts, *grades) if grades else ()


def _graded(counts: Tally, *grades: Grade) -> tuple[Computed, ...]:
    part, rated = len(counts.graded(*grades)), len(counts.rated)
    words = "和".join(one.value for one in grades)
    return (_rate(part, rated, f"{words} {part} 件，评价 {rated} 件"),)


def _resulting(counts: Tally, *results: ResponseResult) -> tuple[Computed, ...]:
    done = {one.id for one in counts.resulting(*results)}
    part, answered, owed = len(done), len(counts.answered), len(counts.owed)
    words = "和".join(one.value for one in results)
    found = [_rate(part, answered, f"{words} {part} 件，答复 {answered} 件")]
    if answered and owed != answered:
        found.append(_rate(part, owed, f"应答复 {owed} 件"))
    filed = counts.cases(Bucket.FILED)
    if filed and counts.cases(Bucket.SUGGESTION):
        among = sum(one.id in done for one in filed)
        found.append(_rate(among, len(filed), f"其中立案的 {among} 件，并案后立案 {len(filed)} 件"))
    return tuple(found)


def _in_time(counts: Tally, facts: Facts) -> Computed:
    given = ((one, facts.find(one.congress)) for one in counts.owed)
    clocks = [clock for one, held in given if (clock := answer_clock(one, held, counts.on)) is not None]
    due = [one for one in clocks if one.done is not None or one.overdue]
    good = sum(one.done is not None and one.days <= 0 for one in due)
    return _rate(good, len(due), f"按期 {good} 件，到期限的 {len(due)} 件")


def _satisfaction(counts: Tally) -> tuple[Computed, ...]:
    rated = len(counts.rated)
    if not rated:
        return (Computed(None, "没有评价，算不出来"),)
    satisfied = len(counts.graded(Grade.SATISFIED))
    both = len(counts.graded(Grade.SATISFIED, Grade.FAIRLY))
    return (
        _rate(satisfied, rated, f"满意 {satisfied} 件，评价 {rated} 件"),
        Computed(Decimal(both) / rated, f"{percent(both, rated)}（连同基本满意 {both} 件）"),
    )
