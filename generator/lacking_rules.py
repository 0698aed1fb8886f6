"""What the rules of a site lack that gongkai's own have: checks ask for it, and an update leaves a changed rule alone."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load import load
from generator.raw_files import RawFile
from generator.records.rule.model import Rule
from generator.registry import RECORD_TYPES


def lacking(path: str, there: bytes, shipped: bytes) -> list[str]:
    """The lines to write into a site's own rule: values and words that the shipped one has and it has not.

    None for a file that is no rule, or cannot be read: the check says what is wrong with it.
    """
    own, ours = _rule(path, there), _rule(path, shipped)
    return list(_lines(own, ours)) if own is not None and ours is not None else []


def _rule(path: str, content: bytes) -> Rule | None:
    for entry in load([RawFile(path, content)], RECORD_TYPES).dataset.entries.values():
        if isinstance(entry.record, Rule):
            return entry.record
    return None


def _lines(own: Rule, ours: Rule) -> Iterator[str]:
    values = [one for one in ours.values if one.name not in {each.name for each in own.values}]
    if values:
        yield "values:"
    for value in values:
        unit = f'"{value.unit}"' if value.unit == "%" else value.unit
        yield from (f"  - name: {value.name}", f"    value: {value.value}", f"    unit: {unit}")
        ends = (("least", value.least), ("most", value.most))
        yield from (f"    {key}: {end}" for key, end in ends if end is not None)
    terms = [one for one in ours.terms if one.name not in {each.name for each in own.terms}]
    if terms:
        yield "terms:"
    for term in terms:
        yield from (f"  - name: {term.name}", "    words:")
        yield from (f'      - "{word}"' if word == "%" else f"      - {word}" for word in term.words)
