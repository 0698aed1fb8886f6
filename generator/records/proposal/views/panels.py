"""What proposals have to say on others' pages: of a unit, a congress, a clause, and on the home page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.dataset import Facts
from generator.model import Record
from generator.publication import LONGEST_LIST, Figure, Fragment, Quote, State, Summary, Tone, compared
from generator.quoted import quoted
from generator.records.clause.model import Clause
from generator.records.congress.model import Congress, in_chinese
from generator.records.proposal.contradictions import contradictions, follows
from generator.records.proposal.counts import proposals_of
from generator.records.proposal.lacking import Lacking, lacking
from generator.records.proposal.model import Proposal
from generator.records.proposal.printed_rest import left_over, recorded
from generator.records.proposal.stage import awaits_second_answer, is_closed
from generator.records.proposal.stated import meant, recomputed
from generator.records.proposal.together import name_of
from generator.records.proposal.views.deadlines import deadlines
from generator.records.proposal.views.groups import (
    Pair,
    base_of,
    by_category,
    by_congress,
    congress_link,
    in_order,
    unit_link,
)
from generator.records.proposal.views.landing import figures_of, latest_of
from generator.records.proposal.views.overview import overview
from generator.records.proposal.views.parts import parts_of
from generator.records.proposal.views.promises import promise_link
from generator.records.proposal.views.rows import summarize
from generator.records.proposal.views.said import partly
from generator.records.proposal.views.sortings import led_by, of_congress, promised_by, supported_by
from generator.records.proposal.views.statistics import figures_at
from generator.records.unit.model import Unit
from generator.stated_figures import SINCE_LAST

_CONTRADICTED = State("原文对不上", "◆", Tone.RUN)
"""Of a quoted figure that no record tells, but that the document itself contradicts."""
_FEWER = State("记录比原文少", "◆", Tone.RUN)
"""Of one that differs for no more than the proposals that are not on record."""
_FOLLOWS = State("与原文其他数相符", "●", Tone.DONE)
"""Of one that no record tells, but that follows from others of the documents."""


def panel(subject: Record, facts: Facts) -> Fragment | None:
    """The part of the page of a unit, a congress or a clause."""
    if isinstance(subject, Unit):
        return _of_unit(subject, facts)
    if isinstance(subject, Congress):
        return _of_congress(subject, facts)
    return _of_clause(subject, facts) if isinstance(subject, Clause) else None


def _open(proposals: Sequence[Proposal]) -> list[Proposal]:
    return [one for one in proposals if one.withdrawn is None]


def _of_unit(unit: Unit, facts: Facts) -> Fragment | None:
    led, helped = facts.under(led_by, unit.id), facts.under(supported_by, unit.id)
    if not led and not helped:
        return None
    link, parts = unit_link(unit), parts_of(led, facts)
    context = {
        "link": link,
        "owed": owed_rows(led, facts),
        "promises": promise_link(unit) if facts.under(promised_by, unit.id) else None,
        "figures": figures_at(parts, base_of(link)),
        "partly": partly(parts.partial, facts),
        "led": len(led),
        "helped": len(helped),
    }
    return Fragment("proposal/of_unit.html", context)


def owed_rows(proposals: Sequence[Proposal], facts: Facts) -> list[Summary]:
    """What a unit owes now: answers not given, promises lapsed or soon due, the earliest first; then second answers."""
    pairs: list[Pair] = [(one, summarize(one, facts)) for one in proposals]
    waiting = [
        (clock.due, summary.id, due.key, replace(summary, day=clock.due, clock=clock, type_label=due.what))
        for one, summary in pairs
        for due in deadlines(one, facts)
        if (clock := due.clock) is not None and due.done is None and (due.key == "answer" or clock.kind != "未到期")
    ]
    again = [
        summary for one, summary in pairs if awaits_second_answer(one, facts.as_of) and not is_closed(one, facts.as_of)
    ]
    return [*(row for *_, row in sorted(waiting, key=lambda item: item[:3])), *again]


def _of_congress(congress: Congress, facts: Facts) -> Fragment | None:
    every = proposals_of(congress, facts)
    stated = quotes(congress, facts)
    proposals = _open(every)
    if not proposals and not stated:
        return None
    link = congress_link(congress, facts)
    pairs: list[Pair] = [(one, summarize(one, facts)) for one in proposals]
    parts = parts_of(every, facts)
    context = {
        "link": link,
        "count": len(proposals),
        "figures": figures_at(parts, base_of(link)) if proposals else (),
        "overview": overview(parts, base_of(link)) if proposals else None,
        "quotes": stated,
        "contradictions": [one.text for one in contradictions(congress.stated, facts.find)],
        "left_over": [
            one.text for one in left_over(congress.stated, congress.categories, recorded(congress, facts), facts.find)
        ],
        "fewer": _said_of(_lacking(congress, facts)),
        "groups": by_category(pairs, congress) if len(proposals) <= LONGEST_LIST else [],
    }
    return Fragment("proposal/of_congress.html", context)


def quotes(congress: Congress, facts: Facts) -> list[Quote]:
    """What the congress's documents state of its proposals, beside what the records give."""
    found = []
    short = _lacking(congress, facts)
    fewer = {short.place, *short.others} if short is not None else set[int]()
    following = follows(congress.stated, facts.find)
    against = {entry.place for one in contradictions(congress.stated, facts.find) for entry in one.entries}
    for index, one in enumerate(congress.stated):
        given = recomputed(one, congress, facts)
        written = quoted(one.value)
        if given.found:
            agrees = given.agrees(written) if written is not None else None
            text = "；".join(v.text for v in given.found)
            if written is not None and (other := meant(one.of, written, given)) is not None:
                text += f"（原文的数正好是{other.value}）"
            state = _FEWER if index in fewer else compared(agrees)
            if agrees is None and written is not None:
                state = _CONTRADICTED if index in against else _FOLLOWS if index in following else state
            found.append(Quote(name_of(one.of, facts.find), one.value, one.source, text, state))
    return found


def _lacking(congress: Congress, facts: Facts) -> Lacking | None:
    """Where documents count more proposals than are on record, though all are said to be: none of both is called wrong."""
    if congress.partial:
        return None
    read = ((n, one, quoted(one.value)) for n, one in enumerate(congress.stated))
    differing = [n for n, one, written in read if written and recomputed(one, congress, facts).agrees(written) is False]
    return lacking(congress, [n for n in differing if congress.stated[n].of.figure not in SINCE_LAST], facts)


def _said_of(short: Lacking | None) -> str:
    if short is None:
        return ""
    return (
        f"{short.stated.of.figure.value}原文是 {short.stated.value}，提案记录有 {short.recorded} 件，少 {short.missing} 件："
        "可能没有录全，也可能是原文写错了；因此对不上的数，标作「记录比原文少」。"
    )


def _of_clause(clause: Clause, facts: Facts) -> Fragment | None:
    evidence = [
        one
        for one in _open(facts.referrers(clause, Proposal))
        if clause.id in {reference.id for reference in one.clauses}
    ]
    if not evidence:
        return None
    pairs: list[Pair] = [(one, summarize(one, facts)) for one in evidence]
    return Fragment("proposal/of_clause.html", {"count": len(evidence), "groups": by_congress(pairs, facts)})


def headline(facts: Facts) -> tuple[Figure, ...]:
    """For the home page: the latest congress's answers, what is overdue, how content the proposers are."""
    latest = latest_of(in_order(facts.keys(of_congress), facts))
    if latest is None:
        return ()
    link = congress_link(latest, facts)
    given = {one.key: one for one in figures_of(latest, facts)}
    wanted = (given.get(f"proposals-{key}") for key in ("answered", "overdue", "content"))
    return tuple(_on_home(one, latest, link.address) for one in wanted if one is not None)


def _on_home(one: Figure, congress: Congress, address: str) -> Figure:
    """A figure as the home page shows it: with the congress it speaks of, and the records on that congress's list."""
    which = "" if congress.partial else "提案"
    if congress.term and congress.session:
        which = f"第{in_chinese(congress.term)}届{in_chinese(congress.session)}次教代会{which}"
    return replace(one, label=f"{which}{one.label}", counted=(), href=one.href or f"{address}#{one.key}")
