"""A figure that a published document prints, set beside what it comes to."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from generator.dataset import Facts
from generator.model import Stated, StatedOf
from generator.quoted_keys import Uses
from generator.records.budget.accounts import Accounts
from generator.records.budget.computed import Computed
from generator.records.budget.growing import ends
from generator.records.budget.history import Unknowable
from generator.records.budget.money import apart
from generator.records.budget.printed import Printed, read_printed
from generator.records.budget.recomputed import RATES, compute
from generator.stated_figures import StatedFigure


class Verdict(Struct, frozen=True):
    """A quoted figure beside what it comes to."""

    printed: Printed | None
    """None where what is printed is no number, or none of the kind that the figure wants."""
    computed: Computed | None
    why: str = ""
    """Why it cannot be computed."""
    shown: str = ""
    """The computed figure as the document would have printed it."""
    hint: str = ""
    """Where the wrong number comes from, if that can be seen."""

    @property
    def unknown(self) -> str:
        """Why the printed number can be called neither right nor wrong; '' where it can."""
        if self.computed is None:
            return self.why
        return "" if self.agrees or self.printed is None else self.computed.doubt

    @property
    def agrees(self) -> bool:
        """Whether the printed number follows from the records."""
        if self.printed is None or self.computed is None:
            return False
        if self.printed.agrees(self.computed.amount):
            return True
        return self.printed.step < self.computed.step and self._gap <= self.computed.slack

    @property
    def rounded(self) -> bool:
        """Whether it disagrees by no more than rounding each amount before adding makes of it."""
        if self.computed is None or self.printed is None or self.agrees:
            return False
        slack, read = self.computed.slack, self.printed.read
        if self.printed.scale < 1:  # a rate: both it and what it is made of were rounded
            return read.least - slack <= self.computed.amount <= read.most + slack
        return self._gap <= slack

    @property
    def _gap(self) -> Decimal:
        assert self.printed is not None
        assert self.computed is not None
        return abs(self.printed.amount - self.computed.amount)


def judge(stated: Stated, accounts: Accounts, facts: Facts) -> Verdict:
    """Compute a quoted figure again and set it beside the quotation."""
    rate = stated.of.figure in RATES
    scale = Decimal("0.01") if rate else Decimal(accounts.record.unit.yuan)
    printed = read_printed(stated.value, scale)
    if printed is not None and (_POINTS in stated.value or (printed.money if rate else printed.rate)):
        printed = None
    try:
        computed = compute(stated.of, accounts, facts)
    except Unknowable as unknown:
        return Verdict(printed, None, str(unknown))
    if printed is not None and not printed.agrees(computed.amount):
        other = next(filter(printed.agrees, computed.or_else), None)
        computed = computed if other is None else replace(computed, amount=other)
    if rate and printed is not None and not printed.suffix and not printed.agrees(computed.amount):
        fraction = read_printed(stated.value, Decimal(1))  # 0.7473 may be what another prints as 74.73%
        printed = fraction if fraction is not None and fraction.agrees(computed.amount) else printed
    model = printed or read_printed("0.00%" if rate else f"0.00{accounts.record.unit.value}", scale)
    shown = model.like(computed.amount) if model is not None else ""
    hints = (text for amount, text in computed.hints if printed is not None and printed.agrees(amount))
    verdict = Verdict(printed, computed, "", shown, next(hints, ""))
    if verdict.rounded:
        whose = "金额本身四舍五入过，差" if rate else "与各科目之和的差"
        return replace(verdict, hint=f"{whose}在四舍五入的范围里")
    if printed is not None and not rate and not verdict.hint and apart(printed.amount, computed.amount):
        return replace(verdict, hint="与按记录算出的正好差一万倍，像是元和万元写混了")
    if printed is not None and not verdict.hint and printed.cut(computed.amount):
        return replace(verdict, hint="像是截去了后面的位数，没有四舍五入")
    return verdict


def subject(of: StatedOf, accounts: Accounts) -> str:
    """What a quoted figure is said to be: 「拨缴经费收入」2018—2020年年均增长."""
    named = "和".join(f"「{_name(code, accounts)}」" for code in (of.code, *of.also) if code is not None)
    years = _years(of, accounts)
    phase = of.phase.label if of.phase else ""
    what = f"占「{_name(of.base, accounts)}」的比例" if of.base is not None else of.figure.value
    begins, ends = (day.year for day in accounts.record.period.days)
    if of.figure is StatedFigure.SURPLUS and begins < ends and not years:
        what = "本期结余"
    return f"{named}{years}{phase}{what}"


def _years(of: StatedOf, accounts: Accounts) -> str:
    """`2018—2020年`: as written, for a growth without years those that it is reckoned between."""
    if of.figure in _BETWEEN_YEARS and of.year is None:
        with suppress(Unknowable):
            first, last = ends(of, accounts)
            return f"{first}—{last}年"
    if of.start or of.end:
        return f"{of.start or ''}—{of.end or ''}年"
    return f"{of.year}年" if of.year else ""


def _name(code: str, accounts: Accounts) -> str:
    placed = accounts.find(code)
    return accounts.name(placed.line) if placed is not None else code


_BETWEEN_YEARS = (StatedFigure.GROWTH, StatedFigure.YEARLY_GROWTH, StatedFigure.INCREASE)
_POINTS = "百分点"
"""What lies between two rates; it is no rate itself."""
_MONEY = {"phase", "year", "start", "end"}
USES: Uses = {
    StatedFigure.INCOME: _MONEY,
    StatedFigure.EXPENDITURE: _MONEY,
    StatedFigure.AMOUNT: _MONEY | {"code", "also"},
    StatedFigure.SHARE: _MONEY | {"code", "also", "base"},
    StatedFigure.GROWTH: _MONEY | {"code"},
    StatedFigure.YEARLY_GROWTH: _MONEY | {"code"},
    StatedFigure.GROWTH_ON_LAST: {"code", "phase"},
    StatedFigure.INCREASE: _MONEY | {"code"},
    StatedFigure.INCREASE_ON_LAST: {"code", "phase"},
    StatedFigure.OVER_BUDGET: {"code", "also", "phase", "year"},
    StatedFigure.OPENING: {"phase", "year"},
    StatedFigure.CLOSING: {"phase", "year"},
    StatedFigure.SURPLUS: _MONEY,
    StatedFigure.PER_HEAD: {"code", "also", "phase", "year"},
    StatedFigure.EXECUTION: {"code", "also", "phase", "year"},
}
"""What each figure of an account is computed by."""
