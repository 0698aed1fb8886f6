"""What units promised and what came of it: on one page, and for each congress and each unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Reference
from generator.prose import Link, plain_text
from generator.publication import LONGEST_LIST, Clock, Figure, Fragment, Page, State
from generator.record_type import Batch
from generator.records.calendar.reckoning import notice_days
from generator.records.congress.model import Congress
from generator.records.proposal.model import Proposal, Response
from generator.records.proposal.promises import DUE, Fate, Move, Promise, in_order_of_days
from generator.records.proposal.views.groups import in_order
from generator.records.proposal.views.parts import parts_of
from generator.records.proposal.views.rows import short_name, summarize
from generator.records.proposal.views.said import partly
from generator.records.proposal.views.sortings import promise_of, promised_by, promised_to
from generator.records.unit.model import Unit
from generator.sorting import Sorting

LANDING = Link("promises.html", "承诺与兑现")
_WHY = 90
"""Characters of the reason for a move; the proposal's page has all of it."""
_CLOCKED = (Fate.LAPSED, Fate.RUNNING, Fate.LATE, Fate.KEPT)


class Row(Struct, frozen=True):
    """A promise in a table."""

    link: Link
    unit: str
    result: str
    due: date | None
    moved: str
    """`原定 2025-08-31`, '' where it was not moved."""
    state: State


class MoveRow(Struct, frozen=True):
    """A promised day that was moved, in a table."""

    link: Link
    unit: str
    before: date
    after: date
    words: str
    """`推迟 365 天`."""
    on: date
    why: str


class Part(Struct, frozen=True):
    """The promises of one fate: in tables under headings, or only where they are listed."""

    key: str
    title: str
    count: int
    tables: tuple[tuple[str, tuple[Row, ...]], ...]
    links: tuple[tuple[Link, int], ...] = ()


class Tallied(Struct, frozen=True):
    """A congress or a unit with the number of its promises, in all and of each fate."""

    link: Link
    total: int
    kept: str
    """`3 / 5`."""
    cells: tuple[tuple[Link, int], ...]


Named = tuple[Link, list[Promise]]


def promises(facts: Facts) -> Fragment:
    """Every promise, by what came of it."""
    every = promises_of(facts.of_type(Proposal), facts)
    by_congress, by_unit = _by_congress(facts), _by_unit(facts)
    fates = [fate for fate in Fate if any(one.fate is fate for one in every)]
    context = {
        "as_of": facts.as_of,
        "figures": figures(every, LANDING.address, facts),
        "parts": _parts(every, facts, by_congress),
        "moves": _moves(every, facts),
        "groups": [
            ("各次教代会", "教代会", [_tallied(*one, fates) for one in by_congress]),
            ("各主办单位", "主办单位", [_tallied(*one, fates) for one in by_unit]),
        ],
        "fates": [one.value for one in fates],
        "partly": _partly(every, facts),
    }
    return Fragment("proposal/promises.html", context)


def promise_batches(facts: Facts) -> Iterator[Batch]:
    """A page for each congress and each unit with promises."""
    for key in facts.keys(promised_to):
        yield Batch(f"promises/congress/{key}", partial(_page_of, promised_to, key, _congress_link))
    for key in facts.keys(promised_by):
        yield Batch(f"promises/unit/{key}", partial(_page_of, promised_by, key, _unit_link))


def _page_of(by: Sorting[Proposal], key: str, name: Callable[[str, Facts], Link], facts: Facts) -> Iterator[Page]:
    """The promises that stand under a key."""
    link, members = name(key, facts), promises_of(facts.under(by, key), facts)
    title = f"{link.title}：承诺与兑现"
    context = {
        "crumbs": [Link("proposals.html", "提案"), LANDING],
        "title": title,
        "as_of": facts.as_of,
        "figures": figures(members, link.address, facts),
        "parts": _parts(members, facts),
        "moves": _moves(members, facts),
        "partly": _partly(members, facts),
    }
    words = f"{title}，共 {len(members)} 件，截至 {facts.as_of}。"
    yield Page(link.address, title, words, "proposal/promises_of.html", context)


def figures(found: Sequence[Promise], address: str, facts: Facts) -> tuple[Figure, ...]:
    """What is counted of some promises; each number leads to its part of the page at that address."""
    if not found:
        return ()
    of = {fate: [one for one in found if one.fate is fate] for fate in Fate}
    due, moved = sum(len(of[fate]) for fate in DUE), [one for one in found if one.moves]

    def figure(key: str, label: str, members: Sequence[Promise], whole: str = "", *, late: bool = False) -> Figure:
        href = f"{address}#{key}" if members else ""
        counted = tuple(summarize(one.proposal, facts) for one in members)
        return Figure(f"promises-{key}", label, str(len(members)), whole, "件", counted, late, href)

    made = [figure("all", "列入计划、正在落实，或承诺过日期", found)]
    if due:
        made.append(figure("kept", "按期落实", of[Fate.KEPT], str(due)))
    for fate in (Fate.LATE, Fate.LAPSED, Fate.DROPPED, Fate.OVER, Fate.RUNNING, Fate.UNDATED):
        if of[fate]:
            made.append(figure(fate.key, fate.value.word, of[fate], late=fate is Fate.LAPSED))
    if moved:
        made.append(figure("moved", "改过日期", moved))
    return tuple(made)


def promises_of(proposals: Iterable[Proposal], facts: Facts) -> list[Promise]:
    """The promises among some proposals, the earliest day first, those without one last; ties by id."""
    return in_order_of_days(one for proposal in proposals if (one := promise_of(proposal, facts)) is not None)


def _partly(found: Sequence[Promise], facts: Facts) -> str:
    """That of some congresses only some proposals were published, '' where all were."""
    return partly(parts_of([one.proposal for one in found], facts).partial, facts)


def _parts(found: Sequence[Promise], facts: Facts, elsewhere: Sequence[Named] = ()) -> list[Part]:
    """Fate by fate. What is too long for one table is listed on the pages of `elsewhere`, or unit by unit here."""
    made = []
    for fate in Fate:
        mine = [one for one in found if one.fate is fate]
        if len(mine) > LONGEST_LIST and elsewhere:
            links = tuple(
                (Link(f"{link.address}#{fate.key}", link.title), number)
                for link, members in elsewhere
                if (number := sum(one.fate is fate for one in members))
            )
            made.append(Part(fate.key, fate.value.word, len(mine), (), links))
        elif mine:
            made.append(Part(fate.key, fate.value.word, len(mine), _tables(mine, facts)))
    return made


def _tables(found: Sequence[Promise], facts: Facts) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    rows = [_row(one, facts) for one in found]
    if len(rows) <= LONGEST_LIST:
        return (("", tuple(rows)),)
    units = sorted({row.unit for row in rows})
    return tuple((unit or "没有主办单位", tuple(row for row in rows if row.unit == unit)) for unit in units)


def _row(one: Promise, facts: Facts) -> Row:
    proposal, last, first = one.proposal, one.last, one.first
    moved = f"原定 {first.due}" if first is not None and last is not None and first.due != last.due else ""
    return Row(
        link=Link(proposal.address, proposal.title),
        unit=short_name(facts, proposal.lead),
        result=one.result.value,
        due=last.due if last is not None else None,
        moved=moved,
        state=state_of(one, facts),
    )


def state_of(one: Promise, facts: Facts) -> State:
    """The state of its clock where that says it all, else what came of it."""
    if one.last is None or one.fate not in _CLOCKED:
        return one.fate.value
    return Clock(one.last.due, one.last.ended, facts.as_of, notice_days(facts)).state


def _moves(found: Sequence[Promise], facts: Facts) -> list[MoveRow]:
    """Every move, the latest first."""
    every = [(move, one.proposal) for one in found for move in one.moves]
    every.sort(key=lambda pair: (-pair[0].on.toordinal(), pair[1].id, pair[0].before))
    return [_move(move, proposal, facts) for move, proposal in every]


def _move(move: Move, proposal: Proposal, facts: Facts) -> MoveRow:
    words = f"推迟 {move.days} 天" if move.days > 0 else f"提前 {-move.days} 天"
    report = move.report
    why = plain_text((report.obstacle if isinstance(report, Response) else None) or report.text)
    anchor = "answers" if isinstance(report, Response) else "progress"
    return MoveRow(
        link=Link(f"{proposal.address}#{anchor}", proposal.title),
        unit=short_name(facts, proposal.lead),
        before=move.before,
        after=move.after,
        words=words,
        on=move.on,
        why=why if len(why) <= _WHY else why[: _WHY - 1] + "…",
    )


def _by_congress(facts: Facts) -> list[Named]:
    known = in_order(facts.keys(promised_to), facts)
    return [(_congress_link(one.id, facts), promises_of(facts.under(promised_to, one.id), facts)) for one in known]


def _by_unit(facts: Facts) -> list[Named]:
    keys = facts.keys(promised_by)
    return [(_unit_link(key, facts), promises_of(facts.under(promised_by, key), facts)) for key in keys]


def _congress_link(key: str, facts: Facts) -> Link:
    congress = facts.get(Reference[Congress](key, Congress))
    return Link(f"proposals/promises-congress-{key.lower()}.html", congress.heading(facts.find))


def _unit_link(key: str, facts: Facts) -> Link:
    return promise_link(facts.get(Reference[Unit](key, Unit)))


def promise_link(unit: Unit) -> Link:
    """Where a unit's promises stand."""
    return Link(f"proposals/promises-unit-{unit.id.lower()}.html", unit.short)


def _tallied(link: Link, members: list[Promise], fates: Sequence[Fate]) -> Tallied:
    counts = {fate: sum(one.fate is fate for one in members) for fate in Fate}
    due = sum(counts[fate] for fate in DUE)
    cells = tuple((Link(f"{link.address}#{fate.key}", ""), counts[fate]) for fate in fates)
    return Tallied(link, len(members), f"{counts[Fate.KEPT]} / {due}" if due else "—", cells)
