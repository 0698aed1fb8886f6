"""A budget in one row, its events, and the figures of any number of budgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from generator.dataset import Facts, derived
from generator.model import Phase
from generator.publication import LONGEST_LIST, Event, Facet, Figure, Summary
from generator.records.budget.accounts import Accounts, accounts_of, dated
from generator.records.budget.deviation import deviation, explained
from generator.records.budget.known import Stage, begun, known, settled, stage
from generator.records.budget.model import Budget
from generator.records.budget.sums import total
from generator.records.budget.views.amounts import rate, words
from generator.records.budget.views.bars import planned
from generator.records.classification.model import Classification, Direction, LineRole
from generator.records.rule.model import ruled
from generator.records.unit.model import Unit


@derived
def read(record: Budget, facts: Facts) -> Accounts:
    """A budget with its chart, as known on the day."""
    return known(accounts_of(record, facts), facts.as_of)


def readable(facts: Facts) -> tuple[Accounts, ...]:
    """Every budget that lists may show, by id: not withdrawn, begun by the day, its chart at hand."""
    return readable_among(facts.of_type(Budget), facts)


def readable_among(records: Iterable[Budget], facts: Facts) -> tuple[Accounts, ...]:
    """Of some budgets those that lists may show."""
    return tuple(read(one, facts) for one in records if is_readable(one, facts))


def is_readable(record: Budget, facts: Facts) -> bool:
    """Whether lists may show a budget."""
    charted = isinstance(facts.find(record.classification), Classification)
    return charted and record.withdrawn is None and begun(record, facts.as_of)


def latest_first(one: Accounts) -> tuple[int, str]:
    """The order of lists."""
    return (-one.record.period.days[1].toordinal(), one.record.id)


@derived
def summarize(record: Budget, facts: Facts) -> Summary:
    """The budget in one row."""
    unit, chart, now = facts.find(record.owner), facts.find(record.classification), stage(record, facts.as_of)
    name = unit.short if isinstance(unit, Unit) else record.owner.id
    facets = [
        Facet("account", "账目", chart.subject if isinstance(chart, Classification) else ""),
        Facet("status", "状态", now.value),
    ]
    return Summary(
        id=record.id,
        type_name=record.type_name,
        type_label=record.type_label,
        address=record.address,
        title=record.heading(facts.find),
        day=_latest_day(record, facts.as_of),
        year=record.period.days[1].year if dated(record) else None,
        stage=now.state,
        unit=name,
        facets=tuple(one for one in facets if one.value),
        units=(("owner", record.owner.id), *(("paid", one.unit.id) for one in record.transfers)),
    )


def _latest_day(record: Budget, as_of: date) -> date | None:
    days = [one.on for one in record.steps] + ([record.audit.on] if record.audit else [])
    return max((one for one in days if one <= as_of), default=None)


def events(record: Budget, facts: Facts) -> Iterator[Event]:
    """The steps that were taken, and the audit."""
    for one in record.steps:
        if one.on <= facts.as_of:
            yield Event(one.on, one.step.value, "，".join(filter(None, (one.body, one.document))), record.id)
    if record.audit is not None and record.audit.on <= facts.as_of:
        yield Event(record.audit.on, "审计意见", "经审会出具审计意见", record.id)


def figures(records: Sequence[Budget], facts: Facts) -> tuple[Figure, ...]:
    """What is counted of any budgets: how many, how many with accounts, with an audit, with differences explained."""
    shown = [one for one in records if one.withdrawn is None and begun(one, facts.as_of)]
    made = [one for one in shown if stage(one, facts.as_of).made]
    over = [one for one in shown if settled(one, facts.as_of)]
    audited = [one for one in made if stage(one, facts.as_of) is Stage.AUDITED]
    found = [_figure("all", "预算和决算", str(len(shown)), "份", "", shown, facts)]
    if over:
        found.append(_figure("made", "期间已过，公布了决算", str(len(made)), "", f"{len(over)} 份", made, facts))
    if made:
        found.append(_figure("audited", "附有审计意见", str(len(audited)), "", f"{len(made)} 份决算", audited, facts))
    far, silent = _differences(made, facts)
    if far:
        threshold = ruled(facts, "B7", "差异比例")
        label = f"决算差异超过 {threshold.normalize():f}% 却没有写明原因的科目"
        number = str(sum(count for _, count in silent))
        unexplained = _figure("unexplained", label, number, "", f"{far} 个", [one for one, _ in silent], facts)
        found.append(replace(unexplained, late=bool(silent)))
    return tuple(found)


def _figure(key: str, label: str, value: str, unit: str, of: str, counted: Sequence[Budget], facts: Facts) -> Figure:
    short = len(counted) <= LONGEST_LIST
    rows = tuple(summarize(one, facts) for one in counted) if short else ()
    return Figure(f"budget-{key}", label, value, of=of, unit=unit, counted=rows)


def _differences(records: Sequence[Budget], facts: Facts) -> tuple[int, list[tuple[Budget, int]]]:
    """How many lines differ beyond the threshold, and the records with those that do not say why."""
    threshold = ruled(facts, "B7", "差异比例") / 100
    far, silent = 0, []
    for record in records:
        lines = [line for _, line in record.walk() if (one := deviation(line)) is not None and one.beyond(threshold)]
        far += len(lines)
        without = sum(not explained(line) for line in lines)
        if without:
            silent.append((record, without))
    return far, silent


def headline(facts: Facts) -> tuple[Figure, ...]:
    """For the home page: what the union spent last, and how much of its budget that was."""
    union = main_account(facts)
    if union is None:
        return ()
    spent, plan = totals(union)
    label = union.record.period.label
    found = []
    if spent is not None:
        value, unit = words(spent, union).split(" ")
        found.append(Figure("budget-spent", f"{label}工会经费支出", value, unit=unit, href=union.record.address))
    if spent is not None and plan:
        execution = rate(spent / plan)
        found.append(Figure("budget-execution", f"{label}工会经费支出预算执行率", execution, href=union.record.address))
    return tuple(found)


def main_account(facts: Facts) -> Accounts | None:
    """The latest executed account that takes in the employer's contribution: the union's own."""
    found = [one for one in readable(facts) if one.with_role(LineRole.TRANSFER_IN) and one.latest is Phase.EXECUTED]
    return max(found, key=lambda one: (one.record.period.days[1], one.record.id), default=None)


def totals(accounts: Accounts) -> tuple[Decimal | None, Decimal | None]:
    """What went out, and what was budgeted for it; None where that is not all published."""
    out = total(accounts, Direction.EXPENDITURE, Phase.EXECUTED)
    plans = [planned(line) for line in accounts.top(Direction.EXPENDITURE)]
    given = [one for one in plans if one is not None]
    spent = out.amount if out is not None and not out.missing else None
    return spent, sum(given, Decimal(0)) if given and len(given) == len(plans) else None
