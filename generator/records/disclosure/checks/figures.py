"""The figures of a disclosure: each said once, in one unit, and totals that add up (B5 for money, B10)."""

from __future__ import annotations

from collections import Counter

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.measure_words import counted
from generator.record_type import Check, Findings, error, warning
from generator.records.disclosure.model import Disclosure, Figure
from generator.records.disclosure.sums import told_when, totals
from generator.records.rule.model import ruled, terms

_NOT_COUNTED = ("均", "折", "增", "减", "变化", "相差", "中位")
"""Words of labels whose numbers were computed, not counted."""


@error("编写规则：一个数只写一次")
def figure_twice(record: Disclosure, facts: Facts) -> Findings:
    """同一指标在同一时间只有一个数。"""
    seen: set[tuple[str, str | None]] = set()
    for index, figure in enumerate(record.figures):
        if (figure.label, figure.period) in seen:
            yield Finding(
                ("figures", index, "label"),
                f"「{figure.label}」{told_when(figure)}写了两次",
                "删去一个；说的不是一回事的，把指标名称写得不一样，例如「慰问人次」「慰问金额」",
            )
        seen.add((figure.label, figure.period))


@error("编写规则：一个指标一个单位")
def figure_in_two_units(record: Disclosure, facts: Facts) -> Findings:
    """同一指标各时间的计量单位相同。"""
    units: dict[str, Counter[str]] = {}
    for figure in record.figures:
        units.setdefault(figure.label, Counter())[figure.of] += 1
    for index, figure in enumerate(record.figures):
        unit = units[figure.label].most_common(1)[0][0]
        if figure.of != unit:
            yield Finding(
                ("figures", index, "of"),
                f"「{figure.label}」别处的单位是「{unit}」，这里是「{figure.of}」",
                "换算成同一个单位；说的不是一回事的，把指标名称写得不一样",
            )


@error("B5 合计等于各项之和")
def total_is_no_sum(record: Disclosure, facts: Facts) -> Findings:
    """合计等于各项之和，结余等于相加的各项减去 minus 里的各项。

    人数、件数、项数、场次等是数出来的，一个也不差；金额、面积、学时、比例和以万计的数（万人次）可以有四舍五入差：每项至多差末位的一半。
    写成 <5 的按 0 到 4 算。
    """
    least, counts = ruled(facts, "XS1", "最小人数"), terms(facts, "XS1", "计数单位")
    for total in totals(record.figures):
        if not total.broken(least, counts):
            continue
        figure = total.figure
        written = f"<{least:f}" if figure.value is None else f"{figure.value:f}"
        more = f"（另有 {len(total.suppressed)} 项写成 <{least:f}）" if total.suppressed else ""
        yield Finding(
            ("figures", total.index, "value"),
            f"「{figure.label}」{told_when(figure)}写的是 {written}{figure.of}，"
            f"{_names(figure)}是 {total.known:f}{figure.of}{more}",
            "对照原文改正；原文就是这样的，合计改成算出来的数，把原文的数写进 stated",
        )


@warning("B5 四舍五入差")
def total_rounded(record: Disclosure, facts: Facts) -> Findings:
    """合计与各项之和没有四舍五入差。"""
    least, counts = ruled(facts, "XS1", "最小人数"), terms(facts, "XS1", "计数单位")
    for total in totals(record.figures):
        if total.rounded(least, counts):
            figure = total.figure
            yield Finding(
                ("figures", total.index, "value"),
                f"「{figure.label}」{told_when(figure)}写的是 {figure.value:f}{figure.of}，"
                f"{_names(figure)}是 {total.known:f}{figure.of}，相差 {abs(total.gap):f}",
                "可能是四舍五入差；有更精确的数就写更精确的",
            )


@warning("B5 合计等于各项之和")
def adds_different_units(record: Disclosure, facts: Facts) -> Findings:
    """相加的各项与合计的计量单位相同。"""
    units: dict[str, set[str]] = {}
    for one in record.figures:
        units.setdefault(one.label, set()).add(one.of)
    for total in totals(record.figures):
        others = sorted({one.of for one in total.operands} - {total.figure.of})
        doubted = any(len(units[one.label]) > 1 for one in (*total.operands, total.figure))
        if others and not doubted:
            yield Finding(
                ("figures", total.index, "of"),
                f"「{total.figure.label}」的单位是「{total.figure.of}」，相加减的项里有「{'、'.join(others)}」",
                "换算成同一个单位，或从 sum_of、minus 里删去单位不同的项",
            )


@warning("编写规则：数出来的数")
def count_impossible(record: Disclosure, facts: Facts) -> Findings:
    """人数、户数、件数等是数出来的，不是负数，也没有小数。

    平均数、折合数和增减数除外，在指标名称里写明。
    """
    counts, means = terms(facts, "XS1", "计数单位"), terms(facts, "XS1", "平均数")
    for index, figure in enumerate(record.figures):
        if (
            figure.value is None
            or not (figure.of in counts or counted(figure.of))
            or any(one in figure.label for one in (*means, *_NOT_COUNTED))
        ):
            continue
        if figure.value < 0 or figure.value != int(figure.value):
            what = "是负数" if figure.value < 0 else "有小数"
            message = f"「{figure.label}」{told_when(figure)}写的是 {figure.value:f}{figure.of}，{what}"
            yield Finding(("figures", index, "value"), message, "对照原文改正；平均、折合或增减的，在指标名称里写明")


def _names(figure: Figure) -> str:
    """`「甲」「乙」相加`, `「甲」「乙」相加再减去「丙」`."""
    added = f"{_quoted(figure.sum_of)}{'相加' if len(figure.sum_of) > 1 or not figure.minus else ''}"
    if not figure.minus:
        return added
    return f"{added}{'再' if len(figure.sum_of) > 1 else ''}减去{_quoted(figure.minus)}"


def _quoted(names: tuple[str, ...]) -> str:
    shown = [f"「{one}」" for one in names]
    return "".join(shown) if len(shown) <= 4 else f"{''.join(shown[:3])}等 {len(shown)} 项"


CHECKS: tuple[Check[Disclosure], ...] = (
    figure_twice,
    figure_in_two_units,
    total_is_no_sum,
    total_rounded,
    adds_different_units,
    count_impossible,
)
