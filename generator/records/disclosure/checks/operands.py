"""What totals of a disclosure are made from: each of it is there, once, in the total's own period (B5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.nearest import nearest
from generator.record_type import Check, Findings, error, warning
from generator.records.disclosure.model import Disclosure, Figure
from generator.records.disclosure.sums import Cells, cells, told_when
from generator.values import narrowed


@error("B5 合计等于各项之和")
def sum_of_unknown(record: Disclosure, facts: Facts) -> Findings:
    """合计由哪些指标相加、减去哪些指标，每个指标在同一时间都有数，各写一次，不包括合计自己。"""
    table = cells(record.figures)
    misdated = dict(_misdated(record.figures, table))
    for index, wanted in misdated.items():
        yield _wrong_period(record.figures[index], index, wanted)
    for index, figure in enumerate(record.figures):
        if figure.minus and not figure.sum_of:
            message = "写了 minus，没有写 sum_of：不知道从什么里减去"
            yield Finding(
                ("figures", index, "minus"), message, "在 sum_of 写上被减的指标，例如 sum_of: [年初结余, 收入]"
            )
        elif index not in misdated:
            elsewhere = {record.figures[at].label for at, wanted in misdated.items() if wanted == figure.period}
            yield from _operands(record, index, elsewhere, table)


def _operands(record: Disclosure, index: int, elsewhere: set[str], table: Cells) -> Iterator[Finding]:
    """What is wrong with those that a total is computed from; `elsewhere` are labels whose own period is wrong."""
    figure = record.figures[index]
    for key, names in (("sum_of", figure.sum_of), ("minus", figure.minus)):
        for number, name in enumerate(names):
            earlier = (*(figure.sum_of if key == "minus" else ()), *names[:number])
            problem, remedy = "", ""
            if name == figure.label:
                problem, remedy = f"「{name}」是合计自己", "从这里删去它"
            elif name in earlier:
                both = key == "minus" and name in figure.sum_of
                problem = f"「{name}」写了两次{'：sum_of 里也有它' if both else ''}"
                remedy = "相加的从 minus 里删去，减去的从 sum_of 里删去" if both else "删去一个"
            elif (name, figure.period) not in table and name not in elsewhere:
                problem, remedy = _missing(record, figure, name, table)
            if problem:
                yield Finding(("figures", index, key, number), problem, remedy)


def _missing(record: Disclosure, figure: Figure, name: str, table: Cells) -> tuple[str, str]:
    """What is said of a part that has no number in a total's period: which label or which period was meant."""
    when = told_when(figure)
    if any(one.label == name for one in record.figures):
        return f"「{name}」{when}没有数", "补上这个数；已经写了的，把它的 period 改成与合计一样"
    used = {figure.label, *figure.sum_of, *figure.minus}
    free = sorted(label for label, period in table if period == figure.period and label not in used)
    near = nearest(name, free) or (free[0] if len(free) == 1 and set(free[0]) <= set(name) else "")
    if near:
        return f"没有指标「{name}」", f"是不是「{near}」？把指标名称和这里写成一样的"
    return f"没有指标「{name}」", "补上这个指标的数，或者改成写过、还没有列进来的指标名称"


def _misdated(figures: Sequence[Figure], table: Cells) -> Iterator[tuple[int, str]]:
    """Figures whose own period keeps a total from being added up, with the period that they should have.

    One that is written in another way (2023 for 2023年), or one whose period no other figure has.
    """
    periods = Counter(one.period for one in figures)
    for at, total in enumerate(figures):
        names = (*total.sum_of, *total.minus)
        missing = [name for name in names if (name, total.period) not in table]
        whole = {one for one in periods if one and all((name, one) in table for name in names)}
        if missing and len(missing) == len(names) and len(whole) == 1 and periods[total.period] == 1:
            yield at, min(whole)
        elif total.period is not None and len(missing) < len(names):
            for name in missing:
                meant = [
                    index
                    for index, one in enumerate(figures)
                    if one.label == name and (periods[one.period] == 1 or _plain(one.period) == _plain(total.period))
                ]
                if len(meant) == 1:
                    yield meant[0], total.period


def _wrong_period(figure: Figure, index: int, wanted: str) -> Finding:
    written = figure.period or ""
    if not written:
        message, remedy = (
            f"「{figure.label}」没有写时间，同一个合计里的别的各项是「{wanted}」",
            f"加上 period: {wanted}",
        )
        return Finding(("figures", index), message, remedy)
    same = _plain(written) == _plain(wanted)
    message = f"「{figure.label}」的时间写的是「{written}」，同一个合计里的别的各项是「{wanted}」"
    more = "" if same else f"；这一项确实是{written}的，另写一项{wanted}的数"
    return Finding(("figures", index, "period"), message, f"改成 {wanted}{more}")


def _plain(period: str | None) -> str:
    """A period without what its spellings differ in."""
    return narrowed(period or "").removesuffix("度").removesuffix("年")


@warning("编写规则：一个时间一种写法")
def period_in_two_spellings(record: Disclosure, facts: Facts) -> Findings:
    """同一年的时间，只有一种写法。

    「2024」与「2024年」会排成两列，读者以为是两回事。写得少的改成写得多的。
    """
    written = Counter(one.period for one in record.figures if one.period is not None)
    spelt: dict[str, str] = {}
    for period, _ in written.most_common():  # of those that are equally frequent the first
        spelt.setdefault(_plain(period), period)
    if len(spelt) == len(written):
        return
    misdated = dict(_misdated(record.figures, cells(record.figures)))
    for index, figure in enumerate(record.figures):
        wanted = spelt[_plain(figure.period)] if figure.period else None
        if wanted != figure.period and index not in misdated:
            message = f"别处写的是「{wanted}」，这里是「{figure.period}」"
            yield Finding(("figures", index, "period"), message, f"写成一样的：{wanted}")


CHECKS: tuple[Check[Disclosure], ...] = (sum_of_unknown, period_in_two_spellings)
