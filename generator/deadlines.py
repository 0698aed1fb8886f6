"""What is or was owed by a day, and how that day came about, so that a reader can count again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from generator.prose import Link
from generator.publication import Clock, State, Tone
from generator.reader_text import linked

UNKNOWN = State("无法计算", "？", Tone.IDLE)
"""Where the last day lies outside the known calendars."""
_LISTED = 8
"""Runs of days that are named one by one; of more than that only their number is said."""


class Reckoning(Struct, frozen=True):
    """How a last day came about."""

    due: date | None
    """The last day in time; None where it lies outside the known calendars."""
    how: str
    """In one line: `2026-01-12 形成 → 第 20 个工作日是 2026-02-09`, `2026-05-20，大会确定`."""
    counted: tuple[date, ...] = ()
    """The working days that were counted; none for a day that somebody set."""
    skipped: tuple[tuple[str, tuple[date, ...]], ...] = ()
    """Days within it that did not count, by reason: 周末, or the holiday's name."""
    worked: tuple[date, ...] = ()
    """The counted days that lie on a weekend and were worked (调休上班)."""
    rules: tuple[Link, ...] = ()
    """Whose rule it is: a rule, the congress that set the day, the calendars that it was counted by."""
    because: str = ""
    """The reason that was given where the day is not the usual one."""
    unknown_year: int | None = None
    """The first year whose calendar is wanted."""

    @property
    def lines(self) -> tuple[tuple[str, str | Markup], ...]:
        """What stands below the line: what did not count, what did, why, whose rule."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[tuple[str, str | Markup]]:
        if self.unknown_year is not None:
            yield "缺日历", f"日历里没有 {self.unknown_year} 年，放假安排公布以前不作推算"
        if self.counted:
            yield "计入", f"工作日 {len(self.counted)} 天{in_runs(self.counted)}"
        if self.skipped:
            yield "不计", "；".join(f"{reason} {len(days)} 天{in_runs(days)}" for reason, days in self.skipped)
        if self.worked:
            yield "调休上班计入", f"其中 {len(self.worked)} 天是周末{in_runs(self.worked)}"
        if self.because:
            yield "理由", self.because
        if self.rules:
            yield "谁定的", linked(self.rules)


class Deadline(Struct, frozen=True):
    """Something that is or was owed of a record by a day."""

    key: str
    """What tells it from the record's other deadlines."""
    what: str
    """What is owed, for readers: 提案答复."""
    reckoning: Reckoning
    done: date | None
    as_of: date
    notice_days: int
    verdict: State | None = None
    """How it stands, where its clock does not say it: a notice that was too short."""
    listed: bool = True
    """Whether it is shown among what is due; not where every record that it speaks of is there itself."""
    note: str = ""
    """What more there is to say of it: who has not answered."""

    @property
    def clock(self) -> Clock | None:
        """The clock that runs on it; None outside the known calendars."""
        due = self.reckoning.due
        return None if due is None else Clock(due, self.done, self.as_of, self.notice_days)

    @property
    def state(self) -> State:
        """○ 未到期 · ◔ 10 天内到期 · ▲ 逾期 12 天 · ● 按时 · ◆ 迟 3 天, or that it cannot be told."""
        return self.verdict or (self.clock.state if self.clock is not None else UNKNOWN)


def in_runs(days: tuple[date, ...]) -> str:
    """`（2026-02-15 至 02-23、03-01）`; nothing where there are too many runs to read."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day.toordinal() - runs[-1][1].toordinal() == 1:
            runs[-1] = (runs[-1][0], day)
        elif len(runs) == _LISTED:
            return ""
        else:
            runs.append((day, day))
    if not runs:
        return ""
    said, year = [], None
    for first, last in runs:
        ends = []
        for day in (first,) if first is last else (first, last):
            whole = day.isoformat()
            ends.append(whole if day.year != year else whole[5:])
            year = day.year
        said.append(" 至 ".join(ends))
    return f"（{'、'.join(said)}）"
