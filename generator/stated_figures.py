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
    GROWTH_ON_LAST = "比上期增长"
    INCREASE = "增加额"
    INCREASE_ON_LAST = "比上期增加额"
    OVER_BUDGET = "比预算增加额"
    OPENING = "年初结余"
    CLOSING = "年末结余"
    SURPLUS = "当年结余"
    PER_HEAD = "人均"
    EXECUTION = "执行率"
    COLLECTED = "征集件数"
    FILED = "立案件数"
    SUGGESTED = "意见建议件数"
    NOT_FILED = "不予立案件数"
    WITHDRAWN = "撤销件数"
    UNREVIEWED = "待审查件数"
    KEY = "重点提案件数"
    DELEGATED = "代表团提案件数"
    PROPOSERS = "提案人数"
    PROPOSERS_TIMES = "提案人次"
    SECONDERS = "附议人数"
    SECONDERS_TIMES = "附议人次"
    UNITS_IN_CHARGE = "承办单位数"
    MERGED = "并案件数"
    FILED_CASES = "并案后立案件数"
    SUGGESTED_CASES = "并案后意见建议件数"
    HANDLED = "并案后办理件数"
    ANSWERED = "答复件数"
    MET = "见面件数"
    RATED = "评价件数"
    SATISFIED = "满意件数"
    FAIRLY_SATISFIED = "基本满意件数"
    DISSATISFIED = "不满意件数"
    CARRIED_OUT = "落实件数"
    UNDER_WAY = "正在落实件数"
    PLANNED = "列入计划件数"
    NOT_NOW = "暂不能落实件数"
    IMPOSSIBLE = "不能落实件数"
    EXPLAINED = "解释说明件数"
    FOR_REFERENCE = "留作参考件数"
    CLOSED = "办结件数"
    FILED_RATE = "立案率"
    ANSWERED_RATE = "答复率"
    IN_TIME_RATE = "按期答复率"
    MET_RATE = "见面率"
    SATISFACTION = "满意率"
    FAIRLY_RATE = "基本满意率"
    DISSATISFIED_RATE = "不满意率"
    CARRIED_OUT_RATE = "落实率"
    UNDER_WAY_RATE = "正在落实率"
    PLANNED_RATE = "列入计划率"
    NOT_NOW_RATE = "暂不能落实率"
    IMPOSSIBLE_RATE = "不能落实率"
    EXPLAINED_RATE = "解释说明率"
    FOR_REFERENCE_RATE = "留作参考率"
    CLOSED_RATE = "办结率"
    MORE_THAN_LAST = "比上次增加"
    GROWTH_THAN_LAST = "比上次增长"
    PRESENT_RATE = "到会率"
    AWARDED = "表彰个数"
    TOTAL = "合计"


def _from(first: StatedFigure, last: StatedFigure) -> frozenset[StatedFigure]:
    every = list(StatedFigure)
    return frozenset(every[every.index(first) : every.index(last) + 1])


OF_MONEY = _from(StatedFigure.INCOME, StatedFigure.EXECUTION)
"""What accounts print."""
OF_PROPOSALS = _from(StatedFigure.COLLECTED, StatedFigure.PRESENT_RATE) | {StatedFigure.SHARE}
"""What a congress prints; a share only of a category."""
SINCE_LAST = (StatedFigure.MORE_THAN_LAST, StatedFigure.GROWTH_THAN_LAST)
"""How much a count of a congress grew since the last sitting."""
OF_FIGURES = frozenset(
    (
        *(StatedFigure.TOTAL, StatedFigure.AMOUNT, StatedFigure.SHARE),
        *(StatedFigure.GROWTH, StatedFigure.YEARLY_GROWTH, StatedFigure.INCREASE),
    )
)
"""What a disclosure prints of its figures."""
OF_AWARDS = frozenset((StatedFigure.AWARDED, StatedFigure.TOTAL))
"""What an award decision prints."""
