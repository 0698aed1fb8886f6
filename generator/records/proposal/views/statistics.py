"""The statistics of any subset of proposals; every number with the records that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.dataset import Facts
from generator.publication import LONGEST_LIST, Figure, percent
from generator.records.proposal.counts import Bucket, Tally, tally
from generator.records.proposal.model import Grade, Proposal
from generator.records.proposal.stage import is_closed, promise
from generator.records.proposal.views.rows import clock_of, rows

ALL = "collected"
"""The key of the figure that counts every one: its list is the page itself."""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure before it is shown: what it counts, out of what."""

    key: str
    label: str
    counted: tuple[Proposal, ...]
    value: str = ""
    """Shown in place of the number, for shares."""
    of: str = ""
    unit: str = "件"
    late: bool = False


def figures(proposals: Sequence[Proposal], facts: Facts) -> tuple[Figure, ...]:
    """The statistics of some proposals, each with its records at hand."""
    return figures_at(proposals, facts, "")


def figures_at(proposals: Sequence[Proposal], facts: Facts, base: str) -> tuple[Figure, ...]:
    """The same where lists that are too long for a page stand on pages of their own, `<base>-<key>.html`."""
    return tuple(_figure(one, facts, base) for one in counts_of(proposals, facts))


def counts_of(proposals: Sequence[Proposal], facts: Facts) -> list[Count]:
    """What is counted, in the order in which it is shown."""
    counts = tally(proposals, facts.as_of)
    if not counts.collected:
        return []
    return [*_received(counts), *_answered(counts, facts), *_rated(counts), *_followed(counts, facts)]


def _figure(one: Count, facts: Facts, base: str) -> Figure:
    long = len(one.counted) > LONGEST_LIST or (bool(base) and one.key == ALL)
    return Figure(
        key=f"proposals-{one.key}",
        label=one.label,
        value=one.value or str(len(one.counted)),
        of=one.of,
        unit="" if one.value else one.unit,
        counted=() if long else rows(one.counted, facts),
        late=one.late,
        href=page_of(base, one.key) if long and base else "",
    )


def page_of(base: str, key: str) -> str:
    """The page that holds what a figure counts; all that was collected is the list itself."""
    return f"{base}.html" if key == ALL else f"{base}-{key}.html"


def _received(counts: Tally) -> list[Count]:
    filed, suggested = counts.forms(Bucket.FILED), counts.forms(Bucket.SUGGESTION)
    cases = len(counts.handled)
    merged = f"，并案后共 {cases} 件" if counts.merged else ""
    return [
        Count(ALL, "提案", counts.collected),
        Count("filed", f"立案，另有意见建议 {len(suggested)} 件{merged}", filed),
    ]


def _answered(counts: Tally, facts: Facts) -> list[Count]:
    if not counts.owed:
        return []
    clocks = [(one, clock) for one in counts.owed if (clock := clock_of(one, facts)) is not None]
    overdue = [(one, clock) for one, clock in clocks if clock.overdue]
    due = [(one, clock) for one, clock in clocks if clock.done is not None or clock.overdue]
    in_time = tuple(one for one, clock in due if clock.done is not None and clock.days <= 0)
    longest = max((clock.days for _, clock in overdue), default=0)
    label = f"答复逾期，最长 {longest} 天" if overdue else "答复逾期"
    found = [
        Count("answered", "已答复", counts.answered, of=str(len(counts.owed))),
        Count("overdue", label, tuple(one for one, _ in overdue), late=bool(overdue)),
    ]
    if due:
        share = percent(len(in_time), len(due))
        found.append(Count("in-time", f"按期答复：{len(due)} 件中 {len(in_time)} 件", in_time, value=share))
    return found


def _rated(counts: Tally) -> list[Count]:
    if not counts.rated:
        return []
    content = counts.graded(Grade.SATISFIED, Grade.FAIRLY)
    share = percent(len(content), len(counts.rated))
    label = f"满意和基本满意：已评价 {len(counts.rated)} 件中 {len(content)} 件"
    return [Count("content", label, content, value=share)]


def _followed(counts: Tally, facts: Facts) -> list[Count]:
    closed = tuple(one for one in counts.handled if is_closed(one, counts.on))
    lapsed = tuple(
        one for one in counts.handled if (open_one := promise(one, counts.on)) and open_one.lapsed(counts.on)
    )
    found = [Count("lapsed", "承诺的日期已过，没有写结果", lapsed, late=True)] if lapsed else []
    return [*found, Count("closed", "已办结", closed)] if closed or found else []
