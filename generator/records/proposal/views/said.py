"""The figures of some proposals in sentences: what became of every form, how long answers took."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.prose import Link
from generator.publication import percent
from generator.reader_text import linked
from generator.records.proposal.counts import Bucket
from generator.records.proposal.days import Wait, waits
from generator.records.proposal.views.parts import BUCKET_KEYS, Part, Parts
from generator.records.proposal.views.statistics import due_of

COLLECTED, LED = "征集", "主办"
"""What is counted: all that was handed in, or what a unit leads; what was merged into that is nobody's to lead."""
Said = tuple[str, str | Markup]


def conservation(parts: Parts, whole: str) -> str:
    """Every form in exactly one of five, then what is left after merging; `whole` says what was counted."""
    counts = parts.counts
    there = "，".join(_bucket(parts, kind) for kind in Bucket if counts.forms(kind))
    sentences = [f"{whole} {len(counts.collected)} 件：{there}"]
    if counts.handled:
        merging = "，".join(_merging(parts, kind) for kind in (Bucket.FILED, Bucket.SUGGESTION) if counts.forms(kind))
        merged = any(counts.merged_from(kind) for kind in (Bucket.FILED, Bucket.SUGGESTION))
        words = "" if whole == LED else f"{merging}，" if merged else "没有并案，"
        sentences.append(f"{words}共 {len(counts.handled)} 件要办理")
    unlisted = sum(one.withdrawn is not None for one in counts.collected)
    if unlisted:
        sentences.append(f"其中 {unlisted} 件撤回了公开，只计件数，不列出来")
    return "".join(f"{one}。" for one in sentences)


def _bucket(parts: Parts, kind: Bucket) -> str:
    called_off = len(parts.counts.called_off) if kind is Bucket.NOT_FILED else 0
    return f"{kind.value} {parts[BUCKET_KEYS[kind]].count} 件" + (f"（其中撤销 {called_off} 件）" if called_off else "")


def _merging(parts: Parts, kind: Bucket) -> str:
    forms, cases = len(parts.counts.forms(kind)), len(parts.counts.cases(kind))
    name = "立案" if kind is Bucket.FILED else "意见建议"
    return f"{name}的 {forms} 件并为 {cases} 件" if cases != forms else f"{name}的 {forms} 件没有并案"


def progress(parts: Parts) -> str:
    """What came of the cases, for those who do not see the picture."""
    counts = parts.counts
    if not counts.handled:
        return ""
    owed = f"应答复 {len(counts.owed)} 件，已答复 {len(counts.answered)} 件，还没有答复 {len(counts.unanswered)} 件"
    back = f"，答复前撤回 {len(counts.taken_back)} 件" if counts.taken_back else ""
    if not counts.answered:
        return f"{owed}{back}。"
    grades = "，".join(f"{part.label} {part.count} 件" for part in _grades(parts) if part.count)
    results = "，".join(f"{part.label} {part.count} 件" for part in parts["results"].parts if part.count)
    return f"{owed}{back}。提案人评价：{grades}。主办单位自评：{results}。"


def _grades(parts: Parts) -> Iterator[Part]:
    rated, unrated = parts["ratings"].parts
    content, dissatisfied = rated.parts
    yield from (*content.parts, dissatisfied, unrated)


def timing(parts: Parts) -> list[Said]:
    """The share answered in time, the median and the longest wait, and from which day to which is counted."""
    return list(_timing(parts))


def _timing(parts: Parts) -> Iterator[Said]:
    due, good = due_of(parts)
    left = parts["not-due"].count
    if due:
        less = f"；期限没有到的 {left} 件不算" if left else ""
        yield "按期答复", f"到了期限的 {due} 件中 {good} 件按期，占 {percent(good, due)}{less}。"
    found = waits(parts.counts)
    if found.answered:
        slowest, count = found.answered[0], len(found.answered)
        yield "答复用时", f"中位数 {found.median} 天：{count} 件答复里，一半用的天数不多于它。"
        yield "用时最长", _named(slowest) + f"{slowest.days} 天：{slowest.start} 交办，{slowest.end} 答复。"
    if found.unanswered:
        oldest = found.unanswered[0]
        yield "等得最久", _named(oldest) + f"已等 {oldest.days} 天：{oldest.start} 交办，到 {oldest.end} 还没有答复。"
    if found.answered or found.unanswered:
        less = f"没有写交办日期的 {found.undated} 件不算。" if found.undated else ""
        how = f"从交办的第二天数起，数到主办单位第一次答复的那天，节假日也算在内。{less}"
        yield "怎样数天", how


def _named(one: Wait) -> Markup:
    proposal = one.proposal
    shown = Link(proposal.address, proposal.title) if proposal.withdrawn is None else Link("", "一件撤回公开的提案")
    return linked([shown]) + "，"
