"""Numbers of which a document prints only the sum: 已落实或正在落实 70 件, 满意和基本满意 98%."""

from __future__ import annotations

from generator.model import Find, StatedOf
from generator.records.proposal.counts import GRADES, RESULTS
from generator.records.proposal.scopes import Scope, scope_of
from generator.stated_figures import SINCE_LAST
from generator.stated_figures import StatedFigure as Of

_FAMILIES: tuple[tuple[Of, ...], ...] = (
    tuple(count for count, _ in RESULTS.values()),
    tuple(rate for _, rate in RESULTS.values()),
    tuple(count for count, _ in GRADES.values()),
    tuple(rate for _, rate in GRADES.values()),
    (Of.FILED, Of.SUGGESTED, Of.NOT_FILED, Of.UNREVIEWED),
    (Of.FILED_CASES, Of.SUGGESTED_CASES),
)
"""Parts of one whole: within each, numbers may be added. What was withdrawn may be among what was not filed."""
_ALL = Scope()
_BY_NAME = {one.value: one for one in Of}


def together(of: StatedOf) -> tuple[Of, ...]:
    """The figures whose sum a document prints, in the order of the whole's parts; one alone where it is not a sum."""
    every = {of.figure, *(_BY_NAME[one] for one in of.also if one in _BY_NAME)}
    return tuple(one for family in _FAMILIES for one in family if one in every) or (of.figure,)


def may_join(of: StatedOf) -> tuple[str, ...]:
    """What may be added to a figure."""
    return tuple(one.value for family in _FAMILIES if of.figure in family for one in family if one is not of.figure)


def cannot_join(of: StatedOf) -> tuple[int, ...]:
    """Which of the others are no parts of the same whole, or are written twice."""
    known = may_join(of)
    return tuple(n for n, one in enumerate(of.also) if one not in known or one in of.also[:n])


def named(figures: tuple[Of, ...], scope: Scope = _ALL) -> str:
    """`2015—2021年立案件数`, `「民生保障」征集件数`, `落实和列入计划件数`."""
    *others, last = (one.value for one in figures)
    kind = "率" if last.endswith("率") else "件数"
    return scope.words + "和".join((*(one.removesuffix(kind) for one in others), last))


def name_of(of: StatedOf, find: Find) -> str:
    """What a quoted figure is called: `「民生保障」征集件数`, `立案件数比上次增加`."""
    name, figure = named(together(of), scope_of(of, find)), of.figure.value
    return name.replace(figure, (of.code or Of.COLLECTED.value) + figure) if of.figure in SINCE_LAST else name


def stem(figures: tuple[Of, ...], scope: Scope = _ALL) -> str:
    """`立案`, `落实和列入计划`: the name without the word for counts, before a number that says of what."""
    return named(figures, scope).removesuffix("件数")
