"""What the documents of a congress print of its proposals, held against itself."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Findings, warning
from generator.records.congress.model import Congress
from generator.records.proposal.contradictions import contradictions

_REMEDY = "查对有没有抄错、指标有没有写错（并案前后是两种件数）；原文就是这样写的保留不动，页面写明对不上"


@warning("P15")
def stated_counts_contradict(congress: Congress, facts: Facts) -> Findings:
    """原文写的几个提案件数和比率，互相对得上。

    没有公布提案记录的也这样核对，只用同一份文件里写出来的数；几份文件之间只核对审查结果。征集是立案、意见建议、不予立案、
    撤销和待审查之和，撤销的已经算在不予立案里也可以；并案后的不多于并案前的；答复、办结的不多于要办理的，评价的不多于答复的；
    评价是满意、基本满意和不满意之和；答复是各种办理结果之和；各种比率由件数算得出来。有一部分没有写的，只看写出来的是不是已经超过总数。
    """
    for one in contradictions(congress.stated):
        yield Finding(("stated", one.entries[0].place, "value"), f"原文的数互相对不上：{one.text}", _REMEDY)


CHECKS = (stated_counts_contradict,)
"""Checks of `Congress`."""
