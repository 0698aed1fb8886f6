"""The figures of some proposals in sentences: what became of every form, how long answers took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from generator.dataset import Facts
from generator.prose import Link
from generator.publication import percent
from generator.reader_text import linked
from generator.records.congress.model import Congress
from generator.records.proposal.counts import HANDLED, Bucket
from generator.records.proposal.days import Wait
from generator.records.proposal.views.parts import ALL, BUCKET_KEYS, Part, Parts
from generator.records.proposal.views.statistics import due_of

COLLECTED, LED = "征集", "主办"
"""What is counted: all that was handed in, or what a unit leads; what was merged into that is nobody's to lead."""
PUBLISHED = "公布"
"""What is counted where only some of what was handed in is on record."""
Said = tuple[str, str | Markup]


def conservation(parts: Parts, whole: str) -> str:
    """Every form in exactly one of five, then what is left after merging; `whole` says what was counted."""
    there = "，".join(_bucket(parts, kind) for kind, key in BUCKET_KEYS.items() if parts.count(key))
    some = "了其中" if whole == PUBLISHED else ""
    sentences = [f"{whole}{some} {parts.count(ALL)} 件：{there}"]
    if parts.count("handled"):
        merging = "，".join(_merging(parts, kind) for kind in HANDLED if parts.count(BUCKET_KEYS[kind]))
        words = "" if whole == LED else f"{merging}，" if parts.merged else "" if parts.partial else "没有并案，"
        sentences.append(f"{words}共 {parts.count('handled')} 件要办理")
    unlisted = sum(one.withdrawn is not None for one in parts[ALL].members)
    if unlisted:
        sentences.append(f"其中 {unlisted} 件撤回了公开，只计件数，不列出来")
    if parts.partial:
        sentences.append(partly(parts.partial, parts.facts))
    return "".join(f"{one}。" for one in sentences)


def partly(those: Iterable[Congress], facts: Facts) -> str:
    """That of these congresses only some proposals were published, so that the numbers are not those of all; '' of none."""
    named = "、".join(dict.fromkeys(one.heading(facts.find) for one in those))
    return f"{named}只公布了一部分提案，件数、比率和天数只按公布的计算" if named else ""


def whole_of(parts: Parts, whole: str) -> str:
    """What is counted, in a word: of what is on record only in part it is what was published."""
    return PUBLISHED if whole == COLLECTED and parts.only_partial else whole


def _bucket(parts: Parts, kind: Bucket) -> str:
    called_off = parts.count("cause-retracted") if kind is Bucket.NOT_FILED else 0
    return f"{kind.value} {parts.count(BUCKET_KEYS[kind])} 件" + (f"（其中撤销 {called_off} 件）" if called_off else "")


def _merging(parts: Parts, kind: Bucket) -> str:
    forms, cases = parts.count(BUCKET_KEYS[kind]), parts.count(f"{BUCKET_KEYS[kind]}-cases")
    name = "立案" if kind is Bucket.FILED else "意见建议"
    return f"{name}的 {forms} 件并为 {cases} 件" if cases != forms else f"{name}的 {forms} 件没有并案"


def progress(parts: Parts) -> str:
    """What came of the cases, for those who do not see the picture."""
    count = parts.count
    if not count("handled"):
        return ""
    owed = f"应答复 {count('owed')} 件，已答复 {count('answered')} 件，还没有答复 {count('unanswered')} 件"
    back = f"，答复前撤回 {count('taken-back')} 件" if count("taken-back") else ""
    if not count("answered"):
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
    left = parts.count("not-due")
    if due:
        less = f"；期限没有到的 {left} 件不算" if left else ""
        yield "按期答复", f"到了期限的 {due} 件中 {good} 件按期，占 {percent(good, due)}{less}。"
    found = parts.waits
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
