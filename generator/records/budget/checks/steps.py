"""The steps a budget goes through, and their days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from generator.dataset import Facts, derived
from generator.diagnostics import Finding, Place
from generator.record_type import Findings, error, warning
from generator.records.budget.accounts import PLANNED, dated, placed_lines
from generator.records.budget.model import Budget, StepKind
from generator.records.budget.money import plain
from generator.records.congress.model import Congress
from generator.records.congress.odd_days import held_doubted
from generator.records.rule.model import ruled

_ORDER = [one for one in StepKind if one not in (StepKind.ADJUSTED, StepKind.REPORTED)]
"""Adjusting goes through the same steps again, and a budget is reported on as well as its accounts: these have no
place of their own in the order."""
_PLANNING = {StepKind.COMMITTEE, StepKind.AUDIT_COMMITTEE, StepKind.CONGRESS, StepKind.SUPERIOR, StepKind.ADJUSTED}

_OF_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:度)?[^\d，。；、]{0,8}(?:预算|决算)", re.ASCII)


@error("B4 编制在先；决算在审计之前")
def steps_reversed(record: Budget, facts: Facts) -> Findings:
    """先编制，后审议、审查、批准和调整；先决算，后审计。"""
    days = _first_days(record)
    drafted, accounts = days.get(StepKind.DRAFTED), days.get(StepKind.FINAL_ACCOUNTS)
    told = _outside_congress(record, facts)
    steps = [one for one in _steps(record) if one[0][1] not in told]
    early = [one for one in steps if drafted is not None and one[1] in _PLANNING and one[2] < drafted]
    if early:
        named = "、".join(f"{kind.value}（{day}）" for _, kind, day in early)
        remedy = "查对两个日期" if len(early) == 1 else "先查编制的日期，再查其余的"
        yield Finding(early[0][0], f"{named}早于编制（{drafted}）", remedy)
    for place, kind, day in _steps(record):
        if accounts is not None and kind is StepKind.AUDITED and day < accounts:
            yield Finding(place, f"审计（{day}）早于决算（{accounts}）", "查对两个日期；决算写编成的日期")
            return


@warning("B4 编制、审议、审查、大会、批准、执行、决算、审计依次进行")
def steps_in_unusual_order(record: Budget, facts: Facts) -> Findings:
    """各个程序依规定的次序进行。

    批准以前先安排急需的支出、大会开在批准以后，都是实际会有的事，所以只作提示。调整要重走一遍程序，报告既报预算也报决算，都不在次序里。
    只有决算、没有预算的账，或者只写了决算以后各步的，审议、审查和批准的是决算，本来就在决算以后。
    与其余各步都对不上的一步，报在那一步。
    """
    days = _first_days(record, _outside_congress(record, facts))
    of_accounts = _accounts_alone(record, days)
    taken = [kind for kind in _ORDER if kind in days]
    for earlier, later in pairwise(taken):
        impossible = (earlier is StepKind.DRAFTED and later in _PLANNING) or later is StepKind.AUDITED
        after = of_accounts and earlier in _PLANNING and later not in _PLANNING
        if days[later] < days[earlier] and not impossible and not after:
            odd, word, other = (later, "早于", earlier)
            if _in_order(days, taken, earlier) and not _in_order(days, taken, later):
                odd, word, other = (earlier, "晚于", later)
            index = next(i for i, one in enumerate(record.steps) if one.step is odd and one.on == days[odd])
            message = f"{odd.value}（{days[odd]}）{word}{other.value}（{days[other]}）"
            yield Finding(("steps", index, "on"), message, "查对两个日期；确实如此的不用改")


def _accounts_alone(record: Budget, days: Mapping[StepKind, date]) -> bool:
    """Whether what was deliberated and approved are the accounts: there is no budget, or no step of it is told."""
    budgeted = any(one.line.amount(phase) is not None for one in placed_lines(record) for phase in PLANNED)
    made = days.get(StepKind.FINAL_ACCOUNTS)
    planning = [day for kind, day in days.items() if kind in _PLANNING]
    told = made is None or StepKind.DRAFTED in days or any(day < made for day in planning)
    return not budgeted or not told


def _in_order(days: Mapping[StepKind, date], taken: Sequence[StepKind], without: StepKind) -> bool:
    """Whether all other steps follow each other."""
    others = [days[kind] for kind in taken if kind is not without]
    return others == sorted(others)


@warning("B4 预算每年至多调整一次")
def adjusted_too_often(record: Budget, facts: Facts) -> Findings:
    """预算一年里调整的次数不超过规定。"""
    most = ruled(facts, "B4", "每年调整次数")
    counted: Counter[int] = Counter()
    for index, one in enumerate(record.steps):
        if one.step is StepKind.ADJUSTED:
            counted[one.on.year] += 1
            if counted[one.on.year] > most:
                message = f"{one.on.year} 年第 {counted[one.on.year]} 次调整，规定每年至多 {most.normalize():f} 次"
                yield Finding(("steps", index), message, "查对；确实多次调整的，在 text 里说明")


@error("B4 先执行，后决算")
def accounts_before_period(record: Budget, facts: Facts) -> Findings:
    """决算和审计不早于期间的第一天。"""
    begins = record.period.days[0]
    for place, kind, day in _steps(record) if dated(record) else ():
        if kind in (StepKind.FINAL_ACCOUNTS, StepKind.AUDITED) and day < begins:
            message = f"{kind.value}（{day}）早于期间的第一天（{begins}）"
            yield Finding(place, message, "查对日期和 period；上一年的决算写进上一年的记录")


@warning("B4 程序与期间相符")
def step_outside_period(record: Budget, facts: Facts) -> Findings:
    """编制不晚于期间结束，也不早于规则 B4 规定的天数；调整在期间里，决算和审计在期间结束以后。"""
    begins, ends = record.period.days
    most = ruled(facts, "B4", "编制提前天数")
    for place, kind, day in _steps(record) if dated(record) else ():
        if kind is StepKind.DRAFTED and (begins - day).days > most:
            message = f"编制（{day}）比期间的第一天（{begins}）早 {(begins - day).days} 天，超过 {most:f} 天"
            yield Finding(place, message, "查对年份和 period")
        early = kind in (StepKind.FINAL_ACCOUNTS, StepKind.AUDITED) and begins <= day < ends
        late = kind in (StepKind.DRAFTED, StepKind.ADJUSTED) and day > ends
        if early or late or (kind is StepKind.ADJUSTED and day < begins):
            when = "期间还没有开始" if day < begins else "期间还没有结束" if early else "期间已经结束"
            yield Finding(place, f"{kind.value}（{day}）时{when}（{begins} 至 {ends}）", "查对日期和 period")


@warning("B4 调整是一个程序，B6 调整预算是一个阶段")
def adjusted_without_step(record: Budget, facts: Facts) -> Findings:
    """调整预算与批准预算不同的账，程序里写了调整。

    程序没有从编制写起的不比较：公布的只是其中几步。
    """
    told = {one.step for one in record.steps}
    if StepKind.DRAFTED not in told or StepKind.ADJUSTED in told:
        return
    for placed in placed_lines(record):
        approved, adjusted = placed.line.approved, placed.line.adjusted
        if approved is not None and adjusted is not None and approved != adjusted:
            message = f"批准预算「{plain(approved)}」调整成了「{plain(adjusted)}」，程序里却没有调整"
            remedy = "在 steps 里补上调整的日期和机构；没有调整过的，改正 adjusted"
            yield Finding((*placed.place, "adjusted"), message, remedy)
            return


@warning("B4 调整是一个程序，B6 调整预算是一个阶段")
def step_without_adjusted(record: Budget, facts: Facts) -> Findings:
    """程序里写了调整的账，公布了调整预算。"""
    lines = [one.line for one in placed_lines(record)]
    if not any(one.approved is not None for one in lines) or any(one.adjusted is not None for one in lines):
        return
    for index, one in enumerate(record.steps):
        if one.step is StepKind.ADJUSTED:
            message = f"程序里有调整（{one.on}），科目却都没有调整预算"
            yield Finding(
                ("steps", index), message, "补上 adjusted，没有调整的科目照写批准数；没有调整过的，删去这一步"
            )
            return


@warning("B4 一份预算编制一次、决算一次")
def drafted_twice(record: Budget, facts: Facts) -> Findings:
    """编制只写一次，或者写在同一天，为调整而重新编制的除外；决算也只写一次。"""
    finals = [(index, one.on) for index, one in enumerate(record.steps) if one.step is StepKind.FINAL_ACCOUNTS]
    for index, day in finals[1:]:
        if day != finals[0][1]:
            message = f"决算写了两次：{finals[0][1]} 和 {day}"
            yield Finding(("steps", index, "on"), message, "留下对的一个；第二次是审计、报告的，改正 step")
    drafts = [(index, one.on) for index, one in enumerate(record.steps) if one.step is StepKind.DRAFTED]
    adjusted = [one.on for one in record.steps if one.step is StepKind.ADJUSTED]
    first = min((day for _, day in drafts), default=None)
    for index, day in drafts:
        if first is not None and day != first and not any(day <= one for one in adjusted):
            message = f"编制写了两次：{first} 和 {day}"
            yield Finding(("steps", index, "on"), message, "留下对的一个；第二次是决算的，step 写「决算」")


@warning("B4 决算之后审计")
def audited_on_another_day(record: Budget, facts: Facts) -> Findings:
    """程序里写了审计的，与审计意见是同一天。"""
    days = [one.on for one in record.steps if one.step is StepKind.AUDITED]
    ahead = record.audit is not None and record.audit.on > facts.as_of  # said of the day
    if record.audit is not None and days and record.audit.on not in days and not ahead:
        message = f"审计意见是 {record.audit.on} 的，程序里的审计却在 {days[-1]}"
        yield Finding(("audit", "on"), message, "查对两个日期，改成一致；审计了几次的，程序里各写一项")


@warning("B4 预算和决算经大会审议")
def not_on_a_day_of_that_congress(record: Budget, facts: Facts) -> Findings:
    """由一次教代会审议或听取报告的日期，在那次教代会的会期里。

    会期自己就写错了的，先改会期。
    """
    for index, congress in _outside_congress(record, facts).items():
        step, held = record.steps[index], congress.held
        when = f"{held.start}" if held.start == held.end else f"{held.start} 至 {held.end}"
        message = f"{step.step.value}写的是 {step.on}，「{step.body}」（{congress.id}）的会期是 {when}"
        yield Finding(("steps", index, "on"), message, "查对日期和会议名称，改正写错的一个")


@derived
def _outside_congress(record: Budget, facts: Facts) -> Mapping[int, Congress]:
    """The steps that name a congress with a day on which it did not sit, each with the congress."""
    found: dict[int, Congress] = {}
    for index, step in enumerate(record.steps):
        if not step.body:
            continue
        named = [one for one in facts.of_type(Congress) if one.heading(facts.find) in step.body]
        if any(one.held.end < one.held.start for one in named):
            continue  # said there
        if named and not any(one.held.start <= step.on <= one.held.end or held_doubted(one, facts) for one in named):
            found[index] = named[0]
    return found


@warning("B4 预算和决算经大会审议")
def congress_step_left_out(record: Budget, facts: Facts) -> Findings:
    """一次教代会的决议是关于这份账的，程序里有大会审议或报告，日期在会期里。"""
    for congress in facts.referrers(record, Congress) if record.steps else ():
        decided = [one.title for one in congress.decisions if one.record is not None and one.record.id == record.id]
        days = [one.on for one in record.steps if one.step in (StepKind.CONGRESS, StepKind.REPORTED)]
        held = congress.held
        if not decided or any(held.start <= one <= held.end for one in days) or held_doubted(congress, facts):
            continue
        if held.start <= held.end and not _elsewhere(record, congress, facts):
            message = f"{congress.id}（{held.start}）有《{decided[0]}》，程序里却没有那几天的大会审议或报告"
            yield Finding(("steps",), message, "在 steps 里补上大会审议；决议说的是别的账的，改那次教代会的 record")


@warning("B4 预算和决算经过的程序都有文件")
def document_of_another_year(record: Budget, facts: Facts) -> Findings:
    """文件的名称里写着哪一年的预算或决算的，这一年在期间里。"""
    first, last = record.period.days
    for index, one in enumerate(record.steps if dated(record) else ()):
        years = [int(year) for year in _OF_YEAR.findall(one.document or "")]
        if years and not any(first.year <= year <= last.year for year in years):
            message = f"文件说的是 {years[0]} 年的账，这是{record.period.label}的"
            yield Finding(("steps", index, "document"), message, "查对文件的名称，改正写错的年份")


def _elsewhere(record: Budget, congress: Congress, facts: Facts) -> bool:
    """Whether a step names the congress with another day: that is said of it."""
    name = congress.heading(facts.find)
    return any(name in (one.body or "") for one in record.steps)


def _steps(record: Budget) -> Iterator[tuple[Place, StepKind, date]]:
    """Every step with its day; the audit committee's opinion is an audit."""
    for index, one in enumerate(record.steps):
        yield ("steps", index, "on"), one.step, one.on
    if record.audit is not None:
        yield ("audit", "on"), StepKind.AUDITED, record.audit.on


def _first_days(record: Budget, without: Container[int] = ()) -> dict[StepKind, date]:
    days: dict[StepKind, date] = {}
    for one in (one for index, one in enumerate(record.steps) if index not in without):
        days[one.step] = min(one.on, days.get(one.step, one.on))
    return days


CHECKS = (
    steps_reversed,
    steps_in_unusual_order,
    adjusted_too_often,
    accounts_before_period,
    step_outside_period,
    adjusted_without_step,
    step_without_adjusted,
    drafted_twice,
    audited_on_another_day,
    not_on_a_day_of_that_congress,
    congress_step_left_out,
    document_of_another_year,
)
