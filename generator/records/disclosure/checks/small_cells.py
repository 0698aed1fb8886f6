"""Small cells (XS1): no figure points at a person.

Not every small number does. 「校级领导 3 人」 or 「协会 4 个」 says nothing that anyone would hide. A cell is
small only where all of this holds:

- it counts persons, households or cases: its unit is one of the words 「计数单位」 of rule XS1;
- it speaks of a sensitive matter (aid, mutual aid, appeals, health): one of the words 「敏感事项」 stands in
  the name of its catalogue item, in the title, or in its label;
- it counts those concerned and not those who deal with them: none of the words 「不是当事人」 stands in its label;
- it is not 0: nobody is nobody.

The words are data, so that a school can add its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.record_type import Check, Findings, error
from generator.records.catalogue.model import CatalogueItem
from generator.records.disclosure.model import Disclosure, Figure
from generator.records.disclosure.sums import totals
from generator.records.rule.model import ruled, terms

_SOURCE = "XS1 参照《个人信息保护法》第六条、第二十八条"


@error(_SOURCE)
def small_cell(record: Disclosure, facts: Facts) -> Findings:
    """涉及帮扶、互助、申诉、健康等事项的人数、户数、件数，小于五的写成 <5。

    最小人数、计数单位、哪些词算敏感事项，以规则 XS1 为准；0 照写。委员、工作人员等不是当事人的，在指标名称里写明。
    """
    if not record.figures:
        return
    least, counts = ruled(facts, "XS1", "最小人数"), terms(facts, "XS1", "计数单位")
    for index, figure in enumerate(record.figures):
        if figure.of not in counts or figure.value is None or not 0 < figure.value < least:
            continue
        word = _sensitive(record, figure, facts)
        if word:
            yield Finding(
                ("figures", index, "value"),
                f"「{figure.label}」写的是 {figure.value:f}{figure.of}，涉及「{word}」，小于 {least:f} 就可能认出是谁",
                f"写成 <{least:f}；它在合计里的，合计不能让人推出它。说的不是当事人的，在指标名称里写明（例如委员、工作人员）",
            )


def _sensitive(record: Disclosure, figure: Figure, facts: Facts) -> str:
    """The word that makes a figure sensitive, '' where nothing does."""
    if _first(terms(facts, "XS1", "不是当事人"), (figure.label,)):
        return ""
    item = facts.find(record.item)
    name = item.name if isinstance(item, CatalogueItem) else ""
    return _first(terms(facts, "XS1", "敏感事项"), (figure.label, record.title, name))


def _first(words: Iterable[str], texts: Iterable[str]) -> str:
    texts = tuple(texts)
    return next((word for word in words if any(word in text for text in texts)), "")


@error(_SOURCE)
def total_gives_away(record: Disclosure, facts: Facts) -> Findings:
    """合计减去其余各项，推不出写成 <5 的数。

    只隐去一项，合计一减就知道；隐去几项而余数恰好全是最大或全是 1 的，也一样。
    """
    least = ruled(facts, "XS1", "最小人数") if record.figures else None
    for total in totals(record.figures):
        if least is None or not total.tells(least) or total.broken(least, terms(facts, "XS1", "计数单位")):
            continue
        names = "".join(f"「{one.label}」" for one in total.suppressed)
        yield Finding(
            ("figures", total.index, "value"),
            f"由「{total.figure.label}」减去其余各项，就能算出{names}是多少",
            f"把隐去的项与另一项合并成一项（例如「其他」），或者不写合计；不要把不小于 {least:f} 的数写成 <{least:f}",
        )


CHECKS: tuple[Check[Disclosure], ...] = (small_cell, total_gives_away)
