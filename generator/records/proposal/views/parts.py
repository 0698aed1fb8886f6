"""Proposals parted along their path. Each whole is the sum of its parts (P15), and each part can be shown.

Five wholes: what was received (forms); of the cases, what was answered; of the answered, how the proposer rated
it, and what the unit reported; how cases ended. Tables, pictures, tiles and the lists behind them all ask here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.dataset import Facts
from generator.publication import Clock
from generator.records.proposal.counts import Bucket, Proposals, Tally, not_filed_cause, tally
from generator.records.proposal.model import Grade, NotFiledCause, Proposal, ResponseResult
from generator.records.proposal.views.rows import summarize
from generator.records.proposal.views.sortings import mark_of

ALL = "collected"
"""The key of all that was received: its list is the subject's own list."""
RATED = (Grade.SATISFIED, Grade.FAIRLY, Grade.DISSATISFIED)
UNRATED = "没有评价"
BUCKET_KEYS = {one: one.name.lower().replace("_", "-") for one in Bucket}
GRADE_KEYS = {one: one.name.lower() for one in RATED}
RESULT_KEYS = {one: "result-" + one.name.lower().replace("_", "-") for one in ResponseResult}


@dataclass(frozen=True, slots=True)
class Part:
    """Some proposals under a name, parted further or not."""

    key: str
    """Its anchor."""
    label: str
    members: Proposals
    parts: tuple[Part, ...] = ()
    """Parts that add up to it."""

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.members)

    def every(self) -> Iterator[Part]:
        """Itself and everything below it."""
        yield self
        for one in self.parts:
            yield from one.every()


@dataclass(frozen=True)
class Parts:
    """Some proposals parted in every way that is shown."""

    counts: Tally
    facts: Facts

    def __getitem__(self, key: str) -> Part:
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> Mapping[str, Part]:
        return {part.key: part for whole in self.wholes for part in whole.every()}

    @cached_property
    def wholes(self) -> tuple[Part, ...]:
        """The wholes, in the order of the path."""
        counts = self.counts
        return (_received(counts), _handled(counts, self.clocks), _rated(counts), _reported(counts), *_ended(counts))

    @cached_property
    def clocks(self) -> Mapping[str, Clock]:
        """What is or was owed of the cases by a day, by id; cases without a deadline have none."""
        asked = ((one.id, summarize(one, self.facts).clock) for one in self.counts.owed)
        return {key: clock for key, clock in asked if clock is not None}


def parts_of(proposals: Iterable[Proposal], facts: Facts) -> Parts:
    """The parts of some proposals as of the facts' day."""
    return Parts(tally(proposals, facts.as_of, lambda one, _: mark_of(one, facts)), facts)


def _received(counts: Tally) -> Part:
    parts = []
    for kind in Bucket:
        key = BUCKET_KEYS[kind]
        below: tuple[Part, ...] = ()
        if kind in (Bucket.FILED, Bucket.SUGGESTION):
            cases = Part(f"{key}-cases", f"{kind.value}，并案后", counts.cases(kind))
            below = (cases, Part(f"{key}-merged", f"{kind.value}，并入其他提案", counts.merged_from(kind)))
        elif kind is Bucket.NOT_FILED:
            below = tuple(_causes(counts.forms(kind)))
        parts.append(Part(key, kind.value, counts.forms(kind), below))
    return Part(ALL, "征集", counts.collected, tuple(parts))


def _causes(forms: Proposals) -> Iterator[Part]:
    for cause in (*NotFiledCause, None):
        members = tuple(one for one in forms if not_filed_cause(one) is cause)
        if members:
            name = cause.name.lower().replace("_", "-") if cause else "unknown"
            yield Part(f"cause-{name}", cause.value if cause else "没有写原因", members)


def _handled(counts: Tally, clocks: Mapping[str, Clock]) -> Part:
    """The cases by what became of the answer."""

    def of(kind: str, *kinds: str) -> Proposals:
        named = (kind, *kinds)
        return tuple(one for one in counts.owed if one.id in clocks and clocks[one.id].kind in named)

    def undated(members: Proposals) -> Proposals:
        return tuple(one for one in members if one.id not in clocks)

    answered = (
        Part("in-time", "按期答复", of("按时")),
        Part("late", "迟于期限答复", of("迟")),
        Part("answered-undated", "没有定期限，已答复", undated(counts.answered)),
    )
    open_ones = (
        Part("overdue", "逾期没有答复", of("逾期")),
        Part("not-due", "期限还没有到", of("未到期", "即将到期")),
        Part("open-undated", "没有定期限，还没有答复", undated(counts.unanswered)),
    )
    parts = (
        Part("answered", "已答复", counts.answered, answered),
        Part("unanswered", "还没有答复", counts.unanswered, open_ones),
        Part("taken-back", "答复前撤回", counts.taken_back),
    )
    owed = Part("owed", "应答复", counts.owed, parts[:2])
    return Part("handled", "要办理的", counts.handled, (owed, parts[2]))


def _rated(counts: Tally) -> Part:
    grades = {grade: Part(GRADE_KEYS[grade], grade.value, counts.graded(grade)) for grade in RATED}
    both = (grades[Grade.SATISFIED], grades[Grade.FAIRLY])
    content = Part("content", "满意和基本满意", counts.graded(Grade.SATISFIED, Grade.FAIRLY), both)
    rated = Part("rated", "已评价", counts.rated, (content, grades[Grade.DISSATISFIED]))
    return Part("ratings", "提案人评价", counts.answered, (rated, Part("unrated", UNRATED, counts.graded(None))))


def _reported(counts: Tally) -> Part:
    """The answered cases by what the unit last reported, each parted by how the proposer rated it."""
    found = []
    for result in ResponseResult:
        members = counts.resulting(result)
        below = []
        for grade in (*RATED, None):
            key = f"{RESULT_KEYS[result]}-{GRADE_KEYS[grade] if grade else 'unrated'}"
            told = counts.told(result, grade)
            said = f"提案人评价{grade.value}" if grade else f"提案人{UNRATED}"
            below.append(Part(key, f"{result.value}，{said}", told))
        found.append(Part(RESULT_KEYS[result], result.value, members, tuple(below)))
    return Part("results", "主办单位自评", counts.answered, tuple(found))


def _ended(counts: Tally) -> Iterator[Part]:
    yield Part("lapsed", "承诺的日期已过，没有写结果", counts.lapsed)
    yield Part("closed", "已办结", counts.closed)
