"""Rules as editors are shown them, and the pages of documentation that are generated from the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.explanations import explain, find, nearest_code, rules_document
from generator.registry import RECORD_TYPES
from generator.rules import all_rules
from generator.schema import dictionary_document

DOCS = Path(__file__).parent.parent / "docs"
RULES = {rule.code: rule for rule in all_rules(RECORD_TYPES)}


def test_the_documentation_is_what_the_code_says() -> None:
    assert (DOCS / "rules.md").read_text("utf-8") == rules_document(), "make docs"
    assert (DOCS / "data-dictionary.md").read_text("utf-8") == dictionary_document(), "make docs"


def test_the_document_lists_every_rule_once_under_its_type() -> None:
    document = rules_document()
    for code, rule in RULES.items():
        assert document.count(f"| `{code}` | {rule.severity.label} |") == 1
    for kind in RECORD_TYPES:
        if any(code.startswith(f"{kind.name}/") for code in RULES):
            assert document.count(f"## {kind.model.type_label}\n") == 1
    assert all(row.count(" | ") == 3 for row in document.splitlines() if row.startswith("| `"))


def test_an_explanation_shows_where_the_example_is_wrong() -> None:
    text = explain("proposal/answered-late") or ""
    bad, _, good = text.partition("正确的例子：")
    assert "    # data/proposals/" in bad
    assert bad.count("# ← 这里") >= 1
    assert "# ← 这里" not in good
    assert "# <-" not in text


def test_codes_are_unique_and_found() -> None:
    assert len(RULES) == len(all_rules(RECORD_TYPES))
    for code, rule in RULES.items():
        assert find(code) == rule


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("proposal/answered-lat", "proposal/answered-late"),
        ("YAML/TAG", "yaml/tag"),
        ("xxxxxxxx", ""),
    ],
)
def test_the_nearest_code(written: str, meant: str) -> None:
    assert find(written) is None
    assert nearest_code(written) == meant
