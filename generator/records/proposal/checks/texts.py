"""What the text of a congress says of its proposals, held against what is written and counted: only what is surely meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.late import late
from generator.nearest import swapped
from generator.record_type import Findings, warning
from generator.records.congress.model import Congress
from generator.records.congress.odd_days import odd_day
from generator.records.proposal.counts import COUNTED, proposals_of, tally
from generator.stated_figures import StatedFigure as Of

_COUNT = late(r"(?P<word>共(?:征集|收到)?到?(?:提案表?)?|征集到?(?:提案)?|(?:不予)?立案|意见建议)(?P<number>\d{2,})件")
_COUNTED_BY = {
    "不予立案": (Of.NOT_FILED,),
    "立案": (Of.FILED, Of.FILED_CASES),
    "意见建议": (Of.SUGGESTED, Of.SUGGESTED_CASES),
}
"""What a word in front of a number counts; every other one what was collected."""
_DAY = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_CLOSES = late(rf"{_DAY}(?:前|以前|[上下]?午?\d{{1,2}}[时点])?截止")
_ANSWERED_BY = late(rf"答复期限(?:定?为|是|：)?{_DAY}")
_OF_ANOTHER = late("上一?次|上一?届|去年|往年|历[次届年]")
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
    for sentence in _sentences(congress) if known else ():
        for found in _COUNT.finditer(sentence):
            number = found["number"]
            meant = (known[one] for one in _COUNTED_BY.get(found["word"], (Of.COLLECTED,)))
            right = next((one for one in meant if swapped(number, str(one))), None)
            if right is not None and int(number) not in known.values():
                message = f"正文写「{found[0]}」，按提案记录是 {right} 件，像是把两个数字写颠倒了"
                yield Finding(("text",), message, "查对会议文件：正文写错的改正；记录错了的，改正提案记录")


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
    for sentence in _sentences(congress):
        for one in _CLOSES.finditer(sentence) if "截止" in sentence else ():
            before = sentence[: one.start()]
            if "提案" in before and not _OF_OTHER_WORK.search(before):
                found.append(one)
    return found


def _sentences(congress: Congress) -> Iterator[str]:
    """The sentences that speak of this sitting, without spaces."""
    for one in "".join((congress.text or "").split()).replace("；", "。").split("。"):
        if not _OF_ANOTHER.search(one):
            yield one


CHECKS = (text_count_swapped, text_day_differs)
"""Checks of `Congress`."""
