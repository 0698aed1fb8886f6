"""One mistake may put many records in the wrong: then it is said once, where it is to be mended.

A congress with a wrong year in its deadline makes all its proposals late; who deletes its file leaves ninety records
that name it. Whoever reads eighty findings at proposals mends proposals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.dataset import Dataset
from generator.diagnostics import Cause, CauseKind, Diagnostic, Finding
from generator.hidden_checks import IN_TEXTS
from generator.judging import Places
from generator.nearest import NAMED_BY
from generator.values import first_of

_MANY = 5
"""From how many records on it is said once. An id that nobody bears needs fewer: it is no slip of theirs."""
_MANY_OF_ALL = 10
"""From how many on where a setting is all that they have in common: where they are more than a quarter, too."""


class Found(NamedTuple):
    """What was found of a record, and what may be wrong instead."""

    record_id: str
    said: Diagnostic
    cause: Cause | None


class _Case(NamedTuple):
    """The findings that have a cause in common."""

    cause: Cause
    those: Sequence[Found]
    ids: Sequence[str]
    """Of the records, each once."""
    dataset: Dataset
    places: Places

    def at_the_cause(self, key: str, message: str, remedy: str) -> Diagnostic:
        """What is said at a key of the record that is the cause."""
        first = self.those[0].said
        position = self.places.position(self.cause.target, Finding((key,) if key else (), message, remedy))
        return Diagnostic(first.code, first.severity, position, message, remedy)


def said_once(found: Iterable[Found], dataset: Dataset, places: Places) -> Iterator[Diagnostic]:
    """Every finding that stands for itself, and one for those that have the same cause."""
    groups: dict[tuple[Cause, str], list[Found]] = {}
    for one in found:
        if one.cause is None:
            yield one.said
        else:
            of_one_check = one.said.code if one.cause.kind is CauseKind.SETTING else ""
            groups.setdefault((one.cause, of_one_check), []).append(one)
    for (cause, _), those in groups.items():
        case = _Case(cause, those, list(dict.fromkeys(one.record_id for one in those)), dataset, places)
        said = _SAID[cause.kind](case)
        yield from (one.said for one in those) if said is None else (said,)


def _missing(case: _Case) -> Diagnostic | None:
    """At the first of those who all say the same: the kind of record that most of them name is the one it had."""
    if len(case.ids) < NAMED_BY:
        return None
    most, _ = Counter(one.said.message for one in case.those).most_common(1)[0]
    first = next(one.said for one in case.those if one.said.message == most)
    message = f"{most}；写到它的有 {first_of(case.ids)} {len(case.ids)} 条记录"
    return Diagnostic(first.code, first.severity, first.position, message, first.remedy)


def _hidden(case: _Case) -> Diagnostic | None:
    if len(case.ids) < _MANY:
        return None
    told = case.cause.alike == IN_TEXTS
    how = "在文字里写到" if told else "要用到"
    message = f"{first_of(case.ids)} {len(case.ids)} 条社会公开的记录{how}「{case.cause.target}」，它却只在校内公开"
    otherwise = "从那些文字里删去它的编号" if told else "把那些记录都写成 audience: campus"
    return case.at_the_cause("audience", message, f"把这里改为 public；确实只在校内公开的，{otherwise}")


def _absent(case: _Case) -> Diagnostic | None:
    """At the day from which, or until which, a unit is there."""
    if len(case.ids) < _MANY:
        return None
    target, (key,) = case.cause.target, case.cause.keys
    entries = case.dataset.entries
    name = entries[target].record.heading(lambda one: entries[one.id].record if one.id in entries else None)
    message = f"{first_of(case.ids)} {len(case.ids)} 条记录写到「{name}」（{target}），那时它{_WHEN[key]}"
    said = case.at_the_cause(key, message, "多半是这个日期写错了，查对后改正；日期没有错的，改那些记录里的单位")
    check = said.code.rpartition("/")[2]
    return Diagnostic(
        f"{case.dataset.entries[target].type_name}/{check}", said.severity, said.position, said.message, said.remedy
    )


_WHEN = {"opened": "还没有设立", "closed": "已经撤销"}


def _setting(case: _Case) -> Diagnostic | None:
    entry = case.dataset.entries.get(case.cause.target)
    kind = case.those[0].said.code.partition("/")[0]
    of_all = sum(
        one.type_name == kind and case.cause.target in one.refers for one in case.dataset.entries.values()
    )  # how many records of the type the setting holds for
    alike, count = case.cause.alike, len(case.ids)
    many = count >= _MANY if alike else count >= _MANY_OF_ALL and count * 4 > of_all
    if entry is None or not many:
        return None
    written = (one for one in case.cause.keys if getattr(entry.record, one, None) not in (None, ()))
    label = case.dataset.entries[case.ids[0]].model.type_label
    whole = "" if alike else f"（共 {of_all} 条）"
    guess = f"{'多半' if alike or count * 2 > of_all else '可能'}是这里写错了"
    example = f"例如 {case.ids[0]}：{case.those[0].said.message}"
    message = f"{first_of(case.ids)} {count} 条{label}{whole}有同一个问题，{guess}；{example}"
    return case.at_the_cause(next(written, ""), message, "查对这里，改正以后再检查；这里没有错的，逐条查对那些记录")


_SAID: Mapping[CauseKind, Callable[[_Case], Diagnostic | None]] = {
    CauseKind.MISSING: _missing,
    CauseKind.HIDDEN: _hidden,
    CauseKind.ABSENT: _absent,
    CauseKind.SETTING: _setting,
}
