"""One wrong setting of a record puts many others in the wrong: then it is said once, where the setting stands.

A congress with a wrong year in its deadline makes all its proposals late. Whoever reads eighty findings at
proposals mends proposals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Finding
from generator.judging import Places
from generator.model import Reference
from generator.record_type import Check, Setting
from generator.values import first_of

_MANY, _MANY_ALIKE = 10, 5
"""From how many records on it is said once: of all, where they are more than a quarter; of those alike."""
_Found = Sequence[tuple[str, Diagnostic]]


class _Cause(NamedTuple):
    """What a finding may follow from: the record with the setting, and what those have in common that it concerns."""

    code: str
    target: str
    alike: str


def said_once(
    found: Iterable[tuple[str, Diagnostic]], dataset: Dataset, kinds: Mapping[str, Sequence[Check[Any]]], places: Places
) -> Iterator[Diagnostic]:
    """Every finding that stands for itself, and one for those that follow from the same setting."""
    settings = {f"{kind}/{one.name}": one.setting for kind, checks in kinds.items() for one in checks if one.setting}
    groups: dict[_Cause, list[tuple[str, Diagnostic]]] = {}
    for record_id, one in found:
        setting = settings.get(one.code)
        cause = _cause(record_id, one.code, setting, dataset) if setting else None
        if cause is None:
            yield one
        else:
            groups.setdefault(cause, []).append((record_id, one))
    for cause, those in groups.items():
        if _is_the_cause(cause, those, dataset):
            yield _at_the_setting(cause, those, settings[cause.code], dataset, places)
        else:
            yield from (one for _, one in those)


def _cause(record_id: str, code: str, setting: Setting, dataset: Dataset) -> _Cause | None:
    record = dataset.entries[record_id].record
    reference = getattr(record, setting.of, None)
    if not isinstance(reference, Reference) or reference.id not in dataset.entries:
        return None
    return _Cause(code, reference.id, str(getattr(record, setting.alike)) if setting.alike else "")


def _is_the_cause(cause: _Cause, those: _Found, dataset: Dataset) -> bool:
    count = len({record_id for record_id, _ in those})
    if cause.alike:
        return count >= _MANY_ALIKE
    return count >= _MANY and count * 4 > _concerned(cause, dataset)


def _concerned(cause: _Cause, dataset: Dataset) -> int:
    """How many records of the type the setting holds for."""
    kind = cause.code.partition("/")[0]
    return sum(one.type_name == kind and cause.target in one.about.refers for one in dataset.entries.values())


def _at_the_setting(
    cause: _Cause, those: _Found, setting: Setting | None, dataset: Dataset, places: Places
) -> Diagnostic:
    target, first = dataset.entries[cause.target].record, those[0][1]
    keys = setting.keys if setting else ()
    key = next((one for one in keys if getattr(target, one, None) not in (None, ())), "")
    ids = list(dict.fromkeys(record_id for record_id, _ in those))
    label = dataset.entries[ids[0]].model.type_label
    whole = "" if cause.alike else f"（共 {_concerned(cause, dataset)} 条）"
    most = cause.alike or len(ids) * 2 > _concerned(cause, dataset)
    guess = f"{'多半' if most else '可能'}是这里写错了"
    message = f"{first_of(ids)} {len(ids)} 条{label}{whole}有同一个问题，{guess}；例如 {ids[0]}：{first.message}"
    finding = Finding((key,) if key else (), message, "查对这里，改正以后再检查；这里没有错的，逐条查对那些记录")
    position = places.position(cause.target, finding)
    return Diagnostic(first.code, first.severity, position, finding.message, finding.remedy)
