"""Whole accounts as unions publish them: what is wrong is found at its line and named, what is right is not.

`# <- words` at the end of a line of `tests/accounts/*.yml`: a finding points at it, and says these words.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.example_files import diagnose, merged

ACCOUNTS = Path(__file__).parent / "accounts"
SHIPPED = Path(__file__).parent.parent / "data" / "classifications"
_MARK = re.compile(r"# <-(.*)$")


@pytest.mark.parametrize("path", sorted(ACCOUNTS.glob("*.yml")), ids=lambda one: one.stem)
def test_each_fault_is_found_where_it_stands(path: Path) -> None:
    text = path.read_text("utf-8")
    marked = {
        number: match[1].strip() for number, line in enumerate(text.splitlines(), 1) if (match := _MARK.search(line))
    }
    charts = {
        f"classifications/{one}.yml": (SHIPPED / f"{one}.yml").read_text("utf-8") for one in ("KM-2010", "KM-2022")
    }
    units = {"units/CWC.yml": "branch_union: 是\n"}
    name = "data/budgets/BG-X.yml"
    files = merged(charts | units) | {name: text}
    found: dict[int, str] = {}
    for one in diagnose(files):
        if one.position.path == name:
            found[one.position.line] = f"{found.get(one.position.line, '')}{one.message}。{one.remedy}。"
    assert sorted(found) == sorted(marked), found
    assert {line: words for line, words in marked.items() if words not in found[line]} == {}
