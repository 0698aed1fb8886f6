"""Proposals parted along their path. Each whole is the sum of its parts (P15), and each part can be shown.

Five wholes: what was received (forms); of the cases, what was answered; of the answered, how the proposer rated
it, and what the unit reported; how cases ended. Tables, pictures, tiles and the lists behind them all ask here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from msgspec import Struct

from generator.dataset import Facts, derived
from generator.records.congress.model import Congress
from generator.records.proposal.counts import HANDLED, Bucket, not_filed_cause
from generator.records.proposal.days import Waits, waits
from generator.records.proposal.model import Grade, NotFiledCause, Proposal, ResponseResult
from generator.records.proposal.views.rows import clock_of
from generator.records.proposal.views.sortings import mark_of

ALL = "collected"
"""The key of all that was received: its list is the subject's own list."""
RATED = (Grade.SATISFIED, Grade.FAIRLY, Grade.DISSATISFIED)
UNRATED = "没有评价"
BUCKET_KEYS = {one: one.name.lower().replace("_", "-") for one in Bucket}
GRADE_KEYS = {one: one.name.lower() for one in RATED}
RESULT_KEYS = {one: "result-" + one.name.lower().replace("_", "-") for one in ResponseResult}
_OF_SOME_SCHOOLS = (ResponseResult.EXPLAINED, ResponseResult.FOR_REFERENCE)
_CAUSE_KEYS = {one: "cause-" + one.name.lower().replace("_", "-") for one in NotFiledCause}


class _Place(Struct, frozen=True):
    """A part before it is known what is in it."""

    key: str
    label: str
    below: tuple[_Place, ...] = ()
    seldom: bool = False
    """Whether it is left out where nothing is in it."""

    def every(self) -> Iterator[_Place]:
        yield self
        for one in self.below:
            yield from one.every()


class Part(Struct, frozen=True):
    """Some proposals under a name, parted further or not."""

    place: _Place
    found: Mapping[str, Sequence[Proposal]]

    @property
    def key(self) -> str:
        """Its anchor."""
        return self.place.key

    @property
    def label(self) -> str:
        """Its name."""
        return self.place.label

    @property
    def members(self) -> Sequence[Proposal]:
        """The proposals, by id."""
        return self.found.get(self.place.key, ())

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.members)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Parts that add up to it."""
        return tuple(Part(one, self.found) for one in self.place.below if not one.seldom or one.key in self.found)


class Parts(Struct, frozen=True, dict=True):
    """Some proposals parted in every way that is shown."""

    facts: Facts
    found: Mapping[str, Sequence[Proposal]]
    """What is in each part, by its key; nothing under the keys of empty ones."""

    def __getitem__(self, key: str) -> Part:
        return Part(_PLACES[key], self.found)

    def count(self, key: str) -> int:
        """How many a part holds."""
        return len(self.found.get(key, ()))

    @property
    def on(self) -> date:
        """The day as of which they are parted."""
        return self.facts.as_of

    @cached_property
    def partial(self) -> tuple[Congress, ...]:
        """The congresses of which only some proposals are on record, by id."""
        named = sorted({one.congress for one in self[ALL].members}, key=lambda one: one.id)
        held = (self.facts.find(one) for one in named)
        return tuple(one for one in held if one is not None and one.partial)

    @cached_property
    def only_partial(self) -> bool:
        """Whether all of them are of such congresses, so that nothing that is counted is a whole."""
        return bool(self.partial) and {one.congress.id for one in self[ALL].members} == {one.id for one in self.partial}

    @property
    def wholes(self) -> tuple[Part, ...]:
        """The wholes, in the order of the path."""
        return tuple(Part(one, self.found) for one in _WHOLES)

    @property
    def merged(self) -> int:
        """How many cases-to-be went into others."""
        return sum(self.count(f"{BUCKET_KEYS[kind]}-merged") for kind in HANDLED)

    @cached_property
    def waits(self) -> Waits:
        """How long the cases waited for an answer."""
        given = [(one, mark_of(one, self.facts).answered) for one in self["answered"].members]
        return waits([(one, day) for one, day in given if day is not None], self["unanswered"].members, self.on)


def parts_of(proposals: Iterable[Proposal], facts: Facts) -> Parts:
    """The parts of some proposals as of the facts' day; those handed in by then."""
    found: dict[str, list[Proposal]] = {}
    for one in proposals:
        for key in _keys(one, facts):
            found.setdefault(key, []).append(one)
    return Parts(facts, found)


@derived
def _keys(proposal: Proposal, facts: Facts) -> tuple[str, ...]:
    """The keys of all parts that a proposal is in."""
    return tuple(_parts_of_one(proposal, facts)) if proposal.handed_in <= facts.as_of else ()


def _parts_of_one(proposal: Proposal, facts: Facts) -> Iterator[str]:
    says = mark_of(proposal, facts)
    bucket = BUCKET_KEYS[says.bucket]
    yield from (ALL, bucket)
    if says.bucket is Bucket.NOT_FILED:
        cause = not_filed_cause(proposal)
        yield _CAUSE_KEYS[cause] if cause is not None else "cause-unknown"
    if says.bucket not in HANDLED:
        return
    if proposal.merged_into is not None:
        yield f"{bucket}-merged"
        return
    yield from (f"{bucket}-cases", "handled")
    yield from _owed(proposal, facts) if says.owed else ("taken-back",)
    if says.answered is not None:
        grade = GRADE_KEYS[says.grade] if says.grade is not None else "unrated"
        yield from ("ratings", grade)
        if grade != "unrated":
            yield "rated"
            yield from ("content",) if says.grade is not Grade.DISSATISFIED else ()
        yield "results"
        if says.result is not None:
            yield from (RESULT_KEYS[says.result], f"{RESULT_KEYS[says.result]}-{grade}")
    if says.lapsed:
        yield "lapsed"
    elif says.closed:
        yield "closed"


_TIMES = {"按时": "in-time", "迟": "late", "逾期": "overdue", "未到期": "not-due", "即将到期": "not-due"}
"""The part of what is or was owed by a day, by the kind of its clock."""


def _owed(proposal: Proposal, facts: Facts) -> Iterator[str]:
    """The parts of a case that is or was owed an answer."""
    answered, clock = mark_of(proposal, facts).answered is not None, clock_of(proposal, facts)
    yield from ("owed", "answered" if answered else "unanswered")
    if clock is not None:
        yield _TIMES[clock.kind]
    else:
        yield "answered-undated" if answered else "open-undated"


def _received() -> _Place:
    parts = []
    for kind, key in BUCKET_KEYS.items():
        below: tuple[_Place, ...] = ()
        if kind in HANDLED:
            cases = _Place(f"{key}-cases", f"{kind.value}，并案后")
            below = (cases, _Place(f"{key}-merged", f"{kind.value}，并入其他提案"))
        elif kind is Bucket.NOT_FILED:
            causes = (_Place(key, cause.value, seldom=True) for cause, key in _CAUSE_KEYS.items())
            below = (*causes, _Place("cause-unknown", "没有写原因", seldom=True))
        parts.append(_Place(key, kind.value, below))
    return _Place(ALL, "征集", tuple(parts))


def _handled() -> _Place:
    """The cases by what became of the answer."""
    answered = (
        _Place("in-time", "按期答复"),
        _Place("late", "迟于期限答复"),
        _Place("answered-undated", "没有定期限，已答复"),
    )
    open_ones = (
        _Place("overdue", "逾期没有答复"),
        _Place("not-due", "期限还没有到"),
        _Place("open-undated", "没有定期限，还没有答复"),
    )
    owed = (_Place("answered", "已答复", answered), _Place("unanswered", "还没有答复", open_ones))
    return _Place("handled", "要办理的", (_Place("owed", "应答复", owed), _Place("taken-back", "答复前撤回")))


def _rated() -> _Place:
    satisfied, fairly, dissatisfied = (_Place(key, grade.value) for grade, key in GRADE_KEYS.items())
    rated = _Place("rated", "已评价", (_Place("content", "满意和基本满意", (satisfied, fairly)), dissatisfied))
    return _Place("ratings", "提案人评价", (rated, _Place("unrated", UNRATED)))


def _reported() -> _Place:
    """The answered cases by what the unit last reported, each parted by how the proposer rated it."""
    said = [*((key, f"提案人评价{grade.value}") for grade, key in GRADE_KEYS.items()), ("unrated", f"提案人{UNRATED}")]
    return _Place(
        "results",
        "主办单位自评",
        tuple(
            _Place(
                key,
                result.value,
                tuple(_Place(f"{key}-{grade}", f"{result.value}，{words}") for grade, words in said),
                seldom=result in _OF_SOME_SCHOOLS,
            )
            for result, key in RESULT_KEYS.items()
        ),
    )


_WHOLES = (
    _received(),
    _handled(),
    _rated(),
    _reported(),
    _Place("lapsed", "承诺的日期已过，没有写结果"),
    _Place("closed", "已办结"),
)
_PLACES = {place.key: place for whole in _WHOLES for place in whole.every()}
