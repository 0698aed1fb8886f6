"""One wrong setting of a congress is said once, at the congress; what is wrong at proposals stays at proposals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.diagnostics import Diagnostic
from tests.example_files import diagnose, merged

WORLD = merged({})
CONGRESS, PROPOSAL = "data/congresses/8-3.yml", "data/proposals/TA-0803-001.yml"
PLAIN = WORLD[PROPOSAL]
NAMES = [f"TA-0803-1{number:02d}" for number in range(12)]


def _many(text: str = PLAIN) -> dict[str, str]:
    """The small world with a dozen more proposals, each of another matter."""
    return {
        f"data/proposals/{name}.yml": text.replace("延长南校区", f"第 {number} 次延长南校区")
        for number, name in enumerate(NAMES)
    }


def _of(code: str, files: dict[str, str]) -> Iterator[Diagnostic]:
    return (one for one in diagnose({**WORLD, **files}) if one.code == f"proposal/{code}")


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("seconders: 2", "seconders: 9", "too-few-seconders", "seconders: 9"),
        ("proposal_deadline: 2025-12", "proposal_deadline: 2025-05", "late-but-filed", "proposal_deadline: 2025-05"),
        ("- 后勤与基建", "- 后勤基建", "not-a-category", "categories:"),
    ],
)
def test_most_proposals_fail_by_one_setting(before: str, after: str, code: str, line: str) -> None:
    assert before in WORLD[CONGRESS]
    congress = WORLD[CONGRESS].replace(before, after)
    (found,) = _of(code, {CONGRESS: congress, **_many()})
    assert found.position.path == CONGRESS
    shown = congress.splitlines()[found.position.line - 1]
    assert line in shown
    assert f"等 {14 if code == 'late-but-filed' else 13} 条提案" in found.message
    assert "TA-0803-001" in found.message


def test_few_of_many_are_each_their_own() -> None:
    alone = PLAIN.replace("  - name: 何牧之\n    unit: HQC\n", "")
    files = _many()
    files.update({path: alone.replace("延长南校区", path) for path in list(files)[:5]})
    assert len(list(_of("too-few-seconders", files))) == 5


def test_few_are_each_their_own() -> None:
    files = {CONGRESS: WORLD[CONGRESS].replace("seconders: 2", "seconders: 9")}
    assert [one.position.path for one in _of("too-few-seconders", files)] == [PROPOSAL]
