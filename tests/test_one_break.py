"""One mistake in a shipped record is one finding, at its line, whatever else does not go with it any more."""

from __future__ import annotations

import pytest

from tests.test_one_cause import found_in, shipped

_BREAKS = {
    "a proposal of another congress": ("TA-0803-007", "congress: 8-3", "congress: 8-2", "id-of-another-congress", 1),
    "an outcome": ("TA-0803-007", "outcome: filed", "outcome: not_filed", "handled-without-filing", 28),
    "no review": (
        "TA-0803-007",
        "review:\n  on: 2026-01-08\n  outcome: filed\n",
        "",
        "handled-without-filing",
        25,
    ),
    "a main case of another congress": ("TA-0802-034", "TA-0802-001", "TA-0803-001", "merged-across-congresses", 25),
    "those due and present": (
        "8-3",
        "due: 214\n  present: 201",
        "due: 201\n  present: 214",
        "more-present-than-due",
        8,
    ),
    "those present": ("8-3", "present: 201", "present: 21", "more-votes-than-present", 8),
    "those present, two digits": ("8-3", "present: 201", "present: 210", "text-attendance-differs", 87),
    "a printed count": ("8-2", "value: 56件", "value: 65件", "stated-count-differs", 92),
    "a count in the text": ("8-2", "立案56件", "立案65件", "text-count-swapped", 84),
    "another count in the text": ("8-2", "立案56件", "立案58件", "text-counts-do-not-add-up", 84),
    "votes in the text": ("8-3", "赞成158票", "赞成185票", "text-votes-differ", 89),
    "the kind of a report": ("8-3", "kind: 分配方案", "kind: 财务预决算", "report-of-another-kind", 39),
    "the unit of a congress": ("JXXY-2025", "unit: JXXY", "unit: DQXY", "id-without-its-unit", 1),
    "the unit in a title": ("JXXY-2025", "机械工程学院第四届", "材料工程学院第四届", "title-of-another-unit", 2),
    "a period": ("GK-2025-073", "school_year: 2025-2026", "school_year: 2052-2053", "period-long-after", 4),
    "no day of publication": ("GK-2025-073", "published: 2025-11-21\n", "", "content-before-publication", 12),
    "a unit of measure": ("GK-2025-073", "value: 198\n    of: 人", "value: 198\n    of: 名", "figure-in-two-units", 26),
    "what is corrected": ("GK-2025-036", "record: GK-2025-017", "record: GK-2025-071", "corrects-a-later-one", 27),
    "how an item is published": (
        "QD-3",
        "frequency: 每年",
        "mode: 不予\nreason: 内部\nfrequency: 每年",
        "published-though-closed",
        7,
    ),
    "the number of a clause": ("KX-12", "number: 12", "number: 21", "number-is-not-the-id", 1),
    "the section of a clause": ("KX-12", "民主管理", "民主管里", "section-out-of-line", 2),
    "a head count": ("JXXY", "heads: 110", "heads: 1100", "headcount-jumps", 10),
    "words on one line": ("TY-LA", "  - 立案\n  - 立项办理", "  - 立案、立项办理", "too-few-words", 1),
    "a word of another set": ("TY-LA", "  - 立项办理", "  - 提案", "word-in-two-sets", 2),
}


@pytest.mark.parametrize("name", _BREAKS)
def test_one_break_is_one_finding(name: str) -> None:
    record, before, after, check, line = _BREAKS[name]
    path = next(one for one in shipped() if one.endswith(f"/{record}.yml"))
    assert before in shipped()[path]
    found = found_in({**shipped(), path: shipped()[path].replace(before, after, 1)})
    assert [(one.code.partition("/")[2], one.position.line) for one in found] == [(check, line)]


def test_a_renumbered_clause_is_not_sent_to_a_file_that_is_there() -> None:
    path = next(one for one in shipped() if one.endswith("/KX-12.yml"))
    (found,) = found_in({**shipped(), path: shipped()[path].replace("number: 12", "number: 21", 1)})
    assert "KX-21.yml" not in found.remedy
    assert "改正序号" in found.remedy


def test_a_delegate_whom_the_roster_lacks_is_said_once_there() -> None:
    path = next(one for one in shipped() if one.endswith("/8-3.yml"))
    line = "  - name: 匡文辉\n    unit: DZB\n    delegation: 机关第一代表团\n"
    assert line in shipped()[path]
    found = found_in({**shipped(), path: shipped()[path].replace(line, "", 1)})
    assert sorted(one.code for one in found) == ["congress/due-differs-from-roster", "congress/roster-unlike-proposals"]
    assert {one.position.path for one in found} == {path}
