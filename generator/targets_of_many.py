"""One record that is missing, or hidden, puts all that name it in the wrong: then it is said once.

Who deletes the file of a congress reads one finding instead of ninety.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.dataset import Dataset
from generator.diagnostics import Diagnostic, Finding
from generator.judging import Places
from generator.values import first_of

_MANY = 5
"""From how many records on it is said once."""
_MISSING = re.compile(r"没有编号为「([A-Z0-9-]+)」的|\[\[([A-Z0-9-]+)\]\] 没有对应的记录|没有第 (\d+) 条")
_HIDDEN = re.compile(r"「([A-Z0-9-]+)」只在校内公开")
_Found = tuple[str, Diagnostic]


def target_said_once(found: Iterable[_Found], dataset: Dataset, places: Places) -> Iterator[_Found]:
    """Every finding that stands for itself, and one for those that name the same missing or hidden record."""
    groups: dict[tuple[str, str], list[_Found]] = {}
    for record_id, one in found:
        cause = _cause(one)
        if cause is None:
            yield record_id, one
        else:
            groups.setdefault(cause, []).append((record_id, one))
    for (kind, target), those in groups.items():
        ids = list(dict.fromkeys(record_id for record_id, _ in those))
        if len(ids) < _MANY:
            yield from those
        elif kind == "hidden":
            yield ids[0], _at_the_hidden(target, ids, those[0][1], places)
        else:
            yield _at_one_of_them(ids, those)


def _cause(one: Diagnostic) -> tuple[str, str] | None:
    """What a finding says is missing or hidden: the kind and the id, as its words tell it."""
    kind = one.code.rpartition("/")[2]
    if kind == "needs-hidden":
        match = _HIDDEN.search(one.message)
        return ("hidden", match[1]) if match else None
    match = _MISSING.search(one.message) if kind in ("unknown-id", "bad-link") else None
    return ("missing", match[1] or match[2] or f"KX-{match[3]}") if match else None


def _at_the_hidden(target: str, ids: Sequence[str], first: Diagnostic, places: Places) -> Diagnostic:
    message = f"{first_of(ids)} {len(ids)} 条社会公开的记录要用到「{target}」，它却只在校内公开"
    remedy = "把这里改为 public；确实只在校内公开的，把那些记录都写成 audience: campus"
    position = places.position(target, Finding(("audience",), message, remedy))
    return Diagnostic(first.code, first.severity, position, message, remedy)


def _at_one_of_them(ids: Sequence[str], those: Sequence[_Found]) -> _Found:
    """At the first of those who all say the same: the kind of record that most of them name is the one it had."""
    said, _ = Counter(one.message for _, one in those).most_common(1)[0]
    record_id, first = next((record_id, one) for record_id, one in those if one.message == said)
    message = f"{said}；写到它的有 {first_of(ids)} {len(ids)} 条记录"
    return record_id, Diagnostic(first.code, first.severity, first.position, message, first.remedy)
