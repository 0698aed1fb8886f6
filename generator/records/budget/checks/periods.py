"""Which period an account is of, and of which term: one account for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Findings, warning
from generator.records.budget.accounts import accounts_of, dated
from generator.records.budget.attributed import doubtful, original
from generator.records.budget.links import same_account
from generator.records.budget.model import Budget, StepKind
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
    if record.term is None or not dated(record) or doubtful(record, facts):
        return
    begins = record.period.days[0]
    others = [one.record for one in same_account(accounts_of(record, facts), facts) if dated(one.record)]
    earlier = [one for one in others if one.term is not None and one.period.days[1] < begins]
    earlier = [one for one in earlier if not doubtful(one, facts)]
    last = earlier[-1] if earlier else None
    if last is not None and last.term is not None and last.term > record.term and _unlike_bodies(record) is None:
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


@warning("B4、B10 届次不对，届内合计就把账算进另一届")
def term_unlike_bodies(record: Budget, facts: Facts) -> Findings:
    """程序里写明第几届工会委员会的，与 term 相容。

    期间开始以前的，不晚于这份账的届；期间过半以后的，不早于这份账的届；其余的可以相差一届：那一年换届。
    """
    wrong = _unlike_bodies(record)
    if wrong is not None:
        step = record.steps[wrong.step]
        message = f"term 是 {record.term}，{step.step.value}（{step.on}）写的却是「{step.body}」"
        remedy = "查对 term 和各个程序的机构，改正写错的一个"
        if wrong.least == wrong.most:
            remedy = f"多半应是 term: {wrong.least}；没有写错的，查对各个程序的机构和日期"
        yield Finding(("term",), message, remedy)


def _unlike_bodies(record: Budget) -> _Bound | None:
    """The step that speaks against the term, with what all of them leave; None where they contradict each other."""
    if record.term is None or not dated(record) or terms_of_title(record.title or ""):
        return None
    bounds = list(_bounds(record))
    low = max(bounds, key=lambda one: one.least, default=None)
    high = min(bounds, key=lambda one: one.most, default=None)
    wrong = next((one for one in (low, high) if one is not None and not one.least <= record.term <= one.most), None)
    if wrong is None or low is None or high is None or low.least > high.most:
        return None
    return _Bound(wrong.step, low.least, high.most)


class _Bound(NamedTuple):
    """Between which terms the account's own must lie, by one of its steps."""

    step: int
    least: int
    most: int


def _bounds(record: Budget) -> Iterator[_Bound]:
    """By each step that a committee of the account's own owner took, as far as can be told from its name."""
    first, last = record.period.days
    middle = first + (last - first) / 2
    for index, one in enumerate(record.steps):
        named = terms_of_title(one.body or "") if one.step is not StepKind.SUPERIOR else ()
        if len(named) != 1 or _OF_ABOVE.search(one.body or ""):
            continue
        term = next((number for number in range(1, _MOST) if named[0] in (str(number), in_chinese(number))), None)
        if term is not None:
            least = term if one.on <= first else term - 1 if one.on < last else 0
            most = term if one.on >= middle else term + 1 if one.on > first else _MOST
            yield _Bound(index, least, most)


_OF_ABOVE = re.compile("全国|总工会|省|市|自治区|产业工会|教科文卫")
_MOST = 100
CHECKS = (same_period_twice, term_goes_back, term_unlike_title, term_unlike_bodies)
