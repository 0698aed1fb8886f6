"""Every check is kept by its good examples and broken by its bad ones, at the line that says so."""

from __future__ import annotations

import pytest

from generator.common_checks import COMMON_PREFIX
from generator.diagnostics import Severity
from generator.registry import RECORD_TYPES
from generator.rules import RuleText, all_rules
from tests.example_files import EXAMPLES, Example, diagnose, examples, merged

ALL = list(examples())
ELSEWHERE = {"file/symlink", "file/unreadable", "file/unused-attachment", "file/gone"}
"""Rules about the disk rather than about text: their examples are in test_files.py."""


def _is(code: str, wanted: str) -> bool:
    prefix, _, name = wanted.partition("/")
    return code == wanted or (prefix == COMMON_PREFIX and code.partition("/")[2] == name)


def test_the_world_itself_has_no_finding() -> None:
    assert [str(one) for one in diagnose(merged({}))] == []


@pytest.mark.parametrize("example", ALL, ids=lambda one: one.name)
def test_example(example: Example) -> None:
    overlay = {path: text * example.times for path, text in example.overlay.items()}
    found = diagnose(merged(overlay), example.encoding)
    hits = [one for one in found if _is(one.code, example.code)]
    if not example.breaks:
        assert not hits, [str(one) for one in hits]
        assert not [str(one) for one in found if one.severity is Severity.ERROR]
        return
    assert hits, [str(one) for one in found]
    assert all(one.message and one.remedy for one in hits)
    expected = example.expected_lines()
    if expected:
        assert {(one.position.path, one.position.line) for one in hits} == expected


@pytest.mark.parametrize(
    "rule",
    [one for one in all_rules(RECORD_TYPES) if one.code not in ELSEWHERE and not one.code.startswith("content/")],
    ids=lambda one: one.code,
)
def test_every_rule_is_documented_and_has_examples(rule: RuleText) -> None:
    code, sentence, source = rule.code, rule.sentence, rule.source
    mine = [one for one in ALL if one.code == code]
    assert sentence.endswith("。"), f"{code}: the docstring's first line is the rule, a Chinese sentence"
    assert source
    assert sum(not one.breaks for one in mine) >= 1, f"{code} needs an example that keeps it"
    assert sum(one.breaks for one in mine) >= 2, f"{code} needs two examples that break it"


def test_every_example_belongs_to_a_rule() -> None:
    codes = {one.code for one in all_rules(RECORD_TYPES)}
    strays = {one.code for one in ALL} - codes
    assert not strays, strays
    assert EXAMPLES.is_dir()
