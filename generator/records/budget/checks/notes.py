"""What the notes of lines reckon: 60人×100元."""

from __future__ import annotations

from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.late import late
from generator.model import Phase
from generator.record_type import Findings, warning
from generator.records.budget.accounts import PLANNED, accounts_of, value
from generator.records.budget.model import Budget
from generator.records.budget.money import in_yuan, plain

_HEADS = r"(?P<heads>\d{1,6})人"
_RATE = r"(?:每人)?(?P<rate>\d{1,7}(?:\.\d{1,2})?)元(?:[/／每]人)?"
_TIMES = r"[×xX*＊✕]"
_ENDS = r"[。；;]?"
_ROUND = Decimal("0.05")
"""Up to which part of it a budget is made a round number."""
_PRODUCT = late(rf"[（(]?{_HEADS}{_TIMES}{_RATE}(?:[=＝]\d+(?:\.\d+)?元)?[)）]?{_ENDS}")
"""The whole of a note: what stands beside it may be a third factor, or another part of the amount."""


def _product(note: str) -> tuple[int, Decimal] | None:
    """Heads and rate of a note that says no more."""
    found = _PRODUCT.fullmatch("".join(note.split())) if "人" in note else None
    return (int(found["heads"]), Decimal(found["rate"])) if found is not None else None


def _planned(amount: Decimal, product: Decimal) -> bool:
    """Whether what was planned is a product, or this as a round number: 36000 for 35934."""
    last = Decimal(1).scaleb(int(amount.normalize().as_tuple().exponent)) if amount else Decimal(0)
    return abs(amount - product) <= min(last, product * _ROUND)


@warning("B8 人数乘以标准等于金额")
def note_product_differs(record: Budget, facts: Facts) -> Findings:
    """备注只写「60人×100元」的科目，决算数就是这个积，或者预算数是这个积。

    预算按人数编、决算不是这个数的，积等于预算数就对，预算数取整的也对；备注里还写着别的（其中、另、次数）的不比较。
    """
    accounts = accounts_of(record, facts)
    for placed in accounts.lines:
        product = _product(placed.line.note) if placed.line.note is not None else None
        executed = value(placed.line, Phase.EXECUTED)
        if product is None or executed is None:
            continue
        comes = product[0] * product[1]
        planned = [in_yuan(one, record.unit) for phase in PLANNED if (one := value(placed.line, phase)) is not None]
        paid = abs(in_yuan(executed, record.unit) - comes) <= accounts.step_in_yuan / 2
        if not paid and not any(_planned(one, comes) for one in planned):
            said = f"备注写的是 {product[0]} 人、每人 {plain(product[1])} 元，应是 {plain(comes)} 元"
            message = f"{said}，决算却是「{plain(executed)}」{record.unit.value}"
            remedy = "查对人数、标准和金额，改正写错的；还有别的支出的，在备注里写明"
            yield Finding((*placed.place, "note"), message, remedy)


CHECKS = (note_product_differs,)
