"""The page of a proposal: the answer, then the evidence, then the paperwork."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from generator.dataset import Facts
from generator.model import Phase
from generator.prose import Link
from generator.publication import Page, State, Summary, Tone, chinese_day
from generator.reader_text import link, linked, links, prose
from generator.records.budget.model import Budget
from generator.records.classification.model import Classification
from generator.records.proposal.model import MoneyLine, Proposal, Proposer, Response
from generator.records.proposal.stage import (
    Pledge,
    answers,
    happened,
    last_grade,
    latest_result,
    pledges,
    promise,
)
from generator.records.proposal.views.groups import LANDING, category_link, congress_link
from generator.records.proposal.views.path import path, said_of
from generator.records.proposal.views.rows import clock_of, main_case, short_name, shown_people, summarize
from generator.records.proposal.views.sortings import stage_of
from generator.records.proposal.views.standing import description, standing

Fact = tuple[str, str | Markup]


class Reply(Struct, frozen=True):
    """An answer in full, with the ratings that follow it."""

    title: str
    notes: str
    """Who signed it, what it promises."""
    text: Markup | None
    measures: Markup | None
    obstacle: Markup | None
    ratings: tuple[str, ...]


class Progress(Struct, frozen=True):
    """A report on the carrying out."""

    day: date
    result: str
    text: Markup | None


class Promised(Struct, frozen=True):
    """A promise beside what came of it."""

    made: date
    due: date
    came: str
    late: bool


class Money(Struct, frozen=True):
    """A budget line that the proposal led to."""

    budget: Link
    line: str
    amounts: str


def page(proposal: Proposal, facts: Facts) -> Page:
    """The page of a proposal."""
    on = facts.as_of
    congress = facts.find(proposal.congress)
    clock = clock_of(proposal, facts)
    states = [stage_of(proposal, facts).value]
    if clock is not None:
        states.append(clock.state)
    open_promise = promise(proposal, on)
    if open_promise is not None and open_promise.lapsed(on):
        states.append(State(f"承诺逾期 {(on - open_promise.due).days} 天", "▲", Tone.LATE))
    crumbs = [LANDING]
    if congress is not None:
        crumbs.append(congress_link(congress, facts))
    main = main_case(proposal, facts)
    said = standing(proposal, facts)
    context = {
        "id": proposal.id,
        "title": proposal.title,
        "crumbs": crumbs,
        "states": states,
        "facts": _facts(proposal, facts),
        "standing": said,
        "main": _main_link(main) if main is not proposal else None,
        "steps": path(proposal, facts),
        "voices": _voices(proposal, on),
        "replies": _replies(proposal, facts),
        "promised": [_promised(one, on) for one in pledges(proposal, on)],
        "progress": [
            Progress(one.on, one.result.value, prose(facts, one.text)) for one in happened(proposal.carrying_out, on)
        ],
        "reason": prose(facts, proposal.reason),
        "measures": prose(facts, proposal.measures),
        "merged": _merged(proposal, facts),
        "joint": _joint(proposal, facts),
        "money": [one for line in proposal.money if (one := _money(line, facts)) is not None],
    }
    return Page(proposal.address, proposal.title, description(said), "proposal/page.html", context)


def _main_link(main: Proposal) -> Link:
    """The main case as the pages of what went into it name it; of a withdrawn one no more than that."""
    return Link(main.address, main.title if main.withdrawn is None else "一件撤回公开的提案")


def _facts(proposal: Proposal, facts: Facts) -> list[Fact]:
    found: list[Fact | None] = [
        ("教代会", linked(links(facts, [proposal.congress]))),
        ("类别", linked([category_link(proposal.category)])),
        ("提案人", "、".join(shown_people(proposal.proposers, facts))),
        ("附议人", "、".join(shown_people(proposal.seconders, facts))) if proposal.seconders else None,
        ("主办单位", linked(links(facts, [proposal.lead]))) if proposal.lead else None,
        ("协办单位", linked(links(facts, proposal.supporting))) if proposal.supporting else None,
        ("督办人", proposal.follower) if proposal.follower else None,
        ("重点提案", "是") if proposal.key else None,
    ]
    return [one for one in found if one is not None and one[1]]


def _voices(proposal: Proposal, on: date) -> tuple[Fact, Fact] | None:
    """The unit's own grade and the proposer's rating; None before there is an answer."""
    result, grade = latest_result(proposal, on), last_grade(proposal, on)
    if result is None:
        return None
    none_given = "未反馈" if happened(proposal.ratings, on) else "还没有评价"
    return ("主办单位自评", result.value), ("提案人评价", grade.grade.value if grade else none_given)


def _replies(proposal: Proposal, facts: Facts) -> list[Reply]:
    given = happened(proposal.responses, facts.as_of)
    return [_reply(proposal, one, given[n + 1 : n + 2], facts) for n, one in enumerate(given)]


def _reply(proposal: Proposal, one: Response, following: tuple[Response, ...], facts: Facts) -> Reply:
    """An answer with the ratings from its day until the next answer's."""
    until = following[0].on if following else date.max
    ratings = [
        rating for rating in happened(proposal.ratings, facts.as_of) if one.on <= rating.on and rating.on < until
    ]
    notes = [f"{one.signed_by}签发" if one.signed_by else "没有写由谁签发"]
    notes += [f"承诺 {one.due} 完成"] if one.due else []
    unit = short_name(facts, one.unit)
    own = answers(proposal, facts.as_of)
    role = "" if one.unit == proposal.lead else "（协办）"
    again = "再次答复" if one.unit == proposal.lead and one is not own[0] else "答复"
    said = (f"提案人{chinese_day(r.on)}评价：{r.grade.value}" + (f"。“{r.note}”" if r.note else "") for r in ratings)
    return Reply(
        title=f"{unit}{role}{chinese_day(one.on)}{again}：{one.result.value}",
        notes=" · ".join(notes),
        text=prose(facts, one.text),
        measures=prose(facts, one.measures),
        obstacle=prose(facts, one.obstacle),
        ratings=tuple(said),
    )


def _promised(one: Pledge, on: date) -> Promised:
    return Promised(one.made, one.due, said_of(one, on), one.lapsed(on))


def _merged(proposal: Proposal, facts: Facts) -> list[Summary]:
    """The proposals that went into this one, those whose publication was withdrawn left out."""
    return [summarize(one, facts) for one in _into(proposal, facts)]


def _into(proposal: Proposal, facts: Facts) -> Iterator[Proposal]:
    for one in facts.referrers(proposal, Proposal):
        if one.withdrawn is None and one.merged_into is not None and one.merged_into.id == proposal.id:
            yield one


def _joint(proposal: Proposal, facts: Facts) -> str:
    """The proposers of what was merged into it: they are joint proposers here (P6), each named once.

    '' where all of them are its own proposers. Who is named in one record and not in another is not shown to be the same.
    """
    own = {_identity(one) for one in proposal.proposers}
    joint = {_identity(one): one for merged in _into(proposal, facts) for one in merged.proposers}
    return "、".join(shown_people([one for key, one in joint.items() if key not in own], facts))


def _identity(one: Proposer) -> tuple[str, str, bool]:
    """Who somebody is, and whether readers may know."""
    if one.delegation:
        return one.delegation, "", True
    return "".join((one.name or "").split()), one.unit.id if one.unit is not None else "", one.consent


def _money(one: MoneyLine, facts: Facts) -> Money | None:
    budget, target = facts.find(one.budget), link(facts, one.budget)
    if not isinstance(budget, Budget) or target is None:
        return None
    line = next((line for _, line in budget.walk() if line.code == one.code), None)
    if line is None:
        return None
    chart = facts.find(budget.classification)
    named = chart.by_code.get(one.code) if isinstance(chart, Classification) else None
    name = line.name or (named.name if named else "")
    amounts = [
        f"{phase.label} {amount:,} {budget.unit.value}" for phase in Phase if (amount := line.amount(phase)) is not None
    ]
    return Money(target, f"{one.code} {name}".strip(), "，".join(amounts) or "没有公布金额")
