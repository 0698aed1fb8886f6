"""Figures that a published document states, computed again (B5)."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.model import StatedOf
from generator.nearest import nearest
from generator.quoted_keys import idle_findings
from generator.record_type import Check, Findings, warning
from generator.records.disclosure.hidden import quoted_hidden
from generator.records.disclosure.model import Disclosure
from generator.records.disclosure.recomputed import span_of
from generator.records.disclosure.stated import USES, compared
from generator.stated_figures import OF_FIGURES, StatedFigure


@warning("B5 比例和增长由数据算出")
def stated_differs(record: Disclosure, facts: Facts) -> Findings:
    """原文写的合计、占比和增长，与由数据算出来的相符。

    已经公布的文件写错了，照抄在 stated 里，网站把它和算出来的数并列显示。
    """
    for one in compared(record):
        if one.computed is not None and not one.agrees:
            near = "，差在四舍五入的范围里" if one.rounded else ""
            yield Finding(
                ("stated", one.index, "value"),
                f"「{one.what}」原文写的是「{one.stated.value}」，算出来是 {one.shown}{near}",
                "核对原文和 figures；原文确实写错的不用改，网站照实并列",
            )


@warning("B5 比例和增长由数据算出")
def stated_without_figures(record: Disclosure, facts: Facts) -> Findings:
    """原文写的数，由这条记录的数据算得出来。"""
    hidden = {index for index, _ in quoted_hidden(record)}
    for one in compared(record):
        place, value, of = ("stated", one.index, "of"), one.stated.value, one.stated.of
        if one.index in hidden:
            continue
        if of.figure not in OF_FIGURES:
            known = "、".join(figure for figure in StatedFigure if figure in OF_FIGURES)
            message = f"公开事项不核对「{of.figure}」，无法核对原文的「{value}」"
            yield Finding(place, message, f"{_INSTEAD.get(of.figure, '')}figure 可以写：{known}")
        elif one.computed is None:
            message = f"「{one.what}」在这条记录里算不出来，无法核对原文的「{value}」"
            yield Finding(place, message, _remedy_for(of, record))


def _remedy_for(of: StatedOf, record: Disclosure) -> str:
    known = sorted({one.label for one in record.figures})
    span = span_of(of)
    for name in (of.label, *of.also, of.base):
        near = nearest(name, known) if name is not None and name not in known else None
        if near:
            return f"没有指标「{name}」，是不是「{near}」？"
    if span is not None:
        return f"在 figures 里补上「{of.label}」{span[0]} 到 {span[1]} 年每一年的数；记录里没有的，删去这一项"
    return "在 figures 里补上有关的数；label 和 base 写指标名称，增长写 year（比上一年）或者 from 和 to 两个年份，学年写它开始的那一年"


@warning("B5 比例和增长由数据算出")
def stated_key_idle(record: Disclosure, facts: Facts) -> Findings:
    """照录的数，of 里只写这个指标用得上的内容；年份只写一种。"""
    yield from idle_findings(record.stated, USES, lambda _, key: _REMEDIES.get(key, ""))
    for index, one in enumerate(record.stated):
        of = one.of
        between = of.end is not None or (of.start is not None and "start" in USES.get(of.figure, ()))
        if of.year is not None and between and of.figure in OF_FIGURES:
            remedy = "一年的写 year，两年之间的写 from 和 to"
            yield Finding(("stated", index, "of", "year"), "year 和 from、to 写了两种", remedy)


_REMEDIES = {
    "code": "删去这一行；指标的名称写在 label",
    "base": "删去这一行；占另一个指标多少，figure 写占比",
    "from": "删去这一行；只说一年的写 year",
}
_INSTEAD = {
    StatedFigure.GROWTH_ON_LAST: "比上一年的写增长，加 year；",
    StatedFigure.INCREASE_ON_LAST: "比上一年的写增加额，加 year；",
}
CHECKS: tuple[Check[Disclosure], ...] = (stated_differs, stated_without_figures, stated_key_idle)
