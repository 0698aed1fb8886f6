"""Small cells (XS1): no figure points at a person.

Not every small number does. 「校级领导 3 人」 or 「协会 4 个」 says nothing that anyone would hide. A cell is
small only where all of this holds:

- it may count persons, households or cases: its unit is one of the words 「计数单位」 of rule XS1, or a word that
  the rule does not know, as 「个家庭」; those of 「不是计数的单位」 (元, 天) are none, nor are numbers with a fraction; 3 万人次 are 30,000;
- it speaks of a sensitive matter (aid, mutual aid, appeals, health): one of the words 「敏感事项」 stands in
  the name of its catalogue item, in the title, or in its label;
- it counts those concerned and not those who deal with them: none of the words 「不是当事人」 stands in its label;
- it is no average: none of the words 「平均数」 (每人, 人均) stands in its label;
- it is not 0: nobody is nobody.

The words are data, so that a school can add its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from generator.dataset import Facts
from generator.diagnostics import Finding
from generator.leaves import texts
from generator.measure_words import power_of
from generator.record_type import Check, Findings, error, warning
from generator.records.catalogue.model import CatalogueItem
from generator.records.disclosure.hidden import counts_in, hidden_groups, quoted_hidden, spelt_out, sums_of
from generator.records.disclosure.model import Disclosure, Figure
from generator.records.disclosure.sums import formula, totals
from generator.records.rule.model import ruled, terms
from generator.values import narrowed

_SOURCE = "XS1 参照《个人信息保护法》第六条、第二十八条"


@error(_SOURCE)
def small_cell(record: Disclosure, facts: Facts) -> Findings:
    """涉及帮扶、互助、申诉、健康等事项的人数、户数、件数，小于五的写成 <5。

    照录原文（stated）也不写它们。规则 XS1 不认识的单位（个家庭、件次）也当作计数。最小人数、计数单位、哪些词算敏感事项，以规则 XS1 为准；0 照写。委员、工作人员等不是当事人的，在指标名称里写明。
    """
    if not record.figures:
        return
    least = ruled(facts, "XS1", "最小人数")
    for index, figure in enumerate(record.figures):
        if figure.value is None or not 0 < _number(figure.value, figure) < least or not _counts(figure, facts):
            continue
        word = _sensitive(record, figure, facts)
        if word:
            yield Finding(
                ("figures", index, "value"),
                f"「{figure.label}」写的是 {figure.value:f}{figure.of}，{word}，小于 {least:f} 就可能认出是谁",
                f"写成 <{least:f}；它在合计里的，合计不能让人推出它。说的不是当事人的，在指标名称里写明（例如委员、工作人员）；单位不是数人、户、件的，加进规则 XS1 的「不是计数的单位」",
            )
    for index, label in quoted_hidden(record):
        yield Finding(
            ("stated", index, "value"),
            f"「{label}」在数据里写成 <{least:f}，照录的数会把它说出来",
            f"删去 stated 里的这一项；原文里的数已经不公开，不照录，也不要把 <{least:f} 改成数",
        )


def _number(value: Decimal, figure: Figure) -> Decimal:
    """How many they are: 3 万人次 are 30,000."""
    return value.scaleb(max(0, power_of(figure.of)))


def _counts(figure: Figure, facts: Facts) -> bool:
    """Whether a figure may count persons, households or cases; 「元/人」 is 元."""
    unit = narrowed(figure.of).partition("/")[0]
    if unit in terms(facts, "XS1", "计数单位"):
        return True
    number = _number(figure.value or Decimal(0), figure)
    return number == int(number) and unit not in terms(facts, "XS1", "不是计数的单位")


def _sensitive(record: Disclosure, figure: Figure, facts: Facts) -> str:
    """The word that makes a figure sensitive, and where it stands; '' where nothing does."""
    others = (*terms(facts, "XS1", "不是当事人"), *terms(facts, "XS1", "平均数"))
    if _first(others, (figure.label,)):
        return ""
    item = facts.find(record.item)
    name = item.name if isinstance(item, CatalogueItem) else ""
    for where, text in (("指标名称", figure.label), ("标题", record.title), (f"目录事项「{name}」", name)):
        word = _first(terms(facts, "XS1", "敏感事项"), (text,))
        if word:
            return f"{where}里有「{word}」"
    return ""


def _first(words: Iterable[str], texts: Iterable[str]) -> str:
    texts = tuple(texts)
    return next((word for word in words if any(word in text for text in texts)), "")


@error(_SOURCE)
def total_gives_away(record: Disclosure, facts: Facts) -> Findings:
    """合计减去其余各项，推不出写成 <5 的数；结余等相减得来的数也一样。

    只隐去一项，合计一减就知道；隐去几项而余数恰好全是最大或全是 1 的，也一样。写成 <5 的合计，各项都写了数，一加就知道。
    """
    least = ruled(facts, "XS1", "最小人数") if record.figures else None
    for total in totals(record.figures):
        if least is None or not total.tells(least) or total.broken(least, terms(facts, "XS1", "计数单位")):
            continue
        figure, names = total.figure, "".join(f"「{one.label}」" for one in total.suppressed)
        if figure.value is not None and not total.taken:
            message = f"由{_named(figure)}减去其余各项，就能算出{names}是多少"
        else:
            names += f"「{figure.label}」" if figure.value is None else ""
            message = f"由{_named(figure)}＝{formula(figure, quoted=True)}，就能算出{names}是多少"
        yield Finding(
            ("figures", total.index, "value"),
            message,
            f"把隐去的项与另一项合并成一项（例如「其他」），或者不写{'合计' if not total.taken else f'「{figure.label}」'}；"
            f"不要把不小于 {least:f} 的数写成 <{least:f}",
        )


def _named(figure: Figure) -> str:
    """A figure with its period, where several stand under one label: `2025年的「帮扶合计」`."""
    return f"{figure.period}的「{figure.label}」" if figure.period else f"「{figure.label}」"


@error(_SOURCE)
def unlinked_total_gives_away(record: Disclosure, facts: Facts) -> Findings:
    """没有写 sum_of 的合计，减去同一时间、同一单位的其余各项，也推不出写成 <5 的数。

    哪些词算合计，以规则 XS1 的「合计用词」为准。
    """
    hidden = hidden_groups(record)
    if not hidden:
        return
    least, words = ruled(facts, "XS1", "最小人数"), terms(facts, "XS1", "合计用词")
    for index, figure in enumerate(record.figures):
        group = hidden.get((figure.of, figure.period))
        if group is None or figure.sum_of or figure.value is None or not _first(words, (figure.label,)):
            continue
        others = [one for one in group.written if one != figure.value]
        if any(group.tells(figure.value - one, least) for one in sums_of(others)):
            yield Finding(
                ("figures", index, "value"),
                f"由{_named(figure)}{figure.value:f}{figure.of}减去其余各项，就能算出{group.names}是多少",
                "删去这个合计，或把隐去的项与另一项合并；确实是别的合计的，用 sum_of 写明由哪些项相加",
            )


@warning(_SOURCE)
def text_tells_hidden(record: Disclosure, facts: Facts) -> Findings:
    """正文、标题和附件名称不说出数据里写成 <5 的数，也不写能推出它的合计。

    指标名称写得短一些、数用汉字写的、换一个量词的，也算：「主动撤回两件」「三户列入一类」说出了「申诉人撤回」「一类建档」。
    """
    hidden = hidden_groups(record)
    if not hidden:
        return
    least = ruled(facts, "XS1", "最小人数")
    for text in texts(record):
        if text.place[0] in ("figures", "stated"):
            continue
        for (unit, _), group in hidden.items():
            for label, said in spelt_out(text.text, group, unit, least):
                message = f"文字里写了「{said}」，数据里「{label}」却写成 <{least:f}"
                yield Finding(text.place, message, "从文字里删去这个数，或写成「不足五」；说的不是这一项的不用改")
            for said, number in counts_in(text.text, unit):
                if len(group.written) > 1 and group.tells(number - sum(group.written, Decimal(0)), least):
                    message = f"文字里写了「{said}」，减去数据里的其余各项，就能算出{group.names}是多少"
                    yield Finding(text.place, message, "从文字里删去这个合计；它不是这几项的合计的，不用改")


CHECKS: tuple[Check[Disclosure], ...] = (
    small_cell,
    total_gives_away,
    unlinked_total_gives_away,
    text_tells_hidden,
)
