"""What an audit committee looked at: as its opinion says, and no more than there was."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.model import Phase
from generator.record_type import Findings, warning
from generator.records.budget.accounts import accounts_of
from generator.records.budget.model import Budget, Examined
from generator.records.budget.money import plain
from generator.records.budget.sums import total
from generator.records.classification.model import Direction


@warning("B4 决算之后审计")
def examined_unlike_opinion(record: Budget, facts: Facts) -> Findings:
    """审计意见里写了抽查多少份凭证、多少册账簿的，与 examined 里的数相同。"""
    audit = record.audit
    for index, one in enumerate(audit.examined if audit is not None else ()):
        said = _counted(one, audit.opinion) if audit is not None else ()
        if said and one.count not in said:
            message = f"审计意见写的是「{one.what}」{'、'.join(map(str, said))} {one.measure}，这里写的是 {one.count}"
            yield Finding(("audit", "examined", index, "count"), message, "对照审计意见的原文，改正写错的一个")


def _counted(one: Examined, opinion: str) -> tuple[int, ...]:
    """The numbers that an opinion has beside the name of the papers: 凭证86份, 86份凭证."""
    what, measure = re.escape(one.what), re.escape(one.measure)
    found = re.findall(
        rf"{what}[^\d，。；、]{{0,3}}(\d+)\s*{measure}|(\d+)\s*{measure}[^\d，。；、]{{0,6}}{what}", opinion, re.ASCII
    )
    return tuple(int(before or behind) for before, behind in found)


@warning("B4 决算之后审计")
def examined_more_than_all(record: Budget, facts: Facts) -> Findings:
    """抽查的金额不多于收入和支出之和。"""
    accounts, audit = accounts_of(record, facts), record.audit
    sums = [total(accounts, one, Phase.EXECUTED) for one in Direction]
    if audit is None or any(one is None or one.missing for one in sums):
        return
    whole = sum((one.amount for one in sums if one is not None), Decimal(0))
    for index, one in enumerate(audit.examined):
        if one.amount is not None and one.amount > whole:
            message = f"抽查金额「{plain(one.amount)}」比全部收支 {plain(whole)} 还多"
            remedy = "查对金额和单位（与本记录相同）；抽查了别的年度的，写在 opinion 里"
            yield Finding(("audit", "examined", index, "amount"), message, remedy)


CHECKS = (examined_unlike_opinion,)
OF_AMOUNTS = (examined_more_than_all,)
"""The one that a wrong amount breaks."""
