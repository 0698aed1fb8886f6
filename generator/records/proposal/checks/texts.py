"""What the text of a congress says of its proposals, held against what is written and counted: only what is surely meant."""

from __future__ import annotations

import re
from datetime import date

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.late import late
from generator.nearest import swapped
from generator.record_type import Findings, warning
from generator.records.congress.model import Congress
from generator.records.congress.odd_days import odd_day
from generator.records.congress.spoken import Sentence, sentences
from generator.records.proposal.counts import COUNTED, proposals_of, tally
from generator.stated_figures import StatedFigure as Of

_COUNT = late(r"(?P<word>共(?:征集|收到)?到?(?:提案表?)?|征集到?(?:提案)?|(?:不予)?立案|意见建议)(?P<number>\d+)件")
_COUNTED_BY = {
    "不予立案": (Of.NOT_FILED,),
    "立案": (Of.FILED, Of.FILED_CASES),
    "意见建议": (Of.SUGGESTED, Of.SUGGESTED_CASES),
}
"""What a word in front of a number counts; every other one what was collected."""
_FIRST = {word: figures[0] for word, figures in _COUNTED_BY.items()} | {"撤": Of.WITHDRAWN}
_GONE = late(r"审查前(?:由?提案人|自行|主动)*(?P<word>撤)[回销](?P<number>\d+)件")
_OTHERWISE = late("并案|合并|并入|待审查|补交|重复")
"""What makes of forms other numbers than those of the review."""
_OUTCOMES = (Of.FILED, Of.SUGGESTED, Of.NOT_FILED)
_OF_COUNTS = "查对会议文件：正文写错的改正；记录错了的，改正提案记录；原文就是这样写的保留不动"
_DAY = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_CLOSES = late(rf"{_DAY}(?:前|以前|[上下]?午?\d{{1,2}}[时点])?截止")
_ANSWERED_BY = late(rf"答复期限(?:定?为|是|：)?{_DAY}")
_OF_OTHER_WORK = late("审查|答复|办理|反馈|评价|报名|意见征求|征求意见|推选|选举")


@warning("B5 数字由记录算出")
def text_count_swapped(congress: Congress, facts: Facts) -> Findings:
    """正文里写的征集、立案、意见建议、不予立案的件数，与提案记录数出来的没有把相邻的两个数字写颠倒。

    只看颠倒的：别的不同，可能说的是另一天、另一次会议。
    """
    if congress.partial or "件" not in (congress.text or ""):
        return
    counts = tally(proposals_of(congress, facts), facts.as_of)
    known = {figure: len(those(counts)) for figure, those in COUNTED.items()} if counts.collected else {}
    for sentence in sentences(congress) if known else ():
        for found in sentence.found(_COUNT):
            number, figures = found["number"], _COUNTED_BY.get(found["word"], ())
            right = next(
                (n for n in (known[one] for one in figures or (Of.COLLECTED,)) if swapped(number, str(n))), None
            )
            others = (known[one] for one in figures) if figures else known.values()
            if right is not None and int(number) not in others:
                message = f"正文写「{found[0]}」，按提案记录是 {right} 件，像是把两个数字写颠倒了"
                yield Finding(("text",), message, _OF_COUNTS, offset=sentence.offset(found))


@warning("P15")
def text_counts_do_not_add_up(congress: Congress, facts: Facts) -> Findings:
    """正文里写的立案、意见建议、不予立案（和审查前撤回）的件数，加起来是征集的件数。

    征集和三种结果都写了、各写一次的才查；说到并案、补交一类的不查。正文的数与提案记录有一个不同的，指出来。
    """
    text = congress.text or ""
    if "件" not in text or _OTHERWISE.search(text) or any(True for _ in text_count_swapped.run(congress, facts)):
        return
    found = dict[Of, list[tuple[Sentence, re.Match[str]]]]()
    for sentence in sentences(congress):
        for one in (*sentence.found(_COUNT), *sentence.found(_GONE)):
            found.setdefault(_FIRST.get(one["word"], Of.COLLECTED), []).append((sentence, one))
    if any(len(those) > 1 for those in found.values()) or not {Of.COLLECTED, *_OUTCOMES} <= found.keys():
        return
    said = {figure: int(those[0][1]["number"]) for figure, those in found.items()}
    parts = sum(number for figure, number in said.items() if figure is not Of.COLLECTED)
    if parts == said[Of.COLLECTED] or said[Of.COLLECTED] < said[Of.FILED]:
        return
    counts = tally(proposals_of(congress, facts), facts.as_of)
    wrong = [one for one in (Of.COLLECTED, *_OUTCOMES) if counts.collected and len(COUNTED[one](counts)) != said[one]]
    sentence, match = found[wrong[0] if len(wrong) == 1 else Of.COLLECTED][0]
    by_records = f"；按提案记录{wrong[0].value}是 {len(COUNTED[wrong[0]](counts))} 件" if len(wrong) == 1 else ""
    message = f"正文写的几种结果加起来是 {parts} 件，征集写的是 {said[Of.COLLECTED]} 件{by_records}"
    yield Finding(("text",), message, _OF_COUNTS, offset=sentence.offset(match))


@warning("P3、P12")
def text_day_differs(congress: Congress, facts: Facts) -> Findings:
    """正文里写的提案截止日期和答复期限，与这里写的日期相同。

    正文只写了一个截止日期、说的又是提案征集的，才核对；与会期和另一个日期都对不上的，在那里说。
    """
    text = congress.text or ""
    for key, found in (("proposal_deadline", _closing(congress)), ("answers_due", list(_ANSWERED_BY.finditer(text)))):
        written: date | None = getattr(congress, key)
        if written is None or len(found) != 1 or odd_day(congress, facts) == key:
            continue
        year, month, day = (found[0][part] for part in ("year", "month", "day"))
        if (int(month), int(day)) != (written.month, written.day) or (year and int(year) != written.year):
            label = Congress.model_fields[key].title
            message = f"正文写「{found[0][0]}」，{label}写的是 {written}"
            yield Finding((key,), message, "查对会议文件，改正写错的一个；正文说的是另一件事的不用改")


def _closing(congress: Congress) -> list[re.Match[str]]:
    """The days until which the text says that proposals were collected."""
    found = list[re.Match[str]]()
    for sentence in sentences(congress):
        for one in sentence.found(_CLOSES) if "截止" in sentence.text else ():
            before = sentence.text[: one.start()]
            if "提案" in before and not _OF_OTHER_WORK.search(before):
                found.append(one)
    return found


CHECKS = (text_count_swapped, text_counts_do_not_add_up, text_day_differs)
"""Checks of `Congress`."""
