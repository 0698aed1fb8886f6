"""Figures that a published document states, computed again (B5)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, warning
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.stated import compared


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


CHECKS: tuple[Check[Disclosure], ...] = (stated_differs, stated_without_figures)
