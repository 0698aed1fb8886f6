"""The figures that published documents print and that are computed again: the words an editor writes for them."""

from __future__ import annotations

from generator.values import Choice


class StatedFigure(Choice):
    """What a quoted figure of a published document claims to be."""

    INCOME = "收入合计"
    EXPENDITURE = "支出合计"
    AMOUNT = "金额"
    SHARE = "占比"
    GROWTH = "增长"
    YEARLY_GROWTH = "年均增长"
    OPENING = "年初结余"
    CLOSING = "年末结余"
    EXECUTION = "执行率"
    COLLECTED = "征集件数"
    FILED = "立案件数"
    SUGGESTED = "意见建议件数"
    NOT_FILED = "不予立案件数"
    WITHDRAWN = "撤销件数"
    UNREVIEWED = "待审查件数"
    MERGED = "并案件数"
    FILED_CASES = "并案后立案件数"
    SUGGESTED_CASES = "并案后意见建议件数"
    HANDLED = "并案后办理件数"
    ANSWERED = "答复件数"
    RATED = "评价件数"
    SATISFIED = "满意件数"
    FAIRLY_SATISFIED = "基本满意件数"
    DISSATISFIED = "不满意件数"
    CARRIED_OUT = "落实件数"
    CLOSED = "办结件数"
    FILED_RATE = "立案率"
    ANSWERED_RATE = "答复率"
    IN_TIME_RATE = "按期答复率"
    SATISFACTION = "满意率"
    PRESENT_RATE = "到会率"
    AWARDED = "表彰个数"
    TOTAL = "合计"
