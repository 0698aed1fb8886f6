"""The example university passes every check but for the findings that the editors' handbook names."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from generator.examination import Examined, examine
from generator.leaves import happenings

ROOT = Path(__file__).parents[1]
_ROW = re.compile(r"^\| `([a-z/-]+)` \| (.*?) \|", re.MULTILINE)
_ID = re.compile(r"\[\[([A-Z0-9-]+)")


@pytest.fixture(scope="module")
def shipped() -> Examined:
    return examine(ROOT, date(2026, 5, 1), date(2026, 5, 1))


def test_the_handbook_names_exactly_the_findings_that_are_there(shipped: Examined) -> None:
    handbook = (ROOT / "content" / "editors.md").read_text("utf-8").partition("## 示例数据")[2]
    named = {(code, record) for code, cell in _ROW.findall(handbook) for record in _ID.findall(cell)}
    found = {(one.code, PurePosixPath(one.position.path).stem) for one in shipped.diagnostics}
    assert found == named


def test_it_is_a_whole_university(shipped: Examined) -> None:
    count: dict[str, int] = {}
    for entry in shipped.loaded.dataset.entries.values():
        count[entry.record.type_name] = count.get(entry.record.type_name, 0) + 1
    assert count["proposal"] >= 150
    assert count["disclosure"] >= 200
    assert count["commendation"] >= 25
    assert count["unit"] >= 35
    assert count["congress"] >= 2 + 5
    assert count["budget"] >= 3 + 8
    assert count["clause"] == 23
    assert {"rule", "calendar", "title", "alias", "classification", "catalogue"} <= set(count)


def test_nothing_happens_after_its_day(shipped: Examined) -> None:
    late = [
        (entry.record.id, place, day)
        for entry in shipped.loaded.dataset.entries.values()
        for place, day in happenings(entry.record)
        if day > date(2026, 5, 1)
    ]
    assert late == []
