"""Which period an account is of, and of which term: one account for each."""

from __future__ import annotations

import re

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Findings, warning
from generator.records.budget.accounts import accounts_of, dated
from generator.records.budget.attributed import doubtful, original
from generator.records.budget.links import same_account
from generator.records.budget.model import Budget
from generator.records.budget.premises import rivals
from generator.records.budget.titles import terms_of_title
from generator.records.congress.model import in_chinese


@warning("B5 一个账户一个期间一份账")
def same_period_twice(record: Budget, facts: Facts) -> Findings:
    """同一单位的同一种账，一个期间只有一份。

    两份都说是这个期间的，就不拿它们与前后各年、学校和分工会的账比较。
    """
    for other in rivals(record, facts) if not doubtful(record, facts) else ():
        asked = max(record.id, other.id, key=lambda one: (_of_another_year(one, record), one))
        if asked == record.id and not original(record, facts) and not original(other, facts):
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


@warning("B10 期间可以跨几年；届随时间递增")
def term_goes_back(record: Budget, facts: Facts) -> Findings:
    """同一账户后一份账的届次，不小于前一份的。"""
    if record.term is None or not dated(record):
        return
    begins = record.period.days[0]
    others = [one.record for one in same_account(accounts_of(record, facts), facts) if dated(one.record)]
    earlier = [one for one in others if one.term is not None and one.period.days[1] < begins]
    last = earlier[-1] if earlier else None
    if last is not None and last.term is not None and last.term > record.term:
        message = f"这份账属于第 {record.term} 届，更早的 {last.id} 却属于第 {last.term} 届"
        yield Finding(("term",), message, "查对两份账的 term，改正写错的一份")


@warning("编写规则：标题写的届就是这份账的")
def term_unlike_title(record: Budget, facts: Facts) -> Findings:
    """标题里写了第几届工会委员会的，与 term 一致。

    届次不对，届内合计就把这份账算进另一届。
    """
    named = terms_of_title(record.title or "") if record.term is not None else ()
    if record.term is not None and named and not {str(record.term), in_chinese(record.term)}.intersection(named):
        message = f"标题写的是第{named[0]}届，term 却是 {record.term}"
        yield Finding(("term",), message, "查对标题和 term，改正写错的一个")


CHECKS = (same_period_twice, term_goes_back, term_unlike_title)
