"""What a budget says as of a day, and how far it has come.

Amounts bear no day of their own, so that the period and the steps say when they were known: what was executed
once the period is over or the accounts were made, what was approved once the period began or it was approved.
"""

from __future__ import annotations

from datetime import date

from generator.model import Phase
from generator.publication import State, Tone
from generator.records.budget.accounts import Accounts, dated
from generator.records.budget.model import Budget, BudgetLine, StepKind
from generator.values import Choice

_APPROVING = (StepKind.CONGRESS, StepKind.SUPERIOR, StepKind.CARRIED_OUT, StepKind.ADJUSTED)
_ACCOUNTS = (StepKind.FINAL_ACCOUNTS, StepKind.AUDITED)


class Stage(Choice):
    """How far a budget has come; nobody types it."""

    DRAFT = "草案"
    APPROVED = "已批准"
    WAITING = "待批准"
    RUNNING = "执行中"
    OWING = "待决算"
    SETTLED = "已决算"
    AUDITED = "决算已审计"

    @property
    def made(self) -> bool:
        """Whether the final accounts are made."""
        return self in (Stage.SETTLED, Stage.AUDITED)

    @property
    def state(self) -> State:
        """As readers see it."""
        if self.made:
            return State(self.value, "●", Tone.DONE)
        if self in (Stage.DRAFT, Stage.APPROVED):
            return State(self.value, "○", Tone.IDLE)
        return State(self.value, "◔", Tone.RUN)


def begun(record: Budget, day: date) -> bool:
    """Whether there is anything to show of a budget on a day: it was worked on, or its period has begun."""
    return record.period.days[0] <= day or any(one.on <= day for one in record.steps)


def settled(record: Budget, day: date) -> bool:
    """Whether what was executed is known on a day."""
    if not dated(record):
        return True
    return record.period.days[1] < day or _taken(record, _ACCOUNTS, day) or _audited(record, day)


def known(accounts: Accounts, day: date) -> Accounts:
    """The accounts as they stood on a day."""
    record = accounts.record
    hidden = {phase for phase in Phase if not _known(record, phase, day)}
    if not hidden:
        return accounts
    executed = Phase.EXECUTED in hidden
    changes: dict[str, object] = {
        "lines": tuple(_line(one, hidden, day) for one in record.lines),
        "other_movements": tuple(one.model_copy(update=_blank(hidden)) for one in record.other_movements),
    }
    if executed:
        changes |= {"closing_balance": None, "transfers": record.transfers if _paid_as_planned(accounts) else ()}
    if record.planned_balances is not None:
        changes["planned_balances"] = record.planned_balances.model_copy(update=_blank(hidden))
    return Accounts(record.model_copy(update=changes), accounts.chart)


def stage(record: Budget, day: date) -> Stage:
    """How far a budget has come."""
    if _audited(record, day) or _taken(record, (StepKind.AUDITED,), day):
        return Stage.AUDITED
    executed = any(one.executed is not None for one in record.lines) or record.closing_balance is not None
    if _taken(record, (StepKind.FINAL_ACCOUNTS,), day) or (executed and settled(record, day)):
        return Stage.SETTLED
    if record.period.days[1] < day:
        return Stage.OWING
    if record.period.days[0] <= day:
        approved = _taken(record, _APPROVING, day) or any(one.approved is not None for one in record.lines)
        return Stage.RUNNING if approved else Stage.WAITING
    return Stage.APPROVED if _taken(record, _APPROVING, day) else Stage.DRAFT


def _known(record: Budget, phase: Phase, day: date) -> bool:
    if phase is Phase.EXECUTED or settled(record, day):
        return settled(record, day)
    if phase is Phase.PROPOSED:
        return begun(record, day)
    if phase is Phase.APPROVED:
        return record.period.days[0] <= day or _taken(record, _APPROVING, day)
    return _taken(record, (StepKind.ADJUSTED,), day)


def _paid_as_planned(accounts: Accounts) -> bool:
    """Whether the transfers are those of the plan, as nothing is said of what was paid."""
    return not any(one.line.executed is not None for one in accounts.lines)


def _taken(record: Budget, kinds: tuple[StepKind, ...], day: date) -> bool:
    return any(one.step in kinds and one.on <= day for one in record.steps)


def _audited(record: Budget, day: date) -> bool:
    return record.audit is not None and record.audit.on <= day


def _blank(hidden: set[Phase]) -> dict[str, None]:
    return {phase.value: None for phase in hidden}


def _line(line: BudgetLine, hidden: set[Phase], day: date) -> BudgetLine:
    changes: dict[str, object] = {**_blank(hidden), "lines": tuple(_line(one, hidden, day) for one in line.lines)}
    if Phase.EXECUTED in hidden:
        changes |= {"years": tuple(one for one in line.years if one.year < day.year), "explanation": None}
    return line.model_copy(update=changes)
