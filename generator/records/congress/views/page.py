"""The page of a congress: whether it met as it must, what it heard and decided, then everything about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup
from msgspec import Struct

from generator.dataset import Facts
from generator.parts import school_year_label
from generator.prose import Link
from generator.publication import Page, Quote, State, Tone, chinese_day, compared, percent
from generator.quoted import quoted
from generator.reader_text import link, linked, links, prose
from generator.records.congress.attendance import missing_reports, obligatory, school_year
from generator.records.congress.model import Congress, Decision, DecisionResult, Report, Votes
from generator.records.congress.views.rows import state_of
from generator.stated_figures import StatedFigure

LANDING = Link("congresses.html", "教代会")
_GIVEN = State("已报告", "●", Tone.DONE)
_MISSING = State("没有记录", "✕", Tone.LATE)
_RESULTS = {
    DecisionResult.PASSED: State("通过", "●", Tone.DONE),
    DecisionResult.REJECTED: State("未通过", "✕", Tone.LATE),
    DecisionResult.HEARD: State("听取", "○", Tone.IDLE),
}
Fact = tuple[str, str | Markup]


class ReportRow(Struct, frozen=True):
    """A report that was given, or an obligatory one that was not."""

    kind: str
    title: str | Markup
    state: State


class DecisionRow(Struct, frozen=True):
    """A decision with its votes, '' where they were not counted."""

    title: str | Markup
    state: State
    votes: tuple[str, str, str]
    ballots: str
    """How many were handed out, came back, were invalid, as far as that is published."""


def page(congress: Congress, facts: Facts) -> Page:
    """The page of a congress."""
    title = congress.heading(facts.find)
    said = _standing(congress, facts)
    context = {
        "id": congress.id,
        "title": title,
        "crumbs": [LANDING],
        "states": [state_of(congress, facts)],
        "standing": said,
        "facts": _facts(congress, facts),
        "reports": _reports(congress, facts),
        "decisions": [_decision(one, facts) for one in congress.decisions],
        "counted": any(one.votes is not None for one in congress.decisions),
        "quotes": _quotes(congress),
        "agenda": congress.agenda,
        "text": prose(facts, congress.text),
        "delegates": len(congress.roster),
        "roster": _roster(congress, facts),
    }
    return Page(congress.address, title, "".join(said), "congress/page.html", context)


def held_text(congress: Congress) -> str:
    """`2026年1月15日至16日`."""
    first, last = congress.held.start, congress.held.end
    if first == last:
        return chinese_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{chinese_day(first)}至{last.day}日"
    return f"{chinese_day(first)}至{chinese_day(last)}"


def held_days(congress: Congress) -> str:
    """`2026-01-15 至 2026-01-16`, for tables."""
    first, last = congress.held.start, congress.held.end
    return f"{first}" if first == last else f"{first} 至 {last}"


def _attendance(congress: Congress) -> str:
    people = congress.delegates
    if people is None:
        return ""
    return f"应到 {people.due} 人，实到 {people.present} 人（{percent(people.present, people.due)}）"


def _standing(congress: Congress, facts: Facts) -> list[str]:
    if facts.as_of < congress.held.start:
        return [f"将于{held_text(congress)}召开。"]
    present = _attendance(congress)
    found = [f"{held_text(congress)}召开" + (f"，{present}。" if present else "。")]
    if facts.as_of > congress.held.end:
        missing = "、".join(f"「{one.value}」" for one in missing_reports(congress, facts))
        needed = len(obligatory(congress, facts))
        if needed:
            found.append(f"必报的 {needed} 项报告没有{missing}。" if missing else f"必报的 {needed} 项报告都有。")
    if congress.decisions:
        found.append(f"作出 {len(congress.decisions)} 项决议。")
    return found


def _facts(congress: Congress, facts: Facts) -> list[Fact]:
    found: list[Fact | None] = [
        ("单位", linked(links(facts, [congress.unit]))) if congress.unit else None,
        ("会期", held_days(congress)),
        ("学年", school_year_label(school_year(congress))),
        ("到会", _attendance(congress)),
        ("提案截止", str(congress.proposal_deadline)) if congress.proposal_deadline else None,
        ("答复期限", str(congress.answers_due)) if congress.answers_due else None,
        ("附议人", f"至少 {congress.seconders} 名") if congress.seconders is not None else None,
        ("提案类别", "、".join(congress.categories)) if congress.categories else None,
        ("提案记录", "只公布了一部分提案") if congress.partial else None,
    ]
    return [one for one in found if one is not None and one[1]]


def _reports(congress: Congress, facts: Facts) -> list[ReportRow]:
    """The reports given, and after the sitting the obligatory ones that are not recorded."""
    given = [ReportRow(one.kind.value, _report_title(one, facts), _GIVEN) for one in congress.reports]
    if facts.as_of <= congress.held.end:
        return given
    return [*given, *(ReportRow(one.value, "", _MISSING) for one in missing_reports(congress, facts))]


def _report_title(report: Report, facts: Facts) -> str | Markup:
    target = link(facts, report.record)
    if target is None:
        return report.title or ""
    return linked([Link(target.address, report.title or target.title)])


def _decision(one: Decision, facts: Facts) -> DecisionRow:
    target = link(facts, one.record)
    title: str | Markup = one.title if target is None else linked([Link(target.address, one.title)])
    votes = one.votes
    counted = (str(votes.votes_for), str(votes.against), str(votes.abstained)) if votes else ("", "", "")
    return DecisionRow(title, _RESULTS[one.result], counted, _ballots(votes) if votes else "")


def _ballots(votes: Votes) -> str:
    """`发出 642，收回 634，无效 81；赞成占有效票 72.3%`, '' where nothing is published beside the votes."""
    counts = (("发出", votes.issued), ("收回", votes.returned), ("无效", votes.invalid))
    said = "，".join(f"{word} {count}" for word, count in counts if count is not None)
    return f"{said}；赞成占有效票 {percent(votes.votes_for, votes.valid)}" if said and votes.valid else said


def _quotes(congress: Congress) -> list[Quote]:
    """The attendance as documents state it, beside the computed one; what they state of proposals is shown with those."""
    found = []
    people = congress.delegates
    for one in congress.stated:
        if one.of.figure is StatedFigure.PRESENT_RATE and people is not None and people.due:
            written = quoted(one.value)
            agrees = None if written is None else written.agrees(Decimal(people.present) / people.due)
            text = percent(people.present, people.due)
            found.append(Quote(one.of.figure.value, one.value, one.source, text, compared(agrees)))
    return found


def _roster(congress: Congress, facts: Facts) -> list[tuple[str, int]]:
    """How many delegates each delegation or unit has. Names are not shown: a delegate has not consented by being one."""
    return sorted(Counter(_groups(congress, facts)).items(), key=lambda one: (-one[1], one[0]))


def _groups(congress: Congress, facts: Facts) -> Iterator[str]:
    for one in congress.roster:
        unit = facts.find(one.unit)
        yield one.delegation or (unit.name if unit else "其他")
