"""Figures that a published document states, computed again (B5)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.quoted_keys import idle_findings
from generator.record_type import Check, Findings, warning
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stated import USES, compared


@warning("B5 比例和增长由数据算出")
def stated_differs(record: Disclosure, facts: Facts) -> Findings:
    """原文写的合计、占比和增长，与由数据算出来的相符。

    已经公布的文件写错了，照抄在 stated 里，网站把它和算出来的数并列显示。
    """
    for one in compared(record):
        if one.computed is not None and not one.agrees:
            yield Finding(
                ("stated", one.index, "value"),
                f"「{one.what}」原文写的是「{one.stated.value}」，算出来是 {one.shown}",
                "核对原文和 figures；原文确实写错的不用改，网站照实并列",
            )


@warning("B5 比例和增长由数据算出")
def stated_without_figures(record: Disclosure, facts: Facts) -> Findings:
    """原文写的数，由这条记录的数据算得出来。"""
    for one in compared(record):
        if one.computed is None:
            yield Finding(
                ("stated", one.index, "of"),
                f"「{one.what}」在这条记录里算不出来，无法核对原文的「{one.stated.value}」",
                "在 figures 里补上有关的数；label 写指标名称，增长写 from 和 to 两个年份",
            )


@warning("B5 比例和增长由数据算出")
def stated_key_idle(record: Disclosure, facts: Facts) -> Findings:
    """照录的数，of 里只写这个指标用得上的内容。"""
    yield from idle_findings(record.stated, USES, lambda _, key: _REMEDIES.get(key, ""))


_REMEDIES = {
    "code": "删去这一行；指标的名称写在 label",
    "base": "删去这一行；占比的基数是写了 sum_of 的合计",
    "from": "删去这一行；只说一年的写 year",
    "year": "说增长的，写 from 和 to 两个年份",
}
CHECKS: tuple[Check[Disclosure], ...] = (stated_differs, stated_without_figures, stated_key_idle)
