"""The page of a budget: what came in, went out, is left; the bars; the table; where it balances; the papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from generator.dataset import Facts
from generator.model import Phase
from generator.prose import Link
from generator.publication import Figure, Page
from generator.reader_text import link, linked, prose
from generator.records.budget.accounts import Accounts, accounts_of, dated, year_value
from generator.records.budget.known import stage
from generator.records.budget.links import same_account
from generator.records.budget.model import Budget
from generator.records.budget.sums import total, year_total
from generator.records.budget.views.amounts import Money, money, rate, units, words
from generator.records.budget.views.audits import examined
from generator.records.budget.views.balance import previous, rounding, statements, years
from generator.records.budget.views.bars import bars
from generator.records.budget.views.chain import branches, chain
from generator.records.budget.views.compared import Piece
from generator.records.budget.views.due import dues
from generator.records.budget.views.quotations import differences, quotations
from generator.records.budget.views.summary import read, totals
from generator.records.budget.views.table import Reader, tables
from generator.records.budget.views.where import where_page
from generator.records.classification.model import Direction
from generator.records.rule.model import ruled

LANDING = Link("budgets.html", "预算")


class Moment(Struct, frozen=True):
    """A step on the timeline."""

    day: date
    shape: str
    text: str
    notes: tuple[str, ...]
    kind: str = "done"


class YearRow(Struct, frozen=True):
    """A line of an account over several years."""

    name: str
    level: int
    amounts: tuple[Money | None, ...]
    growth: str
    yearly: str
    total: bool = False


def page(record: Budget, facts: Facts) -> Page:
    """The page of a budget."""
    accounts, written = read(record, facts), accounts_of(record, facts)
    others = [read(one.record, facts) for one in same_account(accounts, facts)]
    reader = Reader(accounts, previous(accounts, others), _threshold(accounts, facts), facts)
    title = record.heading(facts.find)
    context = {
        "crumbs": [LANDING, _unit_page(record, facts)],
        "id": record.id,
        "title": title,
        "states": [stage(record, facts.as_of).state],
        "facts": _facts(accounts, facts),
        "units": units(accounts.record.unit),
        "tiles": tiles(accounts),
        "where": where_page(accounts),
        "by_year": _year_page(record),
        "bars": bars(accounts) if accounts.latest is not None else (),
        "planned_only": accounts.latest is not Phase.EXECUTED,
        "executed_only": accounts.phases == (Phase.EXECUTED,),
        "tables": tables(reader) if accounts.latest is not None else (),
        "last_chart": _last_chart(reader),
        "threshold": f"{reader.threshold * 100:f}".rstrip("0").rstrip(".") if reader.threshold is not None else "",
        "differences": differences(reader),
        "statements": statements(accounts),
        "rounding": rounding(accounts),
        "over_years": _over_years(accounts),
        "year_labels": _year_labels(accounts),
        "years": years((accounts, *others), record.unit, record.id) if others else (),
        "dues": dues([accounts], facts, record.unit),
        "branches": branches(accounts, facts),
        "chain": chain(accounts, facts, record.unit),
        "quotations": quotations(accounts, facts) if accounts.latest is written.latest else (),
        "steps": _steps(record),
        "audit": prose(facts, record.audit.opinion) if record.audit is not None else None,
        "examined": examined(accounts),
        "audit_on": record.audit.on if record.audit is not None else None,
        "text": prose(facts, record.text),
    }
    return Page(record.address, title, _description(accounts), "budget/page.html", context)


def _year_page(record: Budget) -> Link | None:
    """Where every link of the money chain is compared."""
    return Link(f"{Budget.folder}/year-{record.period.days[1].year}.html", "逐笔核对") if dated(record) else None


def _threshold(accounts: Accounts, facts: Facts) -> Decimal | None:
    return ruled(facts, "B7", "差异比例") / 100 if accounts.ended(facts.as_of) else None


def _unit_page(record: Budget, facts: Facts) -> Link:
    unit = facts.find(record.owner)
    return Link(f"{Budget.folder}/unit-{record.owner.id.lower()}.html", unit.short if unit else record.owner.id)


def _facts(accounts: Accounts, facts: Facts) -> tuple[tuple[str, object], ...]:
    record = accounts.record
    owner, chart = link(facts, record.owner), link(facts, record.classification)
    found = [
        ("单位", linked([owner]) if owner else None),
        ("期间", record.period.label),
        ("科目表", linked([chart]) if chart else None),
        ("科目口径", "期间跨过换版，有的年份是折算到这一版的" if Piece(accounts).converted else None),
        ("金额单位", f"按原文以{record.unit.value}记录"),
        ("人数", f"人均数按 {record.heads:,} 人计算" if record.heads else None),
        ("公开范围", record.audience.label if record.audience.label != "社会公开" else None),
    ]
    return tuple((label, value) for label, value in found if value is not None)


def tiles(accounts: Accounts) -> tuple[Figure, ...]:
    """What came in, went out, is left, and how much of the budget was executed."""
    record, latest = accounts.record, accounts.latest
    plan = latest is not Phase.EXECUTED
    kind = f"（{latest.label}）" if plan and latest is not None else ""
    found = []
    for direction in Direction:
        one = total(accounts, direction, latest) if latest is not None else None
        if one is not None:
            partly = "，部分科目未公布" if one.missing else ""
            found.append(_tile(f"{direction.value}{kind}{partly}", one.amount, accounts))
    left = record.closing_balance
    if plan and record.planned_balances is not None and latest is not None:
        left = record.planned_balances.amount(latest)
    if left is not None:
        opening = record.opening_balance
        began = f"（年初 {words(opening, accounts)}）" if opening is not None else ""
        found.append(_tile(f"{'预计' if plan else ''}年末结余{began}", left, accounts))
    spent, budgeted = totals(accounts)
    if spent is not None and budgeted:
        label = f"支出预算执行率（预算 {words(budgeted, accounts)}）"
        found.append(Figure("tile-execution", label, rate(spent / budgeted)))
    return tuple(found)


def _tile(label: str, amount: Decimal, accounts: Accounts) -> Figure:
    shown = money(amount, accounts)
    assert shown is not None
    names = units(accounts.record.unit)
    return Figure(f"tile-{label}", f"{label} · {shown.other} {names.other}", shown.own, unit=names.own)


def _last_chart(reader: Reader) -> str:
    """The title of last year's chart where it is another version."""
    last = reader.last
    return last.chart.title if last is not None and last.chart.id != reader.accounts.chart.id else ""


def _year_labels(accounts: Accounts) -> tuple[int, ...]:
    return tuple(sorted({one.year for placed in accounts.lines for one in placed.line.years}))


def _over_years(accounts: Accounts) -> tuple[YearRow, ...]:
    """The yearly amounts of an account over several years, with growth computed."""
    labels = _year_labels(accounts)
    if not labels:
        return ()
    rows = []
    for direction in Direction:
        for placed in accounts.lines:
            if accounts.direction(placed) is direction and placed.line.years:
                amounts = [year_value(placed.line, year) for year in labels]
                rows.append(_year_row(accounts.name(placed.line), min(len(placed.parents), 4), amounts, accounts))
        sums = [year_total(accounts, direction, year) for year in labels]
        amounts = [one.amount if one is not None and not one.missing else None for one in sums]
        if any(one is not None for one in amounts):
            rows.append(_year_row(f"{direction.value}合计", 0, amounts, accounts, total=True))
    return tuple(rows)


def _year_row(name: str, level: int, amounts: list[Decimal | None], accounts: Accounts, total: bool = False) -> YearRow:
    first, last = amounts[0], amounts[-1]
    growth = yearly = "—"
    if first is not None and last is not None and first > 0 and len(amounts) > 1:
        growth = rate(last / first - 1, 2, signed=True)
        if last > 0:
            yearly = rate((last / first) ** (Decimal(1) / (len(amounts) - 1)) - 1, 2, signed=True)
    shown = tuple(money(one, accounts) for one in amounts)
    return YearRow(name, level, shown, growth, yearly, total)


def _steps(record: Budget) -> tuple[Moment, ...]:
    """The steps in the order of days, with the days between them."""
    found: list[Moment] = []
    for one in sorted(record.steps, key=lambda step: step.on):
        notes = [note for note in (one.document,) if note]
        if found:
            days = (one.on - found[-1].day).days
            notes.append(f"上一步之后 {days} 天" if days else "同一天")
        text = f"{one.step.value}：{one.body}" if one.body else one.step.value
        found.append(Moment(one.on, "●", text, tuple(notes)))
    return tuple(found)


def _description(accounts: Accounts) -> str:
    """One plain sentence with the answer."""
    latest = accounts.latest
    if latest is None:
        return f"{accounts.record.period.label}，还没有公布金额"
    found = [f"{accounts.record.period.label}{latest.label}"]
    for direction in Direction:
        one = total(accounts, direction, latest)
        if one is not None and not one.missing:
            found.append(f"{direction.value} {words(one.amount, accounts)}")
    if latest is Phase.EXECUTED and accounts.record.closing_balance is not None:
        found.append(f"年末结余 {words(accounts.record.closing_balance, accounts)}")
    return "，".join(found)
