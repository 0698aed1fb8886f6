"""Which period an account is of: one account for each, and the years of its chart."""

from __future__ import annotations

import re

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error, warning
from generator.records.budget.accounts import accounts_of
from generator.records.budget.checks.lines import MANY
from generator.records.budget.model import Budget
from generator.records.budget.premises import misusers, rivals
from generator.records.classification.model import Classification

_MOST_NAMED = 4


@warning("B5 一个账户一个期间一份账")
def same_period_twice(record: Budget, facts: Facts) -> Findings:
    """同一单位的同一种账，一个期间只有一份。

    两份都说是这个期间的，就不拿它们与前后各年、学校和分工会的账比较。
    """
    for other in rivals(record, facts):
        asked = max(record.id, other.id, key=lambda one: (_of_another_year(one, record), one))
        if asked == record.id:
            subject = accounts_of(record, facts).chart.subject
            message = f"{other.id} 也是{record.period.label}的{subject}账，两份会重复计算"
            remedy = "合成一份；不是同一种账的，用不同的科目表（核算对象不同）"
            if _of_another_year(record.id, record):
                remedy = f"查对年度：编号「{record.id}」里写的是另一年；年度没有错的，{remedy}"
            yield Finding(("period",), message, remedy)


def _of_another_year(record_id: str, record: Budget) -> bool:
    """Whether an id names a year, and none of the period's."""
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", record_id)
    first, last = record.period.days
    return bool(years) and not any(first.year <= int(one) <= last.year for one in years)


@error("B2 科目表有版本，各版有启用年和停用年")
def accounts_outside_its_years(chart: Classification, facts: Facts) -> Findings:
    """用这一版科目表的账，没有许多份都在它有效的年份以外。

    许多账都在外面，多半是启用年或停用年写错了：只在科目表这里说一次。
    """
    those = misusers(chart, facts)
    if len(those) < MANY or (chart.end is not None and chart.end < chart.start):
        return
    early = sum(one.period.days[1].year < chart.start for one in those)
    key, said = ("from", f"{chart.start} 年才起用") if early * 2 > len(those) else ("to", f"只用到 {chart.end} 年")
    named = "、".join(one.id for one in those[:_MOST_NAMED])
    message = f"{named} 等 {len(those)} 份账用「{chart.id}」，它{said}"
    yield Finding((key,), message, "多半是这个年份写错了，查对后改正；年份没有错的，改那些账的 classification")


CHECKS = (same_period_twice,)
OF_CHARTS: tuple[Check[Classification], ...] = (accounts_outside_its_years,)
