"""An amount in the wrong unit of money is named once; what follows from it waits until it is mended."""

from __future__ import annotations

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Findings, error, warning
from generator.records.budget.accounts import accounts_of
from generator.records.budget.attributed import owner_of_id
from generator.records.budget.fen import finer_than_fen
from generator.records.budget.model import Budget, MoneyUnit
from generator.records.budget.money import plain
from generator.records.budget.premises import MANY
from generator.records.budget.sizes import sizes_beside
from generator.records.budget.slips import slips_of, whole
from generator.records.budget.whole_units import doubt_of


@error("B10 金额按原文的元或万元记录")
def wrong_unit_of_money(record: Budget, facts: Facts) -> Findings:
    """一份账里的金额单位一致：没有一个数与它该等的数正好差一万倍。

    元和万元写混了，用到它的每个合计都会不对；只报这一处，改好以后再查其余的。
    """
    for one in slips_of(record, facts):
        yield Finding(one.place, one.message, one.remedy)


@warning("B10 金额按原文的元或万元记录")
def unit_of_money_doubtful(record: Budget, facts: Facts) -> Findings:
    """一年的收支，与同一账户其他各年的相差不到一百倍。

    没有其他年份可以比较的，与同一单位同一期间的另一种账比较：用元记的账，不会不到另一种账的百分之一。
    相差百倍以上，换一个金额单位才相称的，多半是元和万元写错了。照录的金额里有两个都与算出的正好差一万倍，其余的也都对不上的，同样提醒；
    有三个，或者全部都差一万倍的，是错误。
    """
    other = MoneyUnit.YUAN if record.unit is MoneyUnit.WAN else MoneyUnit.WAN
    doubt = doubt_of(record, facts)
    if doubt is not None and not doubt.sure:
        said = whole(record, doubt)
        yield Finding(said.place, said.message, said.remedy)
    for here, beside in sizes_beside(record, facts) if not owner_of_id(record, facts) else ():
        comes = "只有" if record.unit is MoneyUnit.YUAN else "达"
        message = f"金额单位写的是「{record.unit.value}」，全年合计{comes} {here} 元，{beside}"
        yield Finding(("unit",), message, f"查对原文的金额单位，可能要写 unit: {other.value}；确实如此的不用改")


@warning("B10 金额精确到分")
def finer_than_a_fen(record: Budget, facts: Facts) -> Findings:
    """实际的收支和结余是分的整数倍：钱没有比分更小的。

    多打了一位，用到它的合计也会有零头，只报这一处。许多数都这样的，多半是金额单位写错了，只在单位那里说一次。
    预算数可以是按比例算出的，不受此限。
    """
    found = finer_than_fen(accounts_of(record, facts))
    if len(found) >= MANY:
        message = f"{len(found)} 个数比分还细，例如「{plain(found[0][1])}」{record.unit.value}"
        yield Finding(
            ("unit",),
            message,
            "查对原文的金额单位，可能要写 unit: 万元；单位没有错的，逐个查对小数；原文就是这样印的不用改",
        )
        return
    for place, amount in found:
        message = f"「{plain(amount)}」{record.unit.value}比分还细"
        yield Finding(place, message, "对照原文改成两位小数，多半是多打了一位；原文就是这样印的不用改")


CHECKS = (wrong_unit_of_money,)
FINE = (finer_than_a_fen,)
"""The one that speaks of single amounts."""
SIZES = (unit_of_money_doubtful,)
"""Those that wait until no amount is known to be in the wrong unit."""
