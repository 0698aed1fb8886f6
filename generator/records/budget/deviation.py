"""How far a line's execution is from its budget (domain rule B7)."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from generator.model import Phase
from generator.records.budget.accounts import PLANNED, value
from generator.records.budget.model import BudgetLine
from generator.records.budget.money import ratio


class Deviation(Struct, frozen=True):
    """A line's executed amount beside the budget it is measured by, both in the record's unit."""

    phase: Phase
    """The budget it is measured by: adjusted, else approved, else proposed."""
    planned: Decimal
    executed: Decimal

    @property
    def amount(self) -> Decimal:
        """Executed less planned."""
        return self.executed - self.planned

    @property
    def rate(self) -> Decimal | None:
        """The difference as a fraction of the budget; None where the budget is 0."""
        return ratio(self.amount, abs(self.planned))

    @property
    def execution(self) -> Decimal | None:
        """The rate of execution as a fraction; None where the budget is 0."""
        return ratio(self.executed, self.planned)

    def beyond(self, threshold: Decimal) -> bool:
        """Whether it differs by more than a fraction; money beside a budget of 0 always does."""
        rate = self.rate
        return abs(rate) > threshold if rate is not None else self.executed != 0


def deviation(line: BudgetLine) -> Deviation | None:
    """How far a line's execution is from its budget; None where either was not published."""
    executed = value(line, Phase.EXECUTED)
    for phase in reversed(PLANNED):
        planned = value(line, phase)
        if planned is not None:
            return Deviation(phase, planned, executed) if executed is not None else None
    return None


_EMPTY = re.compile(
    r"(?:暂?无|没有|略|同上|不详|正常|(?:详?见|参见|另见)(?:附件|附表|附注|决算报告|(?:[上下正]文|后面|后文)?(?:的?说明)?)"
    r"(?:[0-9一二三四五六七八九十]*)|(?:按|据|依)(?:实|照?实际)(?:情况|需要)?(?:执行|列支|支出|发生|开支|收取?|入账)数?|[-—–/\\.…])?"
)


def says_nothing(explanation: str) -> bool:
    """Whether an explanation explains nothing: 无, 略, 见附件 and no more."""
    return _EMPTY.fullmatch(re.sub(r"[\s。，；、：:;,()（）《》「」]", "", explanation)) is not None


def explained(line: BudgetLine) -> bool:
    """Whether a line, or one of its details, says why it differs."""
    own = line.explanation is not None and not says_nothing(line.explanation)
    return own or any(map(explained, line.lines))
