"""The statistics of any subset of proposals; every number with the records that it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.dataset import Facts
from generator.publication import LONGEST_LIST, Figure, percent
from generator.records.proposal.model import Proposal
from generator.records.proposal.views.parts import ALL, Parts, parts_of
from generator.records.proposal.views.rows import clock_of, rows


class Count(Struct, frozen=True):
    """A figure before it is shown: the part that it counts, out of what."""

    key: str
    label: str
    value: str = ""
    """Shown in place of the number, for shares."""
    of: str = ""
    late: bool = False


def figures(proposals: Sequence[Proposal], facts: Facts) -> tuple[Figure, ...]:
    """The statistics of some proposals, each with its records at hand."""
    return figures_at(parts_of(proposals, facts), "")


def figures_at(parts: Parts, base: str) -> tuple[Figure, ...]:
    """The same where the records stand on pages of their own: see `counted_at`."""
    return tuple(_figure(one, parts, base) for one in counts_of(parts))


def counted_at(base: str, key: str) -> str:
    """Where the records of a part stand: all that was received is the list itself, the rest is on the page beside it."""
    return f"{base}.html" if key == ALL else f"{base}-counted.html#{key}"


def counts_of(parts: Parts) -> list[Count]:
    """What is counted, in the order in which it is shown."""
    if not parts.count(ALL):
        return []
    return [*_received(parts), *_answered(parts), *_rated(parts), *_ended(parts)]


def _figure(one: Count, parts: Parts, base: str) -> Figure:
    part = parts[one.key]
    here = not base and part.count <= LONGEST_LIST
    members = tuple(each for each in part.members if each.withdrawn is None)
    return Figure(
        key=f"proposals-{one.key}",
        label=_label(one, parts),
        value=one.value or str(part.count),
        of=one.of,
        unit="" if one.value else "件",
        counted=rows(members, parts.facts) if here else (),
        late=one.late,
        href=counted_at(base, one.key) if base and part.members else "",
    )


def _label(one: Count, parts: Parts) -> str:
    """Its name, which says where only some were published."""
    if not parts.only_partial:
        return one.label
    return f"公布的{one.label}" if one.key == ALL else f"公布的提案：{one.label}"


def _received(parts: Parts) -> Iterator[Count]:
    suggested = parts.count("suggestion")
    cases = f"，并案后共 {parts.count('handled')} 件" if parts.merged else ""
    yield Count(ALL, "提案")
    yield Count("filed", f"立案，另有意见建议 {suggested} 件{cases}")


def _answered(parts: Parts) -> Iterator[Count]:
    if not parts.count("owed"):
        return
    back = parts.count("taken-back")
    less = f"，答复前撤回的 {back} 件不算" if back else ""
    yield Count("answered", f"已答复 / 应答复{less}", of=str(parts.count("owed")))
    clocks = (clock_of(one, parts.facts) for one in parts["overdue"].members)
    longest = max((one.days for one in clocks if one is not None), default=0)
    yield Count("overdue", f"答复逾期，最长 {longest} 天" if longest else "答复逾期", late=bool(longest))
    due, good = due_of(parts)
    if due:
        left = f"，期限没有到的 {rest} 件不算" if (rest := parts.count("not-due")) else ""
        yield Count("in-time", f"按期答复：到了期限的 {due} 件中 {good} 件{left}", value=percent(good, due))


def due_of(parts: Parts) -> tuple[int, int]:
    """How many answers were given by or fell due on a set day, and how many of them were given in time."""
    good = parts.count("in-time")
    return good + parts.count("late") + parts.count("overdue"), good


def _rated(parts: Parts) -> Iterator[Count]:
    rated = parts.count("rated")
    if rated:
        content = parts.count("content")
        share = percent(content, rated)
        yield Count("content", f"满意和基本满意：已评价的 {rated} 件中 {content} 件", value=share)


def _ended(parts: Parts) -> Iterator[Count]:
    if parts["lapsed"].members:
        yield Count("lapsed", parts["lapsed"].label, late=True)
    if parts.count("answered"):
        yield Count("closed", parts["closed"].label)
